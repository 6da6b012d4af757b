import { PCA } from "ml-pca";
import { dot, seededRandom, type Vector } from "./vectors.ts";

type Table = Float32Array | Float64Array;

export interface Projected {
  /** One row for each point, in the order of the points. */
  rows: number[][];
  /** Share of all variance along each axis, from 0 to 1; zeros where all points are the same. */
  kept: number[];
}

/** Directions beyond those wanted make the wanted ones converge sooner. */
const MORE = 10;
/** Numbers in a table: 8 MB. */
const MUCH = 1_000_000;
const ROUNDS = 150;
/** Ended when the wanted axes' variance changes by less than this share in a round: directions stand to five digits. */
const STILL = 1e-11;
/** To three digits, as much as a picture of thousands of points shows. */
const STILL_ENOUGH = 1e-7;

/**
 * The `wanted` main components. The subspace that holds them is found by iteration, for thousands of points of a thousand
 * numbers would take the library minutes; within it the library is exact. Each axis points so that its largest
 * loading is positive, for the mathematics leaves the sign open. Few `rounds` do where only neighbourhoods are to stay.
 */
export function project(points: readonly Vector[], wanted = 2, rounds: number = ROUNDS): Projected {
  const dimension = points[0]?.length ?? 0;
  if (points.length === 0 || dimension === 0) throw new RangeError("there are no points");
  if (points.some(({ length }) => length !== dimension)) throw new RangeError("points of different lengths");
  const { table, total, size: length } = centred(points);
  if (total <= 1e-12 * Math.max(1, length))
    return { rows: points.map(() => zeros(wanted)), kept: zeros(wanted) };
  const size = Math.min(wanted + MORE, dimension, points.length);
  const basis = mainSubspace(table, dimension, { size, wanted, rounds });
  const inside = scores(table, dimension, basis);
  const library = new PCA(inside, { method: "covarianceMatrix" });
  const rotation = library.getEigenvectors().to2DArray();
  const axes = Math.min(wanted, basis.length);
  const signs = Array.from({ length: axes }, (_, axis) => signOf(basis, rotation, axis));
  const rows = library
    .predict(inside, { nComponents: axes })
    .to2DArray()
    .map((row) => [...row.map((value, axis) => value * (signs[axis] ?? 1)), ...zeros(wanted - axes)]);
  const kept = Array.from(
    { length: wanted },
    (_, axis) => rows.reduce((sum, row) => sum + (row[axis] ?? 0) ** 2, 0) / total,
  );
  return { rows, kept };
}

/** Orthogonal directions of length 1 that hold most of the points' squares, from the origin and not from their mean. */
export function mainDirections(points: readonly Vector[], count: number, rounds: number): Float64Array[] {
  const dimension = points[0]?.length ?? 0;
  const table = new Float32Array(points.length * dimension);
  for (const [row, point] of points.entries()) table.set(point, row * dimension);
  const size = Math.min(count, dimension, points.length);
  return mainSubspace(table, dimension, { size, wanted: size, rounds });
}

const zeros = (count: number): number[] => Array.from({ length: Math.max(0, count) }, () => 0);

/** The points in one table, from their mean, and the squares of all their numbers: of the table, and of the mean. */
function centred(points: readonly Vector[]): { table: Table; total: number; size: number } {
  const dimension = points[0]?.length ?? 0;
  const count = points.length * dimension;
  // Half the memory where it is much; models give no more digits anyway.
  const table = count > MUCH ? new Float32Array(count) : new Float64Array(count);
  const mean = new Float64Array(dimension);
  for (const point of points)
    for (let at = 0; at < dimension; at += 1) mean[at] = (mean[at] as number) + (point[at] as number);
  for (let at = 0; at < dimension; at += 1) mean[at] = (mean[at] as number) / points.length;
  points.forEach((point, row) => {
    for (let at = 0; at < dimension; at += 1)
      table[row * dimension + at] = (point[at] as number) - (mean[at] as number);
  });
  return { table, total: squares(table), size: squares(mean) };
}

