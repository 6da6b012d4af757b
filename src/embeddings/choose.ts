import { guessLanguage } from "./guess-language.ts";
import { englishWords, knowsWord, type WordTable } from "./words.ts";

/** Models that run here. */
export const LOCAL_MODELS = ["words", "sentences", "concepts"] as const;
export type LocalModel = (typeof LOCAL_MODELS)[number];

/** What a person can ask for; "auto" is the configured model, else the best of those that run here. */
export const MODEL_CHOICES = ["auto", ...LOCAL_MODELS, "cohere", "openai", "transformers"] as const;
export type ModelChoice = (typeof MODEL_CHOICES)[number];

/** A text of so many words is looked up word by word. */
const FEW_WORDS = 2;
const MOST_KNOWN = 0.8;
/** Of many texts some tell. */
const LOOKED_AT = 100;

/**
 * Which local model suits the texts: words where all are of a word or two that the table knows, the dictionary where most
 * are in another language, sentences otherwise. A single word that English knows ("die", "come") counts as English.
 */
export function localModelFor(texts: readonly string[], table: WordTable): LocalModel {
  const few = texts.slice(0, LOOKED_AT);
  const lengths = few.map((text) => text.trim().split(/\s+/).length);
  const known = few.map((text) => englishWords(text).some((word) => knowsWord(table, word)));
  const foreign = few.filter(
    (text, at) => !(known[at] && lengths[at] === 1) && (guessLanguage(text) ?? "en") !== "en",
  );
  if (foreign.length * 2 > few.length) return "concepts";
  const enough = known.filter(Boolean).length >= MOST_KNOWN * few.length;
  return enough && lengths.every((length) => length <= FEW_WORDS) ? "words" : "sentences";
}
