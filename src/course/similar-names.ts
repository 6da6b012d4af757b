import { nearestWords, wordsWithin } from "./edit-distance.ts";
import type { Model } from "./model.ts";
import type { NameIndex } from "./name-index.ts";
import { keyOf, type Token } from "./name-tokens.ts";
import { VARIANT_WORDS } from "./partial-names.ts";
import { recut } from "./readings.ts";

/** Real models outside the registry that are a slip or two away from one in it: never taken for a typo. */
const OTHER_MODELS: ReadonlySet<string> = new Set(
  "albert alpaca aya baichuan bard bart bertweet bloomz chatglm codegen codestral deberta distilbert dolly dolphin electra ernie galactica gato granite internlm jamba kimi koala llava llemma luminous magistral mamba mathstral mbert mbart minerva ministral moonlight neo nova olmoe orca palmyra phind pixtral qwq solar sparrow stablelm starcoder starling titan tulu vicuna voxtral wizardlm xlnet zephyr".split(
    " ",
  ),
);

/** The same for whole names that are part of a longer one in the registry, as `nameKey` writes them. */
const OTHER_NAMES: ReadonlySet<string> = new Set(["turingnlg", "tnlg", "megatronlm"]);

export function isAnotherModel(tokens: readonly Token[]): boolean {
  return OTHER_NAMES.has(keyOf(tokens));
}

const SHORTEST_TYPO = 4;
const LONG_WORD = 9;
const MOST_READINGS = 6;
const MOST_NEAREST = 5;
const NEAR_THE_BEST = 0.6;

/**
 * What may have been meant by misspelt words; nothing where a word is like none. Numbers stay as they are. `slips` are
 * an edit away (two in a long word); `likeness` is one more, which is for asking back only.
 */
export function correctionsOf(
  index: NameIndex,
  tokens: readonly Token[],
  how: "slips" | "likeness",
): Token[][] {
  let readings: Token[][] = [[]];
  let changed = false;
  for (const token of tokens) {
    const unknown = token.kind === "word" && !isKnown(index, token.text);
    const meant = unknown ? wordsLike(index, token.text, how) : [token.text];
    changed ||= meant[0] !== token.text;
    readings = readings
      .flatMap((reading) => meant.map((text) => [...reading, { ...token, text }]))
      .slice(0, MOST_READINGS);
  }
  return changed ? readings.flatMap((reading) => [reading, recut(index, reading)]) : [];
}

function isKnown(index: NameIndex, word: string): boolean {
  return index.words.has(word) || index.joinedWords.has(word);
}

/** Words at the least distance. People rarely miss the first letter, other models often differ in it. */
function wordsLike(index: NameIndex, word: string, how: "slips" | "likeness"): string[] {
  if (OTHER_MODELS.has(word)) return [];
  if (word.length < SHORTEST_TYPO) return how === "slips" ? shortSlips(index, word) : shortLike(index, word);
  const [first = "", second = ""] = word;
  const swapped = (index.byLetter.get(second) ?? []).filter((known) => known[1] === first);
  const alike = [...(index.byLetter.get(first) ?? []), ...swapped].filter(
    (known) => known.length >= SHORTEST_TYPO,
  );
  const limit = word.length < LONG_WORD ? 1 : 2;
  if (how === "slips" || word.length <= SHORTEST_TYPO) {
    // "lamma" is one letter from LaMDA, but who doubles the wrong letter may as well mean LLaMA.
    const single = singled(word);
    const doubled = (index.byLetter.get(first) ?? []).filter(
      (known) => known.length > 1 && singled(known) === single,
    );
    return [...new Set([...doubled, ...nearestWords(word, alike, limit)])];
  }
  return wordsWithin(word, alike, limit + 1).map(([known]) => known);
}

const singled = (word: string): string => word.replace(/(.)\1+/gu, "$1");

/** A short word is a slip only where two neighbours are swapped or a letter is doubled: "gtp", "gptt". */
function shortSlips(index: NameIndex, word: string): string[] {
  const [a = "", b = "", c = ""] = word;
  const swapped = word.length === 3 ? [b + a + c, a + c + b] : [];
  return [singled(word), ...swapped].filter((known) => known.length > 1 && index.words.has(known));
}

