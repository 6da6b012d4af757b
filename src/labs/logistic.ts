import { minimise, type Valued } from "./lbfgs.ts";
import type { Vector } from "./vectors.ts";

export interface Example {
  vector: Vector;
  label: string;
}

export interface LogisticModel {
  /** In the order of their first example. */
  labels: string[];
  /** For each label one weight a dimension, and then its constant. */
  weights: Float64Array[];
}

/** How strongly examples count against small weights, as C in scikit-learn. */
const STRENGTH = 1;

const widthOf = (examples: readonly Example[]): number => (examples[0]?.vector.length ?? 0) + 1;

/** e to the powers of the scores, as shares of their sum. */
function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function scoresOf(weights: Float64Array, width: number, vector: Vector): number[] {
  return Array.from({ length: weights.length / width }, (_, label) => {
    let score = weights[label * width + width - 1] as number;
    for (let at = 0; at < width - 1; at += 1)
      score += (weights[label * width + at] as number) * (vector[at] as number);
    return score;
  });
}

/** Half the squared weights (not the constants) and `strength` times the examples' surprise, in nats, with its gradient. */
export function logisticLoss(
  weights: Float64Array,
  examples: readonly (Example & { at: number })[],
  { width, strength = STRENGTH }: { width: number; strength?: number },
): Valued {
  const gradient = new Float64Array(weights.length);
  let value = 0;
  weights.forEach((weight, at) => {
    if (at % width === width - 1) return;
    value += (weight * weight) / 2;
    gradient[at] = weight;
  });
  for (const { vector, at } of examples) {
    const shares = softmax(scoresOf(weights, width, vector));
    value -= strength * Math.log(Math.max(shares[at] ?? 0, Number.MIN_VALUE));
    shares.forEach((share, label) => {
      const off = strength * (share - (label === at ? 1 : 0));
      const start = label * width;
      for (let place = 0; place < width - 1; place += 1)
        gradient[start + place] = (gradient[start + place] as number) + off * (vector[place] as number);
      gradient[start + width - 1] = (gradient[start + width - 1] as number) + off;
    });
  }
  return { value, gradient };
}

/** Multinomial logistic regression with an L2 penalty. The problem has one best answer, so nothing here is left to chance. */
export function trainLogistic(examples: readonly Example[], strength: number = STRENGTH): LogisticModel {
  const labels = [...new Set(examples.map(({ label }) => label))];
  if (labels.length < 2) throw new RangeError("a classifier needs examples of at least two labels");
  const width = widthOf(examples);
  if (examples.some(({ vector }) => vector.length !== width - 1))
    throw new RangeError("examples of different lengths");
  const indexed = examples.map((example) => ({ ...example, at: labels.indexOf(example.label) }));
  const { place } = minimise(new Float64Array(labels.length * width), (weights) =>
    logisticLoss(weights, indexed, { width, strength }),
  );
  return { labels, weights: labels.map((_, label) => place.slice(label * width, (label + 1) * width)) };
}

/** The probability of each label, most probable first. */
export function classify(
  { labels, weights }: LogisticModel,
  vector: Vector,
): { label: string; probability: number }[] {
  const width = weights[0]?.length ?? 1;
  const shares = softmax(weights.flatMap((own) => scoresOf(own, width, vector)));
  return labels
    .map((label, at) => ({ label, probability: shares[at] ?? 0 }))
    .sort((a, b) => b.probability - a.probability);
}
