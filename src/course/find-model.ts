import type { Course, Model } from "./model.ts";
import { type NameIndex, nameIndex } from "./name-index.ts";
import { keyOf, type Token, tokensOf } from "./name-tokens.ts";
import { isVague, partialMatches } from "./partial-names.ts";
import { readingsOf } from "./readings.ts";
import { correctionsOf, isAnotherModel, nearestModels } from "./similar-names.ts";

export { completeModels } from "./complete-models.ts";
export { mentionsIn } from "./mentions.ts";

export type FoundModel =
  /** `exact` is false where part of the name was left out or misspelt: say which model was taken. */
  | { kind: "found"; model: Model; exact: boolean }
  /** Best first, never none; a single one where the text is too vague to take it for granted. */
  | { kind: "ambiguous"; candidates: Model[] }
  /** The most similar names, best first; may be empty. */
  | { kind: "unknown"; nearest: Model[] };

const MOST_CANDIDATES = 25;
const LONGEST_NAME = 120;

/**
 * The model that is called so. Case and punctuation do not matter, parts may be left out while one model remains, and
 * words may be misspelt. Numbers are sacred: a size or version that no model has is never taken for another one.
 */
export function findModel(course: Course, text: string): FoundModel {
  const index = nameIndex(course);
  const typed = text.slice(0, LONGEST_NAME);
  const readings = readingsOf(index, typed);
  for (const { tokens, fits } of readings) {
    const model = index.byKey.get(keyOf(tokens));
    if (model !== undefined && fits(model)) return { kind: "found", model, exact: true };
  }
  const all = tokensOf(typed);
  if (isAnotherModel(all)) return { kind: "unknown", nearest: nearestModels(index, all) };
  for (const { tokens, fits } of readings) {
    const models = partialMatches(index, tokens).filter(fits);
    if (models.length > 0) return verdict(models, isVague(tokens));
  }
  const corrected = new Set(correctionsOf(index, all).flatMap((tokens) => namedBy(index, tokens)));
  return corrected.size > 0
    ? verdict([...corrected], isVague(all))
    : { kind: "unknown", nearest: nearestModels(index, all) };
}

function namedBy(index: NameIndex, tokens: readonly Token[]): Model[] {
  const whole = index.byKey.get(keyOf(tokens));
  return whole === undefined ? partialMatches(index, tokens) : [whole];
}

/** One model, or one and what was tuned from it: the plain name means the one they come from. */
function verdict(models: Model[], vague: boolean): FoundModel {
  const ids = new Set(models.map((model) => model.id));
  const roots = models.filter((model) => model.base === undefined || !ids.has(model.base));
  const [root] = roots;
  if (root !== undefined && roots.length === 1 && !vague) return { kind: "found", model: root, exact: false };
  return { kind: "ambiguous", candidates: models.slice(0, MOST_CANDIDATES) };
}
