import type { Lesson } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { ACTION_VALUE, shorten } from "../replies/limits.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Button, Menu } from "../replies/reply.ts";
import type { Context } from "../router/command.ts";
import { leadsOn } from "../router/families.ts";

const LONGEST_LABEL = 60;
/** As many as every platform shows in one menu. */
const MENU = 25;

/** "Chinchilla" of "Chinchilla: the best size for a budget". */
export const shortTitle = ({ title }: Pick<Lesson, "title">): string => title.split(": ")[0] ?? title;

export const run = (label: string, line: string): Button => ({
  action: "run",
  label: shorten(label, LONGEST_LABEL),
  value: line,
});

/** Whether a command line can be given here: some belong to parts of Lectern that a course does without. */
export const canRun = (line: string, { commands }: Pick<Context, "commands">): boolean =>
  leadsOn(line, commands);

/** Command lines as buttons, as they are typed here. */
export function tryButtons(lines: readonly string[], context: Context): Button[] {
  return lines
    .filter((line) => canRun(line, context))
    .map((line) => {
      const [name = "", ...rest] = line.split(" ");
      return run([context.typed(name), ...rest].join(" "), line);
    });
}

/** A menu of command lines; none when there is nothing to choose. */
export function menuOf(label: string, options: Menu["options"]): Menu[] {
  const fitting = options.filter(({ value }) => value.length <= ACTION_VALUE).slice(0, MENU);
  return fitting.length === 0 ? [] : [{ action: "run", label, options: fitting }];
}

/** Terms of the glossary as a menu. */
export function termsMenu(ids: readonly string[], { course, commands }: Context): Menu[] {
  if (!canRun("glossary", { commands })) return [];
  const options = ids.flatMap((id) => {
    const term = course.terms.find((candidate) => candidate.id === id);
    return term === undefined ? [] : [{ label: term.term, value: `glossary ${id}` }];
  });
  return menuOf("Terms in this lesson", options);
}

/** Asks the question with this number; a terminal has no buttons and types it. */
export function checkButton(
  label: string,
  { lesson, number }: { lesson: Lesson; number: number },
  context: Context,
): Button {
  return context.platform === "terminal"
    ? run(label, `lesson ${lesson.id} check:${number}`)
    : { action: "lesson.check", label, value: `${lesson.id}:${number}` };
}

/** The lesson before and the one after: its own `next`, else the order of the course. */
export function neighbours(course: Course, lesson: Lesson): { previous?: Lesson; next?: Lesson } {
  const at = course.lessons.findIndex(({ id }) => id === lesson.id);
  const previous = course.lessons[at - 1];
  const next = course.lessons.find(({ id }) => id === lesson.next) ?? course.lessons[at + 1];
  return { ...(previous === undefined ? {} : { previous }), ...(next === undefined ? {} : { next }) };
}

/** Leaves out rows without anything to press. */
export const actions = (buttons: Button[], menus: Menu[] = []): Block[] =>
  buttons.length + menus.length === 0 ? [] : [{ kind: "actions", buttons, menus }];

/** Says what was taken for a name that was not typed in full. */
export function readAs(correctedFrom: string | undefined, name: string): Block[] {
  return correctedFrom === undefined
    ? []
    : [{ kind: "note", text: `Read *${plain(correctedFrom)}* as **${plain(name)}**.` }];
}
