import { isNamed } from "./column-names.ts";
import { isFault, Records, type Row } from "./split-records.ts";

/** Records and characters that are looked at. */
const LOOKED_AT = 50;
const GUESSED_FROM = 100_000;
/** The names of columns are no longer, and have no more words. */
const LONGEST_NAME = 30;
const MOST_WORDS = 3;

const DELIMITERS = [",", "\t", ";", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface DelimiterHints {
  /** Of the file: what it ends in tells what it should be. */
  name?: string;
  /** Names of columns that somebody asked for. */
  asked: readonly string[];
}

/** How the first lines look when a character splits them. */
interface Split {
  delimiter: Delimiter;
  head: string[];
  /** Whether the first line has a usual name, or one that was asked for. */
  named: boolean;
  /** Whether the file's name promises it. */
  promised: boolean;
  /** Whether there is one line and no more. */
  alone: boolean;
  /** The share of the lines after the first that have as many columns as that; the second leaves out those that cannot be read. */
  alike: number;
  alikeOfSound: number;
  /** The share of all lines that have the commonest number of columns, if that is more than one. */
  even: number;
}

/**
 * The character that splits a table into columns; undefined for plain lines. Bad lines are no reason to give up: where the first
 * line looks like names, half of the others must agree with it. The first line of plain text seldom does.
 */
export function guessDelimiter(text: string, hints: DelimiterHints): Delimiter | undefined {
  const start = beginning(text);
  const splits = DELIMITERS.map((delimiter) => splitBy(start, delimiter, hints));
  const order = (a: Split, b: Split): number =>
    Number(b.named) - Number(a.named) ||
    Number(b.promised) - Number(a.promised) ||
    Math.max(b.alike, b.even) - Math.max(a.alike, a.even) ||
    b.head.length - a.head.length;
  const [best] = splits.filter(isTable).sort(order);
  return best?.delimiter ?? (isQuotedColumn(start, hints) ? "," : undefined);
}

/** Without the line that is cut in two. */
function beginning(text: string): string {
  if (text.length <= GUESSED_FROM) return text;
  const start = text.slice(0, GUESSED_FROM);
  return start.slice(0, start.lastIndexOf("\n") + 1) || start;
}

function firstRecords(text: string, delimiter: Delimiter): { rows: Row[]; faults: number } {
  const records = new Records(text, delimiter);
  const rows: Row[] = [];
  let faults = 0;
  for (let next = records.next(); next !== undefined; next = records.next()) {
    if (isFault(next)) faults += 1;
    else rows.push(next);
    if (rows.length + faults === LOOKED_AT) break;
  }
  return { rows, faults };
}

function splitBy(text: string, delimiter: Delimiter, { name, asked }: DelimiterHints): Split {
  const { rows, faults } = firstRecords(text, delimiter);
  const [first, ...body] = rows;
  const head = first?.cells ?? [];
  const alike = body.filter(({ cells }) => cells.length === head.length).length;
  return {
    delimiter,
    head,
    named: isNamed(head) || head.some((cell) => asked.includes(cell.trim().toLowerCase())),
    promised: promisedBy(name).includes(delimiter),
    alone: body.length + faults === 0,
    alike: share(alike, body.length + faults),
    alikeOfSound: share(alike, body.length),
    even: share(mostAlike(rows), rows.length + faults),
  };
}

const share = (part: number, of: number): number => (of === 0 ? 1 : part / of);

/** How many rows have the commonest number of columns, if that is more than one. */
function mostAlike(rows: readonly Row[]): number {
  const { width, times } = commonestWidth(rows);
  return width > 1 ? times : 0;
}

export function commonestWidth(rows: readonly Row[]): { width: number; times: number } {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [width, times] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  return { width, times };
}

/** By the name of a file. */
export function promisedBy(name = ""): readonly Delimiter[] {
  if (/\.(tsv|tab)$/i.test(name.trim())) return ["\t"];
  return /\.csv$/i.test(name.trim()) ? [",", ";"] : [];
}

function isTable({ delimiter, head, named, promised, alone, alike, alikeOfSound, even }: Split): boolean {
  // With nothing to compare it with, a line is a text.
  if (alone && !named && !promised) return false;
  // In sentences commas are common, with a space after them; in the first line of a table they have none, as a rule.
  const spaced = delimiter === "," && head.some((cell, at) => at > 0 && cell.startsWith(" "));
  if (head.length > 1) {
    if (named && (!spaced || head.every(isWord))) return promised || alikeOfSound >= 0.5;
    if (!spaced && head.every(isShort) && (promised || alike >= 0.5)) return true;
  }
  return !spaced && even >= (promised ? 0.5 : 0.8);
}

const isWord = (cell: string): boolean => /^\S{1,30}$/.test(cell.trim());

/** Could be a column's name. */
export function isShort(cell: string): boolean {
  const name = cell.trim();
  if (name === "" || name.length > LONGEST_NAME) return false;
  return !/[\d.!?]/.test(name) && name.split(/\s+/).length <= MOST_WORDS;
}

/** One column whose texts are in quotation marks. */
function isQuotedColumn(text: string, { name }: DelimiterHints): boolean {
  if (!/(^|\n)"/.test(text)) return false;
  const { rows, faults } = firstRecords(text, ",");
  const [first] = rows;
  if (promisedBy(name).includes(",")) return first?.cells.length === 1;
  return faults === 0 && rows.length > 0 && rows.every(({ cells }) => cells.length === 1);
}
