import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";

/** A vector that was typed as numbers, by its name or as it was typed. */
export interface NumberVector {
  text: string;
  vector: number[];
}

const MOST_DIMENSIONS = 6;
const LARGEST = 1e6;
const NUMBER = String.raw`[-−–+]?(?:\d+(?:\.\d+)?|\.\d+)`;
const NUMBERS = new RegExp(String.raw`^\(?\s*(${NUMBER}(?:\s*[,\s]\s*${NUMBER})*)\s*\)?$`);

/** "8, 2", "(8, 2)" or "8 2" as numbers; undefined for anything else. */
export function numbersIn(text: string): number[] | undefined {
  const [, list] = NUMBERS.exec(text.trim()) ?? [];
  return list?.split(/[,\s]+/).map((one) => Number(one.replace(/[−–]/, "-")));
}

/** Whether a number is one that can be multiplied and shown. */
export const isUsable = (value: number): boolean => Math.abs(value) <= LARGEST;

/**
 * The vectors of "8,2 | 9,1", of "(8, 2) (9, 1)", "8,2 vs 9,1" or "lemons: 8, 2 | limes: 9, 1"; undefined where words were typed.
 * Throws UserError where they do not go together.
 */
export function typedVectors(typed: string): NumberVector[] | undefined {
  const found = partsOf(typed.trim()).map(named);
  const vectors = found.flatMap((one) => one ?? []);
  if (vectors.length < found.length || vectors.length === 0) return undefined;
  const [first] = vectors;
  const length = first?.vector.length ?? 0;
  if (vectors.length === 1)
    throw new UserError(`That is one vector. Put | between two: \`/lab similar 8,2 | 9,1\``);
  if (length > MOST_DIMENSIONS)
    throw new UserError(`At most ${MOST_DIMENSIONS} numbers make a vector here; there are ${length}.`);
  const other = vectors.find(({ vector }) => vector.length !== length);
  if (other !== undefined)
    throw new UserError(
      `*${echoed(other.text)}* has ${other.vector.length} ${other.vector.length === 1 ? "number" : "numbers"} and *${echoed(first?.text ?? "")}* ${length}: only vectors of the same dimension can be multiplied.`,
    );
  if (vectors.some(({ vector }) => !vector.every(isUsable)))
    throw new UserError(
      `Numbers from −${LARGEST.toLocaleString("en")} to ${LARGEST.toLocaleString("en")} can be multiplied here.`,
    );
  return vectors;
}

function partsOf(text: string): string[] {
  const by = [/\n/, /\|/, /;/, /\s(?:vs\.?|versus)\s/i].find((mark) => mark.test(text));
  if (by !== undefined) return text.split(by).filter((part) => part.trim() !== "");
  if (/^(\([^()]*\)[\s,]*){2,}$/.test(text)) return text.match(/\([^()]*\)/g) ?? [];
  const words = text.split(/\s+/);
  // "8,2 9,1": a comma within each, none after it.
  if (words.length > 1 && words.every((word) => /\d,[-−–+.\d]/.test(word) && !word.endsWith(",")))
    return words;
  return [text];
}

function named(part: string): NumberVector | undefined {
  const [, label, rest] = /^([^:]*\p{L}[^:]*):(.*)$/u.exec(part.trim()) ?? [];
  const vector = numbersIn(rest ?? part);
  if (vector === undefined) return undefined;
  return {
    text: label?.trim() ?? `(${vector.map((one) => String(one).replace("-", "−")).join(", ")})`,
    vector,
  };
}
