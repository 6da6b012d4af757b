/** Numbers in a fixed order: what a text becomes. */
export type Vector = ArrayLike<number>;

/** Uniform from 0 up to but not 1, the same sequence for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Σ aᵢ·bᵢ of two vectors of one length. */
export function dot(a: Vector, b: Vector): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} numbers`);
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

export const norm = (a: Vector): number => Math.sqrt(dot(a, a));

/** a·b / (|a|·|b|), from −1 to 1; undefined where a vector is all zeros and so points nowhere. */
export function cosine(a: Vector, b: Vector): number | undefined {
  const lengths = norm(a) * norm(b);
  return lengths === 0 ? undefined : Math.min(1, Math.max(-1, dot(a, b) / lengths));
}

/** Standard deviation of the cosine of two random directions in `dimension` dimensions; their mean is 0. */
export const randomCosineDeviation = (dimension: number): number => 1 / Math.sqrt(dimension);

/** Bytes of one stored vector, with so many bytes a number: 4 for 32-bit floats. */
export const embeddingBytes = (dimension: number, bytesEach = 4): number => dimension * bytesEach;

/** Squared Euclidean distance. */
export function squaredDistance(a: Vector, b: Vector): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) {
    const difference = (a[at] as number) - (b[at] as number);
    sum += difference * difference;
  }
  return sum;
}
