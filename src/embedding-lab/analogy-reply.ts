import type { ScatterSpec } from "../charts/spec.ts";
import {
  type Neighbour,
  nearestWords,
  rankOf,
  signedSum,
  type Term,
  vectorOf,
  type WordTable,
} from "../embeddings/words.ts";
import { UserError } from "../errors.ts";
import { project } from "../labs/pca.ts";
import { cosine, norm, subtract, unit, type Vector } from "../labs/vectors.ts";
import type { Json, Reply } from "../replies/reply.ts";
import { cited, decimals, listed, numberCell } from "./figures.ts";
import { aboutGender } from "./gendered-words.ts";
import { knownWord } from "./known-words.ts";
import { WORD_VECTORS } from "./model-note.ts";
import type { Sum } from "./signed-words.ts";

const ANSWERS = 5;
/** Numbers of each vector that are written out. */
const WRITTEN = 4;
const NOTHING = 1e-6;
/** Cosines no farther apart than this are as good as equal. */
const TIE = 0.01;

interface Solved {
  terms: readonly Term[];
  sum: Float32Array;
  best: readonly Neighbour[];
  /** What would come first if the words themselves were not left out. */
  open: Neighbour | undefined;
}

/** Words added and taken away, and the words nearest to the result. */
export function analogyReply(table: WordTable, { terms: typed, guess }: Sum): Reply {
  const terms = typed.map(({ word, sign }) => ({ word: knownWord(table, word, "words").word, sign }));
  const guessed = guess === undefined ? undefined : knownWord(table, guess, "guess").word;
  const sum = signedSum(table, terms);
  if (sum === undefined || norm(sum) < NOTHING)
    throw new UserError("Nothing is left of that sum: what is added is taken away again. Change a word.");
  const words = terms.map(({ word }) => word);
  const solved: Solved = {
    terms,
    sum,
    best: nearestWords(table, sum, { count: ANSWERS, without: words }),
    open: nearestWords(table, sum, { count: 1 })[0],
  };
  const judged = guessed === undefined ? undefined : judge(table, guessed, solved);
  const prejudice = aboutGender(words, solved.best[0]?.word ?? "");
  return {
    blocks: [
      {
        kind: "text",
        text: finding(solved),
      },
      ...(prejudice === "" ? [] : [{ kind: "text", text: prejudice } as const]),
      ...(judged === undefined ? [] : [{ kind: "text", text: judged.text } as const]),
      { kind: "text", text: arithmetic(table, solved) },
      {
        kind: "table",
        caption: `The words nearest to ${written(terms)}`,
        columns: [{ label: "Word" }, { label: "Cosine", align: "right" }],
        rows: solved.best.map(({ word, cosine: near }) => [word, numberCell(near, 3)]),
      },
      { kind: "chart", spec: picture(table, solved) },
      { kind: "note", text: [leftOut(solved), steps(table, solved), ABOUT].filter(Boolean).join("\n") },
    ],
    data: dataOf(solved, judged?.data),
  };
}

const ABOUT = `Each vector is brought to length 1 before it is added. A neat answer is no rule: many analogies fail, and the vectors carry the prejudices of their texts. Vectors: ${WORD_VECTORS}.`;

/** "king − man + woman" */
const written = (terms: readonly Term[]): string =>
  terms
    .map(({ word, sign }, at) => `${sign < 0 ? (at === 0 ? "−" : "− ") : at === 0 ? "" : "+ "}${word}`)
    .join(" ");

const firstNumbers = (vector: Vector): string =>
  `${Array.from(vector)
    .slice(0, WRITTEN)
    .map((value) => decimals(value))
    .join(", ")}, …`;

/** The answer, and the next where it is as good. */
function finding({ terms, best: [first, second] }: Solved): string {
  const sum = `${written(terms)} ≈ `;
  if (first === undefined) return `${sum}**nothing**.`;
  if (second === undefined || first.cosine - second.cosine > TIE)
    return `${sum}**${first.word}** (cosine ${decimals(first.cosine)}).`;
  return `${sum}**${first.word}** (cosine ${decimals(first.cosine, 3)}), nearly a tie with **${second.word}** (${decimals(second.cosine, 3)}).`;
}

/** The sum, number by number, as far as it fits. */
function arithmetic(table: WordTable, { terms, sum }: Solved): string {
  const lines = terms.map(({ word, sign }, at) => {
    const vector = unit(vectorOf(table, word) ?? []) ?? [];
    return `- ${at === 0 && sign > 0 ? "" : sign > 0 ? "plus " : "minus "}${cited(word)}: ${firstNumbers(vector)}`;
  });
  return [...lines, `- makes: ${firstNumbers(sum)}`].join("\n");
}

