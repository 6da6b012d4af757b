import { type Language, stemOf, wordsIn } from "./languages.ts";
import { int8, type Packed, uint16, words } from "./packed.ts";
import { knowsWord, textVector, type WordTable } from "./words.ts";

/** How many numbers a concept vector has: a word vector's, and the valence. */
export const CONCEPT_DIMENSION = 101;

/** Looks up words of one language, separated by spaces: as they are, else by their stems. */
type LookUp<Value> = (words: readonly string[]) => Value | undefined;

interface Entries {
  english: LookUp<readonly string[]>;
  /** −5 very negative to 5 very positive. */
  valence: LookUp<number>;
}

/** A dictionary made of the names of emoji: what stands by the same symbols in two languages means much the same. */
export interface ConceptDictionary {
  packed: Packed;
  /** The languages that were asked for so far. */
  opened: Map<Language, Entries>;
}

/** A part of a text that the dictionary knows. */
export interface Concept {
  words: string;
  /** One or two English keywords. */
  english: readonly string[];
}

const MOST_WORDS = 3;
const NO_WORD = 65_535;
/** How much the valence counts beside a word vector of length 1. */
const VALENCE_WEIGHT = 0.5;

export const openConcepts = (packed: Packed): ConceptDictionary => ({ packed, opened: new Map() });

function entriesOf({ packed, opened }: ConceptDictionary, language: Language): Entries {
  const known = opened.get(language);
  if (known !== undefined) return known;
  const entries = { english: englishOf(packed, language), valence: valenceOf(packed, language) };
  opened.set(language, entries);
  return entries;
}

/** What the dictionary knows of a text, the longest phrases first where several fit. English needs no dictionary. */
export function conceptsIn(dictionary: ConceptDictionary, text: string, language: Language): Concept[] {
  const all = wordsIn(text, language);
  if (language === "en") return all.map((word) => ({ words: word, english: [word] }));
  return walk(all, entriesOf(dictionary, language).english).map(({ found, words }) => ({
    words,
    english: found,
  }));
}

/** The share of a text's words that the dictionary knows, 0 to 1; of English ones, those with a vector. */
export function coverageOf(
  { dictionary, table }: { dictionary: ConceptDictionary; table: WordTable },
  text: string,
  language: Language,
): number {
  const all = wordsIn(text, language);
  if (all.length === 0) return 0;
  const known =
    language === "en"
      ? all.filter((word) => knowsWord(table, word))
      : conceptsIn(dictionary, text, language).flatMap((concept) => concept.words.split(" "));
  return known.length / all.length;
}

/** The mean valence of a text's words, −1 to 1; 0 where the list knows none. Word by word: but for a few listed phrases ("not good") a no is not heard. */
export function valenceIn(dictionary: ConceptDictionary, text: string, language: Language): number {
  const found = walk(wordsIn(text, language), entriesOf(dictionary, language).valence);
  if (found.length === 0) return 0;
  return found.reduce((sum, one) => sum + one.found, 0) / found.length / 5;
}

/** A text as a vector of length 1 (zeros where nothing is known): the mean of its English concepts, and its valence. */
export function conceptVector(
  { dictionary, table }: { dictionary: ConceptDictionary; table: WordTable },
  text: string,
  language: Language,
): Float32Array {
  const english = conceptsIn(dictionary, text, language).flatMap((one) => one.english);
  const vector = new Float32Array(CONCEPT_DIMENSION);
  vector.set(
    textVector(
      table,
      english.flatMap((phrase) => phrase.split(" ")),
    ),
  );
  vector[CONCEPT_DIMENSION - 1] = VALENCE_WEIGHT * valenceIn(dictionary, text, language);
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((number) => number / length);
}

function walk<Found>(all: readonly string[], look: LookUp<Found>): { words: string; found: Found }[] {
  const result: { words: string; found: Found }[] = [];
  for (let at = 0; at < all.length; ) {
    let taken = 1;
    for (let size = Math.min(MOST_WORDS, all.length - at); size > 0; size -= 1) {
      const part = all.slice(at, at + size);
      const found = look(part);
      if (found === undefined) continue;
      result.push({ words: part.join(" "), found });
      taken = size;
      break;
    }
    at += taken;
  }
  return result;
}

/** Of words with one stem the shortest answers for it: endings make words longer. */
function lookUp<Value>(entries: readonly (readonly [string, Value])[], language: Language): LookUp<Value> {
  const exact = new Map(entries);
  const stem = (all: readonly string[]): string => all.map((word) => stemOf(word, language)).join(" ");
  const byStem = new Map<string, Value>();
  for (const [key, value] of [...entries].sort(([a], [b]) => b.length - a.length))
    byStem.set(stem(key.split(" ")), value);
  return (all) => exact.get(all.join(" ")) ?? byStem.get(stem(all));
}

function englishOf(packed: Packed, language: Language): Entries["english"] {
  if (packed[`${language}.keys`] === undefined) return () => undefined;
  const phrases = words(packed, "english");
  const numbers = uint16(packed, `${language}.english`);
  const entries = words(packed, `${language}.keys`).map((key, at): [string, string[]] => {
    const answers = [numbers[2 * at] ?? NO_WORD, numbers[2 * at + 1] ?? NO_WORD];
    return [key, answers.filter((number) => number !== NO_WORD).map((number) => phrases[number] ?? "")];
  });
  return lookUp(entries, language);
}

function valenceOf(packed: Packed, language: Language): Entries["valence"] {
  const tenths = int8(packed, `${language}.valence`);
  const entries = words(packed, `${language}.valence.keys`).map((key, at): [string, number] => [
    key,
    (tenths[at] ?? 0) / 10,
  ]);
  return lookUp(entries, language);
}
