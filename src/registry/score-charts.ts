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

/** How many bars stay readable in one chart. */
const MOST_BARS = 16;

const valuesOf = ({ cells }: ComparedRow): number[] => cells.flatMap((cell) => cell?.score ?? []);
const spread = (row: ComparedRow): number => Math.max(...valuesOf(row)) - Math.min(...valuesOf(row));

/** The scores of one evaluator as profiles and, where they differ most, as bars; bars alone where there are few. */
export function scoreCharts(
  course: Course,
  { models, rows, force }: { models: readonly Model[]; rows: readonly ComparedRow[]; force: boolean },
): Block[] {
  const drawn = drawableRows(rows);
  const [first] = drawn;
  if (first === undefined) return [];
  const names = shortNames(models);
  const widest = drawn
    .toSorted((one, other) => spread(other) - spread(one))
    .slice(0, Math.max(1, Math.floor(MOST_BARS / models.length)));
  const all = {
    ...parts(course, models, drawn),
    subtitle: `As measured by: ${evaluatorWords(course, first)}`,
  };
  const few = { ...parts(course, models, widest), subtitle: all.subtitle };
  const [top = first] = widest;
  const radar: RadarSpec = {
    kind: "radar",
    title: `${names.join(", ")}: shares of right answers on ${drawn.length} benchmarks`,
    ...{ subtitle: all.subtitle, source: all.source, series: all.series },
    axes: all.labels.map((label) => ({ label, max: 100, format: "percent" })),
  };
  const bars: BarSpec = {
    kind: "bar",
    orientation: "horizontal",
    title:
      drawn.length === 1
        ? scoreFinding(drawn, names, force)
        : `They differ most on ${top.benchmark.name}: by ${spread(top).toFixed(1)} points`,
    ...{ subtitle: few.subtitle, source: few.source },
    categories: few.labels.map((label) => ({ label })),
    panels: [{ axis: { label: "score", scale: "linear", format: "percent" }, series: few.series }],
  };
  const specs = drawn.length < FEWEST_AXES ? [bars] : [radar, bars];
  return specs.map((spec) => ({ kind: "chart", spec }));
}

/** What a chart of these rows shows: their labels, one series for each model, the sources. */
function parts(course: Course, models: readonly Model[], rows: readonly ComparedRow[]) {
  const colours = models.map(({ organisation }) => groupColour(organisation));
  // Two models of one house would look the same.
  const isTold = new Set(colours).size === colours.length;
  const series = shortNames(models).map((label, at) => ({
    label,
    ...(isTold ? { group: models[at]?.organisation ?? "" } : {}),
    values: rows.map(({ cells }) => cells[at]?.score ?? null),
  }));
  const source = sourceLine(
    course,
    rows.flatMap(({ cells }) => cells.flatMap((cell) => cell ?? [])),
  );
  return { labels: axisLabels(rows), series, source };
}
