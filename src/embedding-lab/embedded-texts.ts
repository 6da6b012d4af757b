import type { EmbedderResult } from "../embeddings/embedder.ts";
import { shorten } from "../replies/limits.ts";
import type { Analysis } from "./analyse.ts";
import { decimals } from "./figures.ts";
import type { EmbedTexts, KeptItems } from "./request.ts";

export interface EmbeddedTexts {
  request: EmbedTexts;
  input: KeptItems;
  /** The different texts that have a vector. */
  texts: readonly string[];
  /** Without the vectors, which may be 100 MB and are not needed any more. */
  embedded: Omit<EmbedderResult, "vectors">;
  analysis: Analysis;
  /** What is to be said of the choice of the model; in the Markdown of replies. */
  hint?: string;
}

/** Up to so many texts, each is looked at: its neighbours, and where the last one lies. */
export const FEW = 20;
/** Fewer have no picture; three points always make a triangle. */
export const FEWEST_MAPPED = 4;
export const LONGEST_NAME = 32;
/** So many unknown texts are named in the answer itself. */
export const FEW_UNKNOWN = 3;

/** A drawn point's text. */
export const textAt = ({ texts, analysis }: EmbeddedTexts, at: number): string =>
  texts[analysis.drawn[at] ?? -1] ?? "";

/** A heat map stands in for a map of three. */
export const isHeat = ({ request, texts, analysis }: EmbeddedTexts): boolean =>
  analysis.similarities !== undefined &&
  texts.length >= FEWEST_MAPPED - 1 &&
  (request.show === "heat" || texts.length < FEWEST_MAPPED);

const EQUAL = 1 - 1e-6;

/** A cosine as people read it: three decimals where two would make what is nearly the same "1.00". */
export function cosineWords(cosine: number): string {
  const two = decimals(Math.min(1, cosine));
  return two === "1.00" && cosine < EQUAL ? decimals(Math.min(cosine, 0.999), 3) : two;
}

/** A text shortened where a word ends, unless that would cost most of it. */
export function briefly(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = shorten(text, longest);
  const end = text.charAt(cut.length - 1) === " " ? cut.length - 1 : cut.lastIndexOf(" ");
  return end > longest / 2 ? `${cut.slice(0, end).replace(/[\s,;:.–-]+$/, "")}…` : cut;
}

/** How many of the labelled texts are most like one with the same label, and what chance alone would give. */
export interface Agreement {
  same: number;
  of: number;
  chance: number;
}

/** Undefined where there are not two labels among the drawn texts. */
export function agreementOf(shown: EmbeddedTexts): Agreement | undefined {
  const labels = labelsOf(shown);
  const counts = new Map<string, number>();
  for (const label of labels) if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size < 2) return undefined;
  const of = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const pairs = [...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0);
  const same = shown.analysis.nearest.filter(
    (near, at) => labels[at] !== undefined && labels[near] === labels[at],
  ).length;
  return { same, of, chance: pairs / (of * (shown.analysis.drawn.length - 1)) };
}

/** The label that was given to each drawn text. */
export function labelsOf(shown: EmbeddedTexts): (string | undefined)[] {
  const given = new Map(shown.input.items.map(({ text, label }) => [text, label]));
  return shown.analysis.drawn.map((_, at) => given.get(textAt(shown, at)));
}

/** The different texts of which the model knows nothing. */
export function unknownOf({ input, texts, embedded }: EmbeddedTexts): string[] {
  const known = new Set([...texts, ...embedded.failed.map(({ text }) => text)]);
  return [...new Set(input.items.map(({ text }) => text))].filter((text) => !known.has(text));
}
