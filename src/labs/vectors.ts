/** A list of numbers: plain or typed. */
export type Vector = ArrayLike<number>;

/** The sum of the products of numbers in the same place. Throws where the lengths differ. */
export function dot(a: Vector, b: Vector): number {
  if (a.length !== b.length)
    throw new RangeError(`Vectors of ${a.length} and ${b.length} numbers cannot be compared`);
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

/** The length of the arrow. */
export const norm = (a: Vector): number => Math.sqrt(dot(a, a));

/** The cosine of the angle, −1 to 1; undefined where a vector is all zeros and has no direction. */
export function cosine(a: Vector, b: Vector): number | undefined {
  const lengths = norm(a) * norm(b);
  if (lengths === 0) return undefined;
  return Math.max(-1, Math.min(1, dot(a, b) / lengths));
}

/** The angle in degrees, 0 to 180; undefined where the cosine is. */
export function angleInDegrees(a: Vector, b: Vector): number | undefined {
  const near = cosine(a, b);
  return near === undefined ? undefined : (Math.acos(near) * 180) / Math.PI;
}

/** The straight-line distance between the points. */
export const distance = (a: Vector, b: Vector): number => norm(subtract(a, b));

export function add(a: Vector, b: Vector): number[] {
  return Array.from(a, (number, at) => number + (b[at] ?? 0));
}

export function subtract(a: Vector, b: Vector): number[] {
  if (a.length !== b.length)
    throw new RangeError(`Vectors of ${a.length} and ${b.length} numbers cannot be subtracted`);
  return Array.from(a, (number, at) => number - (b[at] ?? 0));
}

export const scale = (a: Vector, by: number): number[] => Array.from(a, (number) => number * by);

/** The part of `a` that points along `onto`; undefined where `onto` is all zeros. */
export function projection(a: Vector, onto: Vector): number[] | undefined {
  const square = dot(onto, onto);
  return square === 0 ? undefined : scale(onto, dot(a, onto) / square);
}

/** The same direction with length 1; undefined where there is no direction. */
export function unit(a: Vector): number[] | undefined {
  const length = norm(a);
  return length === 0 ? undefined : scale(a, 1 / length);
}

/** How far the cosine of two random directions strays from 0: its standard deviation, exactly 1 / √dimensions. */
export const randomCosineDeviation = (dimensions: number): number => 1 / Math.sqrt(dimensions);

/** What one vector takes to store, in bytes. */
export const embeddingBytes = (dimensions: number, bytesPerNumber = 4): number => dimensions * bytesPerNumber;

/** Squared Euclidean distance. */
export function squaredDistance(a: Vector, b: Vector): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) {
    const difference = (a[at] as number) - (b[at] as number);
    sum += difference * difference;
  }
  return sum;
}

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