function leftOut({ terms, best, open }: Solved): string {
  const words = listed([...new Set(terms.map(({ word }) => word))].map(cited));
  const same = open === undefined || open.word === best[0]?.word;
  const honest = same
    ? "the answer would be the same with them"
    : `otherwise ${cited(open?.word ?? "")} would come first, cosine ${decimals(open?.cosine ?? 0)}`;
  return `Left out of the answers are the words themselves, ${words}; ${honest}.`;
}

/** Of king − man + woman: how alike the steps from man to king and from woman to the answer are. */
function steps(table: WordTable, { terms, best }: Solved): string {
  const [from, minus, plus] = terms;
  const answer = best[0]?.word;
  const signs = terms.map(({ sign }) => sign).join();
  if (signs !== "1,-1,1" || !from || !minus || !plus || answer === undefined) return "";
  const step = (to: string, start: string): number[] => {
    const [end, begin] = [to, start].map((word) => unit(vectorOf(table, word) ?? []) ?? []);
    return subtract(end ?? [], begin ?? []);
  };
  const near = cosine(step(from.word, minus.word), step(answer, plus.word));
  if (near === undefined) return "";
  return `The step from ${cited(minus.word)} to ${cited(from.word)} and that from ${cited(plus.word)} to ${cited(answer)} have cosine ${decimals(near)}; 1 would be a true parallelogram.`;
}

function judge(
  table: WordTable,
  guess: string,
  { terms, sum, best }: Solved,
): { text: string; data: Json } | undefined {
  const words = terms.map(({ word }) => word);
  if (words.includes(guess))
    return {
      text: `**Your guess** ${cited(guess)} is one of the words themselves.`,
      data: { word: guess, rank: 0 },
    };
  const found = rankOf(table, guess, { vector: sum, without: words });
  if (found === undefined) return undefined;
  const { rank, cosine: near, of } = found;
  const place =
    best[0]?.word === guess
      ? "is right"
      : `is number ${rank.toLocaleString("en")} of ${of.toLocaleString("en")} words`;
  return {
    text: `**Your guess** ${cited(guess)} ${place}, cosine ${decimals(near)}.`,
    data: { word: guess, rank, cosine: near },
  };
}

/** The words, the sum and the answer on the plane that keeps most of how they differ. */
function picture(table: WordTable, { terms, sum, best }: Solved): ScatterSpec {
  const given = [...new Set(terms.map(({ word }) => word))].map((label) => ({ label, group: "given" }));
  const answers = best.slice(0, 1).map(({ word }) => ({ label: word, group: "answer" }));
  const words = [...given, ...answers];
  const vectors = words.map(({ label }) => unit(vectorOf(table, label) ?? []) ?? []);
  const { rows, kept } = project([...vectors, Array.from(sum)], 2);
  const points = [...words, { label: written(terms), group: "sum" }];
  const steps = stepsOf(terms, points);
  const percent = Math.round(((kept[0] ?? 0) + (kept[1] ?? 0)) * 100);
  const axis = (at: number): ScatterSpec["x"] => ({
    label: `principal component ${at + 1}`,
    scale: "linear",
    format: "plain",
  });
  return {
    kind: "scatter",
    title: `${written(terms)} ≈ ${best[0]?.word ?? ""}`,
    subtitle: `PCA, ${percent} % of the spread${steps.length > 0 ? "; both arrows are the same step" : ""}`,
    source: WORD_VECTORS,
    bare: true,
    groupLabel: "Point",
    x: axis(0),
    y: axis(1),
    ...(steps.length > 0 ? { steps } : {}),
    points: points.map(({ label, group }, at) => ({
      x: rows[at]?.[0] ?? 0,
      y: rows[at]?.[1] ?? 0,
      label,
      group,
      priority: 1,
    })),
  };
}

/** Of king − man + woman: from man to king, and from woman to the sum; none for sums of another kind. */
function stepsOf(terms: readonly Term[], points: readonly { label: string }[]): [number, number][] {
  const minus = terms.filter(({ sign }) => sign < 0).map(({ word }) => word);
  const [to, start, ...more] = terms.filter(({ sign }) => sign > 0).map(({ word }) => word);
  const [from] = minus;
  if (minus.length !== 1 || more.length > 0 || !from || !to || !start) return [];
  const place = (word: string): number => points.findIndex(({ label }) => label === word);
  return [
    [place(from), place(to)],
    [place(start), points.length - 1],
  ];
}

const dataOf = ({ terms, best, open }: Solved, guess: Json | undefined): { [key: string]: Json } => ({
  terms: terms.map(({ word, sign }): Json => ({ word, sign })),
  answers: best.map(({ word, cosine: near }): Json => ({ word, cosine: near })),
  withThem: open === undefined ? null : { word: open.word, cosine: open.cosine },
  ...(guess === undefined ? {} : { guess }),
});
