import type { HeatmapSpec, LineSpec } from "../charts/spec.ts";
import { confusionFinding } from "./evaluation-words.ts";
import { accuracyOfJudged, confusionOf, DRAWS, type Shots } from "./task-accuracy.ts";
import type { Evaluation } from "./task-quality.ts";
import { counted, percent } from "./wording.ts";

/** True labels in rows, answers in columns. */
export function confusionChart(facts: Evaluation, source: string): HeatmapSpec {
  const { judged, labels, rounds } = facts;
  const { columns, counts } = confusionOf(judged, labels);
  const { right, trials } = accuracyOfJudged(judged);
  const texts =
    rounds === undefined
      ? "test texts of all languages"
      : "examples, each judged without having been learned";
  return {
    kind: "heatmap",
    title: confusionFinding(facts),
    subtitle: `${right} of ${trials} ${texts} are on the diagonal, where answer and truth agree`,
    source,
    rows: labels.map((label) => ({ label })),
    columns: columns.map((label) => ({ label })),
    values: counts,
    from: 0,
    to: Math.max(1, ...counts.flat()),
    valueLabel: "texts",
    decimals: 0,
    rowsLabel: "true label",
    columnsLabel: "answer",
  };
}

const shareOf = ({ accuracy }: Shots): number => accuracy.share ?? 0;

/** Accuracy by the number of examples; undefined where there are no texts to test with. */
export function curveChart({ curves, labels, task }: Evaluation, source: string): LineSpec | undefined {
  const [main] = curves.toReversed();
  const [first, last] = [main?.shots[0], main?.shots.at(-1)];
  if (main === undefined || first === undefined || last === undefined || first === last) return undefined;
  const places = curves.flatMap(({ shots }) => shots.map((one) => one.shots));
  const who = main.name === "English" ? "English" : "other languages";
  return {
    kind: "line",
    title: `${task.title}, ${who}: ${gainWords(first, last)}`,
    subtitle: `${zeroWords(main.shots)}; then means of ${DRAWS} draws, at the end all examples; bands: 95 % intervals`,
    source,
    x: { label: "English examples of each label", scale: "linear", format: "plain" },
    y: { label: "test texts right", scale: "linear", format: "percent" },
    steps: true,
    bandLabel: "95 % interval",
    series: [
      ...curves.map(({ name, shots }) => ({
        label: name,
        points: shots.map((one) => ({
          x: one.shots,
          y: shareOf(one) * 100,
          low: one.accuracy.interval.low * 100,
          high: one.accuracy.interval.high * 100,
        })),
      })),
      {
        label: "By chance",
        dashed: true,
        points: [Math.min(...places), Math.max(...places)].map((x) => ({ x, y: 100 / labels.length })),
      },
    ],
  };
}

/** A gain is one where the intervals part. */
function gainWords(first: Shots, last: Shots): string {
  const [from, to] = [percent(shareOf(first)), percent(shareOf(last))];
  const [before, after] = [first.accuracy.interval, last.accuracy.interval];
  if (after.low > before.high || after.high < before.low)
    return `from ${from} to ${to} with ${counted(last.shots, "example")}`;
  return `no clear gain, ${from} to ${to}`;
}

function zeroWords(shots: readonly Shots[]): string {
  const [none, one] = [shots.find((point) => point.shots === 0), shots.find((point) => point.shots === 1)];
  if (none === undefined) return "From one example of each label on";
  if (one === undefined || shareOf(none) <= shareOf(one)) return "0: the meaning of a label alone";
  return `0: the meaning of a label alone, better than 1 example (${percent(shareOf(none))}, ${percent(shareOf(one))})`;
}
