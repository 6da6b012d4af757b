import type { Offer } from "../course/content.ts";
import { wordDate } from "../course/fields.ts";

/** "$2.50", "$0.035", "$1,200". */
export function dollars(amount: number): string {
  if (amount !== 0 && amount < 0.1) return `$${Number(amount.toPrecision(2))}`;
  const digits = amount >= 100 ? 0 : 2;
  return `$${amount.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** "23 September 2026", or from the oldest to the newest of the offers' dates. */
export function priceDates(offers: readonly Offer[]): string {
  const dates = offers.map(({ date }) => date).sort();
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return "no date";
  return first === last ? wordDate(first) : `${wordDate(first)} to ${wordDate(last)}`;
}
