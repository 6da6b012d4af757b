import type { Course, Model, Source } from "./model.ts";
import { datePeriod } from "./parse-filter.ts";
import { sourceOf } from "./source-of.ts";
import { wordDate } from "./word-fact.ts";

/** A day in the past as somebody asked for it: all of "2022-04" is meant, to its last day. */
export interface AsOf {
  /** "April 2022". */
  words: string;
  /** The last day that is meant, as a number like 20220430. */
  until: number;
}

/** From "2022", "2022-04" or "2022-04-29"; undefined when it is none of them. */
export function readAsOf(text: string): AsOf | undefined {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text.trim());
  if (match === null) return undefined;
  const parts = match.slice(1).filter((part) => part !== undefined);
  const [, month = "1", day = "1"] = parts;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return undefined;
  const days = new Date(Date.UTC(Number(parts[0]), Number(month), 0)).getUTCDate();
  if (Number(day) > days) return undefined;
  const date = parts.map((part) => part.padStart(2, "0")).join("-");
  return { words: wordDate(date), until: datePeriod(date).to };
}

/** Whether the model was out by then; undefined where its release date is not known well enough to say. */
export function wasReleased(model: Model, asOf: AsOf): boolean | undefined {
  const released = model.facts.release_date?.value;
  if (typeof released !== "string") return undefined;
  const { from, to } = datePeriod(released);
  if (to <= asOf.until) return true;
  return from > asOf.until ? false : undefined;
}

/** Whether what has this date ("2024-05") was there by then, all of its period included. */
export const wasPublished = (date: string, asOf: AsOf): boolean => datePeriod(date).to <= asOf.until;

/** When a source was published: its own date, or the month of its arXiv number. */
export function sourceDate(source: Source | undefined): string | undefined {
  if (source?.date !== undefined) return source.date;
  const month = /^(\d\d)(\d\d)\./.exec(source?.arxiv ?? "");
  return month === null ? undefined : `20${month[1]}-${month[2]}`;
}

/** The date of the source with this key. */
export const dateOfSource = (course: Pick<Course, "sources">, key: string): string | undefined =>
  sourceDate(sourceOf(course, key));
