import { UserError } from "../errors.ts";
import { LONGEST_TEXT, MOST_ROWS, type ReadRowsOptions, readRows } from "../labs/read-rows.ts";
import { shorten } from "../replies/limits.ts";
import { plain } from "../replies/markdown.ts";
import type { Item, KeptItems } from "./request.ts";

/** Named in an answer; of more rows only the number. */
const BAD_ROWS_NAMED = 20;
const LABELLED = /^\s*([^:,|\n]{1,40}):(?!\/\/)\s+(\S[^\n]*)$/;

/**
 * The texts of what somebody typed or pasted: lines where there are several; else parts between `|`, `;` or commas; else quoted
 * pieces; else words. Lines (or parts between `;`) that all begin with "fruit:" or the like are labels with their texts.
 */
export function itemsIn(typed: string): Item[] {
  const text = typed.trim();
  const groups = labelled(text);
  if (groups !== undefined) return groups;
  return split(text).map((one) => ({ text: one }));
}

/** "fruit: apple, banana; sport: tennis": undefined unless every line or part is so, but for plain ones at the end. */
function labelled(text: string): Item[] | undefined {
  const parts = text.split(text.includes("\n") ? /\n/ : /;/).filter((part) => part.trim() !== "");
  const [first] = parts;
  if (first === undefined || !LABELLED.test(first)) return undefined;
  const items = parts.map((part): Item[] => {
    const [, label = "", rest = ""] = LABELLED.exec(part) ?? [];
    if (label === "") return split(part).map((one) => ({ text: one }));
    return split(rest).map((one) => ({ text: one, label: label.trim() }));
  });
  return items.flat();
}

/** Sentences: lines, or parts between `|` or `;`, or quoted pieces. Commas and spaces part nothing. */
export const sentencesIn = (typed: string): string[] =>
  split(typed.trim(), (text) => quotedIn(text) ?? [text]);

function split(text: string, otherwise: (text: string) => string[] = withoutSeparator): string[] {
  const by = [/\n/, /\|/, /;/].find((separator) => separator.test(text));
  const parts = by === undefined ? otherwise(text) : text.split(by);
  return parts.map(unquoted).filter((part) => part !== "");
}

function quotedIn(text: string): string[] | undefined {
  const quoted = [...text.matchAll(/["“„«]([^"”“»]+)["”“»]/g)].map((match) => match[1] ?? "");
  return quoted.length > 1 ? quoted : undefined;
}

/** Commas separate words and short phrases; a sentence with a comma in it is one text. */
function withoutSeparator(text: string): string[] {
  const quoted = quotedIn(text);
  if (quoted !== undefined) return quoted;
  if (/[.!?]\s*$/.test(text)) return [text];
  if (text.includes(",")) return text.split(",");
  return text.split(/\s+/);
}

const unquoted = (part: string): string =>
  part
    .trim()
    .replace(/^["“„«]([^"”“»]*)["”“»]$/, "$1")
    .trim();

export const MOST = MOST_ROWS.toLocaleString("en");

/** Typed texts as they are kept for a job. Throws UserError where there is nothing, or too much. */
export function typedItems(typed: string): KeptItems {
  const items = itemsIn(typed);
  if (items.length === 0) throw new UserError("There is no word or sentence in that.");
  const long = items.find(({ text }) => text.length > LONGEST_TEXT);
  if (long !== undefined)
    throw new UserError(
      `One text has ${long.text.length.toLocaleString("en")} characters; ${LONGEST_TEXT.toLocaleString("en")} is the most.`,
    );
  return {
    items: items.slice(0, MOST_ROWS),
    bad: [],
    badCount: 0,
    left: Math.max(0, items.length - MOST_ROWS),
  };
}

/** The rows of a table, typed or from a file. Throws UserError where nothing can be read. */
export function tableItems(
  content: Uint8Array | string,
  options: ReadRowsOptions & { name: string },
): KeptItems {
  const { name, ...how } = options;
  const { rows, bad, column, left } = readRows(content, { ...how, ...(name.includes(".") ? { name } : {}) });
  return {
    items: rows.map(({ text, label }) => (label === undefined ? { text } : { text, label })),
    bad: bad.slice(0, BAD_ROWS_NAMED),
    badCount: bad.length,
    left,
    file: { name, column },
  };
}

/** What was left out and why, in sentences; "" where nothing was. */
export function leftOut({ bad, badCount, left, file }: KeptItems): string {
  const lines: string[] = [];
  const [first] = bad;
  if (first !== undefined) {
    const named = bad.slice(0, 5).map(({ line, reason }) => `line ${line} ${reason}`);
    const more = badCount > named.length ? `, and ${badCount - named.length} more` : "";
    lines.push(`Left out: ${named.join("; ")}${more}.`);
  }
  if (left > 0) lines.push(`${left.toLocaleString("en")} rows beyond the first ${MOST} were left out.`);
  if (file !== undefined && lines.length > 0) lines.unshift(`Of ${plain(shorten(file.name, 60))}:`);
  return lines.join(" ");
}
