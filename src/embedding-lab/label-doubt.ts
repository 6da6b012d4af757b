import { nearestExamples } from "../labs/classifier.ts";
import { norm } from "../labs/vectors.ts";
import type { ClassifyTask } from "./lab-data.ts";
import type { VectorsOf } from "./provider-note.ts";
import { type Taught, taughtOf } from "./task-accuracy.ts";

/** Of texts that belong to a task, one in ten is less like its nearest example than the usual cosine. */
const LEAST_ALIKE = 0.1;
/**
 * On the moderation tests, answers whose label is less than this much more probable than the next are right in 22 of 35 cases,
 * the others in 46 of 51.
 */
const CLEAR_LEAD = 1.4;
/** From fewer examples of each label probabilities stay near each other, so that only a tie tells. */
const MANY = 8;
const TIE = 1.1;

/** What a known text of a task is like, so that one of another kind is noticed. */
export interface Usual {
  /** What nine in ten reach in cosine with their nearest example. */
  cosine: number | undefined;
  /** How much more probable than the next label the answer should be. */
  lead: number;
}

/** From the test texts, or without them from the examples among themselves. */
export function usualOf(
  { tests, labels }: ClassifyTask,
  examples: readonly Taught[],
  vectorsOf: VectorsOf,
): Usual {
  const known = taughtOf(tests, vectorsOf).filter(({ vector }) => norm(vector) > 0);
  const asked = known.length > 0 ? known : examples;
  const cosines = asked.flatMap((one) => {
    const others = known.length > 0 ? examples : examples.filter((other) => other !== one);
    return nearestExamples(one.vector, others, 1).map(({ cosine }) => cosine);
  });
  return {
    cosine: cosines.sort((a, b) => a - b)[Math.floor(LEAST_ALIKE * cosines.length)],
    lead: examples.length >= MANY * labels.length ? CLEAR_LEAD : TIE,
  };
}

/** Why perhaps none of the labels fits: a classifier always names one. Undefined where nothing speaks for that. */
export function doubtOf(
  [best, next]: readonly { label: string; probability: number }[],
  nearest: number | undefined,
  usual: Usual,
): string | undefined {
  if (nearest !== undefined && usual.cosine !== undefined && nearest < usual.cosine)
    return `Perhaps none of the labels fits: it is less like any example (cosine ${nearest.toFixed(2)}) than nine in ten known texts are (${usual.cosine.toFixed(2)} or more).`;
  if (best !== undefined && next !== undefined && best.probability < usual.lead * next.probability)
    return "Perhaps none of the labels fits, or two do: their probabilities are near each other.";
  return undefined;
}
