import { wordsIn } from "./languages.ts";
import { float32, int8, type Packed, uint16, words as wordList } from "./packed.ts";

/** English words as vectors: GloVe's, rounded to small integers. Words are looked up in lower case. */
export interface WordTable {
  /** In order of frequency. */
  words: readonly string[];
  /** How many numbers a vector has. */
  dimension: number;
  indexOf: ReadonlyMap<string, number>;
  values: Int8Array;
  scales: Float32Array;
  /** The length of each row of `values`; computed when first asked for. */
  norms: () => Float32Array;
  /** How much each word counts in a text: rare words more. */
  weights: Float32Array;
}

export interface Neighbour {
  word: string;
  /** −1 to 1. */
  cosine: number;
}

/** The usual constant of smooth inverse frequency (Arora et al. 2017). */
const SIF = 1e-3;
const EULER = 0.5772;
/** How many words the ranks count: the source's vocabulary. */
const VOCABULARY = 341_479;

export function openWords(packed: Packed): WordTable {
  const words = wordList(packed, "words");
  const values = int8(packed, "values");
  const dimension = values.length / words.length;
  let norms: Float32Array | undefined;
  const harmonic = Math.log(VOCABULARY) + EULER;
  return {
    words,
    dimension,
    indexOf: numbered(words),
    values,
    scales: float32(packed, "scales"),
    norms: () => {
      norms ??= normsOf(values, words.length);
      return norms;
    },
    // By Zipf's law the word of rank r has the probability 1 / (r × the harmonic number); the source has no counts.
    weights: new Float32Array(uint16(packed, "ranks")).map(
      (rank) => SIF / (SIF + 1 / ((rank + 1) * harmonic)),
    ),
  };
}

export const knowsWord = (table: WordTable, word: string): boolean => indexOf(table, word) !== undefined;

/** A word's vector as the source has it, not of length 1; undefined where the word is unknown. */
export function vectorOf(table: WordTable, word: string): Float32Array | undefined {
  const index = indexOf(table, word);
  if (index === undefined) return undefined;
  const { dimension, values } = table;
  const scale = table.scales[index] ?? 0;
  return Float32Array.from(values.subarray(index * dimension, (index + 1) * dimension), (x) => x * scale);
}

/** The words whose vectors point most nearly the same way, nearest first; none for a vector of zeros. */
export function nearestWords(
  table: WordTable,
  vector: Float32Array,
  { count, without = [] }: { count: number; without?: readonly string[] },
): Neighbour[] {
  const { words } = table;
  const cosineOf = cosinesWith(table, vector);
  if (cosineOf === undefined) return [];
  const hidden = new Set(without.map((word) => indexOf(table, word)));
  const best: Neighbour[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const cosine = cosineOf(index);
    if (best.length === count && cosine <= (best.at(-1)?.cosine ?? 0)) continue;
    if (hidden.has(index)) continue;
    best.splice(best.findLastIndex((one) => one.cosine >= cosine) + 1, 0, {
      word: words[index] ?? "",
      cosine,
    });
    if (best.length > count) best.pop();
  }
  return best;
}

/** How many words of the table point more nearly the way of `vector` than `word` does, without those left out; from 1. */
export function rankOf(
  table: WordTable,
  word: string,
  { vector, without = [] }: { vector: Float32Array; without?: readonly string[] },
): { rank: number; cosine: number; of: number } | undefined {
  const own = indexOf(table, word);
  const cosineOf = cosinesWith(table, vector);
  if (own === undefined || cosineOf === undefined) return undefined;
  const { words } = table;
  const hidden = new Set(without.map((one) => indexOf(table, one)));
  const cosine = cosineOf(own);
  let rank = 1;
  for (let index = 0; index < words.length; index += 1)
    if (index !== own && !hidden.has(index) && cosineOf(index) > cosine) rank += 1;
  hidden.delete(undefined);
  return { rank, cosine, of: words.length - hidden.size };
}

/** A word that is added (1) or taken away (-1). */
export interface Term {
  word: string;
  sign: 1 | -1;
}

/** The sum of the words' vectors, each brought to length 1; undefined where one is unknown. */
export function signedSum(table: WordTable, terms: readonly Term[]): Float32Array | undefined {
  const sum = new Float32Array(table.dimension);
  for (const { word, sign } of terms) {
    const vector = vectorOf(table, word);
    if (vector === undefined) return undefined;
    addTo(sum, vector, sign / Math.hypot(...vector));
  }
  return sum;
}

/**
 * What is to `plus` as `from` is to `minus` (king − man + woman), by 3CosAdd: nearest to the sum of the three unit vectors, the
 * three words themselves left out. Undefined where one of them is unknown.
 */
export function analogy(
  table: WordTable,
  { from, minus, plus }: { from: string; minus: string; plus: string },
  count = 5,
): Neighbour[] | undefined {
  const sum = signedSum(table, [
    { word: from, sign: 1 },
    { word: minus, sign: -1 },
    { word: plus, sign: 1 },
  ]);
  return sum && nearestWords(table, sum, { count, without: [from, minus, plus] });
}

/** A text's vector of length 1: the mean of its known words, rare ones counting more; zeros where none is known. */
export function textVector(table: WordTable, words: readonly string[]): Float32Array {
  const sum = new Float32Array(table.dimension);
  for (const word of words) {
    const index = indexOf(table, word);
    const vector = vectorOf(table, word);
    if (index !== undefined && vector !== undefined) addTo(sum, vector, table.weights[index] ?? 0);
  }
  const length = Math.hypot(...sum);
  return length === 0 ? sum : sum.map((number) => number / length);
}

/** The words of an English text in lower case without a final 's; numbers and marks left out. */
export function englishWords(text: string): string[] {
  return wordsIn(text, "en")
    .map((word) => word.replace(/['’]s$/, ""))
    .filter((word) => /\p{L}/u.test(word));
}

const indexOf = (table: WordTable, word: string): number | undefined =>
  table.indexOf.get(word.normalize("NFC").toLowerCase());

/** Gives the cosine of a row of the table with `vector`; undefined where that has no direction. */
function cosinesWith(table: WordTable, vector: Float32Array): ((index: number) => number) | undefined {
  const { values, dimension } = table;
  const norms = table.norms();
  const length = Math.hypot(...vector);
  if (length === 0) return undefined;
  return (index) => {
    let sum = 0;
    for (let at = 0; at < dimension; at += 1)
      sum += (values[index * dimension + at] ?? 0) * (vector[at] ?? 0);
    return sum / ((norms[index] ?? 1) * length);
  };
}

function addTo(sum: Float32Array, vector: Float32Array, weight: number): void {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0) * weight;
}

/** In a loop: half the start's time would go into making a pair for each word. */
function numbered(words: readonly string[]): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  for (let index = 0; index < words.length; index += 1) result.set(words[index] ?? "", index);
  return result;
}

function normsOf(values: Int8Array, rows: number): Float32Array {
  const norms = new Float32Array(rows);
  const dimension = values.length / rows;
  for (let row = 0; row < rows; row += 1) {
    let squares = 0;
    for (let at = row * dimension; at < (row + 1) * dimension; at += 1) {
      const number = values[at] ?? 0;
      squares += number * number;
    }
    norms[row] = Math.sqrt(squares);
  }
  return norms;
}
