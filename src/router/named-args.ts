import { type AsOf, readAsOf } from "../course/as-of.ts";
import type { Benchmark, CourseTable } from "../course/content.ts";
import { completeNamed, findNamed, type NamedEntry } from "../course/find-named.ts";
import type { Course } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import type { Arg, Choice } from "./command.ts";
import { whichOne } from "./which-one.ts";

const OFFERED = 25;

/** What a person named; `correctedFrom` is kept where the name had to be completed or corrected. */
export interface Named<Entry> {
  entry: Entry;
  correctedFrom?: string;
}

export interface NamedKind<Entry extends NamedEntry> {
  /** "benchmark", "lesson". */
  noun: string;
  /** The command that lists them all, as `/name`. */
  list: string;
  entries: (course: Course) => readonly Entry[];
}

export function named<Entry extends NamedEntry>(
  kind: NamedKind<Entry>,
  text: string,
  course: Course,
): Named<Entry> {
  const found = findNamed(kind.entries(course), text);
  if (found.kind === "found")
    return found.exact ? { entry: found.entry } : { entry: found.entry, correctedFrom: text };
  const { noun, list } = kind;
  throw whichOne(found, { text, noun, list, where: "in this course", words: (id) => id });
}

/** An optional entry of the course: left out, the command shows its list. */
export function entry<Entry extends NamedEntry>(
  description: string,
  kind: NamedKind<Entry>,
): Arg<Named<Entry> | undefined> {
  return {
    description,
    placeholder: kind.noun,
    required: false,
    position: "rest",
    complete: (partial, { course }) => completeNamed(kind.entries(course), partial, OFFERED).map(choice),
    parse: (words, { course }) => (words.length === 0 ? undefined : named(kind, words.join(" "), course)),
  };
}

const choice = ({ id, name }: NamedEntry): Choice => ({ label: name, value: id });

/** Entries whose name is called something else in the files, named once for each course. */
function renamed<Entry extends { id: string; aliases: readonly string[] }>(
  list: (course: Course) => readonly Entry[],
  nameOf: (entry: Entry) => string,
): (course: Course) => readonly (Entry & NamedEntry)[] {
  const known = new WeakMap<Course, readonly (Entry & NamedEntry)[]>();
  return (course) => {
    const before = known.get(course) ?? list(course).map((one) => ({ ...one, name: nameOf(one) }));
    known.set(course, before);
    return before;
  };
}

/** Arguments that name something of the course besides models. */
export const namedArg = {
  benchmark: (description: string): Arg<Named<Benchmark> | undefined> =>
    entry(description, { noun: "benchmark", list: "/benchmark", entries: (course) => course.benchmarks }),

  table: (description: string): Arg<Named<CourseTable & NamedEntry> | undefined> =>
    entry(description, {
      noun: "table",
      list: "/table",
      entries: renamed(
        (course) => course.tables,
        ({ title }) => title,
      ),
    }),

  /** `asof:2022-04`: what was known then. */
  asOf: (): Arg<AsOf | undefined> => ({
    description: "a date, to see what was known then: 2022, 2022-04 or 2022-04-29",
    placeholder: "<date>",
    required: false,
    position: "named",
    parse: (words) => {
      if (words.length === 0) return undefined;
      const asOf = readAsOf(words.join(""));
      if (asOf !== undefined) return asOf;
      if (words.join("").trim() === "")
        throw new UserError(
          "After asof: a date is missing. Write asof:2022, asof:2022-04 or asof:2022-04-29.",
        );
      throw new UserError(
        `*${echoed(words.join(" "))}* is no date. Write asof:2022, asof:2022-04 or asof:2022-04-29.`,
      );
    },
  }),
};
