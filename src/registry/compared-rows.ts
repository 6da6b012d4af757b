import type { Benchmark, Score } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { mixedRow, nearestTo } from "./nearest-setting.ts";
import { better, type Lead, leadOf } from "./score-noise.ts";
import { areComparable, type ScoreRow, scoreRows } from "./scores.ts";

/** One row of a comparison: a score for each model that has one there. */
export interface ComparedRow extends Omit<ScoreRow, "scores"> {
  cells: (Score | undefined)[];
  /** Settings or evaluators differ inside the row; it is ranked only when somebody insists. */
  mixed: boolean;
  /** Never claimed in a mixed row: noise says nothing about what different settings do. */
  lead: Lead;
}

/** The column of the best score of a row, whatever that proves. */
export function bestAt({ benchmark, cells }: Pick<ComparedRow, "benchmark" | "cells">): number | undefined {
  return cells
    .flatMap((score, at) => (score === undefined ? [] : [{ at, value: score.score }]))
    .sort((one, other) => better(benchmark, one.value, other.value))[0]?.at;
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
  /** One benchmark is asked for: with `force` every model that has it stands in one row. */
  single?: boolean;
}

const present = (cells: ComparedRow["cells"]): Score[] => cells.filter((cell) => cell !== undefined);

/**
 * The rows that at least two of the models have, those of the evaluator with most figures first, and what fits into no
 * row. With `force` the latter goes into the row of its benchmark, or into a row of its own.
 */
export function compareScores(
  course: Pick<Course, "benchmarks">,
  { models, scores, force, single = false }: Question,
): { rows: ComparedRow[]; outside: Outside[] } {
  const own = scores.filter(({ model }) => models.includes(model));
  const rows = scoreRows(course, own)
    .map(({ scores: inRow, ...row }) => ({
      ...row,
      cells: models.map((id) => inRow.find(({ model }) => model === id)),
    }))
    .filter(({ cells }) => present(cells).length > 1);
  const outside = outsideOf(course, rows, { models, scores: own });
  const all = force ? forcedRows(rows, outside, { models, scores: own, single }) : rows;
  return { rows: inOrder(all.map(judged)), outside: force ? [] : outside };
}

function judged(row: Omit<ComparedRow, "mixed" | "lead">): ComparedRow {
  const mixed = !areComparable(present(row.cells));
  return { ...row, mixed, lead: mixed ? { kind: "unknown" } : leadOf(row.benchmark, row.cells) };
}

/** Whether every model that has a score at all stands in one of the rows: then nothing is left to force together. */
export function isWhole(rows: readonly Pick<ComparedRow, "cells">[], having: number): boolean {
  return rows.some(({ cells }) => present(cells).length === having);
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

type Own = Pick<Question, "models" | "scores"> & { single: boolean };

function forcedRows(rows: readonly Row[], outside: readonly Outside[], own: Own): Row[] {
  const having = new Set(own.scores.map(({ model }) => model)).size;
  const [benchmark] = [...rows, ...outside].map((each) => each.benchmark);
  if (!own.single || benchmark === undefined || isWhole(rows, having)) return withOutside(rows, outside, own);
  const row = mixedRow(benchmark, own);
  return row === undefined ? [...rows] : [row];
}

function withOutside(rows: readonly Row[], outside: readonly Outside[], own: Own): Row[] {
  const filled = rows.map((row) => ({ ...row, cells: [...row.cells] }));
  for (const { benchmark, entries } of outside) {
    const here = own.scores.filter((score) => score.benchmark === benchmark.id);
    const row = fullest(filled.filter((each) => each.benchmark === benchmark));
    const [anchor] = row === undefined ? [] : present(row.cells);
    if (row === undefined || anchor === undefined) {
      const made = mixedRow(benchmark, { models: own.models, scores: here });
      if (made !== undefined) filled.push(made);
      continue;
    }
    for (const { at } of entries) {
      const of = here.filter(({ model }) => model === own.models[at]);
      row.cells[at] = nearestTo(anchor, of);
    }
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
