import { isNamed, namesLabels, namesTexts } from "./column-names.ts";
import { isShort } from "./guess-delimiter.ts";
import type { Row } from "./split-records.ts";

const LOOKED_AT = 50;
/** A number has no more characters. */
const LONGEST_NUMBER = 40;
/** Labels repeat, and are short. */
const MOST_LABELS = 12;
const LONGEST_LABEL = 40;
/** In fewer rows a label that stands in the first alone may be a label all the same. */
const ENOUGH = 10;

/** What there is besides the rows that could be read. */
export interface Around {
  /** Lines that cannot be read. */
  faults: number;
  /** Whether the file's name says that it is a table. */
  promised: boolean;
  /** Names of columns that somebody asked for, in small letters. */
  asked: readonly string[];
}

/** Whether the first row names the columns: by what was asked for, by usual names, or by numbers or labels below other words. */
export function looksLikeHeader(rows: readonly Row[], { faults, promised, asked }: Around): boolean {
  const [first, ...body] = rows.slice(0, LOOKED_AT);
  const head = first?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  if (asked.some((name) => head.includes(name))) return true;
  const filled = head.filter((cell) => cell !== "");
  if (filled.length === 0 || new Set(filled).size !== filled.length) return false;
  // A word alone is a name only where something follows it.
  if (isNamed(head)) return head.length > 1 || body.length + faults > 0 || promised;
  // The only line that can be read, and it could be names: it is no text.
  if (body.length === 0) return faults > 0 && head.every(isShort);
  if (head.some((cell, at) => isShort(cell) && body.every(({ cells }) => isNumber(cells[at])))) return true;
  if (body.length < ENOUGH || !head.every(isShort)) return false;
  return head.some((cell, at) => {
    const values = labelsIn(body, at).map((value) => value.toLowerCase());
    return values.length > 0 && !values.includes(cell);
  });
}

function isNumber(cell = ""): boolean {
  const text = cell.trim();
  return text.length <= LONGEST_NUMBER && /^-?\d+([.,]\d+)?$/.test(text);
}

/** The column of the longest texts, for ids, labels and dates are short. */
export function guessTexts(rows: readonly Row[], columns: readonly string[]): number {
  const named = columns.findIndex(namesTexts);
  if (named >= 0) return named;
  const lengths = columns.map((name, at) =>
    namesLabels(name)
      ? -1
      : rows.slice(0, LOOKED_AT).reduce((sum, { cells }) => sum + (cells[at]?.length ?? 0), 0),
  );
  return lengths.reduce((best, length, at) => (length > (lengths[best] ?? 0) ? at : best), 0);
}

/** A column that could colour the texts: one that is named so, else one of few short values. */
export function guessLabels(
  rows: readonly Row[],
  columns: readonly string[],
  texts: number,
): string | undefined {
  // By its name it could not be asked for if another before it is called the same.
  const others = columns.filter((name, at) => at !== texts && columns.indexOf(name) === at);
  const whole = rows.filter(({ cells }) => cells.length === columns.length);
  return others.find(namesLabels) ?? others.find((name) => labelsIn(whole, columns.indexOf(name)).length > 0);
}

/** The values of a column of labels; none where it is another. */
function labelsIn(rows: readonly Row[], at: number): string[] {
  const values = new Set<string>();
  for (const { cells } of rows) {
    const value = (cells[at] ?? "").trim();
    if (value === "" || value.length > LONGEST_LABEL) return [];
    values.add(value);
    if (values.size > MOST_LABELS) return [];
  }
  return values.size >= 2 && rows.length >= 2 * values.size ? [...values] : [];
}
