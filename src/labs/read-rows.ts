import { type Encoding, tableText } from "./decode-table.ts";
import { findColumn } from "./find-column.ts";
import { guessLabels, guessTexts, looksLikeHeader } from "./guess-columns.ts";
import { commonestWidth, type Delimiter, guessDelimiter, promisedBy } from "./guess-delimiter.ts";
import { type Fault, isFault, isRow, MOST_COLUMNS, Records, type Row } from "./split-records.ts";
import { allBad, broken, noRows, onlyHeader, tooWide } from "./table-errors.ts";

export interface ReadRowsOptions {
  /** The column that holds the texts, by its name or by its number from 1; guessed otherwise. */
  column?: string | number;
  /** A second column, for labels. */
  label?: string | number;
  /** Whether the first line names the columns; guessed otherwise. */
  header?: boolean;
  /** Guessed otherwise. */
  delimiter?: Delimiter;
  /** The file's, such as "reviews.csv": what it ends in helps to guess. */
  name?: string;
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
  /** Whether the first line was taken for the names of the columns. */
  header: boolean;
  /** The column that was read for labels; where none was asked for, one that looks like labels. */
  labelColumn?: string;
  /** "" for plain lines. */
  delimiter: string;
  encoding: Encoding;
  /** Lines after the last row that was read: reading ends when there are the most rows. Empty ones do not count. */
  left: number;
}

export const MOST_ROWS = 10_000;
export const LONGEST_TEXT = 8_000;
/** Good and bad: in a table with so many rows without text nobody looks for the last good one. */
const MOST_LOOKED_AT = 5 * MOST_ROWS;
/** Rows from which columns are guessed. */
const SAMPLE = 500;
/** Lines that cannot be read, or have too many or too few columns; a table with more is broken. */
const MOST_FAULTS = 1_000;
const TOO_LONG = `is longer than ${LONGEST_TEXT.toLocaleString("en")} characters`;

/**
 * Rows of a CSV or TSV file, or of pasted lines. A row that cannot be read is listed with its line and costs no other.
 * Throws UserError where there is no row to read, where the table is broken, and where the column does not exist.
 */
export function readRows(input: Uint8Array | string, options: ReadRowsOptions = {}): ReadRows {
  const { name = "" } = options;
  const { text, encoding } = tableText(input, name);
  const asked = askedNames(options);
  const delimiter = options.delimiter ?? guessDelimiter(text, { name, asked });
  const records = new Records(text, delimiter);
  const sample = sampleOf(records);
  const layout = layoutOf(sample, options, asked);
  const { good, bad, left } = readAll(records, sample, layout);
  const { columns, header, labels } = layout;
  if (good.length === 0) throw bad.length === 0 ? onlyHeader(columns, name) : allBad(bad, columns, name);
  const labelColumn = labels === undefined ? layout.labelsOffered : columns[labels];
  return {
    rows: good,
    bad,
    columns,
    column: columns[layout.texts] ?? "",
    header,
    ...(labelColumn === undefined ? {} : { labelColumn }),
    delimiter: delimiter ?? "",
    encoding,
    left,
  };
}

const askedNames = ({ column, label }: ReadRowsOptions): string[] =>
  [column, label]
    .map((name) => (typeof name === "string" ? name.trim().toLowerCase() : ""))
    .filter((name) => name !== "" && !/^\d+$/.test(name));

/** The first records, as they stand. */
function sampleOf(records: Records): (Row | Fault)[] {
  const sample: (Row | Fault)[] = [];
  for (let rows = 0; rows < SAMPLE; ) {
    const record = records.next();
    if (record === undefined) break;
    sample.push(record);
    if (isRow(record)) rows += 1;
    else if (sample.length - rows > MOST_FAULTS) throw broken(MOST_FAULTS, sample.filter(isFault));
  }
  if (sample.length === 0) throw noRows();
  return sample;
}

/** What the sample tells of the table. */
interface Layout {
  header: boolean;
  columns: string[];
  /** Places of columns. */
  texts: number;
  labels: number | undefined;
  labelsOffered: string | undefined;
}

function layoutOf(
  sample: readonly (Row | Fault)[],
  options: ReadRowsOptions,
  asked: readonly string[],
): Layout {
  const rows = sample.filter(isRow);
  const around = {
    faults: sample.length - rows.length,
    promised: promisedBy(options.name).length > 0,
    asked,
  };
  const header = rows.length > 0 && (options.header ?? looksLikeHeader(rows, around));
  const body = header ? rows.slice(1) : rows;
  const columns = columnsOf(rows, header);
  const firstRow = header ? undefined : rows[0]?.cells;
  const place = (wanted: string | number, argument: "column" | "label"): number =>
    findColumn(wanted, argument, { names: columns, firstRow });
  const labels = options.label === undefined ? undefined : place(options.label, "label");
  const texts = options.column === undefined ? guessTexts(body, columns) : place(options.column, "column");
  return { header, columns, texts, labels, labelsOffered: guessLabels(body, columns, texts) };
}

function columnsOf(rows: readonly Row[], header: boolean): string[] {
  const head = header ? (rows[0]?.cells ?? []) : [];
  const width = header ? head.length : commonestWidth(rows).width;
  if (width > MOST_COLUMNS) throw tooWide();
  return Array.from({ length: width }, (_, at) => head[at]?.trim() || `column ${at + 1}`);
}

/** The sample's rows and those after it, until there are enough. */
function readAll(
  records: Records,
  sample: readonly (Row | Fault)[],
  layout: Layout,
): { good: ReadRows["rows"]; bad: BadRow[]; left: number } {
  const good: ReadRows["rows"] = [];
  const bad: BadRow[] = [];
  let faults = 0;
  const take = (record: Row | Fault): void => {
    const row = rowOf(record, layout);
    if ("text" in row) {
      good.push(row);
      return;
    }
    bad.push({ line: row.line, reason: row.reason });
    if (row.broken) faults += 1;
    if (faults > MOST_FAULTS) throw broken(MOST_FAULTS, bad);
  };
  const head = layout.header ? sample.findIndex(isRow) : -1;
  sample.forEach((record, at) => {
    if (at !== head) take(record);
  });
  while (good.length < MOST_ROWS && good.length + bad.length < MOST_LOOKED_AT) {
    const record = records.next();
    if (record === undefined) break;
    take(record);
  }
  return { good, bad, left: records.linesLeft() };
}

/** What is read of a record, or what is wrong with it: `broken` where that is the table's fault and not the text's. */
function rowOf(
  record: Row | Fault,
  { columns: { length: width }, texts, labels }: Layout,
): ReadRows["rows"][number] | (Fault & { broken: boolean }) {
  if (isFault(record)) return { ...record, broken: true };
  const { cells, line } = record;
  if (cells.length !== width) return { line, reason: widthFault(cells.length, width), broken: true };
  const text = (cells[texts] ?? "").trim();
  if (text === "") return { line, reason: "has no text", broken: false };
  if (text.length > LONGEST_TEXT) return { line, reason: TOO_LONG, broken: false };
  if (labels === undefined) return { line, text };
  const label = (cells[labels] ?? "").trim();
  return label === "" ? { line, reason: "has no label", broken: false } : { line, text, label };
}

function widthFault(columns: number, width: number): string {
  const has = columns > MOST_COLUMNS ? `more than ${MOST_COLUMNS.toLocaleString("en")}` : columns;
  return `has ${has} columns instead of ${width}`;
}
