import { orderedMatches, sizeMatches } from "./guesses.ts";
import type { Course, Model } from "./model.ts";
import { type NameIndex, nameIndex } from "./name-index.ts";
import { keyOf, nameKey, type Token, tokensOf } from "./name-tokens.ts";
import { isVague, leavesTierOut, partialMatches } from "./partial-names.ts";
import { type Reading, readingsOf } from "./readings.ts";
import { correctionsOf, isAnotherModel, nearestModels } from "./similar-names.ts";

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
  const typed = text.slice(0, LONGEST_NAME).normalize("NFKC");
  const readings = readingsOf(index, typed);
  for (const { tokens, fits } of readings) {
    const model = index.byKey.get(keyOf(tokens));
    if (model !== undefined && fits(model)) return { kind: "found", model, exact: true };
  }
  const all = tokensOf(typed);
  if (isAnotherModel(all)) return { kind: "unknown", nearest: nearestModels(index, all) };
  for (const { tokens, fits } of readings) {
    const models = partialMatches(index, tokens).filter(fits);
    if (models.length > 0) return verdict(models, tokens);
  }
  return guess(index, readings, all) ?? { kind: "unknown", nearest: nearestModels(index, all) };
}

/** Where the words as they stand name nothing: misspelt, or said in another way. All but the plain slips are asked back. */
function guess(
  index: NameIndex,
  readings: readonly Reading[],
  all: readonly Token[],
): FoundModel | undefined {
  for (const { tokens, fits } of readings) {
    const ordered = orderedMatches(index, tokens).filter(fits);
    if (ordered.length > 0) return asked(ordered);
  }
  const slips = correctionsOf(index, all, "slips");
  const meant = meantBy(index, slips);
  if (meant.length > 0) return corrected(index, slips, meant);
  const bySize = [...readings.map(({ tokens }) => tokens), ...slips].flatMap((tokens) =>
    sizeMatches(index, tokens),
  );
  if (bySize.length > 0) return asked([...new Set(bySize)]);
  const likely = meantBy(index, correctionsOf(index, all, "likeness"));
  return likely.length > 0 ? asked(likely) : undefined;
}

function corrected(index: NameIndex, slips: readonly (readonly Token[])[], meant: Model[]): FoundModel {
  const [model] = meant;
  const whole = slips.some((tokens) => index.byKey.get(keyOf(tokens)) === model);
  if (model !== undefined && whole && meant.length === 1) return { kind: "found", model, exact: false };
  return verdict(meant, slips[0] ?? []);
}

function meantBy(index: NameIndex, corrections: readonly (readonly Token[])[]): Model[] {
  return [...new Set(corrections.flatMap((tokens) => namedBy(index, tokens)))];
}

function namedBy(index: NameIndex, tokens: readonly Token[]): Model[] {
  const whole = index.byKey.get(keyOf(tokens));
  return whole === undefined ? partialMatches(index, tokens) : [whole];
}

const asked = (models: Model[]): FoundModel => ({
  kind: "ambiguous",
  candidates: models.slice(0, MOST_CANDIDATES),
});

/** One model, or one that the others come from: the plain name means that one. */
function verdict(models: Model[], typed: readonly Token[]): FoundModel {
  const ids = new Set(models.map((model) => model.id));
  const roots = models.filter((model) => model.base === undefined || !ids.has(model.base));
  const root = roots.find((model) =>
    roots.every((other) => other === model || isEdition(other, model, typed)),
  );
  if (root === undefined || isVague(typed) || leavesTierOut(root, typed)) return asked(models);
  return { kind: "found", model: root, exact: false };
}

/** "Claude 3.5 Sonnet (October 2024)" is an edition of the plain one, which whoever says all of "3.5 sonnet" means. */
function isEdition(other: Model, plain: Model, typed: readonly Token[]): boolean {
  if (!other.name.endsWith(")") || nameKey(other.name.replace(/\s*\([^)]*\)$/, "")) !== nameKey(plain.name))
    return false;
  const said = new Set(typed.map(({ text }) => text));
  return tokensOf(plain.name)
    .slice(1)
    .every(({ text }) => said.has(text));
}