/** Words that a short one is a letter away from. */
function shortLike(index: NameIndex, word: string): string[] {
  const alike = (index.byLetter.get(word.charAt(0)) ?? []).filter(
    (known) => known.length > 2 && index.words.has(known),
  );
  return word.length < 2 ? [] : nearestWords(word, alike, 1);
}

/** The tokens with misspelt words set right where one word is nearest, cut as in the names. */
function mended(index: NameIndex, tokens: readonly Token[]): Token[] {
  const right = tokens.map((token) => {
    if (token.kind !== "word" || isKnown(index, token.text)) return token;
    const [like, another] = wordsLike(index, token.text, "likeness");
    return like === undefined || another !== undefined ? token : { ...token, text: like };
  });
  return recut(index, right);
}

/** For "Did you mean …?": names that share a word, or nearly; among those the ones with the nearest numbers. */
export function nearestModels(index: NameIndex, typed: readonly Token[]): Model[] {
  const tokens = mended(index, typed);
  const weights = new Map<string, number>();
  for (const { kind, text } of tokens) {
    if (kind !== "word") continue;
    for (const [word, weight] of likeWords(index, text)) weights.set(word, weight);
  }
  const spellings = new Set([...weights.keys()].flatMap((word) => index.byToken.get(word) ?? []));
  const scores = new Map<Model, number>();
  for (const { model, tokens: named, abbreviable } of spellings) {
    if (!abbreviable) continue;
    const score = likeness(tokens, named, weights);
    if (score > 0) scores.set(model, Math.max(score, scores.get(model) ?? 0));
  }
  const sorted = [...scores].sort(([, a], [, b]) => b - a);
  // "text" alone of "text-davinci-003" brings nothing near where another name shares both words.
  const ranked = sorted.filter(([, score]) => score >= NEAR_THE_BEST * (sorted[0]?.[1] ?? 0));
  return ranked.slice(0, MOST_NEAREST).map(([model]) => model);
}

function likeness(
  typed: readonly Token[],
  named: readonly Token[],
  weights: ReadonlyMap<string, number>,
): number {
  const shared = named.reduce((sum, token) => sum + (weights.get(token.text) ?? 0), 0);
  const pairs = typed.filter((token, at) => token.kind === "word" && isPairIn(named, token, typed[at + 1]));
  if (shared === 0 && pairs.length === 0) return 0;
  const near = typed.reduce((sum, token) => sum + (token.kind === "word" ? 0 : nearness(token, named)), 0);
  return shared + 1.5 * pairs.length + near - named.length / 20;
}

/** "o1", "t5": a word and its number, side by side. */
function isPairIn(named: readonly Token[], word: Token, number: Token | undefined): boolean {
  if (number === undefined || number.kind === "word") return false;
  return named.some(({ text }, at) => text === word.text && named[at + 1]?.text === number.text);
}

/** 1 for the same number, less the further away the nearest one is; a bare number may also be a size. */
function nearness(typed: Token, named: readonly Token[]): number {
  const value = Number.parseFloat(typed.text);
  const nearest = (kind: Token["kind"], unit: string): number => {
    const ratios = named
      .filter((token) => token.kind === kind && unitOf(token) === unit)
      .map((token) => Math.abs(Math.log(Number.parseFloat(token.text) / value)));
    return ratios.length === 0 ? 0 : 1 / (1 + 4 * Math.min(...ratios));
  };
  const same = nearest(typed.kind, unitOf(typed));
  return typed.kind === "number" ? Math.max(same, 0.6 * nearest("size", "b")) : same;
}

function unitOf(token: Token): string {
  return token.text.replace(/[\d.]+/g, "");
}

function likeWords(index: NameIndex, word: string): [string, number][] {
  // A single letter says something only together with its number.
  if (word.length === 1) return index.words.has(word) ? [[word, 0]] : [];
  if (VARIANT_WORDS.has(word)) return [[word, 0.5]];
  if (index.words.has(word)) return [[word, index.organisationWords.has(word) ? 1.5 : 2]];
  const limit = word.length < 3 ? 0 : word.length < 6 ? 1 : 2;
  return wordsWithin(word, index.words, limit)
    .filter(([known]) => known.length > 2)
    .map(([known, distance]) => [known, 1.4 - 0.4 * distance]);
}
