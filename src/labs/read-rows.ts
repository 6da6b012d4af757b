import { CsvError, parse } from "csv-parse/sync";
import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";

export interface ReadRowsOptions {
  /** The column that holds the texts, by its name or by its number from 1; guessed otherwise. */
  column?: string | number;
  /** A second column, for labels. */
  label?: string | number;
  /** Whether the first line names the columns; guessed otherwise. */
  header?: boolean;
  /** Guessed otherwise. */
  delimiter?: "," | ";" | "\t" | "|";
}

export interface BadRow {
  /** In the file, from 1; a record of several lines has its last one's. */
  line: number;
  reason: string;
}

export interface ReadRows {
  rows: { line: number; text: string; label?: string }[];
  bad: BadRow[];
  /** Names of the columns, or "column 1" and so on. */
  columns: string[];
  /** Which column was read. */
  column: string;
  delimiter: string;
  encoding: "UTF-8" | "UTF-16" | "Windows-1252";
  /** Good rows beyond the most that are read. */
  left: number;
}

export const MOST_ROWS = 10_000;
export const LONGEST_TEXT = 8_000;
const DELIMITERS = [",", "\t", ";", "|"] as const;
/** Lines and characters that are looked at to guess. */
const LOOKED_AT = 50;
const GUESSED_FROM = 100_000;
/** A cell in quotation marks, from the end of the one before. */
const QUOTED = /(^|[,;|\t\n])"(?:[^"]|"")*"(?=[,;|\t\n]|$)/g;
const HEADER_NAMES =
  /^(id|text|texts|sentence|sentences|word|words|title|label|labels|class|category|comment|review|utterance|content|message|lang|language|score|rating)s?$/i;

/** Bytes of a text file as text: by its mark, else UTF-8 where that is possible, else what Windows wrote. */
export function decode(bytes: Uint8Array): { text: string; encoding: ReadRows["encoding"] } {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: decodeAs("utf-16le", bytes), encoding: "UTF-16" };
  if (first === 0xfe && second === 0xff) return { text: decodeAs("utf-16be", bytes), encoding: "UTF-16" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return { text: decodeAs("windows-1252", bytes), encoding: "Windows-1252" };
  }
}

const decodeAs = (name: string, bytes: Uint8Array): string => new TextDecoder(name).decode(bytes);

interface Row {
  cells: string[];
  line: number;
}

/**
 * Rows of a CSV or TSV file, or of pasted lines. A row that cannot be read is listed with its line and costs no other.
 * Throws UserError where there is nothing to read or the column does not exist.
 */
export function readRows(input: Uint8Array | string, options: ReadRowsOptions = {}): ReadRows {
  const { text: raw, encoding } =
    typeof input === "string"
      ? { text: input.replace(/^\uFEFF/, ""), encoding: "UTF-8" as const }
      : decode(input);
  // One kind of break, so that everybody counts the same lines.
  const text = raw.replace(/\r\n?/g, "\n");
  if (text.includes("\0"))
    throw new UserError("This is no text file. Save the table as CSV (UTF-8) and send that.");
  const delimiter = options.delimiter ?? guessDelimiter(text);
  const { rows, bad } = records(text, delimiter);
  if (rows.length === 0 && bad.length === 0)
    throw new UserError(
      "There are no rows in it. Send one text a line, or a CSV file with a column of texts.",
    );
  const header = options.header ?? looksLikeHeader(rows, options);
  const columns = namesOf(rows, header);
  const body = header ? rows.slice(1) : rows;
  const named = (argument: "column" | "label", wanted: string | number): number =>
    findColumn(wanted, columns, { argument, head: rows[0]?.cells ?? [] });
  const at = options.column === undefined ? guessColumn(body, columns) : named("column", options.column);
  const labelAt = options.label === undefined ? undefined : named("label", options.label);
  const good: ReadRows["rows"] = [];
  for (const row of body) {
    const reason = faultOf(row, { at, labelAt, width: columns.length });
    if (reason !== undefined) bad.push({ line: row.line, reason });
    else good.push(taken(row, at, labelAt));
  }
  return {
    rows: good.slice(0, MOST_ROWS),
    bad: bad.sort((a, b) => a.line - b.line),
    columns,
    column: columns[at] ?? "",
    delimiter: delimiter ?? "",
    encoding,
    left: Math.max(0, good.length - MOST_ROWS),
  };
}

function taken({ cells, line }: Row, at: number, labelAt: number | undefined): ReadRows["rows"][number] {
  const text = (cells[at] ?? "").trim();
  return labelAt === undefined ? { line, text } : { line, text, label: (cells[labelAt] ?? "").trim() };
}

function faultOf(
  { cells }: Row,
  { at, labelAt, width }: { at: number; labelAt: number | undefined; width: number },
): string | undefined {
  if (cells.length !== width) return `has ${cells.length} columns instead of ${width}`;
  const text = (cells[at] ?? "").trim();
  if (text === "") return "has no text";
  if (text.length > LONGEST_TEXT) return `is longer than ${LONGEST_TEXT.toLocaleString("en")} characters`;
  if (labelAt !== undefined && (cells[labelAt] ?? "").trim() === "") return "has no label";
  return undefined;
}

/** Pasted lines are one column, quotes and all. */
function records(text: string, delimiter: string | undefined): { rows: Row[]; bad: BadRow[] } {
  if (delimiter === undefined) {
    const lines = text.split("\n").map((line, at) => ({ cells: [line], line: at + 1 }));
    return { rows: lines.filter(({ cells }) => cells[0]?.trim() !== ""), bad: [] };
  }
  const { rows, bad } = withQuotes(text, delimiter);
  return { rows: rows.filter(({ cells }) => cells.length > 1 || cells[0]?.trim() !== ""), bad };
}

