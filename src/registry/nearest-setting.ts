import { comparisonKey, evaluator } from "../course/comparable.ts";
import type { Benchmark, Score } from "../course/content.ts";
import type { ScoreRow } from "./scores.ts";

/** Shots and chain of thought change a score most, then the rest of the setting, then who ran it. */
const WEIGHTS = { shots: 16, cot: 8, detail: 4, harness: 2, recalled: 1 };

/** How differently two scores of one benchmark were taken; 0 where they compare, infinite where the units differ. */
export function distance(one: Score, other: Score): number {
  if (one.unit !== other.unit) return Number.POSITIVE_INFINITY;
  if (comparisonKey(one) === comparisonKey(other)) return 0;
  const [a, b] = [one.setting, other.setting];
  return (
    (a.shots === b.shots ? 0 : WEIGHTS.shots) +
    (a.cot === b.cot ? 0 : WEIGHTS.cot) +
    (a.detail === b.detail ? 0 : WEIGHTS.detail) +
    (evaluator(one) === evaluator(other) ? 0 : WEIGHTS.harness) +
    (other.verified === "recalled" ? WEIGHTS.recalled : 0)
  );
}

/** Of these, the score that was taken most like the anchor; undefined where none has its unit. */
export function nearestTo(anchor: Score, scores: readonly Score[]): Score | undefined {
  return scores
    .map((score) => ({ score, far: distance(anchor, score) }))
    .filter(({ far }) => Number.isFinite(far))
    .sort((one, other) => one.far - other.far)[0]?.score;
}

type Row = Omit<ScoreRow, "scores"> & { cells: (Score | undefined)[] };

/**
 * One row for everybody who has the benchmark: around the score to which the others come nearest. Its setting is that
 * of the row where two share it; else its key begins with "mixed|".
 */
export function mixedRow(
  benchmark: Benchmark,
  { models, scores }: { models: readonly string[]; scores: readonly Score[] },
): Row | undefined {
  const tried = scores.map((anchor) => {
    const cells = models.map((id) =>
      nearestTo(
        anchor,
        scores.filter(({ model }) => model === id),
      ),
    );
    const known = cells.filter((cell) => cell !== undefined);
    const far = known.reduce((sum, cell) => sum + distance(anchor, cell), 0);
    return { anchor, cells, count: known.length, far };
  });
  const [best] = tried.sort((one, other) => other.count - one.count || one.far - other.far);
  if (best === undefined || best.count < 2) return undefined;
  const { anchor, cells } = best;
  const key = comparisonKey(anchor);
  const alike = cells.filter((cell) => cell !== undefined && comparisonKey(cell) === key).length;
  return {
    key: alike > 1 ? key : `mixed|${benchmark.id}`,
    ...{ benchmark, setting: anchor.setting, evaluator: evaluator(anchor), unit: anchor.unit, cells },
  };
}
