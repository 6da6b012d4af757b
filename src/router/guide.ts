import { plain } from "../replies/markdown.ts";
import type { Block, Reply } from "../replies/reply.ts";
import type { Command, Context } from "./command.ts";
import { howToSend } from "./files.ts";
import { usage } from "./parse.ts";

const MOST_TRIES = 3;
/** A course folder may have other models than the built-in ones. */
const EXAMPLE_MODELS = ["gpt-3-175b", "gopher-280b", "chinchilla-70b", "phi-3-mini"];

const typedLine = (line: string, { typed }: Context): string => {
  const [name = "", ...rest] = line.split(" ");
  return [typed(name), ...rest].join(" ");
};

/** How one command is used. */
export function guideTo(command: Command, context: Context): Reply {
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
  const known = lines.filter((line) => commands.some(({ name }) => name === line.split(" ")[0]));
  return [...new Set(known)].slice(0, MOST_TRIES);
}

/** What can be typed here; staff see their commands too. */
export async function guide(context: Context): Promise<Reply> {
  const staff = context.commands.some(({ access }) => access === "staff") && (await context.isStaff());
  const offered = context.commands.filter(({ access }) => access === "everyone" || staff);
  const lines = offered
    .map((command) => `- \`${typedLine(usage(command), context)}\` ${command.summary}`)
    .join("\n");
  const tries = linesToTry(context);
  const options = offered.map(({ name, summary }) => ({
    label: context.typed(name),
    value: name,
    description: summary,
  }));
  return {
    blocks: [
      { kind: "heading", text: "Lectern" },
      {
        kind: "text",
        text: `${aboutCourse(context)} Type a command, or press a button to try one.`,
      },
      { kind: "text", text: lines },
      {
        kind: "actions",
        buttons: tries.map((line) => ({ action: "run", label: typedLine(line, context), value: line })),
        menus: [{ action: "help.on", label: "Explain a command", options }],
      },
    ],
    data: { commands: offered.map(({ name }) => name) },
  };
}
