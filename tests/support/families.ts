import { help } from "../../commands/help.ts";
import { UserError } from "../../src/errors.ts";
import { type Arg, type Command, defineCommand } from "../../src/router/command.ts";

const words: Arg<string> = {
  description: "the text",
  placeholder: "<text>",
  required: true,
  position: "rest",
  takesKey: (key) => key !== "colour",
  parse: (typed) => typed.join(" "),
};

const count: Arg<number> = {
  description: "how many",
  placeholder: "<number>",
  required: false,
  position: "named",
  choices: ["1", "2", "3"].map((value) => ({ label: value, value })),
  parse: ([typed = "1"]) => {
    if (/^\d$/.test(typed)) return Number(typed);
    throw new UserError("That is no number.", {
      suggestions: [{ action: "run", label: "2", value: "2" }],
    });
  },
};

const says = (text: string) => ({ blocks: [{ kind: "text" as const, text }] });
const facts = { summary: "Does it", visibility: "public", access: "everyone" } as const;

/** A command of the family "lab" that says its name and its text. */
export const member = (name: string, more: Partial<Command> = {}): Command => ({
  ...defineCommand({
    ...facts,
    name: `lab ${name}`,
    examples: [`lab ${name} cat dog`],
    args: { text: words, count },
    run: ({ text, count }) => ({
      blocks: [
        { kind: "text", text: `${name} of ${text} ×${count}` },
        { kind: "actions", buttons: [{ action: `lab ${name}.more`, label: "More", value: text }] },
      ],
    }),
    actions: { more: (value) => says(`more ${name} of ${value}`) },
  }),
  ...more,
});

/** Help, a command of one word, and the families "lab" and "prompt". */
export const familyCommands: readonly Command[] = [
  help,
  defineCommand({
    ...facts,
    name: "model",
    examples: ["model x"],
    args: { model: words },
    run: ({ model }) => says(`model ${model}`),
  }),
  member("embed", { summary: "Turn texts into vectors" }),
  member("pool", { aliases: ["lab embed pool"] }),
  member("vector", { needs: { what: "vectors", isIn: ({ terms }) => terms.length > 0 } }),
  member("audit", { access: "staff" }),
  member("similarity", { examples: ["lab similarity cat dog", "lab similarity king queen count:2"] }),
  member("list", {
    name: "prompt list",
    examples: ["prompt list all"],
    args: {},
    run: () => says("prompts"),
  }),
];
