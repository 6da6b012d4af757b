import { nearestWords } from "./edit-distance.ts";
import type { Model } from "./model.ts";
import type { NameIndex } from "./name-index.ts";
import { keyOf, type Token } from "./name-tokens.ts";
import { VARIANT_WORDS } from "./partial-names.ts";
import { recut } from "./readings.ts";

/** Real models outside the registry that are a slip or two away from one in it: never taken for a typo. */
const OTHER_MODELS: ReadonlySet<string> = new Set(
  "albert bart bertweet bloomz codestral deberta electra galactica llava llemma magistral mamba mathstral mbert mbart ministral moonlight olmoe palmyra pixtral starcoder vicuna voxtral".split(
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

/** What may have been meant by misspelt words; nothing where a word is like none. Numbers stay as they are. */
export function correctionsOf(index: NameIndex, tokens: readonly Token[]): Token[][] {
  let readings: Token[][] = [[]];
  let changed = false;
  for (const token of tokens) {
    const meant =
      token.kind === "word" && !isKnown(index, token.text) ? slips(index, token.text) : [token.text];
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
function slips(index: NameIndex, word: string): string[] {
  if (word.length < SHORTEST_TYPO || OTHER_MODELS.has(word)) return [];
  const alike = [...index.words, ...index.joinedWords].filter(
    (known) =>
      known.length >= SHORTEST_TYPO &&
      (known[0] === word[0] || (known[0] === word[1] && known[1] === word[0])),
  );
  return nearestWords(word, alike, word.length < LONG_WORD ? 1 : 2);
}

/** For "Did you mean …?": names that share a word, or nearly; among those the ones with the nearest numbers. */
export function nearestModels(index: NameIndex, tokens: readonly Token[]): Model[] {
  const words = tokens.filter((token) => token.kind === "word");
  const long = words.filter((token) => token.text.length > 1);
  const weights = new Map<string, number>();
  for (const { text } of long.length > 0 ? long : words) {
    for (const [word, weight] of likeWords(index, text)) weights.set(word, weight);
  }
  const spellings = new Set([...weights.keys()].flatMap((word) => index.byToken.get(word) ?? []));
  const numerals = tokens.filter((token) => token.kind !== "word");
  const scores = new Map<Model, number>();
  for (const { model, tokens: named, abbreviable } of spellings) {
    if (!abbreviable) continue;
    const shared = named.reduce((sum, token) => sum + (weights.get(token.text) ?? 0), 0);
    const near = numerals.reduce((sum, typed) => sum + nearness(typed, named), 0);
    const score = shared + near - named.length / 20;
    scores.set(model, Math.max(score, scores.get(model) ?? Number.NEGATIVE_INFINITY));
  }
  const ranked = [...scores].sort(([, a], [, b]) => b - a);
  return ranked.slice(0, MOST_NEAREST).map(([model]) => model);
}

/** 1 for the same number, less the further away the nearest one is. */
function nearness(typed: Token, named: readonly Token[]): number {
  const value = Number.parseFloat(typed.text);
  const ratios = named
    .filter((token) => token.kind === typed.kind && unitOf(token) === unitOf(typed))
    .map((token) => Math.abs(Math.log(Number.parseFloat(token.text) / value)));
  return ratios.length === 0 ? 0 : 1 / (1 + 4 * Math.min(...ratios));
}

function unitOf(token: Token): string {
  return token.text.replace(/[\d.]+/g, "");
}

function likeWords(index: NameIndex, word: string): [string, number][] {
  if (VARIANT_WORDS.has(word)) return [[word, 0.5]];
  if (index.words.has(word)) return [[word, index.organisationWords.has(word) ? 1.5 : 2]];
  const limit = word.length < SHORTEST_TYPO ? 1 : 2;
  const nearest = nearestWords(word, index.words, limit);
  return nearest.filter((known) => known.length > 2).map((known) => [known, 1]);
}
