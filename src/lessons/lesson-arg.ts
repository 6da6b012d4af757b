import type { Lesson } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import type { Arg, Vocabulary } from "../router/command.ts";
import { saidIn } from "./asked-in-words.ts";
import {
  completeLessons,
  type FoundLesson,
  findLesson,
  TOPIC_PREFIX,
  type Topic,
  topicsOf,
} from "./find-lesson.ts";
import { canRun, run } from "./ways-on.ts";

/** How many candidates an error names: as many as a person reads. */
const CANDIDATES = 5;
const OFFERED = 25;

/** `correctedFrom` is what was typed, where it is not the name itself. */
export type NamedLesson =
  | { lesson: Lesson; correctedFrom?: string }
  | { topic: Topic; correctedFrom?: string };

const isAbout = ({ info }: Course, text: string): boolean => {
  const words = saidIn(text);
  const title = new Set(saidIn(info.title));
  return words.length > 0 && words.every((word) => title.has(word));
};

function lessonNamed(text: string, vocabulary: Vocabulary): NamedLesson | undefined {
  const { course } = vocabulary;
  const found = findLesson(course, text);
  if (found.kind === "lesson" || found.kind === "topic") {
    const read = found.exact ? {} : { correctedFrom: text };
    return found.kind === "lesson" ? { lesson: found.lesson, ...read } : { topic: found.topic, ...read };
  }
  // "bread" in a course about bread: all of it is meant.
  if (found.kind === "unknown" && isAbout(course, text)) return undefined;
  if (found.kind === "no topic") throw noTopic(found.text, course);
  if (found.kind === "unknown") throw noLesson(text, found, vocabulary);
  const { names, suggestions } = offered(found.candidates);
  throw new UserError(`*${plain(text)}* could be several lessons: ${names}. Which one?`, { suggestions });
}

function offered(entries: readonly { id: string; name: string }[]) {
  const shown = entries.slice(0, CANDIDATES);
  return {
    names: shown.map(({ name }) => `**${plain(name)}**`).join(", "),
    // In quotes, so that the colon of a topic's id is not read as that of an argument.
    suggestions: shown.map(({ id, name }) => run(name, JSON.stringify(id))),
  };
}

function noTopic(text: string, course: Course): UserError {
  const topics = topicsOf(course);
  const { suggestions } = offered(topics.map(({ id, title }) => ({ id: TOPIC_PREFIX + id, name: title })));
  const names = topics.map(({ title }) => `**${plain(title)}**`).join(", ");
  return new UserError(`No topic is called *${plain(text)}*. The topics: ${names}.`, { suggestions });
}

function noLesson(
  text: string,
  { nearest, terms, inWords }: Extract<FoundLesson, { kind: "unknown" }>,
  { course, commands }: Vocabulary,
): UserError {
  const { names, suggestions } = offered(nearest);
  const [term] = canRun("glossary", { commands }) ? terms : [];
  const ways = [...suggestions, ...(term === undefined ? [] : [run(term.term, `/glossary ${term.id}`)])];
  const explained = term === undefined ? "" : ` The glossary explains **${plain(term.term)}**.`;
  const none = inWords && term === undefined ? " No lesson fits these words well." : "";
  const next = names === "" ? none : ` ${inWords ? "These may help" : "The nearest"}: ${names}.`;
  const all = course.lessons.length === 0 ? "This course has no lessons yet." : "`/lesson` lists them all.";
  return new UserError(`No lesson is called *${plain(text)}*.${next}${explained} ${all}`, {
    suggestions: ways,
  });
}

/** An optional lesson or topic; left out, the command shows the list. */
export const lessonArg: Arg<NamedLesson | undefined> = {
  description: "a lesson, a topic, or a model to read about",
  placeholder: "lesson or topic",
  required: false,
  position: "rest",
  complete: (partial, { course }) =>
    completeLessons(course, partial, OFFERED).map(({ id, name }) => ({ label: name, value: id })),
  parse: (words, vocabulary) => (words.length === 0 ? undefined : lessonNamed(words.join(" "), vocabulary)),
};

/** `page:2` of a lesson that takes several messages. */
export const pageArg: Arg<number> = {
  description: "the page of a long lesson, such as 2",
  placeholder: "<number>",
  required: false,
  position: "named",
  parse: (words) => {
    if (words.length === 0) return 1;
    const page = Number(words.join(""));
    if (Number.isInteger(page) && page > 0) return page;
    throw new UserError(`*${plain(words.join(" "))}* is no page. Write page:2 for the second one.`);
  },
};

/** A question of a lesson, and with a letter an answer to it. */
export interface Attempt {
  question: number;
  /** Counted from 0, in the order in which the person sees the options. */
  shown?: number;
}

/** `check:1` asks the first question, `check:1b` answers it with b. */
export const checkArg: Arg<Attempt | undefined> = {
  description: "a question to check yourself with: 1 asks the first one, 1b answers it with B",
  placeholder: "<question>",
  required: false,
  position: "named",
  parse: (words) => {
    if (words.length === 0) return undefined;
    const [, number, letter] = /^(\d{1,2})\s*([a-f])?$/i.exec(words.join(" ").trim()) ?? [];
    if (number === undefined)
      throw new UserError(
        `*${plain(words.join(" "))}* is no question. Write check:1, or check:1b to answer B.`,
      );
    const question = Number(number);
    return letter === undefined
      ? { question }
      : { question, shown: letter.toLowerCase().charCodeAt(0) - "a".charCodeAt(0) };
  },
};
