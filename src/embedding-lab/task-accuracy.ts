import {
  type Accuracy,
  accuracyOf,
  type Confusion,
  classifyByName,
  evaluate,
  learningCurve,
  shuffled,
} from "../labs/classifier.ts";
import { classify, type Example, type LogisticModel, trainLogistic } from "../labs/logistic.ts";
import { norm } from "../labs/vectors.ts";
import type { ClassifyTask, LabelledText } from "./lab-data.ts";
import type { VectorsOf } from "./provider-note.ts";

/** A text with its vector and its true label. */
export interface Taught extends Example, LabelledText {
  /** Undefined where it was not asked for. */
  language: string | undefined;
}

/** What the model says of one text. Nothing is said of a text of which nothing is known: that is a wrong answer. */
export interface Judged extends Taught {
  answer: string | undefined;
  probability: number | undefined;
}

/** The texts that have a vector. */
export function taughtOf(
  texts: readonly (LabelledText & { language?: string })[],
  vectorsOf: VectorsOf,
): Taught[] {
  return texts.flatMap(({ text, label, language }) => {
    const vector = vectorsOf(text);
    return vector === null ? [] : [{ text, label, language, vector }];
  });
}

/** A classifier, or undefined where fewer than two labels have an example with a vector. */
export function trained(examples: readonly Taught[]): LogisticModel | undefined {
  const known = examples.filter(({ vector }) => norm(vector) > 0);
  return new Set(known.map(({ label }) => label)).size < 2 ? undefined : trainLogistic(known);
}

export function judge(model: LogisticModel | undefined, tests: readonly Taught[]): Judged[] {
  return tests.map((test) => {
    const best = model === undefined || norm(test.vector) === 0 ? undefined : classify(model, test.vector)[0];
    return { ...test, answer: best?.label, probability: best?.probability };
  });
}

/** Of many examples few rounds leave enough to learn from, and each takes up to seconds. */
const mostRounds = (examples: number): number => (examples <= 100 ? 10 : examples <= 250 ? 5 : 3);

/**
 * Every example judged once, by a classifier that did not learn from it: fair without test texts. Each round leaves out as many of
 * every label, for a label that alone lost one would count as rarer, and its example would be judged against it.
 */
export function crossJudge(examples: readonly Taught[]): { judged: Judged[]; rounds: number } {
  const labels = [...new Set(examples.map(({ label }) => label))];
  const own = labels.map((label) =>
    shuffled(
      examples.filter((one) => one.label === label),
      1,
    ),
  );
  const rounds = Math.min(mostRounds(examples.length), Math.max(...own.map(({ length }) => length)));
  const judged = Array.from({ length: rounds }, (_, round) => {
    const part = (out: boolean): Taught[] =>
      own.flatMap((all) => all.filter((_, at) => (at % rounds === round) === out));
    return judge(trained(part(false)), part(true));
  });
  return { judged: judged.flat(), rounds };
}

const rightOf = (judged: readonly Judged[]): number =>
  judged.filter(({ label, answer }) => label === answer).length;

export const accuracyOfJudged = (judged: readonly Judged[]): Accuracy =>
  accuracyOf(rightOf(judged), judged.length);

/** By language, in the order in which they come. */
export function byLanguage(judged: readonly Judged[]): { language: string; accuracy: Accuracy }[] {
  const languages = [...new Set(judged.flatMap(({ language }) => language ?? []))];
  return languages.map((language) => ({
    language,
    accuracy: accuracyOfJudged(judged.filter((one) => one.language === language)),
  }));
}

/** `counts[truth][answer]`, with a last column for texts without an answer where there are any. */
export function confusionOf(
  judged: readonly Judged[],
  labels: readonly string[],
): Confusion & { columns: string[] } {
  const columns = [...labels, ...(judged.some(({ answer }) => answer === undefined) ? ["no answer"] : [])];
  const counts = labels.map((truth) =>
    columns.map(
      (column, at) =>
        judged.filter(
          ({ label, answer }) =>
            label === truth && (at < labels.length ? answer === column : answer === undefined),
        ).length,
    ),
  );
  return { labels: [...labels], columns, counts };
}

/** What one gets without reading: a label by chance, or always the most frequent one of the texts. */
export function baselines(
  judged: readonly Judged[],
  labels: readonly string[],
): { chance: number; majority: number } {
  const most = Math.max(0, ...labels.map((label) => judged.filter((one) => one.label === label).length));
  return { chance: 1 / labels.length, majority: judged.length === 0 ? 0 : most / judged.length };
}

/** What stands for a label without examples: what it means, else its name. */
export const labelTexts = (task: ClassifyTask): string[] =>
  task.labels.map(({ label, meaning }) => (meaning === undefined ? label : `${label}: ${meaning}`));

/** Without any example: the label whose text is most like. Undefined where a label has no direction. */
export function zeroShot(
  task: ClassifyTask,
  tests: readonly Taught[],
  vectorsOf: VectorsOf,
): Accuracy | undefined {
  const names = labelTexts(task).flatMap((text, at) => {
    const vector = vectorsOf(text);
    return vector === null || norm(vector) === 0 ? [] : [{ label: task.labels[at]?.label ?? "", vector }];
  });
  if (names.length < task.labels.length) return undefined;
  const right = tests.filter(({ vector, label }) => classifyByName(vector, names)[0]?.label === label);
  return accuracyOf(right.length, tests.length);
}

const SHOTS = [1, 2, 4, 8, 16];
export const DRAWS = 5;

export interface Shots {
  /** Examples of each label; 0 without any. */
  shots: number;
  accuracy: Accuracy;
  /** The least and the most of the draws, 0 to 1; the same where all were taken. */
  range: [number, number];
}

/** Accuracy by the number of examples of each label, from none to all. */
export function shotsCurve(
  { task, examples, vectorsOf }: { task: ClassifyTask; examples: readonly Taught[]; vectorsOf: VectorsOf },
  tests: readonly Taught[],
): Shots[] {
  const known = examples.filter(({ vector }) => norm(vector) > 0);
  const each = task.labels.map(({ label }) => known.filter((one) => one.label === label).length);
  const [least, all] = [Math.min(...each), Math.max(...each)];
  if (least === 0 || tests.length === 0) return [];
  const none = zeroShot(task, tests, vectorsOf);
  // Texts of which nothing is known are wrong answers, as everywhere.
  const readable = tests.filter(({ vector }) => norm(vector) > 0);
  const ofAll = ({ right }: Accuracy): Accuracy => accuracyOf(right, tests.length);
  const scaled = (share: number): number => (share * readable.length) / tests.length;
  const few = learningCurve(known, readable, {
    shots: SHOTS.filter((shots) => shots < all && shots <= least),
    draws: DRAWS,
  });
  const whole = ofAll(evaluate(trainLogistic(known), readable).accuracy);
  return [
    ...(none === undefined ? [] : [point(0, none)]),
    ...few.map(({ shots, accuracy, draws }) => ({
      shots,
      accuracy: ofAll(accuracy),
      range: [scaled(Math.min(...draws)), scaled(Math.max(...draws))] as [number, number],
    })),
    point(all, whole),
  ];
}

const point = (shots: number, accuracy: Accuracy): Shots => ({
  shots,
  accuracy,
  range: [accuracy.share ?? 0, accuracy.share ?? 0],
});