function squares(values: Table): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += (values[at] as number) ** 2;
  return sum;
}

/** Each point's place along each direction. */
function scores(table: Table, dimension: number, basis: readonly Float64Array[]): number[][] {
  return Array.from({ length: table.length / dimension }, (_, row) =>
    basis.map((direction) => {
      let sum = 0;
      for (let at = 0; at < dimension; at += 1)
        sum += (table[row * dimension + at] as number) * (direction[at] as number);
      return sum;
    }),
  );
}

/** The directions multiplied by the covariance, row by row, so that each is read from memory once. */
function multiplied(table: Table, dimension: number, basis: readonly Float64Array[]): Float64Array[] {
  const sums = basis.map(() => new Float64Array(dimension));
  for (let start = 0; start < table.length; start += dimension) {
    const row = table.subarray(start, start + dimension);
    for (let axis = 0; axis < basis.length; axis += 1)
      addShare(row, basis[axis] as Float64Array, sums[axis] as Float64Array);
  }
  return sums;
}

function addShare(row: Table, direction: Float64Array, sum: Float64Array): void {
  let share = 0;
  for (let at = 0; at < sum.length; at += 1) share += (row[at] as number) * (direction[at] as number);
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] as number) + share * (row[at] as number);
}

/** The variance of the best axes within the subspace: it settles long before each direction in it does. */
function mostHeld(basis: readonly Float64Array[], turned: readonly Float64Array[], wanted: number): number {
  const inside = basis.map((one) => turned.map((other) => dot(one, other)));
  const values = new PCA(inside, { isCovarianceMatrix: true }).getEigenvalues();
  return values.slice(0, wanted).reduce((sum, value) => sum + value, 0);
}

/** Orthogonal directions that hold the most variance: multiplied by the covariance until they stay. */
function mainSubspace(
  table: Table,
  dimension: number,
  { size, wanted, rounds }: { size: number; wanted: number; rounds: number },
): Float64Array[] {
  const random = seededRandom(20_260_101);
  const start = Array.from({ length: size }, () =>
    Float64Array.from({ length: dimension }, () => random() - 0.5),
  );
  let basis = orthonormal(start);
  let before = 0;
  const still = table.length > MUCH / 4 ? STILL_ENOUGH : STILL;
  for (let round = 0; round < rounds; round += 1) {
    const turned = multiplied(table, dimension, basis);
    const held = mostHeld(basis, turned, wanted);
    basis = orthonormal(turned);
    if (Math.abs(held - before) <= still * held) break;
    before = held;
  }
  return basis;
}

/** Gram and Schmidt, twice for rounding's sake; directions that vanish are dropped. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const before = Math.sqrt(dot(vector, vector));
    for (let pass = 0; pass < 2; pass += 1)
      for (const other of basis) {
        const share = dot(vector, other);
        for (let at = 0; at < vector.length; at += 1)
          vector[at] = (vector[at] as number) - share * (other[at] as number);
      }
    const length = Math.sqrt(dot(vector, vector));
    if (length <= before * 1e-10 || length === 0) continue;
    basis.push(vector.map((value) => value / length));
  }
  return basis;
}

/** Of the axis's loadings on the original numbers the largest counts; of equal ones the first. */
function signOf(basis: readonly Float64Array[], rotation: readonly number[][], axis: number): number {
  const weights = rotation.map((row) => row[axis] ?? 0);
  let largest = 0;
  for (let at = 0; at < (basis[0]?.length ?? 0); at += 1) {
    const loading = basis.reduce(
      (sum, direction, place) => sum + (weights[place] ?? 0) * (direction[at] ?? 0),
      0,
    );
    if (Math.abs(loading) > Math.abs(largest) * (1 + 1e-9)) largest = loading;
  }
  return largest < 0 ? -1 : 1;
}
