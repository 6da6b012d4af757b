import type { BarSpec } from "../charts/spec.ts";
import { rowKey, settingWords } from "../course/comparable.ts";
import type { CourseTable, Score, TableChart, TableValue } from "../course/content.ts";
import { findModel } from "../course/find-model.ts";
import type { Course } from "../course/model.ts";
import { readQuantity } from "../course/quantity.ts";
import type { Cell, TableBlock } from "../replies/reply.ts";
import { RECALLED_MARK, sourceLine } from "./sources.ts";

const UNKNOWN = "unknown";
/** Above this people read powers of ten more easily than digits. */
const LONG_NUMBER = 1e15;
const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 10 });

function wordValue(value: TableValue): string {
  if (value === null) return UNKNOWN;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  return Math.abs(value) >= LONG_NUMBER ? value.toExponential().replace("e+", "e") : WHOLE.format(value);
}

const cellOf = (value: TableValue): Cell =>
  typeof value === "number" ? { text: wordValue(value), value } : wordValue(value);

/** "604M", "1/29,968", "0.25M", "256 to 512" and "8.0B" stand on the right as numbers do. */
const looksLikeNumber = (value: TableValue): boolean =>
  typeof value === "number" ||
  (typeof value === "string" && /^[\d.,/]+ ?[kMBT]?( to [\d.,]+[kMBT]?)*$/.test(value));

function isNumeric(rows: readonly TableValue[][], column: number): boolean {
  const known = rows.flatMap((row) => row[column] ?? []);
  return known.length > 0 && known.every(looksLikeNumber);
}

/** Columns and rows of a table as it is shown: units in the headings, numbers on the right, unknown cells named. */
export function courseTableBlock(table: CourseTable, course: Course): TableBlock {
  if (table.models !== undefined) return scoresAsTable(table, course);
  return {
    kind: "table",
    caption: table.title,
    columns: table.columns.map(({ label }, at) => ({
      label,
      align: at > 0 && isNumeric(table.rows, at) ? "right" : "left",
    })),
    rows: table.rows.map((row) => row.map(cellOf)),
  };
}

/** A benchmark table, filled from the scores that its source gives its models: one row a benchmark and setting. */
function scoresAsTable(table: CourseTable, course: Course): TableBlock {
  const models = table.models ?? [];
  const nameOf = (id: string): string =>
    [...course.models, ...course.entrants].find((one) => one.id === id)?.name ?? id;
  const rows = new Map<string, Score[]>();
  for (const score of course.scores) {
    if (score.source !== table.source || !models.includes(score.model)) continue;
    rows.set(rowKey(score), [...(rows.get(rowKey(score)) ?? []), score]);
  }
  return {
    kind: "table",
    caption: table.title,
    columns: [
      { label: "Benchmark", align: "left" },
      ...models.map((id) => ({ label: nameOf(id), align: "right" as const })),
    ],
    rows: [...rows.values()].map((scores) => [
      rowName(course, scores[0]),
      ...models.map((id) => scoreCell(scores.find(({ model }) => model === id))),
    ]),
  };
}

function rowName(course: Course, score: Score | undefined): string {
  if (score === undefined) return UNKNOWN;
  const name = course.benchmarks.find(({ id }) => id === score.benchmark)?.name ?? score.benchmark;
  const setting = settingWords(score.listedUnder ?? score.setting);
  const unit = score.unit === "percent" ? "%" : score.unit;
  return [setting === "" ? name : `${name} (${setting})`, unit].filter(Boolean).join(", ");
}

function scoreCell(score: Score | undefined): Cell {
  if (score === undefined) return UNKNOWN;
  const marks =
    (score.verified === "recalled" ? RECALLED_MARK : "") + (score.listedUnder === undefined ? "" : "*");
  return { text: WHOLE.format(score.score) + marks, value: score.score };
}

/** The figure in a cell: 0.5, "8.0B", and the size in "Gopher 280B". */
function numberIn(value: TableValue | undefined): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return null;
  return readQuantity(value) ?? readQuantity(value.split(" ").at(-1) ?? "") ?? null;
}

/** Colours of organisations, where every row is plainly a model. */
function groupsOf(course: Course, labels: readonly string[]): (string | undefined)[] {
  const groups = labels.map((label) => {
    const found = findModel(course, label);
    return found.kind === "found" && found.exact ? found.model.organisation : undefined;
  });
  return groups.includes(undefined) ? labels.map(() => undefined) : groups;
}

const columnOf = (table: CourseTable, key: string): { at: number; label: string } => {
  const at = table.columns.findIndex((column) => column.key === key);
  return { at, label: table.columns[at]?.label ?? key };
};

/** "Share in Gopher, %" is plain in a chart whose axis says what is measured. */
const withoutUnit = (label: string): string => label.replace(/, [^,]*$/, "");

/** Each of the columns is one bar, and the rows are its parts. */
function stacked(table: CourseTable, chart: TableChart): Pick<BarSpec, "categories" | "panels" | "stacked"> {
  const labels = table.rows.map((row) => wordValue(row[columnOf(table, chart.label).at] ?? null));
  const columns = chart.values.map((key) => columnOf(table, key));
  return {
    stacked: true,
    categories: columns.map(({ label }) => ({ label: withoutUnit(label) })),
    panels: [
      {
        axis: { label: chart.axis, scale: "linear", format: chart.format },
        series: labels.map((label, row) => ({
          label,
          values: columns.map(({ at }) => numberIn(table.rows[row]?.[at])),
        })),
      },
    ],
  };
}

function grouped(
  course: Course,
  table: CourseTable,
  chart: TableChart,
): Pick<BarSpec, "categories" | "panels"> {
  const labels = table.rows.map((row) => wordValue(row[columnOf(table, chart.label).at] ?? null));
  const groups = groupsOf(course, labels);
  const { axis: label, scale, format } = chart;
  const series = chart.values.map((key) => {
    const column = columnOf(table, key);
    return { label: withoutUnit(column.label), values: table.rows.map((row) => numberIn(row[column.at])) };
  });
  return {
    categories: labels.map((one, at) => {
      const group = groups[at];
      return group === undefined ? { label: one } : { label: one, group };
    }),
    panels: [{ axis: { label, scale, format }, series }],
  };
}

/** The chart of a table that declares one. */
export function courseTableChart(table: CourseTable, course: Course): BarSpec | undefined {
  const { chart, source, verified } = table;
  if (chart === undefined) return undefined;
  const drawn = chart.stacked === true ? stacked(table, chart) : grouped(course, table, chart);
  return {
    kind: "bar",
    orientation: "horizontal",
    title: chart.title,
    source: sourceLine(course, [{ value: null, unit: "", source, verified }]),
    ...(verified === "recalled" ? { subtitle: "From memory, not checked against its source" } : {}),
    ...drawn,
  };
}
