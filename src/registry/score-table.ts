import { evaluator, settingWords } from "../course/comparable.ts";
import type { CourseTable, Score } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import type { Cell, Column } from "../replies/reply.ts";
import { Footnotes } from "./footnotes.ts";
import { areComparable, competitor, rowSettingWords, type ScoreRow, scoreRows, wordScore } from "./scores.ts";
import { statusMark, statusNote } from "./sources.ts";

/** A benchmark table of the course as its source prints it; one row for each benchmark and setting. */
export interface ScoreTable {
  /** Benchmark, setting, and one for each model. */
  columns: Column[];
  rows: Cell[][];
  /** What the letters behind figures mean. */
  marks: { mark: string; text: string }[];
  /** Everything a reader of the figures must know: marks, status, rows that do not compare. Plain text, "" when nothing. */
  note: string;
  /** The scores behind the cells, in the order of the rows and columns. */
  scores: Score[];
}

/**
 * The table's figures from the scores of its source. A document of the same evaluator counts as well: a model card that
 * repeats the report's table.
 */
export function scoreTable(
  course: Pick<Course, "scores" | "benchmarks" | "models" | "entrants">,
  table: Pick<CourseTable, "models" | "source">,
): ScoreTable {
  const models = table.models ?? [];
  const evaluators = new Set(
    course.scores.filter(({ source }) => source === table.source).map((score) => evaluator(score)),
  );
  const own = course.scores.filter(
    (score) => models.includes(score.model) && evaluators.has(evaluator(score)),
  );
  const footnotes = new Footnotes();
  const rows = scoreRows(course, own);
  const columns: Column[] = [
    { label: "Benchmark" },
    { label: "Setting" },
    ...models.map((id) => ({ label: competitor(course, id).name, align: "right" as const })),
  ];
  return {
    columns,
    rows: rows.map((row) => rowOf(row, models, footnotes)),
    marks: footnotes.all(),
    note: [footnotes.note(), mixedNote(rows), statusNote(own)].filter(Boolean).join("\n"),
    scores: rows.flatMap(({ scores }) =>
      models.flatMap((id) => scores.find(({ model }) => model === id) ?? []),
    ),
  };
}

function rowOf(row: ScoreRow, models: readonly string[], footnotes: Footnotes): Cell[] {
  const cells = models.map((id): Cell => {
    const score = row.scores.find(({ model }) => model === id);
    if (score === undefined) return "–";
    const isOwn = settingWords(score.setting) !== settingWords(row.setting);
    const letter = isOwn ? ` ${footnotes.mark(`taken as ${settingWords(score.setting)}`)}` : "";
    return { text: `${wordScore(score)}${statusMark(score.verified)}${letter}`, value: score.score };
  });
  return [row.benchmark.name, rowSettingWords(row), ...cells];
}

function mixedNote(rows: readonly ScoreRow[]): string {
  const mixed = rows.filter(({ scores }) => !areComparable(scores));
  if (mixed.length === 0) return "";
  const names = mixed.map(({ benchmark, setting }) => `${benchmark.name} ${settingWords(setting)}`.trim());
  return `Not to be ranked, because a footnote gives a figure another setting: ${names.join("; ")}.`;
}
