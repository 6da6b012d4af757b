import { rowKey, wordSetting } from "../course/comparable.ts";
import type { CourseTable, Score, TableValue } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import type { Cell, Column, TableBlock } from "../replies/reply.ts";
import { exactNumber, exactScore, exactText } from "./exact-words.ts";

type TableColumn = CourseTable["columns"][number];

/** The value of a cell as it is read: "16,384", "8 December 2021", "yes", "unknown". */
export function wordValue(value: TableValue, column: TableColumn): string {
  if (value === null) return "unknown";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return exactText(value);
  return /\byear\b/i.test(`${column.key} ${column.label}`) ? String(value) : exactNumber(value);
}

function cell(value: TableValue, column: TableColumn): Cell {
  const text = wordValue(value, column);
  return typeof value === "number" ? { text, value } : text;
}

/** Numbers that stand in the files as text: "8.0B", "1/29,968", "> 3.8". */
const LIKE_A_NUMBER = /^[<>≈~±+−-]?\s?\d[\d.,/]*\s?[%a-zA-Z]{0,2}$/;

/** Right where every known cell is a number. The first column names the rows and stays on the left. */
function alignment(cells: readonly (TableValue | undefined)[], at: number): "left" | "right" {
  const known = cells.filter((value) => value !== null && value !== undefined);
  const numeric = known.every(
    (value) => typeof value === "number" || (typeof value === "string" && LIKE_A_NUMBER.test(value)),
  );
  return at > 0 && known.length > 0 && numeric ? "right" : "left";
}

/** A table of the course as lessons and the table command show it; its notes and its source are theirs to say. */
export function courseTableBlock(table: CourseTable, course: Course): TableBlock {
  if (table.models !== undefined) return tableOfScores(table, table.models, course);
  const cellsOf = (at: number) => table.rows.map((row) => row[at]);
  return {
    kind: "table",
    caption: table.title,
    columns: table.columns.map(({ label }, at): Column => ({ label, align: alignment(cellsOf(at), at) })),
    rows: table.rows.map((row) => table.columns.map((column, at) => cell(row[at] ?? null, column))),
  };
}

/** A row for each test and setting, a column for each model: what the table's source prints about them. */
function tableOfScores(table: CourseTable, models: readonly string[], course: Course): TableBlock {
  const rows = new Map<string, Score[]>();
  for (const score of course.scores) {
    if (score.source !== table.source || !models.includes(score.model)) continue;
    rows.set(rowKey(score), [...(rows.get(rowKey(score)) ?? []), score]);
  }
  const nameOf = (id: string): string => course.models.find((model) => model.id === id)?.name ?? id;
  const columns = models.map((id): Column => ({ label: nameOf(id), align: "right" }));
  return {
    kind: "table",
    caption: table.title,
    columns: [{ label: "Benchmark", align: "left" }, ...columns],
    rows: [...rows.values()].map((row) => rowOfScores(row, models, course)),
  };
}

function rowOfScores(row: readonly Score[], models: readonly string[], course: Course): Cell[] {
  const [{ benchmark, setting, listedUnder } = { benchmark: "", setting: {} }] = row as [Score?];
  const name = course.benchmarks.find(({ id }) => id === benchmark)?.name ?? benchmark;
  const words = wordSetting(listedUnder ?? setting);
  const cells = models.map((id): Cell => {
    const score = row.find(({ model }) => model === id);
    return score === undefined ? "unknown" : { text: exactScore(score), value: score.score };
  });
  return [words === "" ? name : `${name} (${words})`, ...cells];
}
