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
  /** Most of the texts are in other languages than English. */
  foreign: boolean;
  /** What most of the texts are in, where that is one other language. */
  language?: Language;
  /** All are of a word or two. */
  short: boolean;
  /** Texts without any word that the table has; of many texts, among a hundred of them. */
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
  const step = Math.ceil(texts.length / LOOKED_AT);
  const few = texts.filter((_, at) => at % step === 0);
  const lengths = few.map((text) => text.trim().split(/\s+/).length);
  const known = few.map((text) => englishWords(text).some((word) => knowsWord(table, word)));
  const short = lengths.every((length) => length <= FEW_WORDS);
  const languages = few.map((text, at) => {
    if (known[at] && lengths[at] === 1) return "en";
    return guessLanguage(text) ?? (known[at] ? "en" : guessLanguage(text, coverage));
  });
  const unknown = few.filter((_, at) => !known[at]);
  const better = short && unknown.length > 0 ? betterKnown(few, coverage) : undefined;
  const others = languages.flatMap((language) =>
    language === undefined || language === "en" ? [] : language,
  );
  const foreign = better !== undefined || others.length * 2 > few.length;
  const language = better ?? mostOf(others, few.length);
  const suits = short && few.length - unknown.length >= mostKnown * few.length;
  return {
    model: foreign ? "concepts" : suits ? "words" : "sentences",
    foreign,
    ...(language === undefined ? {} : { language }),
    short,
    unknown,
    lookedAt: few.length,
  };
}

/** The language of more than half of so many texts. */
const mostOf = (languages: readonly Language[], count: number): Language | undefined =>
  languages.find((one) => languages.filter((other) => other === one).length * 2 > count);

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
