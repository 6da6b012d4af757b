import { editDistance } from "../course/edit-distance.ts";
import { UserError } from "../errors.ts";
import { shorten } from "../replies/limits.ts";
import { echoed, plain } from "../replies/markdown.ts";
import { NUMBERS, type Numbers } from "../replies/numbers-behind.ts";
import type { Visibility } from "../replies/reply.ts";
import type { Command, Vocabulary } from "./command.ts";
import type { Input } from "./invocation.ts";
import { meantBy } from "./meant-by.ts";
import { parseArguments } from "./parse.ts";

/** What an input asks for, before access is checked and arguments are parsed. */
export type Request =
  | {
      kind: "run";
      command: Command;
      given: string | Record<string, string>;
      visibility: Visibility;
      /** Not the answer, but the numbers behind it. */
      numbers?: Numbers;
    }
  | { kind: "form"; command: Command }
  | { kind: "action"; command: Command; action: NonNullable<Command["actions"]>[string]; value: string };

/** Slack adds a prefix to names that it reserves; people also write it elsewhere. */
const PREFIX = /^\/?(?:lectern-)?/i;

function commandNamed(name: string, { commands }: Vocabulary): Command | undefined {
  const wanted = name.replace(PREFIX, "").toLowerCase();
  return commands.find((command) => command.name === wanted);
}

/** Buttons that an unknown command gets besides the one for all commands: a row of Discord's. */
const MOST_MEANT = 4;

/** Shorter names are a slip away from many words. */
const SHORT_NAME = 5;

/** A command with the words after it, if they mean something there. */
function lineFor(command: Command, rest: string, vocabulary: Vocabulary): string {
  if (rest.trim() === "") return command.name;
  try {
    parseArguments(command, rest, vocabulary);
    return `${command.name} ${rest}`.trim();
  } catch (error) {
    if (error instanceof UserError) return command.name;
    throw error;
  }
}

/** A word that is no command: perhaps something the course knows, perhaps a command misspelt. */
function unknownCommand(line: string, vocabulary: Vocabulary): UserError {
  const [, word = "", rest = ""] = /^(\S*)\s*([\s\S]*)$/.exec(line.trim()) ?? [];
  const wanted = word.replace(PREFIX, "").toLowerCase();
  const limit = wanted.length < SHORT_NAME ? 1 : 2;
  const near = vocabulary.commands.find(
    ({ name, needs }) =>
      needs?.isIn(vocabulary.course) !== false &&
      (editDistance(name, wanted, limit) <= limit || (wanted.length > 2 && name.startsWith(wanted))),
  );
  const named = meantBy(line.trim().replace(PREFIX, ""), vocabulary);
  const command = near === undefined ? [] : [{ line: lineFor(near, rest, vocabulary), exact: false }];
  // `/helm` is the benchmark, though `/help` is a letter away.
  const meant = named.some(({ exact }) => exact) ? [...named, ...command] : [...command, ...named];
  const [first] = meant;
  const unknown = `No command is called *${echoed(word)}*.`;
  const all = { action: "run", label: "Show all commands", value: "help" };
  if (first === undefined) return new UserError(`${unknown} Start with \`/help\`.`, { suggestions: [all] });
  const buttons = meant.map(({ line }) => ({ action: "run", label: shorten(`/${line}`, 60), value: line }));
  const said = plain(shorten(first.line, 80)).replaceAll("\\", "");
  return new UserError(`${unknown} Did you mean \`/${said}\`?`, {
    suggestions: [...buttons.slice(0, MOST_MEANT), all],
  });
}

function resolveText(text: string, vocabulary: Vocabulary): Request {
  // On platforms without real mentions people type the name all the same.
  const line = text.trim().replace(/^@lectern\b\s*/i, "");
  const [, word = "", rest = ""] = /^(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  const command = commandNamed(word === "" ? "help" : word, vocabulary);
  if (command === undefined) throw unknownCommand(line, vocabulary);
  if (rest.trim().toLowerCase() === "help" && command.name !== "help") {
    const help = commandNamed("help", vocabulary);
    if (help !== undefined)
      return { kind: "run", command: help, given: command.name, visibility: help.visibility };
  }
  return { kind: "run", command, given: rest, visibility: command.visibility };
}

function resolveAction(action: string, value: string, vocabulary: Vocabulary): Request {
  if (action === "run") return resolveText(value, vocabulary);
  if (action === "share") {
    const request = resolveText(value, vocabulary);
    return request.kind === "run" ? { ...request, visibility: "public" } : request;
  }
  const numbers = NUMBERS.find((name) => name === action);
  if (numbers !== undefined) {
    const request = resolveText(value, vocabulary);
    return request.kind === "run" ? { ...request, visibility: "private", numbers } : request;
  }
  const [commandName = "", actionName = ""] = (action === "form" ? `${value}.form` : action).split(".");
  const command = commandNamed(commandName, vocabulary);
  if (command !== undefined && action === "form") return { kind: "form", command };
  // Only the command's own: the name comes from outside.
  const own = command?.actions ?? {};
  const run = Object.hasOwn(own, actionName) ? own[actionName] : undefined;
  if (command !== undefined && run !== undefined) return { kind: "action", command, action: run, value };
  throw new UserError(
    "This button belongs to an older version of Lectern. Give the command again to get a fresh one.",
  );
}

/** Which command an input asks for; throws UserError when it asks for none. */
export function resolveInput(input: Input, vocabulary: Vocabulary): Request {
  switch (input.kind) {
    case "text":
      return resolveText(input.text, vocabulary);
    case "options": {
      const command = commandNamed(input.command, vocabulary);
      if (command === undefined) throw unknownCommand(input.command, vocabulary);
      return { kind: "run", command, given: input.options, visibility: command.visibility };
    }
    case "action":
      return resolveAction(input.action, input.value, vocabulary);
    case "message": {
      const shortcut = commandNamed(input.command, vocabulary)?.messageShortcut;
      if (shortcut === undefined) throw unknownCommand(input.command, vocabulary);
      const request = resolveText(shortcut.toLine(input.text, vocabulary), vocabulary);
      // Somebody else's message was pointed at: the answer is for the person who pointed.
      return request.kind === "run" ? { ...request, visibility: "private" } : request;
    }
    default:
      return input satisfies never;
  }
}
