import { seededRandom } from "../../src/labs/vectors.ts";

/** Points in clouds around far centres, cloud by cloud. */
export function clouds(
  shape: { clouds: number; each: number; dimension: number; spread?: number },
  seed = 1,
): number[][] {
  const random = seededRandom(seed);
  // About normal: the sum of twelve uniform numbers has deviation 1.
  const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
  const { clouds: count, each, dimension, spread = 0.3 } = shape;
  const centres = Array.from({ length: count }, () => Array.from({ length: dimension }, () => normal() * 3));
  return centres.flatMap((centre) =>
    Array.from({ length: each }, () => centre.map((value) => value + normal() * spread)),
  );
}

/** The share of points whose nearest neighbour is of their own cloud. */
export function togetherness(places: readonly (readonly number[])[], each: number): number {
  const near = places.filter((place, at) => {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    places.forEach((other, index) => {
      const distance = Math.hypot(...place.map((value, axis) => value - (other[axis] ?? 0)));
      if (index !== at && distance < least) [best, least] = [index, distance];
    });
    return Math.floor(best / each) === Math.floor(at / each);
  });
  return near.length / places.length;
}
