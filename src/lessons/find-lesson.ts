import type { Lesson, Term } from "../course/content.ts";
import { findModel } from "../course/find-model.ts";
import { completeNamed, findNamed, type NamedEntry } from "../course/find-named.ts";
import type { Course, Model } from "../course/model.ts";
import { nameKey } from "../course/name-tokens.ts";
import { fittingTo, saidIn } from "./asked-in-words.ts";
import { shortTitle } from "./ways-on.ts";

export interface Topic {
  id: string;
  title: string;
}

/** A lesson or a topic by one list of names. */
type Entry = NamedEntry & ({ lesson: Lesson } | { topic: Topic });

export type FoundLesson =
  /** `exact` is false where it was not called by its own name: say what was taken. */
  | { kind: "lesson"; lesson: Lesson; exact: boolean }
  | { kind: "topic"; topic: Topic; exact: boolean }
  | { kind: "ambiguous"; candidates: { id: string; name: string }[] }
  /** `terms` are what the glossary has for a question; `inWords` is set where it was asked in more than a name. */
  | { kind: "unknown"; nearest: { id: string; name: string }[]; terms: Term[]; inWords: boolean }
  | { kind: "no topic"; text: string };

/** Before the name of a topic that is also the name of a lesson. */
export const TOPIC_PREFIX = "topic:";

const entriesOfCourse = new WeakMap<Course, readonly Entry[]>();

/** Lessons come first: a name that both have is the lesson's. */
function entriesOf(course: Course): readonly Entry[] {
  const known = entriesOfCourse.get(course);
  if (known !== undefined) return known;
  const lessons = course.lessons.map(
    (lesson): Entry => ({ id: lesson.id, name: lesson.title, aliases: lesson.aliases, lesson }),
  );
  const topics = topicsOf(course).map(
    (topic): Entry => ({ id: TOPIC_PREFIX + topic.id, name: topic.title, aliases: [topic.id], topic }),
  );
  const entries = [...lessons, ...topics];
  entriesOfCourse.set(course, entries);
  return entries;
}

/** The topics that have lessons, in the order of the course. */
export function topicsOf({ info, lessons }: Course): Topic[] {
  const taught = new Set(lessons.map(({ topic }) => topic));
  const named = info.topics.filter(({ id }) => taught.delete(id));
  return [...named, ...[...taught].map((id) => ({ id, title: id }))];
}

/**
 * The lesson or topic that is meant: by id, title or alias, by part of one, by what it is about (a model, a benchmark,
 * a term), or with typing mistakes.
 */
export function findLesson(course: Course, text: string): FoundLesson {
  const entries = entriesOf(course);
  const wanted = text.trim().toLowerCase();
  const own = entries.find(({ id }) => id === wanted);
  if (own !== undefined) return taken(own, true);
  if (wanted.startsWith(TOPIC_PREFIX)) return findTopic(course, text.trim().slice(TOPIC_PREFIX.length));
  const found = findNamed(entries, text);
  if (found.kind === "found" && (found.exact || holds(found.entry, text)))
    return taken(found.entry, found.exact);
  const { lessons: about, exact } = lessonsAbout(course, text);
  const [only] = about;
  if (only !== undefined && about.length === 1) return { kind: "lesson", lesson: only, exact: false };
  // A whole name of something else is no misspelt lesson; one that is itself misspelt may be.
  const spelt = exact ? about : [];
  if (found.kind === "found" && spelt.length === 0) return taken(found.entry, false);
  if (found.kind === "ambiguous") return { kind: "ambiguous", candidates: found.candidates };
  if (about.length > 0)
    return { kind: "ambiguous", candidates: about.map(({ id, title }) => ({ id, name: title })) };
  return found.kind === "found" ? taken(found.entry, false) : unknown(course, text, found.nearest);
}

/** With `topic:` in front nothing else is meant. */
function findTopic(course: Course, text: string): FoundLesson {
  const topics = entriesOf(course).filter((entry) => "topic" in entry);
  const found = findNamed(topics, text);
  if (found.kind === "found") return taken(found.entry, found.exact);
  return found.kind === "ambiguous"
    ? { kind: "ambiguous", candidates: found.candidates }
    : { kind: "no topic", text };
}

/** Likeness of letters is for one misspelt word; a question is answered by what its words say. */
function unknown(course: Course, text: string, like: readonly Entry[]): FoundLesson {
  const inWords = saidIn(text).length > 1 || text.trim().split(/\s+/).length > 2;
  const { lessons, terms } = fittingTo(course, text);
  const fitting = lessons.map(({ id, title }) => ({ id, name: title }));
  return { kind: "unknown", nearest: inWords || fitting.length > 0 ? fitting : [...like], terms, inWords };
}

const taken = (entry: Entry, exact: boolean): FoundLesson =>
  "lesson" in entry
    ? { kind: "lesson", lesson: entry.lesson, exact }
    : { kind: "topic", topic: entry.topic, exact };

/** Whether it was found by a part of its name rather than in spite of typing mistakes. */
function holds({ id, name, aliases }: NamedEntry, text: string): boolean {
  const wanted = nameKey(text);
  return [id, name, ...aliases].some((each) => nameKey(each).includes(wanted));
}

interface About {
  lessons: Lesson[];
  /** Whether what they are about was named in full. */
  exact: boolean;
}

/** Lessons about a model, benchmark or term of this name: called like it, or naming it first, or else naming it. */
function lessonsAbout(course: Course, text: string): About {
  const { models, exact } = modelsNamed(course, text);
  const benchmarks = exactlyNamed(course.benchmarks, text);
  const ids = new Set([...models.map(({ id }) => id), ...benchmarks]);
  const subjects = course.lessons.filter((lesson) =>
    [lesson.models[0], lesson.benchmarks[0]].some((id) => id !== undefined && ids.has(id)),
  );
  const namesakes = subjects.filter((lesson) => models.some(({ name }) => isNamesake(lesson, name)));
  if (namesakes.length === 1) return { lessons: namesakes, exact };
  if (subjects.length > 0) return { lessons: subjects, exact };
  const terms = course.terms.map(({ id, term, aliases, lesson }) => ({ id, name: term, aliases, lesson }));
  const [term] = exactlyNamed(terms, text);
  const explained = terms.find(({ id }) => id === term)?.lesson;
  const lessons = course.lessons.filter(
    (lesson) => lesson.id === explained || [...lesson.models, ...lesson.benchmarks].some((id) => ids.has(id)),
  );
  return { lessons, exact: exact || benchmarks.length > 0 || term !== undefined };
}

/** "Chinchilla: the best size" for "Chinchilla 70B". */
const isNamesake = (lesson: Lesson, model: string): boolean =>
  nameKey(model).startsWith(nameKey(shortTitle(lesson)));

function modelsNamed(course: Course, text: string): { models: Model[]; exact: boolean } {
  const found = findModel(course, text);
  if (found.kind === "found") return { models: [found.model], exact: found.exact };
  return { models: found.kind === "ambiguous" ? found.candidates : [], exact: false };
}

function exactlyNamed(entries: readonly NamedEntry[], text: string): string[] {
  const found = findNamed(entries, text);
  return found.kind === "found" && found.exact ? [found.entry.id] : [];
}

/** Lessons and topics for what is typed so far. */
export const completeLessons = (course: Course, partial: string, limit: number): NamedEntry[] =>
  completeNamed(entriesOf(course), partial, limit);
