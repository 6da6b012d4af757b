import type { Command } from "./command.ts";
import { readWord, type Token } from "./words.ts";

type Takes = Pick<Command, "args">;

/** The argument that takes several lines of text, if the command has one. */
export const linesArgument = ({ args }: Takes): string | undefined =>
  Object.entries(args).find(([, { input }]) => input === "lines")?.[0];

/** Words that begin with the name of an argument and a colon; with a backslash in front they are part of the text. */
const named = ({ args }: Takes): string => `\\\\*(?:${Object.keys(args).join("|")}):`;

/** The text as it is typed after its own name: what would be read as an argument gets a backslash, which reading takes off. */
export const typedLines = (command: Takes, text: string): string =>
  text.trim().replace(new RegExp(`(?<!\\S)${named(command)}`, "gi"), "\\$&");

/** Puts together what stood around an argument: a line that held nothing else goes with it. */
function joined(before: string, after: string): string {
  const head = before.replace(/[^\S\n]+$/, "");
  return head === "" || head.endsWith("\n") ? head + after.replace(/^[^\S\n]*\n?/, "") : head + after;
}

const wordOf = ({ key, text }: Token): string => (key === undefined ? text : `${key}:${text}`);

/**
 * Reads the line of a command that takes text: the text is kept as it was written, what is meant for other arguments is
 * taken out of it wherever it stands. After its own name ("texts:") no word is taken for an argument that goes without one.
 */
export function readLines(command: Takes, lines: string, line: string): Map<string, string[]> {
  const typed = new Map<string, string[]>();
  const names = new Map(Object.keys(command.args).map((name) => [name.toLowerCase(), name]));
  const escaped = new RegExp(`^\\\\${named(command)}`, "i");
  const kept: string[] = [];
  let part = "";
  let begun = false;
  let open = Object.keys(command.args).filter((name) => command.args[name]?.position === "positional");

  const give = (name: string, word: string): void => {
    typed.set(name, [...(typed.get(name) ?? []), word]);
    open = open.filter((one) => one !== name);
    kept.push(part);
    part = "";
  };
  /** How much of the line was an argument of its own; 0 where the text goes on. */
  const argument = (ahead: string): number => {
    if (begun && !/^[a-z_-]+:/i.test(ahead)) return 0;
    const { token, end } = readWord(ahead, 0);
    const name = names.get(token.key ?? "");
    // With nothing behind it, it is a word of the text: "Undo: he pressed it twice".
    const said = /^[a-z_-]+:\S/i.test(ahead) || command.args[name ?? ""]?.input === "file";
    if (name !== undefined && name !== lines && said) give(name, token.text);
    else if (begun) return 0;
    else if (name === lines) {
      open = [];
      begun = true;
      return lines.length + 1;
    } else if (open[0] !== undefined) give(open[0], wordOf(token));
    else return 0;
    return end;
  };

  for (const [at, one] of line.split("\n").entries()) {
    if (at > 0) part += "\n";
    for (let from = 0; from < one.length; ) {
      const space = one.slice(from).search(/\S|$/);
      part += one.slice(from, from + space);
      from += space;
      const ahead = one.slice(from);
      const taken = argument(ahead);
      from += taken;
      if (taken > 0) continue;
      const text = /^\S*/.exec(ahead)?.[0] ?? "";
      begun ||= text !== "";
      part += escaped.test(text) ? text.slice(1) : text;
      from += text.length;
    }
  }
  const text = [...kept, part].reduce(joined, "").trim();
  if (text !== "") typed.set(lines, [text]);
  return typed;
}
