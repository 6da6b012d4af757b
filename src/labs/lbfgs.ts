import { dot } from "./vectors.ts";

export interface Valued {
  value: number;
  gradient: Float64Array;
}

const MEMORY = 10;

interface Step {
  moved: Float64Array;
  turned: Float64Array;
  curve: number;
}

/** The way down: the gradient seen through the last steps (Nocedal and Wright, algorithm 7.4). */
function direction(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  const way = gradient.map((value) => -value);
  const shares: number[] = [];
  for (const { moved, turned, curve } of steps.toReversed()) {
    const share = dot(moved, way) / curve;
    shares.unshift(share);
    turned.forEach((value, at) => {
      way[at] = (way[at] as number) - share * value;
    });
  }
  const last = steps.at(-1);
  const scale =
    last === undefined
      ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)))
      : last.curve / dot(last.turned, last.turned);
  for (let at = 0; at < way.length; at += 1) way[at] = (way[at] as number) * scale;
  steps.forEach(({ moved, turned, curve }, index) => {
    const share = (shares[index] ?? 0) - dot(turned, way) / curve;
    moved.forEach((value, at) => {
      way[at] = (way[at] as number) + share * value;
    });
  });
  return way;
}

/**
 * The lowest point of a smooth convex function, from `start`: L-BFGS with steps halved until they help enough (Armijo).
 * Ends when no part of the gradient is above `tolerance`, or nothing helps any more.
 */
export function minimise(
  start: Float64Array,
  at: (place: Float64Array) => Valued,
  { tolerance = 1e-6, rounds = 500 }: { tolerance?: number; rounds?: number } = {},
): { place: Float64Array; value: number; rounds: number } {
  let place = start;
  let now = at(place);
  const steps: Step[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (now.gradient.every((slope) => Math.abs(slope) <= tolerance))
      return { place, value: now.value, rounds: round };
    const way = direction(now.gradient, steps);
    const slope = dot(way, now.gradient);
    let length = 1;
    let next = place;
    let there = now;
    for (; length > 1e-12; length /= 2) {
      next = place.map((value, index) => value + length * (way[index] as number));
      there = at(next);
      if (there.value <= now.value + 1e-4 * length * slope) break;
    }
    if (!(there.value < now.value)) return { place, value: now.value, rounds: round };
    const [from, before] = [place, now.gradient];
    const moved = next.map((value, index) => value - (from[index] as number));
    const turned = there.gradient.map((value, index) => value - (before[index] as number));
    const curve = dot(moved, turned);
    if (curve > 1e-14) steps.push({ moved, turned, curve });
    if (steps.length > MEMORY) steps.shift();
    [place, now] = [next, there];
  }
  return { place, value: now.value, rounds };
}
