import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import type { Command, Vocabulary } from "./command.ts";

interface Token {
  text: string;
  /** The key of `key:value`, when the colon was not inside quotes. */
  key?: string;
}

const QUOTES: Record<string, string> = { '"': '"', "“": "”", "„": "“", "«": "»" };
const KEY = /^([a-z][a-z_-]*):$/i;

/** Splits a line into words; quotes (straight or typographic) keep words together, an open quote ends with the line. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line.charAt(at))) {
      at++;
      continue;
    }
    let text = "";
    let key: string | undefined;
    while (at < line.length && !/\s/.test(line.charAt(at))) {
      const closing = QUOTES[line.charAt(at)];
      if (closing !== undefined && text === "") {
        const end = line.slice(at + 1).search(new RegExp(`[${closing}"]`));
        const stop = end === -1 ? line.length : at + 1 + end;
        text = line.slice(at + 1, stop);
        at = stop + 1;
        break;
      }
      text += line.charAt(at++);
      const named = key === undefined && text.endsWith(":") ? KEY.exec(text) : null;
      if (named?.[1] !== undefined) {
        key = named[1].toLowerCase();
        text = "";
      }
    }
    if (text !== "" || key !== undefined) tokens.push(key === undefined ? { text } : { text, key });
  }
  return tokens;
}

type Typed = Map<string, string[]>;

function add(typed: Typed, name: string, text: string): void {
  typed.set(name, [...(typed.get(name) ?? []), text]);
}

/** Gives every word to an argument: `key:value` by name, the others in order, the last argument taking all the rest. */
export function assign(
  command: Command,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): Map<string, string[]> {
  const typed: Typed = new Map();
  const entries = Object.entries(command.args);
  const rest = entries.find(([, arg]) => arg.position === "rest")?.[0];
  const positional = entries.filter(([, arg]) => arg.position === "positional").map(([name]) => name);
  for (const { text, key } of tokens) {
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
    if (arg.list !== undefined)
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

/** A command line that says the same; words with spaces are quoted. */
function lineOf(command: Command, typed: Typed): string {
  const quoted = (word: string): string => (/[\s"]/.test(word) ? `"${word.replaceAll('"', "")}"` : word);
  const words = Object.entries(command.args).flatMap(([name, { position }]) =>
    (typed.get(name) ?? []).map((word) => (position === "named" ? `${name}:${quoted(word)}` : quoted(word))),
  );
  return [command.name, ...words].join(" ");
}

function parseArg(
  command: Command,
  name: string,
  { typed, vocabulary }: { typed: Typed; vocabulary: Vocabulary },
): unknown {
  const arg = command.args[name];
  const words = typed.get(name) ?? [];
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
      const words = tokenize(button.value).map(({ text }) => text);
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
): Record<string, unknown> {
  const typed =
    typeof given === "string" ? assign(command, tokenize(given), vocabulary) : fromOptions(command, given);
  const names = Object.keys(command.args);
  return Object.fromEntries(names.map((name) => [name, parseArg(command, name, { typed, vocabulary })]));
}

/** "compare <2–6 models> [by:<field>]" */
export function usage(command: Command): string {
  const parts = Object.entries(command.args).map(([name, arg]) => {
    const shown = arg.position === "named" ? `${name}:${arg.placeholder}` : arg.placeholder;
    return arg.required ? shown : `[${shown}]`;
  });
  return [command.name, ...parts].join(" ");
}
