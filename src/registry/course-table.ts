import type { BarSpec } from "../charts/spec.ts";
import type { CourseTable, TableChart, TableValue } from "../course/content.ts";
import { findModel } from "../course/find-model.ts";
import type { Course } from "../course/model.ts";
import { readQuantity } from "../course/quantity.ts";
import type { Cell, TableBlock } from "../replies/reply.ts";
import { exactNumber, exactText } from "./exact-words.ts";
import { scoreTable } from "./score-table.ts";
import { sourceLine } from "./sources.ts";

const UNKNOWN = "unknown";

/** One cell in words; a year has no comma. */
export function wordValue(value: TableValue, column: string): string {
  if (value === null) return UNKNOWN;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return exactText(value);
  return /\byear\b/i.test(column) ? String(value) : exactNumber(value);
}

const cellOf = (value: TableValue, column: string): Cell =>
  typeof value === "number" ? { text: wordValue(value, column), value } : wordValue(value, column);

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
  if (table.models !== undefined) {
    const { columns, rows } = scoreTable(course, table);
    return { kind: "table", caption: table.title, columns, rows };
  }
  return {
    kind: "table",
    caption: table.title,
    columns: table.columns.map(({ label }, at) => ({
      label,
      align: at > 0 && isNumeric(table.rows, at) ? "right" : "left",
    })),
    rows: table.rows.map((row) => row.map((value, at) => cellOf(value, table.columns[at]?.label ?? ""))),
  };
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
  const labels = table.rows.map((row) => wordValue(row[columnOf(table, chart.label).at] ?? null, ""));
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
  const labels = table.rows.map((row) => wordValue(row[columnOf(table, chart.label).at] ?? null, ""));
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
    source: sourceLine(course, [{ source }]),
    ...(verified === "recalled" ? { subtitle: "From memory, not checked against its source" } : {}),
    ...drawn,
  };
}
