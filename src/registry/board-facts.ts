import { type AsOf, wasPublished } from "../course/as-of.ts";
import type { Leaderboard } from "../course/content.ts";
import { wordDate } from "../course/fields.ts";
import type { Fact } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import { type Citations, statusMark } from "./sources.ts";

function dateWords(fact: Fact<string>, citations: Citations): string {
  const note = fact.note === undefined ? "" : ` (${plain(fact.note)})`;
  if (fact.value === null) return `unknown${note}`;
  const status = statusMark(fact.verified);
  return `${wordDate(fact.value)}${status === "" ? "" : ` ${status}`} ${citations.mark(fact)}${note}`;
}

/** Who runs a leaderboard, of when its figures are, and since when it takes no new models. */
export function boardFields(board: Leaderboard, citations: Citations): { label: string; value: string }[] {
  return [
    { label: "Run by", value: plain(board.operator) },
    { label: "Figures of", value: dateWords(board.snapshot, citations) },
    { label: "Closed since", value: dateWords(board.closed, citations) },
  ];
}

/** A snapshot cannot answer for a day before it was taken. */
export function refuseEarlier(board: Leaderboard, asOf: AsOf | undefined): void {
  const { value } = board.snapshot;
  if (asOf === undefined || value === null || wasPublished(value, asOf)) return;
  throw new UserError(
    `**${plain(board.name)}** is kept here as it stood in ${wordDate(value)}; nothing older than that is known, so not as of ${asOf.words}.`,
    { argument: "asof" },
  );
}
