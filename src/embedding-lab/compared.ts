import type { EmbedderResult } from "../embeddings/embedder.ts";
import { knowsWord, vectorOf, type WordTable } from "../embeddings/words.ts";
import { norm, type Vector } from "../labs/vectors.ts";
import { cited, listed } from "./figures.ts";
import { aboutModel, modelName, WORD_VECTORS } from "./model-note.ts";

/** Texts with their vectors, and whose vectors these are. */
export interface Compared {
  texts: { text: string; vector: Vector }[];
  dimension: number;
  /** In a few words, for charts. */
  source: string;
  /** In sentences, as small print; in the Markdown of replies. */
  about: string;
  model: string;
  /** How many words the table has that the vectors are rows of. */
  rows?: number;
}

/** Words that the table has, with its vectors as they are: not of length 1. */
export function comparedWords(table: WordTable, words: readonly string[]): Compared {
  return {
    texts: words.flatMap((text) => {
      const vector = vectorOf(table, text);
      return vector === undefined ? [] : [{ text, vector }];
    }),
    dimension: table.dimension,
    source: WORD_VECTORS,
    about: `Vectors: ${WORD_VECTORS}; ${table.dimension} numbers each.`,
    model: "glove-6b-100d",
    rows: table.words.length,
  };
}

/** Texts that a model read; without those that it knows nothing of. */
export function comparedTexts(texts: readonly string[], embedded: EmbedderResult, hint = ""): Compared {
  const known = texts.flatMap((text, at) => {
    const vector = embedded.vectors[at];
    return vector !== null && vector !== undefined && norm(vector) > 0 ? [{ text, vector }] : [];
  });
  const failed = new Set(embedded.failed.map(({ text }) => text));
  const unknown = texts.filter((text) => !failed.has(text) && known.every((one) => one.text !== text));
  const without =
    unknown.length === 0 ? "" : `Not known to this model, so left out: ${listed(unknown.map(cited))}.`;
  return {
    texts: known,
    dimension: embedded.provider.dimension,
    source: modelName(embedded),
    about: [aboutModel(embedded), without, hint].filter((line) => line !== "").join(" "),
    model: embedded.provider.model,
  };
}

/** What is to be said of single words that the table does not have; "" where there are none. */
export function unknownWords(table: WordTable, texts: readonly string[]): string {
  const unknown = texts.filter((text) => !/\s/.test(text) && !knowsWord(table, text)).slice(0, 3);
  return unknown
    .map(
      (word) => `${cited(word)} is not in the table of English words, so a model that reads texts was taken.`,
    )
    .join(" ");
}
