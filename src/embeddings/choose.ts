import { type Coverage, guessLanguage } from "./guess-language.ts";
import { CONCEPT_LANGUAGES, type Language } from "./languages.ts";
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

/** Which local model suits some texts, and what was seen of them. */
export interface LocalChoice {
  model: LocalModel;
  /** What most of the texts are in, where that is not English. */
  language?: Language;
  /** All are of a word or two. */
  short: boolean;
  /** Texts without any word that the table has; of many texts, of the first hundred. */
  unknown: string[];
  lookedAt: number;
}

/**
 * Which local model suits the texts: words where most are of a word or two that the table knows, the dictionary where most
 * are in another language, sentences otherwise. A single word that English knows ("die", "come") counts as English unless
 * another language knows more of the list. `mostKnown` is the share that the table has to know, 0 to 1.
 */
export function chooseLocal(
  texts: readonly string[],
  { table, coverage, mostKnown = MOST_KNOWN }: { table: WordTable; coverage: Coverage; mostKnown?: number },
): LocalChoice {
  const few = texts.slice(0, LOOKED_AT);
  const lengths = few.map((text) => text.trim().split(/\s+/).length);
  const known = few.map((text) => englishWords(text).some((word) => knowsWord(table, word)));
  const short = lengths.every((length) => length <= FEW_WORDS);
  const languages = few.map((text, at) => {
    if (known[at] && lengths[at] === 1) return "en";
    return guessLanguage(text) ?? (known[at] ? "en" : guessLanguage(text, coverage));
  });
  const unknown = few.filter((_, at) => !known[at]);
  const language =
    foreignOf(languages) ?? (short && unknown.length > 0 ? betterKnown(few, coverage) : undefined);
  const suits = short && few.length - unknown.length >= mostKnown * few.length;
  return {
    model: language !== undefined ? "concepts" : suits ? "words" : "sentences",
    ...(language === undefined ? {} : { language }),
    short,
    unknown,
    lookedAt: few.length,
  };
}

/** The commonest language where most texts are in other languages than English. */
function foreignOf(languages: readonly (Language | undefined)[]): Language | undefined {
  const counts = new Map<Language, number>();
  for (const language of languages)
    if (language !== undefined && language !== "en") counts.set(language, (counts.get(language) ?? 0) + 1);
  const foreign = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (foreign * 2 <= languages.length) return undefined;
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** The language whose dictionary has nearly all of a list of words, and more of them than English. */
function betterKnown(texts: readonly string[], coverage: Coverage): Language | undefined {
  const knownIn = (language: Language): number =>
    texts.filter((text) => coverage(text, language) === 1).length;
  const [best] = CONCEPT_LANGUAGES.map((language) => ({ language, count: knownIn(language) })).sort(
    (a, b) => b.count - a.count,
  );
  if (best === undefined || best.count < MOST_KNOWN * texts.length) return undefined;
  return best.count > knownIn("en") ? best.language : undefined;
}
