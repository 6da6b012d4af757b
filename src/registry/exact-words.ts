import { wordDate } from "../course/fields.ts";

const FROM_HERE_IN_POWERS = 1e15;
/** As many digits as sources print. */
const EXACT = new Intl.NumberFormat("en-US", { maximumFractionDigits: 12 });

/** The number with all its digits, as its source has it: "14,042", "0.00004", "1.92e19". */
export function exactNumber(value: number): string {
  if (Math.abs(value) < FROM_HERE_IN_POWERS) return EXACT.format(value);
  return value.toExponential().replace("e+", "e");
}

/** What stands in a data file as text: a date as people write it, anything else as it is. */
export function exactText(text: string): string {
  return /^\d{4}-\d\d(-\d\d)?$/.test(text) ? wordDate(text) : text;
}

const UNITS: Record<string, string> = { percent: "%", "score of 10": "of 10" };

/** A unit of a data file as it follows a number. */
export const wordUnit = (unit: string): string => UNITS[unit] ?? unit;
