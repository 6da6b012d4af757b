import type { Term } from "../course/content.ts";
import { findModel } from "../course/find-model.ts";
import { completeNamed, findNamed, type NamedEntry } from "../course/find-named.ts";
import type { Course } from "../course/model.ts";
import { nameKey } from "../course/name-tokens.ts";

/** Something of the course that has a name but is no term: where to look instead. */
export interface Elsewhere {
  /** "a model", "a lesson". */
  what: string;
  name: string;
  /** The command line that shows it. */
  line: string;
}

export type FoundTerm =
  | { kind: "term"; term: Term; exact: boolean }
  | { kind: "letter"; letter: string }
  | { kind: "elsewhere"; places: Elsewhere[] }
  | { kind: "ambiguous"; candidates: Term[] }
  | { kind: "unknown"; nearest: Term[] };

type TermEntry = NamedEntry & { term: Term };

const entriesOfCourse = new WeakMap<Course, readonly TermEntry[]>();

function entriesOf(course: Course): readonly TermEntry[] {
  const known = entriesOfCourse.get(course);
  if (known !== undefined) return known;
  const entries = course.terms.map(
    (term): TermEntry => ({ id: term.id, name: term.term, aliases: term.aliases, term }),
  );
  entriesOfCourse.set(course, entries);
  return entries;
}

/** Digits and signs share a place before the letters. */
export function letterOf({ term }: Pick<Term, "term">): string {
  const [first = ""] = term;
  return /\p{L}/u.test(first) ? first.toUpperCase() : "#";
}

/**
 * The term that is called so, or all that begin with one letter. What is exactly the name of a model, a benchmark or a
 * lesson is not taken for a misspelt term.
 */
export function findTerm(course: Course, text: string): FoundTerm {
  const found = findNamed(entriesOf(course), text);
  if (found.kind === "found" && found.exact) return { kind: "term", term: found.entry.term, exact: true };
  const wanted = text.trim();
  if (/^[\p{L}#]$/u.test(wanted)) return { kind: "letter", letter: wanted.toUpperCase() };
  const exactly = elsewhere(course, text, true);
  if (exactly.length > 0) return { kind: "elsewhere", places: exactly };
  if (found.kind === "found") return { kind: "term", term: found.entry.term, exact: false };
  if (found.kind === "ambiguous")
    return { kind: "ambiguous", candidates: found.candidates.map(({ term }) => term) };
  const nearly = elsewhere(course, text, false);
  if (nearly.length > 0) return { kind: "elsewhere", places: nearly };
  const inside = termsInside(course, text);
  return { kind: "unknown", nearest: inside.length > 0 ? inside : found.nearest.map(({ term }) => term) };
}

function elsewhere(course: Course, text: string, exact: boolean): Elsewhere[] {
  const model = findModel(course, text);
  const models = model.kind === "found" && model.exact === exact ? [model.model] : [];
  const named = (what: string, command: string, entries: readonly NamedEntry[]): Elsewhere[] => {
    const found = findNamed(entries, text);
    if (found.kind !== "found" || found.exact !== exact) return [];
    return [{ what, name: found.entry.name, line: `${command} ${found.entry.id}` }];
  };
  const titled = <Entry extends { id: string; title: string; aliases: string[] }>(
    entries: readonly Entry[],
  ) => entries.map(({ id, title, aliases }): NamedEntry => ({ id, name: title, aliases }));
  return [
    ...models.map(({ id, name }) => ({ what: "a model", name, line: `model ${id}` })),
    ...named("a benchmark", "benchmark", course.benchmarks),
    ...named("a lesson", "lesson", titled(course.lessons)),
    ...named("a table", "table", titled(course.tables)),
  ];
}

/** Of a longer text only the beginning is looked at, and no term has more words: work grows with their product. */
const LONGEST_QUESTION = 200;
const MOST_WORDS = 8;

/** Terms that a longer text names, the longest first: "what is a reward model for" names "reward model". */
function termsInside(course: Course, text: string): Term[] {
  const words = text
    .slice(0, LONGEST_QUESTION)
    .toLowerCase()
    .split(/[^\p{L}\p{N}-]+/u);
  const runs = new Set<string>();
  for (let from = 0; from < words.length; from++) {
    const most = Math.min(words.length, from + MOST_WORDS);
    for (let to = from + 1; to <= most; to++) runs.add(nameKey(words.slice(from, to).join(" ")));
  }
  return entriesOf(course)
    .flatMap(({ id, name, aliases, term }) => {
      const said = [id, name, ...aliases].map(nameKey).filter((key) => key !== "" && runs.has(key));
      return said.length === 0 ? [] : [{ term, length: Math.max(...said.map((key) => key.length)) }];
    })
    .sort((a, b) => b.length - a.length)
    .map(({ term }) => term);
}

/** Terms for what is typed so far. */
export const completeTerms = (course: Course, partial: string, limit: number): NamedEntry[] =>
  completeNamed(entriesOf(course), partial, limit);
