import { type AsOf, dateOfSource, wasPublished } from "../course/as-of.ts";
import { sourceKeys } from "../course/fields.ts";
import type { Course, Erratum, Fact } from "../course/model.ts";
import { datePeriod } from "../course/parse-filter.ts";

/** Stands behind a figure whose source came out after the day that was asked for. */
export const LATER_MARK = "‡";

export const laterNote = ({ words }: AsOf): string =>
  `${LATER_MARK} published later than ${words}: its source is newer, so the figure may not have been known then.`;

/** Whether the figure's source is newer than that day; undefined where a source has no date, or too vague a one. */
export function publishedLater(
  course: Pick<Course, "sources">,
  fact: Pick<Fact, "source">,
  asOf: AsOf,
): boolean | undefined {
  const verdicts = sourceKeys(fact as Fact).map((key) => {
    const date = dateOfSource(course, key);
    if (date === undefined) return undefined;
    const { from, to } = datePeriod(date);
    if (from > asOf.until) return true;
    return to <= asOf.until ? false : undefined;
  });
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

/**
 * Whether the correction could have been made by then. The sources of errata are words: only arXiv numbers in them tell
 * a date, and a correction without one is not held to be that old.
 */
export function wasCorrectable({ source }: Pick<Erratum, "source">, asOf: AsOf): boolean {
  const months = [...source.matchAll(/\b(\d\d)(\d\d)\.\d{5}\b/g)].map(
    ([, year, month]) => `20${year}-${month}`,
  );
  return months.length > 0 && months.every((month) => wasPublished(month, asOf));
}

/** The day as it is typed: "2022-04" for all of April 2022. */
export function asOfTyped({ until }: AsOf): string {
  const digits = String(until);
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  return day === "31" ? `${year}-${month}` : `${year}-${month}-${day}`;
}

/** " asof:2022-04" for the end of a command line, or nothing. */
export const asOfWords = (asOf: AsOf | undefined): string =>
  asOf === undefined ? "" : ` asof:${asOfTyped(asOf)}`;
