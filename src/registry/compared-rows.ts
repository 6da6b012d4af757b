import type { Benchmark, Score } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { type Lead, leadOf } from "./score-noise.ts";
import { areComparable, type ScoreRow, scoreRows } from "./scores.ts";

/** One row of a comparison: a score for each model that has one there. */
export interface ComparedRow extends Omit<ScoreRow, "scores"> {
  cells: (Score | undefined)[];
  /** Settings or evaluators differ inside the row; it is ranked only when somebody insists. */
  mixed: boolean;
  lead: Lead;
}

/** A benchmark that some models have under settings that fit no row of the comparison. */
export interface Outside {
  benchmark: Benchmark;
  /** One score for each such model; `more` counts its others. */
  entries: { at: number; score: Score; more: number }[];
}

export interface Question {
  /** Ids, in the order of the columns. */
  models: readonly string[];
  scores: readonly Score[];
  /** Puts what does not compare into one row all the same. */
  force: boolean;
}

const present = (cells: ComparedRow["cells"]): Score[] => cells.filter((cell) => cell !== undefined);

/**
 * The rows that at least two of the models have, those of the evaluator with most figures first, and what fits into no
 * row. With `force` the latter goes into the row of its benchmark, or into a row of its own.
 */
export function compareScores(
  course: Pick<Course, "benchmarks">,
  { models, scores, force }: Question,
): { rows: ComparedRow[]; outside: Outside[] } {
  const own = scores.filter(({ model }) => models.includes(model));
  const rows = scoreRows(course, own)
    .map(({ scores: inRow, ...row }) => ({
      ...row,
      cells: models.map((id) => inRow.find(({ model }) => model === id)),
    }))
    .filter(({ cells }) => present(cells).length > 1);
  const outside = outsideOf(course, rows, { models, scores: own });
  const all = force ? withOutside(rows, outside, models.length) : rows;
  return { rows: inOrder(all.map(judged)), outside: force ? [] : outside };
}

function judged(row: Omit<ComparedRow, "mixed" | "lead">): ComparedRow {
  return { ...row, mixed: !areComparable(present(row.cells)), lead: leadOf(row.benchmark, row.cells) };
}

type Row = Omit<ComparedRow, "mixed" | "lead">;

function outsideOf(
  { benchmarks }: Pick<Course, "benchmarks">,
  rows: readonly Row[],
  { models, scores }: Pick<Question, "models" | "scores">,
): Outside[] {
  return benchmarks.flatMap((benchmark) => {
    const here = scores.filter((score) => score.benchmark === benchmark.id);
    if (new Set(here.map(({ model }) => model)).size < 2) return [];
    const shown = rows.filter((row) => row.benchmark === benchmark);
    const entries = models.flatMap((id, at) => {
      const [score, ...more] = here.filter(({ model }) => model === id);
      const isShown = shown.some(({ cells }) => cells[at] !== undefined);
      return score === undefined || isShown ? [] : [{ at, score, more: more.length }];
    });
    return entries.length === 0 ? [] : [{ benchmark, entries }];
  });
}

function withOutside(rows: readonly Row[], outside: readonly Outside[], width: number): Row[] {
  const filled = rows.map((row) => ({ ...row, cells: [...row.cells] }));
  for (const { benchmark, entries } of outside) {
    const [first] = entries;
    if (first === undefined) continue;
    let row = fullest(filled.filter((each) => each.benchmark === benchmark));
    if (row === undefined) {
      const { setting, unit, source } = first.score;
      const cells = Array.from({ length: width }, () => undefined);
      row = {
        key: `mixed|${benchmark.id}`,
        benchmark,
        setting,
        evaluator: setting.harness ?? source,
        unit,
        cells,
      };
      filled.push(row);
    }
    // Another unit cannot even be put beside the others.
    for (const { at, score } of entries) if (score.unit === row.unit) row.cells[at] = score;
  }
  return filled.filter(({ cells }) => present(cells).length > 1);
}

function fullest(rows: Row[]): Row | undefined {
  return rows.toSorted((one, other) => present(other.cells).length - present(one.cells).length)[0];
}

/** Evaluators with most figures first; the rows of each stay in the order in which its source prints them. */
function inOrder(rows: ComparedRow[]): ComparedRow[] {
  const figures = new Map<string, number>();
  for (const { evaluator, cells } of rows)
    figures.set(evaluator, (figures.get(evaluator) ?? 0) + present(cells).length);
  return rows.toSorted(
    (one, other) =>
      (figures.get(other.evaluator) ?? 0) - (figures.get(one.evaluator) ?? 0) ||
      one.evaluator.localeCompare(other.evaluator),
  );
}
