import { type AsOf, dateOfSource, wasPublished, wasReleased } from "../course/as-of.ts";
import { comparisonKey, evaluator, rowKey, settingWords } from "../course/comparable.ts";
import type { Benchmark, Score, Setting } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { sourceOf } from "../course/source-of.ts";

/** Scores that stand in one row of a table: one benchmark, one printed setting, one evaluator, one unit. */
export interface ScoreRow {
  key: string;
  benchmark: Benchmark;
  /** As the row is labelled; a footnote can give a score another one. */
  setting: Setting;
  evaluator: string;
  unit: string;
  scores: Score[];
}

function grouped(
  course: Pick<Course, "benchmarks">,
  scores: readonly Score[],
  keyOf: (score: Score) => string,
): ScoreRow[] {
  const rows = new Map<string, ScoreRow>();
  for (const score of scores) {
    const benchmark = course.benchmarks.find(({ id }) => id === score.benchmark);
    if (benchmark === undefined) continue;
    const key = keyOf(score);
    const labelled = keyOf === rowKey ? (score.listedUnder ?? score.setting) : score.setting;
    const row = rows.get(key) ?? {
      ...{ key, benchmark, setting: labelled, evaluator: evaluator(score), unit: score.unit },
      scores: [],
    };
    row.scores.push(score);
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** The rows that sources print, in the order in which their first scores come. */
export const scoreRows = (course: Pick<Course, "benchmarks">, scores: readonly Score[]): ScoreRow[] =>
  grouped(course, scores, rowKey);

/** Scores that were taken the same way by the same people, the largest group first. */
export const comparableGroups = (course: Pick<Course, "benchmarks">, scores: readonly Score[]): ScoreRow[] =>
  grouped(course, scores, comparisonKey).sort((one, other) => other.scores.length - one.scores.length);

/** Whether all of them were taken the same way by the same people. */
export function areComparable(scores: readonly Score[]): boolean {
  return new Set(scores.map(comparisonKey)).size <= 1;
}

/** "5-shot, CoT (simple-evals)"; a harness is named, a source is cited elsewhere. */
export function rowSettingWords({ setting, evaluator: by }: Pick<ScoreRow, "setting" | "evaluator">): string {
  const words = settingWords(setting) || "setting not stated";
  return setting.harness === undefined ? words : `${words} (${by})`;
}

/** Who measured, as a person would call them: the harness, or the title of the source. */
export function evaluatorWords(course: Pick<Course, "sources">, row: Pick<ScoreRow, "evaluator">): string {
  return sourceOf(course, row.evaluator)?.title ?? row.evaluator;
}

const UNITS: Record<string, string> = { percent: "%", "score of 10": "of 10" };
/** Two places, so that 81.22 stays 81.22; one place always, so that 87 and 87.3 line up. */
const NUMBER = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 3 });

/** "89.1 %", "88.7 F1", "8.38 of 10". */
export const wordScore = ({ score, unit }: Pick<Score, "score" | "unit">): string =>
  `${NUMBER.format(score)} ${UNITS[unit] ?? unit}`;

/** A model of the registry or somebody else with scores. */
export interface Competitor {
  id: string;
  name: string;
  kind: "model" | "person" | "chance";
  /** Known for models of the registry alone. */
  organisation?: string;
}

export function competitor(course: Pick<Course, "models" | "entrants">, id: string): Competitor {
  const model = course.models.find((one) => one.id === id);
  if (model !== undefined) return { id, name: model.name, kind: "model", organisation: model.organisation };
  return course.entrants.find((one) => one.id === id) ?? { id, name: id, kind: "model" };
}

/**
 * The scores that were published by then, of models that were out by then. Those in a document without a date, which
 * may have grown over the years, stay: `undatedNote` names them.
 */
export function scoresAsOf(
  course: Pick<Course, "scores" | "sources" | "models">,
  asOf: AsOf | undefined,
): Score[] {
  if (asOf === undefined) return course.scores;
  const later = new Set(
    course.models.filter((model) => wasReleased(model, asOf) === false).map(({ id }) => id),
  );
  return course.scores.filter(({ model, source }) => {
    const date = dateOfSource(course, source);
    return !later.has(model) && (date === undefined || wasPublished(date, asOf));
  });
}
