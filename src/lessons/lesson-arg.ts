import type { Lesson } from "../course/content.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import type { Arg, Vocabulary } from "../router/command.ts";
import { completeLessons, findLesson, type Topic } from "./find-lesson.ts";
import { run } from "./ways-on.ts";

/** How many candidates an error names: as many as a person reads. */
const CANDIDATES = 5;
const OFFERED = 25;

/** `correctedFrom` is what was typed, where it is not the name itself. */
export type NamedLesson =
  | { lesson: Lesson; correctedFrom?: string }
  | { topic: Topic; correctedFrom?: string };

function lessonNamed(text: string, { course }: Vocabulary): NamedLesson {
  const found = findLesson(course, text);
  if (found.kind === "lesson" || found.kind === "topic") {
    const read = found.exact ? {} : { correctedFrom: text };
    return found.kind === "lesson" ? { lesson: found.lesson, ...read } : { topic: found.topic, ...read };
  }
  const candidates = (found.kind === "ambiguous" ? found.candidates : found.nearest).slice(0, CANDIDATES);
  // In quotes, so that the colon of a topic's id is not read as that of an argument.
  const suggestions = candidates.map(({ id, name }) => run(name, JSON.stringify(id)));
  const names = candidates.map(({ name }) => `**${plain(name)}**`).join(", ");
  if (found.kind === "ambiguous")
    throw new UserError(`*${plain(text)}* could be several lessons: ${names}. Which one?`, { suggestions });
  const next = names === "" ? "" : ` The nearest: ${names}.`;
  throw new UserError(`No lesson is called *${plain(text)}*.${next} \`/lesson\` lists them all.`, {
    suggestions,
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
