import type { Block, Reply } from "../src/replies/reply.ts";
import { arg } from "../src/router/args.ts";
import { type Command, type Context, defineCommand } from "../src/router/command.ts";
import { usage } from "../src/router/parse.ts";

const typedLine = (line: string, { typed }: Context): string => {
  const [name = "", ...rest] = line.split(" ");
  return [typed(name), ...rest].join(" ");
};

function helpOn(command: Command, context: Context): Reply {
  const args = Object.entries(command.args).map(([label, { description }]) => ({ label, value: description }));
  const examples = command.examples.map((line) => `- \`${typedLine(line, context)}\``).join("\n");
  const blocks: Block[] = [
    { kind: "heading", text: context.typed(command.name) },
    { kind: "text", text: `${command.summary}.\n\`${typedLine(usage(command), context)}\`` },
  ];
  if (args.length > 0) blocks.push({ kind: "fields", fields: args });
  blocks.push({ kind: "text", text: `Examples:\n${examples}` });
  if (args.length > 0) blocks.push({ kind: "actions", buttons: [{ action: "form", label: "Fill in a form", value: command.name }] });
  return { blocks, data: { command: command.name } };
}

async function helpOnAll(context: Context): Promise<Reply> {
  const staff = context.commands.some(({ access }) => access === "staff") && (await context.isStaff());
  const offered = context.commands.filter(({ access }) => access === "everyone" || staff);
  const lines = offered.map((command) => `- \`${typedLine(usage(command), context)}\` ${command.summary}`).join("\n");
  const tries = ["compare gpt-3 gopher chinchilla", "model phi-3-mini", "models params>100b sort:date"];
  const options = offered.map(({ name, summary }) => ({ label: context.typed(name), value: name, description: summary }));
  return {
    blocks: [
      { kind: "heading", text: "Lectern" },
      { kind: "text", text: "Look up and compare language models, every figure with its source. Type a command, or press a button to try one." },
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

/** What can be typed, and how one command works. */
export const help = defineCommand({
  name: "help",
  summary: "Show what Lectern can do, or how one command works",
  examples: ["help", "help compare"],
  visibility: "private",
  access: "everyone",
  args: { command: arg.command("the command to explain") },
  run: ({ command }, context) => (command === undefined ? helpOnAll(context) : helpOn(command, context)),
  actions: {
    on: (name, context) => {
      const command = context.commands.find((candidate) => candidate.name === name);
      return command === undefined ? helpOnAll(context) : helpOn(command, context);
    },
  },
});
