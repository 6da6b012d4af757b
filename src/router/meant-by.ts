import { type FoundModel, findModel } from "../course/find-model.ts";
import type { NamedEntry } from "../course/find-named.ts";
import { findNamed } from "../course/find-named.ts";
import type { Course } from "../course/model.ts";
import type { Vocabulary } from "./command.ts";

/** A command line that a person may have meant, and whether it names something whole. */
interface Meant {
  line: string;
  exact: boolean;
}

/** What can be looked up by its name alone, by the command that does it. */
const LOOK_UPS: Record<
  string,
  (course: Course, text: string) => (Omit<Meant, "line"> & { id: string }) | undefined
> = {
  model: (course, text) => found(findModel(course, text)),
  benchmark: (course, text) => named(course.benchmarks, text),
  lesson: ({ lessons }, text) =>
    named(
      entriesOf(lessons, ({ title }) => title),
      text,
    ),
  glossary: ({ terms }, text) =>
    named(
      entriesOf(terms, ({ term }) => term),
      text,
    ),
};

function found(match: FoundModel): { id: string; exact: boolean } | undefined {
  return match.kind === "found" ? { id: match.model.id, exact: match.exact } : undefined;
}

function named(entries: readonly NamedEntry[], text: string): { id: string; exact: boolean } | undefined {
  const match = findNamed(entries, text);
  return match.kind === "found" ? { id: match.entry.id, exact: match.exact } : undefined;
}

const known = new WeakMap<readonly object[], NamedEntry[]>();

/** Named once for each list, so that its index is made once. */
function entriesOf<Entry extends { id: string; aliases: readonly string[] }>(
  list: readonly Entry[],
  nameOf: (entry: Entry) => string,
): NamedEntry[] {
  const entries =
    known.get(list) ?? list.map((each) => ({ id: each.id, name: nameOf(each), aliases: each.aliases }));
  known.set(list, entries);
  return entries;
}

/**
 * Command lines for a line that begins with no command but names a model, a benchmark, a lesson or a term: those that
 * it names whole or else those it nearly names, models first. Only with commands that exist.
 */
export function meantBy(line: string, { course, commands }: Vocabulary): Meant[] {
  const meant = Object.entries(LOOK_UPS).flatMap(([name, lookUp]): Meant[] => {
    const match = commands.some((command) => command.name === name) ? lookUp(course, line) : undefined;
    return match === undefined ? [] : [{ line: `${name} ${match.id}`, exact: match.exact }];
  });
  const whole = meant.filter(({ exact }) => exact);
  // Nobody types a model's size where one is meant by the plain name: "gopher" is no less a model than a lesson.
  return whole.length > 0
    ? meant.filter(({ exact, line: found }) => exact || found.startsWith("model "))
    : meant;
}
