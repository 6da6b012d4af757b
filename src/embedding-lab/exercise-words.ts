import { analogy, knowsWord, nearestWords, vectorOf, type WordTable } from "../embeddings/words.ts";
import { oddOneOut } from "../labs/clusters.ts";
import { cosine } from "../labs/vectors.ts";

/** What exercises ask of word vectors. */
export interface Words {
  /** How many there are. */
  count: number;
  knows: (word: string) => boolean;
  /** −1 to 1; 0 where a word is unknown. */
  cosine: (one: string, other: string) => number;
  /** The word that lies nearest to this one. */
  nearest: (word: string) => string;
  /** Nearest to from − minus + plus, nearest first. */
  analogy: (words: { from: string; minus: string; plus: string }) => { word: string; cosine: number }[];
  /** Which is least like the others, and every word's mean cosine with the others. */
  odd: (words: readonly string[]) => { at: number; means: number[] };
}

const ANALOGIES = 100;

export function wordsOf(table: WordTable): Words {
  const vector = (word: string): Float32Array => vectorOf(table, word) ?? new Float32Array(table.dimension);
  return {
    count: table.words.length,
    knows: (word) => knowsWord(table, word),
    cosine: (one, other) => cosine(vector(one), vector(other)) ?? 0,
    nearest: (word) => nearestWords(table, vector(word), { count: 1, without: [word] })[0]?.word ?? "",
    analogy: (words) => analogy(table, words, ANALOGIES) ?? [],
    odd: (words) => oddOneOut(words.map(vector)) ?? { at: 0, means: words.map(() => 0) },
  };
}
