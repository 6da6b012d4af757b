import { englishWords, knowsWord, type WordTable } from "./words.ts";

/** Models that run here. */
export const LOCAL_MODELS = ["words", "sentences", "concepts"] as const;
export type LocalModel = (typeof LOCAL_MODELS)[number];

/** What a person can ask for; "auto" is the configured model, else the best of those that run here. */
export const MODEL_CHOICES = ["auto", ...LOCAL_MODELS, "cohere", "openai"] as const;
export type ModelChoice = (typeof MODEL_CHOICES)[number];

/** A text of so many words is looked up word by word. */
const FEW_WORDS = 2;
const MOST_KNOWN = 0.8;
/** Of many texts some tell. */
const LOOKED_AT = 100;

/**
 * Which local model suits the texts: words where all are of a word or two that the table knows, the dictionary where most are
 * in another language that it has, sentences otherwise. `languageOf` gives "en" or undefined for English.
 */
export function localModelFor(
  texts: readonly string[],
  table: WordTable,
  languageOf: (text: string) => string | undefined,
): LocalModel {
  const few = texts.slice(0, LOOKED_AT);
  const known = few.filter((text) => englishWords(text).some((word) => knowsWord(table, word)));
  const short = few.every((text) => text.trim().split(/\s+/).length <= FEW_WORDS);
  if (short && known.length >= MOST_KNOWN * few.length) return "words";
  const foreign = few.filter((text) => (languageOf(text) ?? "en") !== "en");
  return foreign.length * 2 > few.length ? "concepts" : "sentences";
}
