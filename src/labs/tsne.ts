import { seededRandom, squaredDistance, type Vector } from "./vectors.ts";

export interface TsneOptions {
  /** How many neighbours count, 5 to 50 as a rule; bounded by a third of the points. */
  perplexity?: number;
  iterations?: number;
  seed?: number;
  /** Where points begin, in two dimensions; near the middle by chance otherwise. */
  start?: readonly (readonly [number, number])[];
}

/** Exaggeration lasts so many rounds, in which clusters form. */
const EARLY = 250;
const EXAGGERATION = 12;
const ITERATIONS = 750;
/** Pairs are all computed: 1,000 points are a million of them a round. */
export const MOST_TSNE_POINTS = 1_000;

/** The largest perplexity that so many points allow. */
export const boundedPerplexity = (wanted: number, points: number): number =>
  Math.max(1, Math.min(wanted, (points - 1) / 3));

/**
 * Exact t-SNE in two dimensions (van der Maaten and Hinton 2008) with scikit-learn's learning rate and early
 * exaggeration; the same for the same seed. Distances between clusters mean little in its picture.
 */
export function tsne(points: readonly Vector[], options: TsneOptions = {}): [number, number][] {
  const count = points.length;
  if (count > MOST_TSNE_POINTS) throw new RangeError(`t-SNE takes at most ${MOST_TSNE_POINTS} points`);
  if (count < 4) throw new RangeError("t-SNE needs at least 4 points");
  const near = affinities(points, boundedPerplexity(options.perplexity ?? 30, count));
  const random = seededRandom(options.seed ?? 1);
  const place = startPlaces(count, options.start, random);
  const step = { velocity: new Float64Array(count * 2), gains: new Float64Array(count * 2).fill(1) };
  const rate = Math.max(count / EXAGGERATION / 4, 50);
  const iterations = options.iterations ?? ITERATIONS;
  for (let round = 0; round < iterations; round += 1) {
    const early = round < EARLY;
    const gradient = gradientOf(near, place, early ? EXAGGERATION : 1);
    move(place, gradient, { ...step, rate, momentum: early ? 0.5 : 0.8 });
    centre(place);
  }
  return Array.from({ length: count }, (_, at) => [place[at * 2] ?? 0, place[at * 2 + 1] ?? 0]);
}

function startPlaces(count: number, start: TsneOptions["start"], random: () => number): Float64Array {
  if (start === undefined) return Float64Array.from({ length: count * 2 }, () => (random() - 0.5) * 2e-4);
  // As small as a random start, or the first rounds tear it apart.
  const widest = Math.max(...start.map(([x]) => Math.abs(x)), Number.MIN_VALUE);
  return Float64Array.from(start.flatMap(([x, y]) => [(x / widest) * 1e-4, (y / widest) * 1e-4]));
}

/** How near each pair is, summing to 1 over all: symmetric, with each point's own width for its neighbourhood. */
export function affinities(points: readonly Vector[], perplexity: number): Float64Array {
  const count = points.length;
  const distances = new Float64Array(count * count);
  for (let one = 0; one < count; one += 1)
    for (let other = one + 1; other < count; other += 1) {
      const distance = squaredDistance(points[one] as Vector, points[other] as Vector);
      distances[one * count + other] = distance;
      distances[other * count + one] = distance;
    }
  const near = new Float64Array(count * count);
  for (let one = 0; one < count; one += 1) {
    const row = distances.subarray(one * count, (one + 1) * count);
    near.set(neighbourhood(row, one, Math.log(perplexity)), one * count);
  }
  const joint = new Float64Array(count * count);
  for (let one = 0; one < count; one += 1)
    for (let other = 0; other < count; other += 1)
      joint[one * count + other] =
        ((near[one * count + other] ?? 0) + (near[other * count + one] ?? 0)) / (2 * count);
  return joint;
}

/** Shares of one point's neighbours, so wide that their entropy is `entropy`, found by halving. */
function neighbourhood(distances: Float64Array, self: number, entropy: number): Float64Array {
  const shares = new Float64Array(distances.length);
  let [low, high, precision] = [0, Number.POSITIVE_INFINITY, 1];
  // Distances count from the nearest, so that no share vanishes for all.
  let nearest = Number.POSITIVE_INFINITY;
  distances.forEach((distance, at) => {
    if (at !== self) nearest = Math.min(nearest, distance);
  });
  for (let tries = 0; tries < 64; tries += 1) {
    let [sum, weighted] = [0, 0];
    for (let at = 0; at < distances.length; at += 1) {
      const beyond = (distances[at] ?? 0) - nearest;
      const share = at === self ? 0 : Math.exp(-beyond * precision);
      shares[at] = share;
      sum += share;
      weighted += share * beyond;
    }
    for (let at = 0; at < shares.length; at += 1) shares[at] = (shares[at] ?? 0) / sum;
    const over = Math.log(sum) + (precision * weighted) / sum - entropy;
    if (Math.abs(over) < 1e-6) break;
    if (over > 0)
      [low, precision] = [
        precision,
        high === Number.POSITIVE_INFINITY ? precision * 2 : (precision + high) / 2,
      ];
    else [high, precision] = [precision, (precision + low) / 2];
  }
  return shares;
}

/** Where the points are pulled: towards near ones, away from all. */
function gradientOf(near: Float64Array, place: Float64Array, exaggeration: number): Float64Array {
  const count = place.length / 2;
  const kernel = new Float64Array(count * count);
  let sum = 0;
  for (let one = 0; one < count; one += 1) {
    const [x, y] = [place[one * 2] as number, place[one * 2 + 1] as number];
    for (let other = one + 1; other < count; other += 1) {
      const across = x - (place[other * 2] as number);
      const along = y - (place[other * 2 + 1] as number);
      const value = 1 / (1 + across * across + along * along);
      kernel[one * count + other] = value;
      sum += 2 * value;
    }
  }
  const gradient = new Float64Array(place.length);
  for (let one = 0; one < count; one += 1)
    for (let other = one + 1; other < count; other += 1) {
      const value = kernel[one * count + other] as number;
      const pull = 4 * ((near[one * count + other] as number) * exaggeration - value / sum) * value;
      for (let axis = 0; axis < 2; axis += 1) {
        const part = pull * ((place[one * 2 + axis] as number) - (place[other * 2 + axis] as number));
        gradient[one * 2 + axis] = (gradient[one * 2 + axis] as number) + part;
        gradient[other * 2 + axis] = (gradient[other * 2 + axis] as number) - part;
      }
    }
  return gradient;
}

function move(
  place: Float64Array,
  gradient: Float64Array,
  step: { velocity: Float64Array; gains: Float64Array; rate: number; momentum: number },
): void {
  const { velocity, gains, rate, momentum } = step;
  for (let at = 0; at < place.length; at += 1) {
    const [slope, speed, gain] = [gradient[at] ?? 0, velocity[at] ?? 0, gains[at] ?? 1];
    gains[at] = Math.max(0.01, Math.sign(slope) === Math.sign(speed) ? gain * 0.8 : gain + 0.2);
    velocity[at] = momentum * speed - rate * (gains[at] ?? 1) * slope;
    place[at] = (place[at] ?? 0) + (velocity[at] ?? 0);
  }
}

function centre(place: Float64Array): void {
  for (let axis = 0; axis < 2; axis += 1) {
    let sum = 0;
    for (let at = axis; at < place.length; at += 2) sum += place[at] ?? 0;
    const mean = sum / (place.length / 2);
    for (let at = axis; at < place.length; at += 2) place[at] = (place[at] ?? 0) - mean;
  }
}
