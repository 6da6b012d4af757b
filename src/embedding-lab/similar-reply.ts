import { angleInDegrees, cosine, dot, norm, randomCosineDeviation, type Vector } from "../labs/vectors.ts";
import type { Block, Button, Json, Reply } from "../replies/reply.ts";
import type { Compared } from "./compared.ts";
import { asGiven, cited, decimals, row, runs } from "./figures.ts";
import { scoreOf, scoreWords } from "./guess.ts";
import type { NumberVector } from "./number-vectors.ts";
import { pairArrows } from "./pair-arrows.ts";
import { isLong, largestProducts, lengthWords, multiplication, productsFile } from "./products.ts";

/** The course's own example, and how it is written. */
const TOY = /^(lemons?|limes?|jordan)$/i;

export interface Pair {
  one: Compared["texts"][number];
  other: Compared["texts"][number];
  dot: number;
  /** Undefined where a vector of zeros has no direction. */
  cosine: number | undefined;
  angle: number | undefined;
}

export const pairOf = (one: Pair["one"], other: Pair["other"]): Pair => ({
  one,
  other,
  dot: dot(one.vector, other.vector),
  cosine: cosine(one.vector, other.vector),
  angle: angleInDegrees(one.vector, other.vector),
});

/** Vectors that somebody typed, as something to compare. */
export const comparedNumbers = (vectors: readonly NumberVector[]): Compared => ({
  texts: [...vectors],
  dimension: vectors[0]?.vector.length ?? 0,
  source: "The numbers as typed",
  about: "",
  model: "typed",
});

/** Two vectors multiplied, step by step: dot product, lengths, cosine and angle, and what the number means. */
export function similarReply(shown: Compared, guess?: number): Reply {
  const [one, other] = shown.texts;
  if (one === undefined || other === undefined) throw new RangeError("two vectors are compared");
  const pair = pairOf(one, other);
  const arrows = pairArrows(pair, shown);
  const judged = guess === undefined || pair.cosine === undefined ? "" : scoreWords(guess, pair.cosine);
  const answer: Block[] = [finding(pair), judged]
    .filter((text) => text !== "")
    .map((text) => ({ kind: "text", text }));
  const notes = [range(shown), yardstick(pair, shown), shown.about].filter((line) => line !== "");
  return {
    blocks: [
      ...answer,
      { kind: "text", text: working(pair) },
      ...(arrows === undefined ? [] : [{ kind: "chart", spec: arrows } as const]),
      { kind: "text", text: meaning(pair) },
      { kind: "note", text: notes.join("\n") },
      ...row(buttons(pair, shown)),
    ],
    ...(isLong(one.vector) ? { files: [productsFile(one, other)] } : {}),
    data: { ...dataOf(pair), dimension: shown.dimension, model: shown.model, ...scored(pair, guess) },
  };
}

function finding({ one, other, dot: product, cosine: near, angle }: Pair): string {
  const names = `${cited(one.text)} and ${cited(other.text)}`;
  if (near === undefined)
    return `${names}: dot product ${asGiven(product)}, but no cosine, for a vector of zeros has no direction.`;
  return `${names}: cosine similarity **${decimals(near, 3)}**, an angle of ${decimals(angle ?? 0, 1)}°; dot product ${asGiven(product)}.`;
}

/** The arithmetic, line by line. */
function working({ one, other, dot: product, cosine: near }: Pair): string {
  const long = isLong(one.vector);
  const figure = long ? (number: number) => decimals(number, 3) : asGiven;
  const lengthLine = ({ text, vector }: Pair["one"]): string =>
    `- Length of ${cited(text)}: ${lengthWords(vector) ?? `the root of the sum of its squares = ${figure(norm(vector))}`}`;
  const lengths = [norm(one.vector), norm(other.vector)] as const;
  const lines = [
    ...(long
      ? largestProducts(one.vector, other.vector).map((line) => `- ${line}`)
      : [`- Dot product: ${multiplication(one.vector, other.vector)}`]),
    lengthLine(one),
    lengthLine(other),
  ];
  if (near !== undefined)
    lines.push(
      `- Cosine: ${figure(product)} / (${figure(lengths[0])} × ${figure(lengths[1])}) = ${decimals(near, 3)}`,
    );
  return lines.join("\n");
}

/** What a cosine says, in words. */
export function meaning({ cosine: near }: Pick<Pair, "cosine">): string {
  if (near === undefined) return "A cosine needs two directions: change the vector of zeros.";
  if (near >= 0.9995) return "They point the same way: 1 is the highest there is, whatever their lengths.";
  if (near <= -0.9995) return "They point in opposite directions: −1 is the lowest there is.";
  if (near < -0.0005)
    return "Below 0 the arrows point apart, by more than 90°. That does not mean opposite in meaning: what is used in the same sentences, such as hot and cold, usually scores high.";
  if (near <= 0.0005) return "At 0 they stand at a right angle: they share no direction.";
  return "1 would be the same direction, 0 a right angle, −1 the opposite. A cosine is no percentage: compare it with those of other pairs from the same model.";
}

/** The course's slide says 0 to 1. */
function range({ texts }: Compared): string {
  const negative = texts.some(({ vector }) => Array.from(vector).some((number) => number < 0));
  const here = negative ? "; these vectors have some, so they may go below 0" : ", as here";
  return `The slide lets cosine similarity run from 0 to 1. It runs from −1 to 1; 0 to 1 holds only where no number is negative${here}.`;
}

/** In few dimensions random directions are alike too often to be a yardstick. */
function yardstick({ cosine: near }: Pair, { dimension, texts }: Compared): string {
  if (near === undefined || texts.some(({ vector }) => !isLong(vector))) return "";
  const spread = randomCosineDeviation(dimension);
  return `Yardstick: two random directions in ${dimension.toLocaleString("en")} dimensions have a cosine of 0, give or take ${decimals(spread, 3)} (1/√${dimension.toLocaleString("en")}). This one is ${decimals(Math.abs(near) / spread, 1)} times that from 0. Real vectors are not random: unrelated texts may share a direction.`;
}

function buttons({ one, other }: Pair, { rows }: Compared): Button[] {
  const texts = [one.text, other.text];
  return [
    ...(texts.some((text) => TOY.test(text.trim()))
      ? [runs("The course's table: lemons, limes, Jordan", "lab dimensions")]
      : []),
    ...(rows === undefined ? [] : [runs("The vectors", `lab vector ${texts.join(" | ")}`)]),
  ];
}

const asList = (vector: Vector): number[] | null => (isLong(vector) ? null : Array.from(vector));

export const dataOf = ({ one, other, dot: product, cosine: near, angle }: Pair): { [key: string]: Json } => ({
  one: { text: one.text, length: norm(one.vector), vector: asList(one.vector) },
  other: { text: other.text, length: norm(other.vector), vector: asList(other.vector) },
  dot: product,
  cosine: near ?? null,
  angle: angle === undefined ? null : { value: angle, unit: "degrees", source: "the arc cosine" },
});

function scored({ cosine: near }: Pair, guess: number | undefined): { [key: string]: Json } {
  if (guess === undefined || near === undefined) return {};
  const { off, points } = scoreOf(guess, near);
  return { guess: { cosine: guess, off, points } };
}
