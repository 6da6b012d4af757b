import type { Lesson } from "../course/content.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Button, Reply } from "../replies/reply.ts";
import type { Context } from "../router/command.ts";
import { questionReply, typedAnswer } from "./checks.ts";
import type { Attempt } from "./lesson-arg.ts";
import { type LessonPage, lessonPages } from "./lesson-pages.ts";
import { actions, checkButton, neighbours, run, shortTitle, termsMenu, tryButtons } from "./ways-on.ts";

/** What somebody asks of a lesson. */
export interface Reading {
  page: number;
  check: Attempt | undefined;
}

/** A page of a lesson, a question about it, or the verdict on an answer. */
export function readLesson(lesson: Lesson, { page, check }: Reading, context: Context): Reply {
  if (check === undefined) return lessonReply(lesson, page, context);
  const { question: number, shown } = check;
  return shown === undefined
    ? questionReply(lesson, number, context)
    : typedAnswer(lesson, { number, shown }, context);
}

/** One page of a lesson, counted from 1, with the ways on from there. */
export function lessonReply(lesson: Lesson, page: number, context: Context): Reply {
  const pages = lessonPages(context.course, lesson);
  const shown = pages[page - 1];
  if (shown === undefined) throw noSuchPage(lesson, pages);
  const summary: Block[] = page === 1 ? [{ kind: "text", text: `*${plain(lesson.summary)}*` }] : [];
  const place = pages.length === 1 ? "" : `Page ${page} of ${pages.length}.`;
  const note = [place, shown.note].filter(Boolean).join("\n");
  const isLast = page === pages.length;
  const share: Button = { action: "share", label: "Share with the channel", value: pageLine(lesson, page) };
  return {
    blocks: [
      { kind: "heading", text: lesson.title },
      ...summary,
      ...shown.blocks,
      ...(note === "" ? [] : [{ kind: "note", text: note } as const]),
      ...actions(navigation(lesson, { page, pages }, context)),
      ...actions(
        [...(isLast ? tryButtons(lesson.try, context) : []), share],
        termsMenu(lesson.terms, context),
      ),
    ],
    data: {
      lesson: lesson.id,
      title: lesson.title,
      topic: lesson.topic,
      page,
      pages: pages.length,
      figures: shown.figures,
      questions: lesson.check.length,
    },
  };
}

function noSuchPage(lesson: Lesson, pages: readonly LessonPage[]): UserError {
  const count = pages.length === 1 ? "one page" : `${pages.length} pages`;
  const suggestions = pages.map((_, at) => run(`Page ${at + 1}`, pageLine(lesson, at + 1)));
  return new UserError(`The lesson **${plain(lesson.title)}** has ${count}.`, {
    suggestions,
    argument: "page",
  });
}

const pageLine = ({ id }: Lesson, page: number): string =>
  page === 1 ? `lesson ${id}` : `lesson ${id} page:${page}`;

/** At most four: one row everywhere. The lesson before is offered at the beginning, the one after at the end. */
function navigation(
  lesson: Lesson,
  { page, pages }: { page: number; pages: readonly LessonPage[] },
  context: Context,
): Button[] {
  const { previous, next } = neighbours(context.course, lesson);
  const further = pages[page];
  const buttons: Button[] = [];
  if (further !== undefined)
    buttons.push({ ...run(nextPageLabel(further), pageLine(lesson, page + 1)), style: "primary" });
  if (lesson.check.length > 0) buttons.push(checkButton("Quiz me on this", { lesson, number: 1 }, context));
  if (further === undefined && next !== undefined)
    buttons.push(run(`Next: ${shortTitle(next)}`, `lesson ${next.id}`));
  if (page > 1) buttons.push(run("Previous page", pageLine(lesson, page - 1)));
  else if (previous !== undefined)
    buttons.push(run(`Previous: ${shortTitle(previous)}`, `lesson ${previous.id}`));
  return buttons;
}

const nextPageLabel = ({ heading }: LessonPage): string =>
  heading === undefined ? "Next page" : `Next page: ${heading}`;
