import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import type { Command, Vocabulary } from "./command.ts";
import { fileTyped } from "./files.ts";
import type { AttachedFile, Platform } from "./invocation.ts";
import { linesArgument, readLines, typedLines } from "./lines.ts";
import { tokenize } from "./words.ts";

type Typed = Map<string, string[]>;

function add(typed: Typed, name: string, text: string): void {
  typed.set(name, [...(typed.get(name) ?? []), text]);
}

/** Gives every word to an argument: `key:value` by name, the others in order, the last argument taking all the rest. */
export function assign(command: Command, line: string, vocabulary: Vocabulary): Map<string, string[]> {
  const lines = linesArgument(command);
  if (lines !== undefined) return readLines(command, lines, line);
  const typed: Typed = new Map();
  const entries = Object.entries(command.args);
  const rest = entries.find(([, arg]) => arg.position === "rest")?.[0];
  const positional = entries.filter(([, arg]) => arg.position === "positional").map(([name]) => name);
  for (const { text, key } of tokenize(line)) {
    if (key !== undefined && Object.hasOwn(command.args, key)) add(typed, key, text);
    else {
      const name = positional.find((candidate) => !typed.has(candidate)) ?? rest;
      if (name === undefined) throw tooMuch(command, key ?? text);
      if (key !== undefined && command.args[name]?.takesKey?.(key, vocabulary) === false)
        throw unknownKey(command, `${key}:${text}`);
      add(typed, name, key === undefined ? text : `${key}:${text}`);
    }
  }
  return typed;
}

const exampleOf = (command: Command): string => `\`/${command.examples[0] ?? command.name}\``;

function tooMuch(command: Command, word: string): UserError {
  const names = Object.keys(command.args);
  const takes =
    names.length === 0 ? "takes nothing else" : `takes ${names.map((name) => `\`${name}\``).join(", ")}`;
  return new UserError(
    `\`/${command.name}\` does not know what to do with *${echoed(word)}*; it ${takes}. Example: ${exampleOf(command)}`,
  );
}

/** What looks like a named argument and is none. */
function unknownKey(command: Command, word: string): UserError {
  const keys = Object.entries(command.args).flatMap(([name, { position }]) =>
    position === "named" ? [`\`${name}:\``] : [],
  );
  const known = keys.length === 0 ? "" : ` Known here: ${keys.join(", ")}.`;
  return new UserError(
    `\`/${command.name}\` does not know what to do with *${echoed(word)}*.${known} Example: ${exampleOf(command)}`,
  );
}

/** Values of native options and forms come as one text each; lists are separated by commas. */
export function fromOptions(command: Pick<Command, "args">, options: Record<string, string>): Typed {
  const typed: Typed = new Map();
  for (const [name, value] of Object.entries(options)) {
    const arg = Object.hasOwn(command.args, name) ? command.args[name] : undefined;
    if (arg === undefined || value.trim() === "") continue;
    if (arg.input === "lines") typed.set(name, [value.trim()]);
    else if (arg.list !== undefined)
      typed.set(
        name,
        value
          .split(",")
          .map((item) => item.trim())
          .filter(Boolean),
      );
    else if (arg.position === "rest")
      typed.set(
        name,
        tokenize(value).map(({ key, text }) => (key === undefined ? text : `${key}:${text}`)),
      );
    else typed.set(name, [value.trim()]);
  }
  return typed;
}

/** The command line of what somebody asked for, typed or chosen. */
export function lineOfRequest(command: Command, given: string | Record<string, string>): string {
  if (typeof given === "string") return `${command.name} ${given}`.trim();
  return lineOf(command, fromOptions(command, given));
}

/** A command line that says the same; words with spaces are quoted. Text comes last, after the name of its argument. */
function lineOf(command: Command, typed: Typed): string {
  const quoted = (word: string): string => (/[\s"]/.test(word) ? `"${word.replaceAll('"', "")}"` : word);
  const lines = linesArgument(command);
  const words = Object.entries(command.args).flatMap(([name, { position }]) => {
    if (name === lines) return [];
    const named = position === "named" || lines !== undefined;
    return (typed.get(name) ?? []).map((word) => (named ? `${name}:${quoted(word)}` : quoted(word)));
  });
  const text = lines === undefined ? [] : (typed.get(lines) ?? []);
  return [command.name, ...words, ...text.map((one) => `${lines}:${typedLines(command, one)}`)].join(" ");
}

/** What came besides the words, and where the question was asked. */
export interface Sent {
  files: readonly AttachedFile[];
  platform: Platform;
}

const NOTHING_SENT: Sent = { files: [], platform: "web" };

/** Why it cannot be read is a mistake in this argument, so that a form marks its field. */
function readableAs(argument: string, file: AttachedFile | undefined): AttachedFile | undefined {
  if (file === undefined) return undefined;
  const read = async (): Promise<Uint8Array> => {
    try {
      return await file.read();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(error.message, { argument, suggestions: error.suggestions, cause: error });
    }
  };
  return { ...file, read };
}

function parseArg(
  command: Command,
  name: string,
  { typed, vocabulary, sent }: { typed: Typed; vocabulary: Vocabulary; sent: Sent },
): unknown {
  const arg = command.args[name];
  const words = typed.get(name) ?? [];
  if (arg?.input === "file") {
    if (words.length > 0) throw fileTyped(command, name, sent.platform);
    return readableAs(name, sent.files[0]);
  }
  if (arg?.required === true && words.length === 0) {
    throw new UserError(`\`/${command.name}\` needs ${arg.description}. Example: ${exampleOf(command)}`, {
      argument: name,
      suggestions: [{ action: "form", label: "Fill in a form", value: command.name }],
    });
  }
  try {
    return arg?.parse(words, vocabulary);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // The argument suggests its own words, and the rest of the line is kept; or another line, with a slash in front.
    const suggestions = error.suggestions.map((button) => {
      if (button.action !== "run") return button;
      if (button.value.startsWith("/")) return { ...button, value: button.value.slice(1) };
      const words = arg?.input === "lines" ? [button.value] : tokenize(button.value).map(({ text }) => text);
      return { ...button, value: lineOf(command, new Map([...typed, [name, words]])) };
    });
    throw new UserError(error.message, { argument: name, suggestions, cause: error });
  }
}

/** The command's arguments as values, from a typed line (without the command's name) or from named options. */
export function parseArguments(
  command: Command,
  given: string | Record<string, string>,
  vocabulary: Vocabulary,
  sent: Sent = NOTHING_SENT,
): Record<string, unknown> {
  const typed = typeof given === "string" ? assign(command, given, vocabulary) : fromOptions(command, given);
  const names = Object.keys(command.args);
  return Object.fromEntries(
    names.map((name) => [name, parseArg(command, name, { typed, vocabulary, sent })]),
  );
}

/** "compare <2–6 models> [by:<field>]" */
export function usage(command: Command): string {
  const parts = Object.entries(command.args).map(([name, arg]) => {
    const shown =
      arg.position === "named" && arg.input !== "file" ? `${name}:${arg.placeholder}` : arg.placeholder;
    return arg.required ? shown : `[${shown}]`;
  });
  return [command.name, ...parts].join(" ");
}
