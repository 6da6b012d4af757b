import { nearestExamples } from "../labs/classifier.ts";
import { norm } from "../labs/vectors.ts";
import type { ClassifyTask } from "./lab-data.ts";
import type { VectorsOf } from "./provider-note.ts";
import { type Taught, taughtOf } from "./task-accuracy.ts";

/** Of texts that belong to a task, one in ten is less like its nearest example than the usual cosine. */
const LEAST_ALIKE = 0.1;
/** On the built-in tests, answers whose label is less than this much more probable than the next are right far less often. */
const CLEAR_LEAD = 1.4;

/** What nine in ten test texts reach in cosine with their nearest example; without tests, of the examples with each other. */
export function usualCosine(
  { tests }: ClassifyTask,
  examples: readonly Taught[],
  vectorsOf: VectorsOf,
): number | undefined {
  const known = taughtOf(tests, vectorsOf).filter(({ vector }) => norm(vector) > 0);
  const asked = known.length > 0 ? known : examples;
  const cosines = asked.flatMap((one) => {
    const others = known.length > 0 ? examples : examples.filter((other) => other !== one);
    return nearestExamples(one.vector, others, 1).map(({ cosine }) => cosine);
  });
  return cosines.sort((a, b) => a - b)[Math.floor(LEAST_ALIKE * cosines.length)];
}

/** Why perhaps none of the labels fits: a classifier always names one. Undefined where nothing speaks for that. */
export function doubtOf(
  [best, next]: readonly { label: string; probability: number }[],
  nearest: number | undefined,
  usual: number | undefined,
): string | undefined {
  if (nearest !== undefined && usual !== undefined && nearest < usual)
    return `Perhaps none of the labels fits: it is less like any example (cosine ${nearest.toFixed(2)}) than nine in ten known texts are (${usual.toFixed(2)} or more).`;
  if (best !== undefined && next !== undefined && best.probability < CLEAR_LEAD * next.probability)
    return "Perhaps none of the labels fits, or two do: their probabilities are near each other.";
  return undefined;
}
