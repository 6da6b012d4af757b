import { z } from "zod";

/** What ids, arXiv numbers and dates look like; problems are worded by which of these does not fit. */
export const PATTERNS = {
  id: /^[a-z0-9][a-z0-9.-]*$/,
  arxiv: /^\d{4}\.\d{4,5}$/,
  date: /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
};

/** What the entries of all data files are made of. */
export const text = z.string().min(1);
export const id = z.string().regex(PATTERNS.id);
export const arxivId = z.string().regex(PATTERNS.arxiv);
/** A day, or as much of it as is known: "2018-06-11", "2018-06", "2018". */
export const partialDate = z.string().regex(PATTERNS.date).refine(isOfCalendar, "no day of the calendar");

/** False for the 30th of February; what is no date at all is the pattern's business. */
function isOfCalendar(date: string): boolean {
  const day = /^\d{4}-\d{2}-(\d{2})$/.exec(date)?.[1];
  if (day === undefined) return true;
  const read = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(read.getTime()) || read.getUTCDate() === Number(day);
}
