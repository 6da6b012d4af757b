import { cosine, squaredDistance, type Vector } from "../labs/vectors.ts";

/** A point that a picture puts beside one that is much less like it than another. */
export interface Misleading {
  at: number;
  /** What it lies beside in the picture. */
  beside: number;
  cosine: number;
  /** What is truly nearest to it. */
  nearest: number;
  best: number;
}

/** Beside: nearer than this share of the picture's longer side. */
const CLOSE = 0.1;
const MUCH_LESS = 0.1;

/** The point that a picture misplaces most, by how much less like it its neighbour there is; undefined where none is much less so. */
export function misleading(
  points: readonly Vector[],
  {
    places,
    shown,
    nearest,
  }: { places: readonly [number, number][]; shown: readonly number[]; nearest: readonly number[] },
): Misleading | undefined {
  const close = (CLOSE * longerSide(places)) ** 2;
  const alike = (one: number, other: number): number => {
    const [a, b] = [points[one], points[other]];
    return a === undefined || b === undefined ? 0 : (cosine(a, b) ?? 0);
  };
  let [found, most]: [Misleading | undefined, number] = [undefined, MUCH_LESS];
  for (const [at, beside] of shown.entries()) {
    const [own, other, truly] = [places[at], places[beside], nearest[at] ?? -1];
    if (own === undefined || other === undefined || squaredDistance(own, other) > close) continue;
    const [cosine, best] = [alike(at, beside), alike(at, truly)];
    if (best - cosine <= most) continue;
    [found, most] = [{ at, beside, cosine, nearest: truly, best }, best - cosine];
  }
  return found;
}

function longerSide(places: readonly [number, number][]): number {
  const span = (axis: 0 | 1): number => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const place of places) [low, high] = [Math.min(low, place[axis]), Math.max(high, place[axis])];
    return high - low;
  };
  return Math.max(span(0), span(1));
}
