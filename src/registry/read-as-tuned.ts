import { rowKey } from "../course/comparable.ts";
import type { Score } from "../course/content.ts";
import type { Course, Model } from "../course/model.ts";

/** A base model that is compared as its instruction-tuned variant, and how many rows each shares with the others. */
export interface ReadAsTuned {
  from: Model;
  to: Model;
  rows: number;
  baseRows: number;
}

const TUNED = /\b(instruct|chat|it)\b/i;

/**
 * Chat models are measured far more often than base models, so a plain name means the instruction-tuned variant where
 * that one shares more rows with the other models than the base does.
 */
export function readAsTuned(
  course: Pick<Course, "models">,
  models: readonly Model[],
  scores: readonly Score[],
): { models: Model[]; changes: ReadAsTuned[] } {
  const rowsOf = new Map<string, Set<string>>();
  for (const score of scores) {
    const rows = rowsOf.get(score.model) ?? new Set();
    rowsOf.set(score.model, rows.add(rowKey(score)));
  }
  const variantsOf = (model: Model): Model[] =>
    course.models.filter(({ base, name }) => base === model.id && TUNED.test(name));
  const shared = (model: Model, named: Model): number => {
    const others = models.filter((each) => each !== named).flatMap((each) => [each, ...variantsOf(each)]);
    const theirs = others.map(({ id }) => rowsOf.get(id));
    return [...(rowsOf.get(model.id) ?? [])].filter((row) => theirs.some((rows) => rows?.has(row))).length;
  };
  const changes = models.flatMap((from) => {
    const baseRows = shared(from, from);
    const [best] = variantsOf(from)
      .filter((variant) => !models.includes(variant))
      .map((to) => ({ from, to, rows: shared(to, from), baseRows }))
      .sort((one, other) => other.rows - one.rows);
    return best !== undefined && best.rows > baseRows ? [best] : [];
  });
  const tuned = (model: Model): Model => changes.find(({ from }) => from === model)?.to ?? model;
  return { models: models.map(tuned), changes };
}
