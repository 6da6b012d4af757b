import type { Model } from "./model.ts";
import type { NameIndex } from "./name-index.ts";
import type { Token } from "./name-tokens.ts";
import { partialMatches } from "./partial-names.ts";

/** Words that order models instead of naming one; the name's own "large" and "small" are not among them. */
const ORDERS: readonly { words: ReadonlySet<string>; before: (a: Model, b: Model) => number }[] = [
  { words: new Set("big bigger biggest largest huge".split(" ")), before: (a, b) => sizeOf(b) - sizeOf(a) },
  { words: new Set("little smaller smallest".split(" ")), before: (a, b) => sizeOf(a) - sizeOf(b) },
  { words: new Set("new newer newest latest last".split(" ")), before: (a, b) => dayOf(b) - dayOf(a) },
  { words: new Set("old older oldest first".split(" ")), before: (a, b) => dayOf(a) - dayOf(b) },
];

function sizeOf({ facts }: Model): number {
  return typeof facts.parameters?.value === "number" ? facts.parameters.value : 0;
}

function dayOf({ facts }: Model): number {
  const day = Date.parse(String(facts.release_date?.value ?? ""));
  return Number.isNaN(day) ? 0 : day;
}

/** "mixtral big", "newest claude": all that the rest names, in that order. Never an answer, only a question back. */
export function orderedMatches(index: NameIndex, tokens: readonly Token[]): Model[] {
  const order = ORDERS.find(({ words }) => tokens.some(({ text }) => words.has(text)));
  if (order === undefined) return [];
  const rest = tokens.filter(({ text }) => !order.words.has(text));
  return partialMatches(index, rest).sort(order.before);
}

/**
 * "mpt 7", "code llama 7": a low number read as billions of parameters, where no name in question has a version that
 * it could be instead ("llama 7", "gpt 6"). Only a question back.
 */
export function sizeMatches(index: NameIndex, tokens: readonly Token[]): Model[] {
  const at = tokens.findLastIndex(({ kind }) => kind === "number");
  const number = tokens[at];
  if (number === undefined) return [];
  const words = tokens.filter((_, place) => place !== at);
  if (words.some(({ kind }) => kind !== "word")) return [];
  const family = partialMatches(index, words);
  const versioned = new Set(
    [...new Set(words.map(({ text }) => text))]
      .flatMap((text) => index.byToken.get(text) ?? [])
      .filter(({ tokens: named }) => named.some(({ kind }) => kind === "number"))
      .map(({ model }) => model),
  );
  if (family.some((model) => versioned.has(model))) return [];
  return partialMatches(index, [...words, { ...number, kind: "size", text: `${number.text}b` }]);
}
