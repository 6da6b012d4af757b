import type { Term } from "../course/content.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Button, Reply } from "../replies/reply.ts";
import type { Context } from "../router/command.ts";
import type { Elsewhere } from "./find-term.ts";
import { Prose } from "./prose.ts";
import { actions, canRun, checkButton, run, shortTitle } from "./ways-on.ts";

/** What a term means, where it is explained, and what goes with it. */
export function termReply(term: Term, context: Context): Reply {
  const prose = new Prose(context.course);
  const meaning = prose.write(term.meaning);
  const others = otherNames(term);
  const note = [others.length === 0 ? "" : `Also called: ${others.map(plain).join(", ")}.`, prose.note()];
  const notes = note.filter(Boolean).join("\n");
  return {
    blocks: [
      { kind: "heading", text: term.term },
      { kind: "text", text: meaning },
      ...(notes === "" ? [] : [{ kind: "note", text: notes } satisfies Block]),
      ...actions(lessonButtons(term, context)),
      ...actions(seeAlso(term, context)),
    ],
    data: {
      term: term.id,
      name: term.term,
      aliases: term.aliases,
      lesson: term.lesson ?? null,
      see: term.see,
      figures: prose.figures,
    },
  };
}

function lessonButtons({ lesson: id }: Term, context: Context): Button[] {
  const lesson = context.course.lessons.find((candidate) => candidate.id === id);
  if (lesson === undefined || !canRun("lesson", context)) return [];
  const read: Button = { ...run(`Lesson: ${shortTitle(lesson)}`, `lesson ${lesson.id}`), style: "primary" };
  return lesson.check.length === 0 ? [read] : [read, checkButton("Quiz me", { lesson, number: 1 }, context)];
}

function seeAlso({ see }: Term, { course }: Context): Button[] {
  return see.flatMap((id) => {
    const other = course.terms.find((candidate) => candidate.id === id);
    return other === undefined ? [] : [run(`See ${other.term}`, `glossary ${id}`)];
  });
}

/** Spellings that differ only in number or between Britain and America say nothing new. */
const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+@]/gu, "")
    .replaceAll("z", "s")
    .replaceAll("our", "or")
    .replaceAll("ll", "l")
    .replace(/c(?=e$|es$|ing$)/, "s")
    .replace(/(ies|y)$/, "i")
    .replace(/e?s$/, "");

function otherNames({ id, term, aliases }: Term): string[] {
  const told = new Set([id, term].map(bare));
  return aliases.filter((alias) => {
    const name = bare(alias);
    if (told.has(name)) return false;
    told.add(name);
    return true;
  });
}

/** For a name that is no term: what it is, and the way there. */
export function notATerm(typed: string, places: readonly Elsewhere[], context: Context): UserError {
  const words = places.map(({ what, name }) => `${what} (**${plain(name)}**)`);
  const suggestions = places.flatMap(({ name, line }) => (canRun(line, context) ? [run(name, line)] : []));
  return new UserError(
    `*${plain(typed)}* is not in the glossary, but the name of ${words.join(" and of ")}.`,
    { suggestions, argument: "term" },
  );
}
