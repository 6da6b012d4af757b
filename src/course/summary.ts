import type { Course, Problem } from "./model.ts";

/** What a course holds, in words: "3 lessons, 10 terms, 1 table"; what it has none of is left out. */
export function wordContents(course: Course): string {
  const counts: [number, string, string][] = [
    [course.lessons.length, "lesson", "lessons"],
    [course.terms.length, "term", "terms"],
    [course.models.length, "model", "models"],
    [course.benchmarks.length, "benchmark", "benchmarks"],
    [course.scores.length, "score", "scores"],
    [course.tables.length, "table", "tables"],
    [course.leaderboards.length, "leaderboard", "leaderboards"],
    [Object.keys(course.figures).length, "figure", "figures"],
    [course.errata.length, "erratum", "errata"],
    [course.offers.length, "price", "prices"],
    [Object.keys(course.sources).length, "source", "sources"],
  ];
  const words = counts
    .filter(([count]) => count > 0)
    .map(([count, one, more]) => `${count} ${count === 1 ? one : more}`);
  return words.length === 0 ? "nothing" : words.join(", ");
}

/** "glossary.yaml:4: what is wrong – what to do about it", on one line. */
export function wordProblem({ file, line, message, mend }: Problem): string {
  return `${file}:${line}: ${message} – ${mend}`.replace(/\s*[\r\n]+\s*/g, " ");
}

/** "no problems", "1 problem", "12 problems". */
export const countProblems = (problems: readonly Problem[]): string =>
  problems.length === 0 ? "no problems" : `${problems.length} problem${problems.length === 1 ? "" : "s"}`;
