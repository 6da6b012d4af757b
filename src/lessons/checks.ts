import { createHash } from "node:crypto";
import type { Check, Lesson } from "../course/content.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import type { Button, Reply } from "../replies/reply.ts";
import type { Context } from "../router/command.ts";
import { actions, checkButton, neighbours, run, shortTitle } from "./ways-on.ts";

/** Options of a question as one person sees them: where each stands in the file, in the order shown. */
function orderFor({ person, platform }: Context, lesson: Lesson, number: number): number[] {
  const options = lesson.check[number - 1]?.options ?? [];
  const rank = (option: number): string =>
    createHash("sha256").update(`${platform}:${person.id}:${lesson.id}:${number}:${option}`).digest("hex");
  return options
    .map((_, option) => ({ option, rank: rank(option) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ option }) => option);
}

const letter = (at: number): string => String.fromCharCode("A".charCodeAt(0) + at);

function checkOf(lesson: Lesson, number: number): Check {
  const check = lesson.check[number - 1];
  if (check !== undefined) return check;
  const count = lesson.check.length;
  const has = count === 0 ? "no questions" : count === 1 ? "one question" : `${count} questions`;
  const suggestions = [run("Read the lesson", `lesson ${lesson.id}`)];
  throw new UserError(`The lesson **${plain(lesson.title)}** has ${has}.`, {
    suggestions,
    argument: "check",
  });
}

const titleOf = (lesson: Lesson, number: number): string =>
  `${shortTitle(lesson)}: question ${number} of ${lesson.check.length}`;

/** A question of a lesson, counted from 1. Its buttons carry the place of their option in the file and nothing else. */
export function questionReply(lesson: Lesson, number: number, context: Context): Reply {
  const { question, options } = checkOf(lesson, number);
  const order = orderFor(context, lesson, number);
  const list = order.map((option, at) => `**${letter(at)}** ${plain(options[option] ?? "")}`).join("\n");
  const typed = `lesson ${lesson.id} check:${number}`;
  const terminal = context.platform === "terminal";
  const buttons = order.map(
    (option, at): Button =>
      terminal
        ? run(letter(at), `${typed}${letter(at).toLowerCase()}`)
        : { action: "lesson.answer", label: letter(at), value: `${lesson.id}:${number}:${option}` },
  );
  return {
    blocks: [
      { kind: "heading", text: titleOf(lesson, number) },
      { kind: "text", text: `${plain(question)}\n\n${list}` },
      ...actions(buttons),
    ],
    data: { lesson: lesson.id, question: number, options: order.map((option) => options[option] ?? "") },
  };
}

/** What an answer was worth: `option` is its place in the file, counted from 0. */
export function verdictReply(
  lesson: Lesson,
  { number, option }: { number: number; option: number },
  context: Context,
): Reply {
  const { question, options, answer, because } = checkOf(lesson, number);
  const chosen = options[option];
  if (chosen === undefined) return questionReply(lesson, number, context);
  const correct = option === answer - 1;
  const right = plain(options[answer - 1] ?? "");
  const verdict = correct
    ? `**Right:** ${right}`
    : `**Not quite.** You chose: ${plain(chosen)}\n**Right is:** ${right}`;
  return {
    blocks: [
      { kind: "heading", text: titleOf(lesson, number) },
      { kind: "text", text: `${verdict}\n\n${plain(because)}` },
      { kind: "note", text: `Asked: ${plain(question)} From the lesson *${plain(lesson.title)}*.` },
      ...actions(afterwards(lesson, number, context)),
    ],
    data: { lesson: lesson.id, question: number, chosen, right: options[answer - 1] ?? "", correct },
  };
}

/** An answer by the place at which the person sees it. */
export function typedAnswer(
  lesson: Lesson,
  attempt: { number: number; shown: number },
  context: Context,
): Reply {
  const { number, shown } = attempt;
  const { length } = checkOf(lesson, number).options;
  const option = orderFor(context, lesson, number)[shown];
  if (option !== undefined) return verdictReply(lesson, { number, option }, context);
  throw new UserError(`Question ${number} has the options A to ${letter(length - 1)}.`, {
    suggestions: [checkButton("Show the question", { lesson, number }, context)],
    argument: "check",
  });
}

function afterwards(lesson: Lesson, number: number, context: Context): Button[] {
  const { next } = neighbours(context.course, lesson);
  const back = run("Back to the lesson", `lesson ${lesson.id}`);
  if (number < lesson.check.length)
    return [
      { ...checkButton("Next question", { lesson, number: number + 1 }, context), style: "primary" },
      back,
    ];
  return next === undefined ? [back] : [run(`Next: ${shortTitle(next)}`, `lesson ${next.id}`), back];
}

/** The lesson and the numbers in the value of a button, "<lesson>:<question>" or "<lesson>:<question>:<option>". */
export function readCheckValue(
  value: string,
  { course }: Context,
): { lesson: Lesson; number: number; option: number } {
  const [id = "", number = "", option = ""] = value.split(":");
  const lesson = course.lessons.find((candidate) => candidate.id === id);
  if (lesson !== undefined)
    return { lesson, number: Number.parseInt(number, 10), option: Number.parseInt(option, 10) };
  throw new UserError("This lesson is no longer in the course. `/lesson` lists those that are.", {
    suggestions: [run("All lessons", "lesson")],
  });
}
