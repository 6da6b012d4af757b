/** What the concept dictionary covers besides English. */
export const CONCEPT_LANGUAGES = ["de", "fr", "es", "it", "pt", "nl", "pl", "ru", "ja", "zh"] as const;

export type ConceptLanguage = (typeof CONCEPT_LANGUAGES)[number];
export type Language = ConceptLanguage | "en";

/** English first. */
export const LANGUAGES: readonly Language[] = ["en", ...CONCEPT_LANGUAGES];

/** Endings are cut off words that are longer than this; words of these languages are short as they are. */
const STEM_LENGTH: Readonly<Partial<Record<Language, number>>> = { ru: 5, pl: 5 };
const USUAL_STEM_LENGTH = 6;
const UNINFLECTED: ReadonlySet<Language> = new Set(["ja", "zh"]);

const segmenters = new Map<Language, Intl.Segmenter>();

function segmenterOf(language: Language): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: "word" });
  segmenters.set(language, known);
  return known;
}

/** The segmenter copies its whole input for every word it finds, so it is given little at a time. */
const MOST_AT_ONCE = 200;

/** The words of a text in lower case, as this language separates them; numbers count as words. */
export function wordsIn(text: string, language: Language): string[] {
  const segmenter = segmenterOf(language);
  const found: string[] = [];
  for (const part of text.normalize("NFKC").toLocaleLowerCase(language).split(/\s+/))
    for (let at = 0; at < part.length; at += MOST_AT_ONCE)
      for (const { segment, isWordLike } of segmenter.segment(part.slice(at, at + MOST_AT_ONCE)))
        if (isWordLike === true) found.push(segment);
  return found;
}

/** A word without its ending, so that inflected forms meet: its first letters, a crude stem that needs no rules of grammar. */
export function stemOf(word: string, language: Language): string {
  if (UNINFLECTED.has(language)) return word;
  return word.slice(0, STEM_LENGTH[language] ?? USUAL_STEM_LENGTH);
}
