import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import { MOST_COLUMNS } from "./split-records.ts";

interface Bad {
  line: number;
  reason: string;
}

const FAULTS_NAMED = 3;
const NAMES_SHOWN = 12;
const ANEW = "save the table anew as CSV (UTF-8) and send that.";
const ONE_A_LINE = "Send one text a line, or a CSV file with a column of texts.";
const count = (number: number): string => number.toLocaleString("en");

export const noRows = (): UserError => new UserError(`There are no rows in it. ${ONE_A_LINE}`);

export const tooWide = (): UserError =>
  new UserError(
    `The table has more than ${count(MOST_COLUMNS)} columns, too many to be read. Keep the columns with texts and labels, ${ANEW}`,
  );

export const broken = (most: number, faults: readonly Bad[]): UserError =>
  new UserError(
    `The table is broken: more than ${count(most)} of its lines cannot be read, the first of them: ${firstOf(faults.slice(0, FAULTS_NAMED))}. Open it in a spreadsheet, ${ANEW}`,
  );

/** `name` is the file's; "" where there is none. */
export function onlyHeader(columns: readonly string[], name = ""): UserError {
  const names = namesOf(columns);
  const what = name === "" ? "There is" : `In ${echoed(name)} there is`;
  return new UserError(`${what} only a header and no rows: ${names}. Send the rows as well.`);
}

export function allBad(bad: readonly Bad[], columns: readonly string[], name = ""): UserError {
  const what = name === "" ? "No row can be used" : `No row of ${echoed(name)} can be used`;
  const next = columns.length > 1 ? `Name another column, or ${ANEW}` : ONE_A_LINE;
  return new UserError(`${what}: ${firstOf(bad)}. ${next}`, { argument: "column" });
}

function firstOf(bad: readonly Bad[]): string {
  const first = bad.slice(0, FAULTS_NAMED).map(({ line, reason }) => `line ${line} ${reason}`);
  const more = bad.length - first.length;
  return more > 0 ? `${first.join("; ")}; and ${count(more)} more` : first.join("; ");
}

/** For an error: the first names, and how many more there are. */
export function namesOf(columns: readonly string[]): string {
  const shown = columns.slice(0, NAMES_SHOWN).map(echoed).join(", ");
  const more = columns.length - NAMES_SHOWN;
  return more > 0 ? `${shown} and ${count(more)} more` : shown;
}
