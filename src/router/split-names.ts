import { findModel } from "../course/find-model.ts";
import type { Course } from "../course/model.ts";

/** Words in the longest name that is typed without quotes. */
const LONGEST = 5;

/**
 * Cuts words into names, at most `most` of them: at commas, or else at each place the longest run of words that is a
 * name, that can be read as one, or that could be several ("claude opus gpt-4").
 */
export function splitNames(words: readonly string[], course: Course, most: number): string[] {
  if (words.some((word) => word.includes(",")))
    return words
      .join(" ")
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean);
  const names: string[] = [];
  for (let at = 0; at < words.length && names.length < most; ) {
    const length = nameLength(words.slice(at, at + LONGEST), course);
    names.push(words.slice(at, at + length).join(" "));
    at += length;
  }
  return names;
}

function nameLength(words: readonly string[], course: Course): number {
  const runs = words.map((_, last) => findModel(course, words.slice(0, last + 1).join(" ")));
  const exact = runs.findLastIndex((run) => run.kind === "found" && run.exact) + 1;
  const found = runs.findLastIndex((run) => run.kind === "found") + 1;
  if (exact > 0) {
    // "gopher 280": what follows a whole name belongs to it only where it names nothing itself.
    const rest = words.slice(exact, found).join(" ");
    return found > exact && findModel(course, rest).kind !== "found" ? found : exact;
  }
  if (found > 0) return found;
  return Math.max(1, runs.findLastIndex((run) => run.kind === "ambiguous") + 1);
}
