import { nearestWords } from "./edit-distance.ts";
import type { Model } from "./model.ts";
import type { NameIndex } from "./name-index.ts";
import type { Token } from "./name-tokens.ts";
import { recut } from "./readings.ts";

/** Real models outside the registry that are a slip or two away from one in it: never taken for a typo. */
const OTHER_MODELS: ReadonlySet<string> = new Set(
  "albert bart bertweet bloomz codestral deberta electra galactica llava llemma magistral mamba mathstral mbert mbart ministral moonlight olmoe palmyra pixtral starcoder vicuna voxtral".split(
    " ",
  ),
);

const SHORTEST_TYPO = 4;
const LONG_WORD = 9;
const MOST_READINGS = 6;
const MOST_NEAREST = 5;

/** What may have been meant by misspelt words; nothing where a word is like none. Numbers stay as they are. */
export function correctionsOf(index: NameIndex, tokens: readonly Token[]): Token[][] {
  let readings: Token[][] = [[]];
  let changed = false;
  for (const token of tokens) {
    const meant = token.kind === "word" && !isKnown(index, token.text) ? slips(index, token.text) : [token.text];
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
      known.length >= SHORTEST_TYPO && (known[0] === word[0] || (known[0] === word[1] && known[1] === word[0])),
  );
  return nearestWords(word, alike, word.length < LONG_WORD ? 1 : 2);
}

/** For "Did you mean …?": names that share a word, or nearly, and then numbers. */
export function nearestModels(index: NameIndex, tokens: readonly Token[]): Model[] {
  const scores = new Map<Model, number>();
  const numbers = new Set(tokens.filter((token) => token.kind !== "word").map((token) => token.text));
  for (const token of tokens) {
    if (token.kind !== "word" || token.text.length < 2) continue;
    for (const [word, weight] of likeWords(index, token.text)) {
      for (const spelling of index.byToken.get(word) ?? []) {
        const shared = spelling.tokens.filter((other) => numbers.has(other.text)).length;
        const score = weight + shared / 2 - spelling.tokens.length / 20;
        scores.set(spelling.model, Math.max(score, scores.get(spelling.model) ?? Number.NEGATIVE_INFINITY));
      }
    }
  }
  return [...scores]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_NEAREST)
    .map(([model]) => model);
}

function likeWords(index: NameIndex, word: string): [string, number][] {
  if (index.words.has(word)) return [[word, 2]];
  const limit = word.length < SHORTEST_TYPO ? 1 : 2;
  return nearestWords(word, index.words, limit)
    .filter((known) => known.length > 2)
    .map((known) => [known, 1]);
}
