import { arg } from "../src/router/args.ts";
import { defineCommand } from "../src/router/command.ts";
import { commandNamed, familyNamed } from "../src/router/families.ts";
import { guide, guideTo } from "../src/router/guide.ts";

/** What can be typed, and how one command works. */
export const help = defineCommand({
  name: "help",
  summary: "Show what Lectern can do, or how one command works",
  examples: ["help", "help compare"],
  visibility: "private",
  access: "everyone",
  args: { command: arg.command("the command to explain") },
  run: ({ command }, context) => (command === undefined ? guide(context) : guideTo(command, context)),
  actions: {
    on: (name, context) => {
      const entry = commandNamed(name, context.commands) ?? familyNamed(name, context.commands);
      return entry === undefined ? guide(context) : guideTo(entry, context);
    },
  },
});
