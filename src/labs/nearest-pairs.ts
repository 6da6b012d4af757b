import { keep, type Pair, product } from "./clusters.ts";
import { mainDirections } from "./pca.ts";
import { norm } from "./vectors.ts";

/** Numbers of a shortened vector: those along the main directions, with the length of what is left after `HEAD` and at the end. */
const SHORT = 48;
const HEAD = 7;
/** So many points tell the directions, in so many rounds. */
const TELLING = 1_000;
const ROUNDS = 4;
/** What rounding may change in the product of two shortened vectors. */
const ROUNDING = 1e-5;
/** Numbers multiplied out in full: a few seconds. */
const PATIENCE = 3e9;

/**
 * The pairs most alike among thousands of vectors, nearest first: the same as by comparing all, in seconds. Along a few main
 * directions vectors are short, and no two are more alike than the product of these parts plus that of the lengths of their rests
 * (Cauchy and Schwarz): only pairs that may be among the nearest by that are multiplied out. Noise, in which nearly all may be, ends
 * the patience; from there on the parts alone decide.
 */
export function nearestPairs(points: readonly Float32Array[], wanted: number): Pair[] {
  const lengths = points.map((point) => norm(point));
  const short = shortRows(points, lengths);
  const pairs: Pair[] = [];
  let least = Number.NEGATIVE_INFINITY;
  let patience = PATIENCE / (points[0]?.length || 1);
  const near = new Int32Array(points.length);
  for (let one = 0; one < points.length; one += 1) {
    const count = alikeByHead(short, one, { least, near });
    for (let at = 0; at < count; at += 1) {
      const other = near[at] as number;
      if (boundOf(short, one, other, patience > 0) < least) continue;
      patience -= 1;
      const cosine = cosineOf(points, lengths, { one, other });
      if (cosine === undefined) continue;
      keep(pairs, { one, other, cosine }, wanted);
      if (pairs.length === wanted) least = (pairs.at(-1)?.cosine ?? least) - ROUNDING;
    }
  }
  return pairs;
}

/**
 * Notes in `near` which later points may reach the cosine `least` with one, by their first numbers; gives how many. These run
 * tens of millions of times: one's numbers are read once, and the loop is written out.
 */
function alikeByHead(
  short: Float32Array,
  one: number,
  { least, near }: { least: number; near: Int32Array },
): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = short.subarray(one * SHORT);
  let count = 0;
  for (let at = (one + 1) * SHORT; at < short.length; at += SHORT) {
    const some = a * (short[at] as number) + b * (short[at + 1] as number) + c * (short[at + 2] as number);
    const more =
      d * (short[at + 3] as number) + e * (short[at + 4] as number) + f * (short[at + 5] as number);
    if (some + more + g * (short[at + 6] as number) + h * (short[at + HEAD] as number) < least) continue;
    near[count] = at / SHORT;
    count += 1;
  }
  return count;
}

/** The most that the cosine of two points may be; without their `rests` what it is along the directions. */
function boundOf(short: Float32Array, one: number, other: number, rests: boolean): number {
  const [a, b] = [one * SHORT, other * SHORT];
  const tail = SHORT - HEAD - (rests ? 1 : 2);
  return partly(short, a, b, HEAD) + partly(short, a + HEAD + 1, b + HEAD + 1, tail);
}

/** The product of so many numbers from two places on; three sums, since one would wait for itself. */
function partly(values: Float32Array, a: number, b: number, count: number): number {
  let [first, second, third] = [0, 0, 0];
  let at = 0;
  for (; at + 2 < count; at += 3) {
    first += (values[a + at] as number) * (values[b + at] as number);
    second += (values[a + at + 1] as number) * (values[b + at + 1] as number);
    third += (values[a + at + 2] as number) * (values[b + at + 2] as number);
  }
  for (; at < count; at += 1) first += (values[a + at] as number) * (values[b + at] as number);
  return first + second + third;
}

/** Undefined where one is all zeros. */
function cosineOf(
  points: readonly Float32Array[],
  lengths: readonly number[],
  { one, other }: { one: number; other: number },
): number | undefined {
  const length = (lengths[one] ?? 0) * (lengths[other] ?? 0);
  if (length === 0) return undefined;
  const sum = product(points[one] as Float32Array, points[other] as Float32Array);
  return Math.max(-1, Math.min(1, sum / length));
}

/** Every vector at length 1 by its shortened numbers, one after the other. */
function shortRows(points: readonly Float32Array[], lengths: readonly number[]): Float32Array {
  const step = Math.ceil(points.length / TELLING);
  const telling = points.flatMap((point, at) => {
    const length = lengths[at] ?? 0;
    return at % step === 0 && length > 0 ? [point.map((value) => value / length)] : [];
  });
  const directions = mainDirections(telling, SHORT - 2, ROUNDS).map((one) => Float32Array.from(one));
  const rows = new Float32Array(points.length * SHORT);
  for (const [at, point] of points.entries()) {
    const row = rows.subarray(at * SHORT, (at + 1) * SHORT);
    let rest = 1;
    for (let place = 0, axis = 0; place < SHORT; place += 1) {
      if (place === HEAD || place === SHORT - 1) {
        row[place] = Math.sqrt(Math.max(0, rest));
        continue;
      }
      const direction = directions[axis];
      axis += 1;
      if (direction === undefined) continue;
      const along = product(point, direction) / (lengths[at] || 1);
      row[place] = along;
      rest -= along * along;
    }
  }
  return rows;
}
