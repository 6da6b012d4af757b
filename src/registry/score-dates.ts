import { type AsOf, dateOfSource, wasReleased } from "../course/as-of.ts";
import type { Score } from "../course/content.ts";
import { FIELDS, figureOf, wordFact } from "../course/fields.ts";
import type { Course, Model } from "../course/model.ts";
import { sourceOf } from "../course/source-of.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";

/** Models that were not out by then cannot be compared as of then. */
export function refuseUnreleased(models: readonly Model[], asOf: AsOf): void {
  const early = models.filter((model) => wasReleased(model, asOf) === false);
  if (early.length === 0) return;
  const field = FIELDS.find(({ id }) => id === "release_date");
  const named = early.map((model) => {
    const date = field === undefined ? "" : ` (${wordFact(figureOf(model, field), field)})`;
    return `**${plain(model.name)}**${date}`;
  });
  const was = early.length === 1 ? "was" : "were";
  throw new UserError(
    `Not released yet in ${asOf.words} ${was} ${named.join(", ")}. Leave out asof:, or name a later date.`,
    { argument: "asof" },
  );
}

/** Says which of these scores are kept although nobody knows when their source was published. */
export function undatedNote(course: Course, asOf: AsOf | undefined, scores: readonly Score[]): string {
  if (asOf === undefined) return "";
  const undated = [...new Set(scores.map(({ source }) => source))].filter(
    (key) => dateOfSource(course, key) === undefined,
  );
  const kept =
    undated.length === 0
      ? ""
      : ` Kept although undated: ${undated.map((key) => plain(sourceOf(course, key)?.title ?? key)).join(", ")}.`;
  return `As of ${asOf.words}: scores of sources with a later date are left out.${kept}`;
}
