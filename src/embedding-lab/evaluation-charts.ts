import type { HeatmapSpec, LineSpec } from "../charts/spec.ts";
import { accuracyOfJudged, confusionOf, DRAWS, type Evaluation, type Shots } from "./task-accuracy.ts";
import { counted, percent } from "./wording.ts";

/** True labels in rows, answers in columns. */
export function confusionChart({ judged, labels, task, rounds }: Evaluation, source: string): HeatmapSpec {
  const { columns, counts } = confusionOf(judged, labels);
  const { right, trials } = accuracyOfJudged(judged);
  return {
    kind: "heatmap",
    title: `${task.title}: ${right} of ${trials} on the diagonal, where answer and truth agree`,
    subtitle:
      rounds === undefined
        ? "Test texts of all languages"
        : "Each example judged without having been learned",
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

/** Accuracy by the number of examples; undefined where there are no texts to test with. */
export function curveChart({ curves, labels, task }: Evaluation, source: string): LineSpec | undefined {
  const [main] = curves.toReversed();
  const [first, last] = [main?.shots[0], main?.shots.at(-1)];
  if (main === undefined || first === undefined || last === undefined || first === last) return undefined;
  const share = ({ accuracy }: Shots): number => (accuracy.share ?? 0) * 100;
  const most = Math.max(...curves.flatMap(({ shots }) => shots.map((one) => one.shots)));
  const start =
    first.shots === 0 ? "without an example" : `with ${counted(first.shots, "example")} of each label`;
  return {
    kind: "line",
    title: `${task.title}, ${main.name === "English" ? "English" : "other languages"}: ${percent(share(first) / 100)} ${start}, ${percent(share(last) / 100)} with ${last.shots}`,
    subtitle: `0: nearest meaning of a label; between, the mean of ${DRAWS} draws of examples`,
    source,
    x: { label: "English examples of each label", scale: "linear", format: "plain" },
    y: { label: "test texts right", scale: "linear", format: "percent" },
    series: [
      ...curves.map(({ name, shots }) => ({
        label: name,
        points: shots.map((one) => ({ x: one.shots, y: share(one) })),
      })),
      {
        label: "By chance",
        dashed: true,
        points: [0, most].map((x) => ({ x, y: 100 / labels.length })),
      },
    ],
  };
}
