import { nearestWords } from "../course/edit-distance.ts";
import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import { namesOf } from "./table-errors.ts";

const MOST_NEAR = 3;
/** Shorter names are a slip away from many words. */
const SHORT_NAME = 5;

interface Columns {
  names: readonly string[];
  /** Undefined where the first row names them; else what that holds, for the error. */
  firstRow: readonly string[] | undefined;
}

/** The place of a column that somebody asked for, by name in any case or by number from 1. Throws UserError. */
export function findColumn(
  wanted: string | number,
  argument: "column" | "label",
  { names, firstRow }: Columns,
): number {
  const name = String(wanted).trim();
  const lower = names.map((one) => one.toLowerCase());
  const exact = lower.indexOf(name.toLowerCase());
  if (exact >= 0) return exact;
  const number = /^\d{1,4}$/.test(name) ? Number(name) : 0;
  if (number >= 1 && number <= names.length) return number - 1;
  throw new UserError(
    [
      `There is no such column: ${echoed(name)}, given for ${argument}.`,
      firstRow === undefined ? didYouMean(name.toLowerCase(), names) : "",
      whatThereIs({ names, firstRow }),
    ]
      .filter((part) => part !== "")
      .join(" "),
    { argument },
  );
}

function didYouMean(name: string, names: readonly string[]): string {
  const near = nearNames(name, names).slice(0, MOST_NEAR).map(echoed);
  return near.length === 0 ? "" : `Did you mean ${near.join(" or ")}?`;
}

/** A slip or two away, else what holds the name or is held by it. */
function nearNames(name: string, names: readonly string[]): string[] {
  const limit = name.length < SHORT_NAME ? 1 : 2;
  const lower = names.map((one) => one.toLowerCase());
  const slips = nearestWords(name, new Set(lower), limit);
  if (slips.length > 0) return names.filter((one) => slips.includes(one.toLowerCase()));
  return names.filter((one, at) => {
    const other = lower[at] ?? "";
    return one.length > 2 && name.length > 2 && (other.includes(name) || name.includes(other));
  });
}

function whatThereIs({ names, firstRow }: Columns): string {
  const count = names.length;
  if (firstRow === undefined)
    return `There are ${count}: ${namesOf(names)}. Name one, or give its number from 1.`;
  const numbers = count === 1 ? "the number 1" : `a number from 1 to ${count}`;
  return `There are ${count}, and the first row does not name them: ${namesOf(firstRow)}. Give ${numbers}.`;
}
