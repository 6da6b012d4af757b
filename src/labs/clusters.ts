import { kmeans } from "ml-kmeans";
import { project } from "./pca.ts";
import { cosine, norm, seededRandom, squaredDistance, type Vector } from "./vectors.ts";

export interface Clusters {
  /** The cluster of each point, from 0; numbered by size, the largest first. */
  of: number[];
  sizes: number[];
  /** How well points sit in their cluster, −1 to 1; undefined for one cluster. */
  silhouette: number | undefined;
}

const STARTS = 5;
const ROUNDS = 100;
/** Numbers in all points together; beyond it vectors are shortened to their main components first. */
const MOST_NUMBERS = 100_000;
const SHORTENED = 30;
const SHORTENING_ROUNDS = 5;
/** All pairs of so many points are compared; of more, so many by seeded chance. */
const MOST_COMPARED = 1_000;
export const MOST_PAIRED = 2_000;

/** Points at length 1, so that distance is direction; a vector of zeros stays. */
function directions(points: readonly Vector[]): number[][] {
  return points.map((point) => {
    const length = norm(point) || 1;
    return Array.from(point, (value) => value / length);
  });
}

/** Vectors to make clusters of: their main components where they hold many numbers. What is short stays as it is. */
export function shortened(points: readonly Vector[]): readonly Vector[] {
  const dimension = points[0]?.length ?? 0;
  if (points.length * dimension <= MOST_NUMBERS || dimension <= SHORTENED) return points;
  return project(directions(points), SHORTENED, SHORTENING_ROUNDS).rows;
}

/** k-means over the directions of vectors, the best of several seeded starts. */
export function clustersOf(points: readonly Vector[], count: number, seed = 1): Clusters {
  if (!Number.isInteger(count) || count < 1 || count > points.length)
    throw new RangeError(`${points.length} points have no ${count} clusters`);
  const data = directions(shortened(points));
  let [best, least] = [[] as number[], Number.POSITIVE_INFINITY];
  for (let start = 0; start < STARTS; start += 1) {
    const result = kmeans(data, count, { seed: seed * STARTS + start, maxIterations: ROUNDS });
    const error = data.reduce(
      (sum, point, at) => sum + squaredDistance(point, result.centroids[result.clusters[at] ?? 0] ?? point),
      0,
    );
    if (error < least - 1e-12) [best, least] = [result.clusters, error];
  }
  const of = bySize(best, count);
  const sizes = Array.from({ length: count }, (_, cluster) => of.filter((own) => own === cluster).length);
  return { of, sizes, silhouette: silhouetteOf(data, of, seed) };
}

/** The largest cluster is 0; of equal ones the one whose point comes first. */
function bySize(of: readonly number[], count: number): number[] {
  const size = (cluster: number): number => of.filter((own) => own === cluster).length;
  const order = Array.from({ length: count }, (_, cluster) => cluster).sort(
    (a, b) => size(b) - size(a) || of.indexOf(a) - of.indexOf(b),
  );
  return of.map((cluster) => order.indexOf(cluster));
}

/**
 * The mean over points of (b − a) / max(a, b): a is the mean distance to the own cluster, b to the nearest other
 * (Rousseeuw 1987). A point alone in its cluster counts 0. Of more than 1,000 points a seeded thousand.
 */
