import { groupColour } from "../charts/palette.ts";
import type { BarSpec, RadarSpec } from "../charts/spec.ts";
import { settingWords } from "../course/comparable.ts";
import type { Course, Model } from "../course/model.ts";
import type { Block } from "../replies/reply.ts";
import type { ComparedRow } from "./compared-rows.ts";
import { shortNames } from "./finding.ts";
import { scoreFinding } from "./score-finding.ts";
import { evaluatorWords } from "./scores.ts";
import { sourceLine } from "./sources.ts";

const FEWEST_AXES = 3;
const MOST_AXES = 12;

/** "MMLU", and with its setting where the same benchmark comes twice. */
function axisLabels(rows: readonly ComparedRow[]): string[] {
  return rows.map(({ benchmark, setting }) => {
    const alone = rows.filter((row) => row.benchmark === benchmark).length === 1;
    return alone ? benchmark.name : `${benchmark.name}, ${settingWords(setting)}`;
  });
}

/** Rows in per cent of the evaluator with most of them; those that every model has come first when there are too many. */
function drawableRows(rows: readonly ComparedRow[]): ComparedRow[] {
  const shares = rows.filter(({ unit }) => unit === "percent");
  const by = (evaluator: string) => shares.filter((row) => row.evaluator === evaluator);
  const [most = ""] = [...new Set(shares.map(({ evaluator }) => evaluator))].sort(
    (one, other) => by(other).length - by(one).length,
  );
  const gaps = ({ cells }: ComparedRow): number => cells.filter((cell) => cell === undefined).length;
  const kept = by(most)
    .toSorted((one, other) => gaps(one) - gaps(other))
    .slice(0, MOST_AXES);
  return by(most).filter((row) => kept.includes(row));
}

/** The scores of one evaluator as profiles and as bars; bars alone where there are too few for a profile. */
export function scoreCharts(
  course: Course,
  { models, rows, force }: { models: readonly Model[]; rows: readonly ComparedRow[]; force: boolean },
): Block[] {
  const drawn = drawableRows(rows);
  const [first] = drawn;
  if (first === undefined) return [];
  const labels = axisLabels(drawn);
  const colours = models.map(({ organisation }) => groupColour(organisation));
  // Two models of one house would look the same.
  const isTold = new Set(colours).size === colours.length;
  const names = shortNames(models);
  const series = names.map((label, at) => ({
    label,
    ...(isTold ? { group: models[at]?.organisation ?? "" } : {}),
    values: drawn.map(({ cells }) => cells[at]?.score ?? null),
  }));
  const source = sourceLine(
    course,
    drawn.flatMap(({ cells }) => cells.flatMap((cell) => cell ?? [])),
  );
  const subtitle = `As measured by: ${evaluatorWords(course, first)}`;
  const common = { subtitle, source };
  const radar: RadarSpec = {
    kind: "radar",
    ...common,
    title: `${names.join(", ")}: shares of right answers on ${drawn.length} benchmarks`,
    axes: labels.map((label) => ({ label, max: 100, format: "percent" })),
    series,
  };
  const bars: BarSpec = {
    kind: "bar",
    orientation: "horizontal",
    ...common,
    title: scoreFinding(drawn, names, force),
    categories: labels.map((label) => ({ label })),
    panels: [{ axis: { label: "score", scale: "linear", format: "percent" }, series }],
  };
  const specs = drawn.length < FEWEST_AXES ? [bars] : [radar, bars];
  return specs.map((spec) => ({ kind: "chart", spec }));
}
