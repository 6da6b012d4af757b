import type { Benchmark, Score } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { better, itemsScored, type RankRange, rankRanges } from "./score-noise.ts";
import { type Competitor, comparableGroups, competitor, type ScoreRow } from "./scores.ts";

export interface Ranked {
  who: Competitor;
  score: Score;
  range: RankRange;
}

/** The scores of models on one benchmark, taken the same way by the same people, best first. */
export interface RankedGroup extends Omit<ScoreRow, "scores"> {
  entries: Ranked[];
  /** How many items each score is a share of; undefined where that is not known, and then only ties share a place. */
  items: number | undefined;
}

const isModel = (course: Course, score: Score): boolean => competitor(course, score.model).kind === "model";

/** Every comparable group of a benchmark's scores, the one with most models first. */
export function rankedGroups(course: Course, benchmark: Benchmark, scores: readonly Score[]): RankedGroup[] {
  const own = scores.filter((score) => score.benchmark === benchmark.id && isModel(course, score));
  return comparableGroups(course, own).map((group) => ranked(course, group));
}

/** Fewer models than this are no ranking to begin with. */
const ENOUGH = 3;

/**
 * The group to begin with: the largest, unless some of it stands only on a slide and another of some size does not. All
 * of `groups` belong to one benchmark and come largest first.
 */
export function firstShown(groups: readonly RankedGroup[]): RankedGroup | undefined {
  const isSound = ({ entries }: RankedGroup): boolean =>
    entries.every(({ score }) => score.verified !== "slide-only");
  return groups.find((group) => isSound(group) && group.entries.length >= ENOUGH) ?? groups[0];
}

/** The best score of each model in any setting, best first: what is known, and no ranking. */
export function bestKnown(groups: readonly RankedGroup[], unit: string): Ranked[] {
  const sorted = groups
    .filter((group) => group.unit === unit)
    .flatMap(({ benchmark, entries }) => entries.map((entry) => ({ benchmark, entry })))
    .sort((one, other) => better(one.benchmark, one.entry.score.score, other.entry.score.score))
    .map(({ entry }) => entry);
  return [...new Map(sorted.toReversed().map((entry) => [entry.who.id, entry])).values()].toReversed();
}

function ranked(course: Course, { scores, ...group }: ScoreRow): RankedGroup {
  const sorted = scores.toSorted((one, other) => better(group.benchmark, one.score, other.score));
  const counts = sorted.map((score) => itemsScored(group.benchmark, score));
  const items = counts.every((count) => count === counts[0]) ? counts[0] : undefined;
  const ranges = rankRanges(
    group.benchmark,
    sorted.map(({ score }) => score),
    items,
  );
  const entries = sorted.map((score, at) => ({
    who: competitor(course, score.model),
    score,
    range: ranges[at] ?? { from: at + 1, to: at + 1 },
  }));
  return { ...group, items, entries };
}

/** A level to hold scores against: people, or guessing. */
export interface Level {
  label: string;
  value: number;
  unit: string;
  kind: "person" | "chance";
  fact: Pick<Score, "source" | "verified">;
}

/** What people and chance reach on a benchmark, in the unit of the scores; each level once. */
export function levels(course: Course, benchmark: Benchmark, unit: string): Level[] {
  const measured = course.scores.flatMap((score): Level[] => {
    const { name, kind } = competitor(course, score.model);
    if (score.benchmark !== benchmark.id || score.unit !== unit || kind === "model") return [];
    return [{ label: name, value: score.score, unit, kind, fact: score }];
  });
  const facts = [
    { label: "People", kind: "person", fact: benchmark.humanLevel },
    { label: "Random guess", kind: "chance", fact: benchmark.randomBaseline },
  ] as const;
  const known = facts.flatMap(({ label, kind, fact }): Level[] => {
    if (fact === undefined || fact.value === null || fact.unit !== unit) return [];
    const isMeasured = measured.some((level) => level.kind === kind && level.value === fact.value);
    return isMeasured ? [] : [{ label, value: fact.value, unit, kind, fact }];
  });
  return [...measured, ...known].sort((one, other) => better(benchmark, one.value, other.value));
}
