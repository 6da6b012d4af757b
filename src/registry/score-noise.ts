import { settingWords } from "../course/comparable.ts";
import type { Benchmark, Score } from "../course/content.ts";

/** Of a standard normal distribution 95 % lies within so many standard deviations. */
const Z = 1.96;

const ITEM_UNITS = new Set(["questions", "problems", "dialogues", "passages", "claims", "issues"]);
/** HELM scores samples of each scenario whose sizes are not kept here. */
const SAMPLES = /^HELM\b/;
/** A mean over subjects or tasks of different sizes is no share of the items. */
const NO_SHARE = /\bmacro\b|\btasks\b/;

/**
 * How many items the score is a share of. Undefined where that is not known, so that nothing is claimed: the unit is not
 * per cent, the benchmark's size counts something else, or papers score different parts of it.
 */
export function itemsScored(
  benchmark: Pick<Benchmark, "size" | "scoredItems">,
  score: Pick<Score, "unit" | "setting">,
): number | undefined {
  if (score.unit !== "percent" || NO_SHARE.test(settingWords(score.setting))) return undefined;
  if (SAMPLES.test(score.setting.harness ?? "")) return undefined;
  const { value, unit } = benchmark.scoredItems ?? benchmark.size;
  return value === null || !ITEM_UNITS.has(unit) ? undefined : value;
}

/** Of a share in per cent of `items` items, in percentage points: 100·sqrt(p(1−p)/n). */
export function standardError(percent: number, items: number): number {
  const share = Math.min(1, Math.max(0, percent / 100));
  return 100 * Math.sqrt((share * (1 - share)) / items);
}

/**
 * Whether two shares of so many items differ by more than chance would make them: |a − b| > 1.96·sqrt(se(a)² + se(b)²).
 * The samples count as independent. Both models answered the same items, so a paired test on the single answers could
 * be sharper; those answers are not published with the scores.
 */
export function isBeyondNoise(one: number, other: number, items: number): boolean {
  return Math.abs(one - other) > Z * Math.hypot(standardError(one, items), standardError(other, items));
}

/** Half the width of the 95 % interval of one score, in percentage points. */
export const margin = (percent: number, items: number): number => Z * standardError(percent, items);

export type Lead =
  /** `at` is the place of the best score, ahead of every other beyond noise. */
  | { kind: "lead"; at: number }
  /** The best is ahead of the next by no more than noise. */
  | { kind: "noise" }
  /** How noisy the scores are is not known, so nobody is said to lead. */
  | { kind: "unknown" };

/** Who leads among comparable scores; undefined marks those without one. */
export function leadOf(benchmark: Benchmark, scores: readonly (Score | undefined)[]): Lead {
  const ranked = scores
    .flatMap((score, at) => (score === undefined ? [] : [{ score, at }]))
    .sort((one, other) => better(benchmark, one.score.score, other.score.score));
  const [best, next] = ranked;
  if (best === undefined || next === undefined) return { kind: "noise" };
  const items = itemsScored(benchmark, best.score);
  if (items === undefined || itemsScored(benchmark, next.score) !== items) return { kind: "unknown" };
  return isBeyondNoise(best.score.score, next.score.score, items)
    ? { kind: "lead", at: best.at }
    : { kind: "noise" };
}

/** For sorting, the best first. */
export const better = (
  { better: direction }: Pick<Benchmark, "better">,
  one: number,
  other: number,
): number => (direction === "higher" ? other - one : one - other);

/** The places a score may have: `from` is one more than are surely better, `to` leaves room for those surely worse. */
export interface RankRange {
  from: number;
  to: number;
}

/**
 * The range of places of each score. With `items` only a difference beyond noise counts; without, every difference
 * does, because nothing is known about the noise.
 */
export function rankRanges(
  benchmark: Pick<Benchmark, "better">,
  scores: readonly number[],
  items: number | undefined,
): RankRange[] {
  const ahead = (one: number, other: number): boolean =>
    better(benchmark, one, other) < 0 && (items === undefined || isBeyondNoise(one, other, items));
  return scores.map((own) => ({
    from: 1 + scores.filter((other) => ahead(other, own)).length,
    to: scores.length - scores.filter((other) => ahead(own, other)).length,
  }));
}

/** "1", "2–4". */
export const wordRange = ({ from, to }: RankRange): string => (from === to ? `${from}` : `${from}–${to}`);
