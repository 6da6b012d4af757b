/** A record of a table: a line, or several where a cell in quotation marks goes on in the next line. */
export interface Row {
  cells: string[];
  /** Its last line, from 1. */
  line: number;
}

/** A line that cannot be read, and why. */
export interface Fault {
  line: number;
  reason: string;
}

export const isFault = (record: Row | Fault): record is Fault => "reason" in record;
export const isRow = (record: Row | Fault): record is Row => !isFault(record);

/** No table for people has more; a record with more of them has one cell over this, and the rest of its line is not read. */
export const MOST_COLUMNS = 1_000;
/** A quotation mark that is not closed within so many characters is not closed at all, or it would swallow half the table. */
const LONGEST_CELL = 100_000;

const BREAK = 10;
const SPACE = 32;
const QUOTE = 34;

const OPEN = "has a quotation mark that is never closed";
const MISPLACED = "has a quotation mark in the wrong place";

/**
 * Reads a table's text (breaks of lines are "\n") record by record; without a delimiter each line is a record of one cell.
 * Blank lines are passed over. A quotation mark within a cell is part of it. One that opens a cell and is closed nowhere, or is
 * followed by more of the cell, spoils its line alone: reading begins anew in the next.
 *
 * It takes time in proportion to the text, whatever that holds: positions of delimiter and break are kept until they are passed,
 * and the search for a closing mark ends, at the latest, at the next one that opens a cell. A parser that has to begin anew after
 * each fault does not.
 */
export class Records {
  readonly #text: string;
  readonly #delimiter: string | undefined;
  #at = 0;
  #line = 1;
  #nextBreak = -1;
  #nextDelimiter = -1;

  constructor(text: string, delimiter: string | undefined) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  /** Undefined at the end. */
  next(): Row | Fault | undefined {
    while (this.#at < this.#text.length) {
      if (this.#isBlankLine()) {
        this.#skipLine();
        continue;
      }
      const record = this.#delimiter === undefined ? this.#plainLine() : this.#record();
      if (isFault(record) || record.cells.length > 1 || record.cells[0]?.trim() !== "") return record;
    }
    return undefined;
  }

  /** How many lines that are not empty follow, without reading them. */
  linesLeft(): number {
    let lines = 0;
    for (let at = this.#at; at < this.#text.length; ) {
      const end = this.#text.indexOf("\n", at);
      const to = end < 0 ? this.#text.length : end;
      if (to > at) lines += 1;
      at = to + 1;
    }
    return lines;
  }

  /** Of the many blank lines that a file may have most are known at once. */
  #isBlankLine(): boolean {
    let at = this.#at;
    while (this.#text.charCodeAt(at) === SPACE) at += 1;
    return this.#text.charCodeAt(at) === BREAK;
  }

  #plainLine(): Row {
    const row = { cells: [this.#text.slice(this.#at, this.#breakFrom(this.#at))], line: this.#line };
    this.#skipLine();
    return row;
  }

  /** Begins at the record's start and ends at the start of the one after it. */
  #record(): Row | Fault {
    const cells: string[] = [];
    for (;;) {
      const reason =
        this.#text.charCodeAt(this.#at) === QUOTE ? this.#quotedCell(cells) : this.#bareCell(cells);
      const line = this.#line;
      const ended = this.#text[this.#at] !== this.#delimiter;
      if (reason !== undefined || ended || cells.length > MOST_COLUMNS) {
        this.#skipLine();
        return reason === undefined ? { cells, line } : { line, reason };
      }
      this.#at += 1;
    }
  }

  #bareCell(cells: string[]): undefined {
    const end = Math.min(this.#delimiterFrom(this.#at), this.#breakFrom(this.#at));
    cells.push(this.#text.slice(this.#at, end));
    this.#at = end;
  }

  /** What is wrong with it, if anything is; then it stands where it stood. */
  #quotedCell(cells: string[]): string | undefined {
    const end = closingQuote(this.#text, this.#at);
    if (end < 0) return OPEN;
    const after = this.#text[end + 1];
    if (after !== undefined && after !== "\n" && after !== this.#delimiter) return MISPLACED;
    const cell = this.#text.slice(this.#at + 1, end);
    cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
    for (let next = this.#breakFrom(this.#at); next < end; next = this.#breakFrom(next + 1)) this.#line += 1;
    this.#at = end + 1;
    return undefined;
  }

  #skipLine(): void {
    this.#at = this.#breakFrom(this.#at) + 1;
    this.#line += 1;
  }

  #breakFrom(at: number): number {
    if (this.#nextBreak < at) this.#nextBreak = found(this.#text, "\n", at);
    return this.#nextBreak;
  }

  #delimiterFrom(at: number): number {
    if (this.#nextDelimiter < at) this.#nextDelimiter = found(this.#text, this.#delimiter ?? "\n", at);
    return this.#nextDelimiter;
  }
}

/** The end of the text where there is none. */
function found(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at;
}

/** Where the quotation mark at `open` is closed; two of them in a row are one within the cell. */
function closingQuote(text: string, open: number): number {
  for (let from = open + 1; ; ) {
    const at = text.indexOf('"', from);
    if (at < 0 || at - open > LONGEST_CELL) return -1;
    if (text[at + 1] !== '"') return at;
    from = at + 2;
  }
}