/** A misplaced quote would swallow what follows: its line is bad, and reading begins anew after it. */
function withQuotes(text: string, delimiter: string): { rows: Row[]; bad: BadRow[] } {
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  let [rest, first] = [text, 1];
  for (;;) {
    const blank = /^(?:[^\S\n]*\n)+/.exec(rest)?.[0] ?? "";
    [rest, first] = [rest.slice(blank.length), first + lineCount(blank)];
    if (rest === "") return { rows, bad };
    const { taken, fault } = untilFault(rest, delimiter);
    for (const { cells, line } of taken) rows.push({ cells, line: first + line - 1 });
    if (fault === undefined) return { rows, bad };
    const line = Math.max(first, (taken.at(-1)?.line ?? 0) + first);
    bad.push({ line, reason: fault });
    rest = afterLines(rest, line - first + 1);
    first = line + 1;
  }
}

const lineCount = (text: string): number => text.match(/\n/g)?.length ?? 0;

/** The records before the first one that cannot be read. */
function untilFault(text: string, delimiter: string): { taken: Row[]; fault?: string } {
  const taken: Row[] = [];
  try {
    parse(text, {
      delimiter,
      record_delimiter: "\n",
      relax_column_count: true,
      on_record: (record: string[], { lines }) => {
        taken.push({ cells: record, line: lines });
        return null;
      },
    });
    return { taken };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const open = error.code === "CSV_QUOTE_NOT_CLOSED";
    return {
      taken,
      fault: open ? "has a quotation mark that is never closed" : "has a quotation mark in the wrong place",
    };
  }
}

function afterLines(text: string, count: number): string {
  const breaks = text.matchAll(/\n/g);
  let seen = 0;
  for (const match of breaks) {
    seen += 1;
    if (seen === count) return text.slice(match.index + match[0].length);
  }
  return "";
}

/** The character that splits the first lines into the same number of columns, more than one; undefined for plain lines. */
function guessDelimiter(text: string): string | undefined {
  const lines = text
    .slice(0, GUESSED_FROM)
    .replace(QUOTED, "$1q")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, LOOKED_AT);
  const even = DELIMITERS.map((delimiter) => ({ delimiter, ...evenness(lines, delimiter) }))
    .filter(({ columns, share }) => columns > 1 && share >= 0.8)
    .sort((a, b) => b.share - a.share || b.columns - a.columns);
  const [best] = even;
  // In sentences commas are common: they split only where the first line, the names, has them too without a space after.
  const [head = ""] = lines;
  if (best?.delimiter === "," && /, /.test(head)) return undefined;
  return best?.delimiter ?? (lines.every((line) => line === "q") && text.includes('"') ? "," : undefined);
}

/** The most common number of columns, and the share of lines that have it. */
function evenness(lines: readonly string[], delimiter: string): { columns: number; share: number } {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const columns = line.split(delimiter).length;
    counts.set(columns, (counts.get(columns) ?? 0) + 1);
  }
  const [columns, times] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  return { columns, share: lines.length === 0 ? 0 : times / lines.length };
}

/** A column that is asked for by name must be named; otherwise the first line tells, by usual names or by numbers below words. */
function looksLikeHeader(rows: readonly Row[], { column, label }: ReadRowsOptions): boolean {
  const head = rows[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const asked = [column, label].filter((name) => typeof name === "string" && !/^\d+$/.test(name));
  if (asked.length > 0) return asked.some((name) => head.includes(String(name).trim().toLowerCase()));
  if (rows.length < 2 || new Set(head).size !== head.length || head.includes("")) return false;
  if (head.some((cell) => HEADER_NAMES.test(cell))) return true;
  const numeric = (cell: string | undefined): boolean => /^-?\d+([.,]\d+)?$/.test(cell?.trim() ?? "");
  return head.some(
    (cell, at) => !numeric(cell) && rows.slice(1, LOOKED_AT).every(({ cells }) => numeric(cells[at])),
  );
}

function namesOf(rows: readonly Row[], header: boolean): string[] {
  if (header) return (rows[0]?.cells ?? []).map((cell, at) => cell.trim() || `column ${at + 1}`);
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [width = 1] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return Array.from({ length: width }, (_, at) => `column ${at + 1}`);
}

/** Columns that are named where there is no such one. */
const MOST_NAMED = 12;
const LONGEST_NAME = 30;

/** `head` is the first line: what a person who names a column takes for the names. */
function findColumn(
  wanted: string | number,
  columns: readonly string[],
  { argument, head }: { argument: "column" | "label"; head: readonly string[] },
): number {
  const name = String(wanted).trim();
  const exact = columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
  if (exact >= 0) return exact;
  const number = /^\d+$/.test(name) ? Number(name) : 0;
  if (number >= 1 && number <= columns.length) return number - 1;
  const named = head.slice(0, MOST_NAMED).map((cell) => `“${echoed(cell.trim().slice(0, LONGEST_NAME))}”`);
  const more = columns.length > named.length ? " and more" : "";
  throw new UserError(
    `There is no such column as “${echoed(name)}”. There are ${columns.length}: ${named.join(", ")}${more}. Name one, or give its number from 1, as in \`${argument}:2\`.`,
    { argument },
  );
}

/** The column of the longest texts, for ids, labels and dates are short. */
function guessColumn(rows: readonly Row[], columns: readonly string[]): number {
  const named = columns.findIndex((column) =>
    /^(text|sentence|word|comment|review|utterance|content|message)s?$/i.test(column),
  );
  if (named >= 0) return named;
  const lengths = columns.map((_, at) =>
    rows.slice(0, LOOKED_AT).reduce((sum, { cells }) => sum + (cells[at]?.length ?? 0), 0),
  );
  return lengths.indexOf(Math.max(...lengths));
}
