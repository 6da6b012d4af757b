import { UserError } from "../errors.ts";
import { NUMBERS, type Numbers } from "../replies/numbers-behind.ts";
import type { Visibility } from "../replies/reply.ts";
import type { Command, Vocabulary } from "./command.ts";
import { commandNamed, commandOf, familyNamed } from "./families.ts";
import type { Input } from "./invocation.ts";
import { unknownCommand } from "./unknown.ts";

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

/** What help says about a command or a family; undefined where there is no help. */
function explained(name: string, { commands }: Vocabulary): Request | undefined {
  const help = commandNamed("help", commands);
  return help && { kind: "run", command: help, given: name, visibility: help.visibility };
}

/** A line with no more than a family's name, or with "help" behind it. */
function resolveFamily(line: string, vocabulary: Vocabulary): Request | undefined {
  const family = familyNamed(line.replace(/\s+help\s*$/i, ""), vocabulary.commands);
  return family && explained(family.name, vocabulary);
}

function resolveText(text: string, vocabulary: Vocabulary): Request {
  // On platforms without real mentions people type the name all the same.
  const line = text.trim().replace(/^@lectern\b\s*/i, "");
  const found = commandOf(line === "" ? "help" : line, vocabulary.commands);
  if (found === undefined) {
    const family = resolveFamily(line, vocabulary);
    if (family !== undefined) return family;
    throw unknownCommand(line, vocabulary);
  }
  const { command, rest } = found;
  if (rest.trim().toLowerCase() === "help" && command.name !== "help") {
    const help = explained(command.name, vocabulary);
    if (help !== undefined) return help;
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
  const command = commandNamed(commandName, vocabulary.commands);
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
      const command = commandNamed(input.command, vocabulary.commands);
      if (command === undefined) throw unknownCommand(input.command, vocabulary);
      return { kind: "run", command, given: input.options, visibility: command.visibility };
    }
    case "action":
      return resolveAction(input.action, input.value, vocabulary);
    case "message": {
      const shortcut = commandNamed(input.command, vocabulary.commands)?.messageShortcut;
      if (shortcut === undefined) throw unknownCommand(input.command, vocabulary);
      const request = resolveText(shortcut.toLine(input.text, vocabulary), vocabulary);
      // Somebody else's message was pointed at: the answer is for the person who pointed.
      return request.kind === "run" ? { ...request, visibility: "private" } : request;
    }
    default:
      return input satisfies never;
  }
}
