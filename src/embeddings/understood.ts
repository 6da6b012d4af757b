import { type ConceptDictionary, conceptsIn, coverageOf, valenceIn } from "./concepts.ts";
import { guessLanguage } from "./guess-language.ts";
import type { Language } from "./languages.ts";
import type { EmbeddingProvider } from "./provider.ts";
import { englishWords, knowsWord, type WordTable } from "./words.ts";

/** What a model that runs here makes of one text. */
export interface Understood {
  text: string;
  /** How much of the text's words the model knows, 0 to 1; 0 for a text without words. */
  share: number;
  /** The words it goes by, in English, each once. */
  known: readonly string[];
  /** English words, or what passes for them, that it does not know; empty for texts in other languages. */
  unknown: readonly string[];
}

export interface Vocabulary {
  dictionary: ConceptDictionary;
  table: WordTable;
}

/** One letter or a contraction ("I", "don't"): the table lacks them all, and says nothing about a text by that. */
const PARTICLE = /^(?:[a-z]|[a-z]+['’][a-z]+)$/;

/**
 * How much of a text a model that runs here knows; null for all others, who do not say. The sentence model reads any letters, in
 * pieces: what it can know of them is judged by the word table.
 */
export function understoodOf(
  { id }: Pick<EmbeddingProvider, "id">,
  text: string,
  vocabulary: Vocabulary,
): Understood | null {
  const coverage = (part: string, language: Language): number => coverageOf(vocabulary, part, language);
  const language = guessLanguage(text, coverage) ?? "en";
  if (id === "local-words") return english(text, { ...vocabulary, language });
  if (id === "local-sentences") return english(text, { ...vocabulary, language, readsParticles: true });
  if (id !== "local-concepts") return null;
  return language === "en"
    ? english(text, { ...vocabulary, language })
    : translated(text, language, vocabulary);
}

function english(
  text: string,
  how: { table: WordTable; language: Language; readsParticles?: boolean },
): Understood {
  const { table, language, readsParticles = false } = how;
  const all = englishWords(text);
  const telling = all.filter((word) => !PARTICLE.test(word) || knowsWord(table, word));
  const known = telling.filter((word) => knowsWord(table, word));
  const unknown = telling.filter((word) => !knowsWord(table, word));
  if (telling.length === 0 && readsParticles) known.push(...all);
  return {
    text,
    share: known.length / Math.max(1, known.length + unknown.length),
    known: [...new Set(known)],
    unknown: language === "en" ? [...new Set(unknown)] : [],
  };
}

/** A text of which the dictionary knows no word may still have one in the list of good and bad ones. */
function translated(text: string, language: Language, vocabulary: Vocabulary): Understood {
  const { dictionary } = vocabulary;
  const share = coverageOf(vocabulary, text, language);
  const words = conceptsIn(dictionary, text, language).flatMap(({ english: [first] }) => first ?? []);
  const valence = words.length > 0 ? 0 : valenceIn(dictionary, text, language);
  const tone = valence === 0 ? [] : [valence > 0 ? "something good" : "something bad"];
  return { text, share, known: [...new Set([...words, ...tone])], unknown: [] };
}