export function silhouetteOf(points: readonly Vector[], of: readonly number[], seed = 1): number | undefined {
  if (new Set(of).size < 2) return undefined;
  const chosen = someOf(points.length, MOST_COMPARED, seed);
  const values = chosen.map((at) => {
    const sums = new Map<number, { sum: number; count: number }>();
    for (const other of chosen) {
      if (other === at) continue;
      const group = sums.get(of[other] ?? 0) ?? { sum: 0, count: 0 };
      group.sum += Math.sqrt(squaredDistance(points[at] as Vector, points[other] as Vector));
      group.count += 1;
      sums.set(of[other] ?? 0, group);
    }
    const own = sums.get(of[at] ?? 0);
    sums.delete(of[at] ?? 0);
    const nearest = Math.min(...[...sums.values()].map(({ sum, count }) => sum / count));
    if (own === undefined || !Number.isFinite(nearest)) return 0;
    const inside = own.sum / own.count;
    return Math.max(inside, nearest) === 0 ? 0 : (nearest - inside) / Math.max(inside, nearest);
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** All numbers below `count`, or `most` of them by seeded chance, ascending. */
function someOf(count: number, most: number, seed: number): number[] {
  const all = Array.from({ length: count }, (_, at) => at);
  if (count <= most) return all;
  const random = seededRandom(seed);
  for (let at = 0; at < most; at += 1) {
    const other = at + Math.floor(random() * (count - at));
    [all[at], all[other]] = [all[other] as number, all[at] as number];
  }
  return all.slice(0, most).sort((a, b) => a - b);
}

export interface Pair {
  one: number;
  other: number;
  cosine: number;
}

/** How points lie to each other by cosine: the pairs most alike, nearest first, and for each point the one most like it. */
export interface Likeness {
  pairs: Pair[];
  /** −1 for a vector of zeros, which is like nothing, and where there is no other. */
  nearest: number[];
}

/** Compares all pairs of points; the `count` most alike are kept. */
export function likenessOf(points: readonly Vector[], count: number): Likeness {
  if (points.length > MOST_PAIRED) throw new RangeError(`at most ${MOST_PAIRED} points are paired`);
  const unit = unitRows(points);
  const nearest = points.map(() => -1);
  const most = points.map(() => Number.NEGATIVE_INFINITY);
  const pairs: Pair[] = [];
  const note = (own: number, other: number, cosine: number): void => {
    if (cosine <= (most[own] as number)) return;
    most[own] = cosine;
    nearest[own] = other;
  };
  for (let one = 0; one < unit.length; one += 1) {
    const row = unit[one];
    for (let other = one + 1; row !== undefined && other < unit.length; other += 1) {
      const next = unit[other];
      if (next === undefined) continue;
      const cosine = Math.max(-1, Math.min(1, product(row, next)));
      note(one, other, cosine);
      note(other, one, cosine);
      keep(pairs, { one, other, cosine }, count);
    }
  }
  return { pairs, nearest };
}

/** Notes a pair if it is among the `count` most alike. Of millions a few are kept: these stay in order, of equal ones the first. */
export function keep(pairs: Pair[], pair: Pair, count: number): void {
  if (pairs.length === count && pair.cosine <= (pairs.at(-1)?.cosine ?? Number.POSITIVE_INFINITY)) return;
  pairs.splice(pairs.findLastIndex(({ cosine }) => cosine >= pair.cosine) + 1, 0, pair);
  if (pairs.length > count) pairs.pop();
}

/** Of length 1, as numbers of one kind; undefined for a vector of zeros. */
function unitRows(points: readonly Vector[]): (Float32Array | undefined)[] {
  return points.map((point) => {
    const length = norm(point);
    return length === 0 ? undefined : Float32Array.from(point, (value) => value / length);
  });
}

/** The dot product of rows of one kind and length: ten times as fast as of any. Four sums, since one would wait for itself. */
export function product(a: Float32Array, b: Float32Array): number {
  let [one, two, three, four] = [0, 0, 0, 0];
  const whole = a.length - (a.length % 4);
  for (let at = 0; at < whole; at += 4) {
    one += (a[at] as number) * (b[at] as number);
    two += (a[at + 1] as number) * (b[at + 1] as number);
    three += (a[at + 2] as number) * (b[at + 2] as number);
    four += (a[at + 3] as number) * (b[at + 3] as number);
  }
  for (let at = whole; at < a.length; at += 1) one += (a[at] as number) * (b[at] as number);
  return one + two + three + four;
}

/** Which of `points` are most like `target`, nearest first. */
export function nearestTo(
  target: Vector,
  points: readonly Vector[],
  count: number,
): { at: number; cosine: number }[] {
  return points
    .flatMap((point, at) => {
      const alike = cosine(target, point);
      return alike === undefined ? [] : [{ at, cosine: alike }];
    })
    .sort((a, b) => b.cosine - a.cosine || a.at - b.at)
    .slice(0, count);
}

/**
 * The point least like the others by its mean cosine with them, and by how much it is behind the next. Undefined below
 * three points, or where one is all zeros.
 */
export function oddOneOut(
  points: readonly Vector[],
): { at: number; means: number[]; margin: number } | undefined {
  if (points.length < 3 || points.some((point) => norm(point) === 0)) return undefined;
  const unit = directions(points);
  const sum = unit.reduce((total, point) => total.map((value, at) => value + (point[at] ?? 0)));
  // The sum holds the point itself, whose cosine is 1.
  const means = unit.map(
    (point) =>
      (point.reduce((total, value, at) => total + value * (sum[at] ?? 0), 0) - 1) / (points.length - 1),
  );
  const order = means.map((mean, at) => ({ mean, at })).sort((a, b) => a.mean - b.mean || a.at - b.at);
  const [first, second] = order;
  if (first === undefined || second === undefined) return undefined;
  return { at: first.at, means, margin: second.mean - first.mean };
}
