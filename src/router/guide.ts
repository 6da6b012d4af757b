import { plain } from "../replies/markdown.ts";
import type { Block, Reply } from "../replies/reply.ts";
import { checkAccess, checkUse } from "./access.ts";
import { type Command, type Context, hasUse } from "./command.ts";
import { byFamily, type Family, familyUsage, isFamily, leadsOn } from "./families.ts";
import { howToSend } from "./files.ts";
import { usage } from "./parse.ts";

const MOST_TRIES = 3;
/** A course folder may have other models than the built-in ones. */
const EXAMPLE_MODELS = ["gpt-3-175b", "gopher-280b", "chinchilla-70b", "phi-3-mini"];

const typedLine = (line: string, { typed }: Context): string => {
  const [name = "", ...rest] = line.split(" ");
  return [typed(name), ...rest].join(" ");
};

/** How one command is used, or what is in a family. */
export function guideTo(entry: Command | Family, context: Context): Reply | Promise<Reply> {
  return isFamily(entry) ? guideToFamily(entry, context) : guideToCommand(entry, context);
}

function guideToCommand(command: Command, context: Context): Reply {
  const args = Object.entries(command.args).map(([label, { description, input }]) => ({
    label,
    value: input === "file" ? `${description}. ${howToSend(command, label, context.platform)}` : description,
  }));
  const examples = command.examples.map((line) => `- \`${typedLine(line, context)}\``).join("\n");
  const blocks: Block[] = [
    { kind: "heading", text: context.typed(command.name) },
    { kind: "text", text: `${command.summary}.\n\`${typedLine(usage(command), context)}\`` },
  ];
  if (args.length > 0) blocks.push({ kind: "fields", fields: args });
  blocks.push({ kind: "text", text: `Examples:\n${examples}` });
  if (args.length > 0)
    blocks.push({
      kind: "actions",
      buttons: [{ action: "form", label: "Fill in a form", value: command.name }],
    });
  return { blocks, data: { command: command.name } };
}

/** Commands that this person may use. */
async function allowed(commands: readonly Command[], { isStaff }: Context): Promise<Command[]> {
  const staff = commands.some(({ access }) => access === "staff") && (await isStaff());
  return commands.filter(({ access }) => access === "everyone" || staff);
}

const line = (entry: Command | Family, context: Context): string =>
  `- \`${typedLine(isFamily(entry) ? familyUsage(entry) : usage(entry), context)}\` ${entry.summary}`;

/** Command lines to press, and the menu that explains each of these. */
const controls = (
  tries: readonly string[],
  entries: readonly (Command | Family)[],
  context: Context,
): Block => ({
  kind: "actions",
  buttons: tries.map((each) => ({ action: "run", label: typedLine(each, context), value: each })),
  menus: [
    {
      action: "help.on",
      label: "Explain a command",
      options: entries.map(({ name, summary }) => ({
        label: typedLine(name, context),
        value: name,
        description: summary,
      })),
    },
  ],
});

/** The commands of a family, each with its usage. */
async function guideToFamily(family: Family, context: Context): Promise<Reply> {
  const useful = family.members.filter((command) => hasUse(command, context.course));
  const members = await allowed(useful, context);
  // With nothing to show, why is what the first of them would say.
  const [first] = members.length > 0 ? [] : [useful[0] ?? family.members[0]];
  if (first !== undefined) {
    checkUse(first, context);
    await checkAccess(first, context.isStaff);
  }
  const tries = members.flatMap(({ examples }) => examples.slice(0, 1)).slice(0, MOST_TRIES);
  return {
    blocks: [
      { kind: "heading", text: context.typed(family.name) },
      { kind: "text", text: `${family.summary}. Type a command, or press a button to try one.` },
      { kind: "text", text: members.map((command) => line(command, context)).join("\n") },
      controls(tries, members, context),
    ],
    data: { commands: members.map(({ name }) => name) },
  };
}

/** The course's title, and what can be done in it. */
function aboutCourse({ course }: Context): string {
  const { title } = course.info;
  const what =
    course.models.length > 0 ? "Look up and compare language models, every figure with its source." : "";
  return `${title === "" ? "" : `**${plain(title)}**. `}${what}`.trim();
}

/** Command lines that work in this course: of models, or what its lessons suggest. */
function linesToTry({ course, commands }: Context): string[] {
  const ids = new Set(course.models.map(({ id }) => id));
  if (EXAMPLE_MODELS.every((id) => ids.has(id)))
    return ["compare gpt-3 gopher chinchilla", "model phi-3-mini", "models params>100b sort:date"];
  const lines = course.lessons.flatMap((lesson) => lesson.try);
  const known = lines.filter((each) => leadsOn(each, commands));
  return [...new Set(known)].slice(0, MOST_TRIES);
}

/** What can be typed here, a family in one line; staff see their commands too. */
export async function guide(context: Context): Promise<Reply> {
  const offered = await allowed(context.commands, context);
  const entries = byFamily(offered);
  return {
    blocks: [
      { kind: "heading", text: "Lectern" },
      {
        kind: "text",
        text: `${aboutCourse(context)} Type a command, or press a button to try one.`,
      },
      { kind: "text", text: entries.map((entry) => line(entry, context)).join("\n") },
      controls(linesToTry(context), entries, context),
    ],
    data: { commands: offered.map(({ name }) => name) },
  };
}
