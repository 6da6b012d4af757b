import { nearestTo } from "./clusters.ts";
import { classify, type Example, type LogisticModel, trainLogistic } from "./logistic.ts";
import { seededRandom, type Vector } from "./vectors.ts";
import { wilsonInterval } from "./wilson.ts";

export interface Accuracy {
  right: number;
  trials: number;
  /** Share from 0 to 1; undefined without trials. */
  share: number | undefined;
  /** 95 %. */
  interval: { low: number; high: number };
}

export interface Confusion {
  labels: string[];
  /** `counts[truth][answer]`, both in the order of the labels. */
  counts: number[][];
}

export const accuracyOf = (right: number, trials: number): Accuracy => ({
  right,
  trials,
  share: trials === 0 ? undefined : right / trials,
  interval: wilsonInterval(right, trials),
});

/** How a model does on texts it was not trained on. Labels that it never saw count as wrong. */
export function evaluate(
  model: LogisticModel,
  tests: readonly Example[],
): { accuracy: Accuracy; confusion: Confusion; answers: string[] } {
  const labels = [...new Set([...model.labels, ...tests.map(({ label }) => label)])];
  const counts = labels.map(() => labels.map(() => 0));
  const answers = tests.map(({ vector }) => classify(model, vector)[0]?.label ?? "");
  tests.forEach(({ label }, at) => {
    const row = counts[labels.indexOf(label)] as number[];
    const column = labels.indexOf(answers[at] ?? "");
    row[column] = (row[column] ?? 0) + 1;
  });
  const right = tests.filter(({ label }, at) => label === answers[at]).length;
  return { accuracy: accuracyOf(right, tests.length), confusion: { labels, counts }, answers };
}

/** Without any example: the labels whose own names are most like the text, nearest first. */
export function classifyByName(
  vector: Vector,
  names: readonly { label: string; vector: Vector }[],
): { label: string; cosine: number }[] {
  const vectors = names.map((name) => name.vector);
  return nearestTo(vector, vectors, names.length).map(({ at, cosine }) => ({
    label: names[at]?.label ?? "",
    cosine,
  }));
}

/** The training examples most like a text: why a classifier says what it says. */
export function nearestExamples<Of extends Example>(
  vector: Vector,
  examples: readonly Of[],
  count: number,
): { example: Of; cosine: number }[] {
  const vectors = examples.map((example) => example.vector);
  return nearestTo(vector, vectors, count).map(({ at, cosine }) => ({ example: examples[at] as Of, cosine }));
}

/** In an order by seeded chance (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = seededRandom(seed);
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as Item, mixed[at] as Item];
  }
  return mixed;
}

/** So many examples of each label by seeded chance, or all where there are fewer; and the rest. */
export function chooseShots<Of extends Example>(
  examples: readonly Of[],
  shots: number,
  seed: number,
): { chosen: Of[]; rest: Of[] } {
  const taken = new Map<string, number>();
  const chosen: Of[] = [];
  const rest: Of[] = [];
  for (const example of shuffled(examples, seed)) {
    const count = taken.get(example.label) ?? 0;
    taken.set(example.label, count + 1);
    (count < shots ? chosen : rest).push(example);
  }
  return { chosen, rest };
}

export interface CurvePoint {
  /** Examples of each label. */
  shots: number;
  /** The mean of the draws. */
  accuracy: Accuracy;
  /** Share right in each draw. */
  draws: number[];
}

/**
 * Accuracy by the number of examples of each label, each number drawn `draws` times by seeded chance. Its interval is
 * that of the test texts counted once, for the same texts come again in every draw.
 */
export function learningCurve(
  training: readonly Example[],
  tests: readonly Example[],
  { shots, draws = 5, seed = 1 }: { shots: readonly number[]; draws?: number; seed?: number },
): CurvePoint[] {
  return shots.map((count) => {
    const rights = Array.from({ length: draws }, (_, draw) => {
      const { chosen } = chooseShots(training, count, seed * 1_000 + draw);
      return evaluate(trainLogistic(chosen), tests).accuracy.right;
    });
    const mean = rights.reduce((sum, right) => sum + right, 0) / draws;
    return {
      shots: count,
      accuracy: accuracyOf(mean, tests.length),
      draws: rights.map((right) => right / Math.max(1, tests.length)),
    };
  });
}
