import { type Language, wordsIn } from "../languages.ts";
import type { Packed } from "../packed.ts";

/** A language's file of `cldr-annotations-full`: for each symbol its keywords and its name. */
export interface Annotations {
  annotations: {
    annotations: Readonly<Record<string, { default?: readonly string[]; tts?: readonly string[] }>>;
  };
}

/** No second (or no) English word. */
export const NO_WORD = 65_535;
const ANSWERS = 2;
/** Two words name the same thing if they stand by nearly the same symbols: twice the common ones by all of both. */
const LEAST_OVERLAP = 0.15;
const MOST_WORDS = 3;

/** What counts besides for a keyword that is the whole name of a common symbol in both languages. */
const SAME_NAME = 0.5;

/** The symbols that a keyword stands by, and those whose name it is. */
interface Standing {
  symbols: Set<string>;
  names: Set<string>;
}

type Keywords = ReadonlyMap<string, Standing>;

const keyOf = (text: string, language: Language): string => wordsIn(text, language).join(" ");

/** English keywords by the symbols they stand by; only those whose words have vectors. */
export function englishKeywords(english: Annotations, hasVector: (word: string) => boolean): Keywords {
  const all = keywordsOf(english, "en");
  return new Map([...all].filter(([phrase]) => phrase.split(" ").every(hasVector)));
}

/** For each language its keys, and for each key one or two numbers of English keywords. */
export function packConcepts(english: Keywords, others: ReadonlyMap<Language, Annotations>): Packed {
  const phrases = [...english.keys()].sort();
  const numberOf = new Map(phrases.map((phrase, number) => [phrase, number]));
  const bySymbol = new Map<string, string[]>();
  for (const [phrase, { symbols }] of english)
    for (const symbol of symbols) bySymbol.set(symbol, [...(bySymbol.get(symbol) ?? []), phrase]);
  const packed: Packed = { english: phrases };
  for (const [language, annotations] of others) {
    const entries = [...keywordsOf(annotations, language)]
      .map(([key, standing]) => ({ key, answers: bestOf(standing, english, bySymbol) }))
      .filter(({ answers }) => answers.length > 0)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    packed[`${language}.keys`] = entries.map(({ key }) => key);
    packed[`${language}.english`] = Uint16Array.from(
      entries.flatMap(({ answers }) =>
        Array.from({ length: ANSWERS }, (_, at) => numberOf.get(answers[at] ?? "") ?? NO_WORD),
      ),
    );
  }
  return packed;
}

function keywordsOf({ annotations: { annotations } }: Annotations, language: Language): Keywords {
  const result = new Map<string, Standing>();
  for (const [symbol, { default: keywords = [], tts = [] }] of Object.entries(annotations))
    for (const keyword of new Set([...keywords, ...tts])) {
      const key = keyOf(keyword, language);
      if (key === "" || key.split(" ").length > MOST_WORDS) continue;
      const standing = result.get(key) ?? { symbols: new Set(), names: new Set() };
      standing.symbols.add(symbol);
      if (tts.includes(keyword)) standing.names.add(symbol);
      result.set(key, standing);
    }
  return result;
}

function bestOf(
  { symbols, names }: Standing,
  english: Keywords,
  bySymbol: ReadonlyMap<string, string[]>,
): string[] {
  const common = new Map<string, number>();
  for (const symbol of symbols)
    for (const phrase of bySymbol.get(symbol) ?? []) common.set(phrase, (common.get(phrase) ?? 0) + 1);
  return [...common]
    .map(([phrase, count]) => {
      const other = english.get(phrase);
      const overlap = (2 * count) / (symbols.size + (other?.symbols.size ?? 0));
      const isSameName = [...names].some((symbol) => other?.names.has(symbol) === true);
      return { phrase, overlap: isSameName ? overlap + SAME_NAME : overlap };
    })
    .filter(({ overlap }) => overlap >= LEAST_OVERLAP)
    .sort(
      (a, b) => b.overlap - a.overlap || a.phrase.length - b.phrase.length || (a.phrase < b.phrase ? -1 : 1),
    )
    .slice(0, ANSWERS)
    .map(({ phrase }) => phrase);
}

/** The words of a valence list (−5 very negative to 5 very positive) under the same keys; of words that meet, the mean. */
export function packValence(lists: ReadonlyMap<Language, Readonly<Record<string, number>>>): Packed {
  const packed: Packed = {};
  for (const [language, list] of lists) {
    const found = new Map<string, number[]>();
    for (const [word, valence] of Object.entries(list)) {
      const key = keyOf(word, language);
      if (key === "" || key.split(" ").length > MOST_WORDS || isForeign(key, language)) continue;
      found.set(key, [...(found.get(key) ?? []), valence]);
    }
    const keys = [...found.keys()].sort();
    packed[`${language}.valence.keys`] = keys;
    packed[`${language}.valence`] = Int8Array.from(keys, (key) =>
      Math.round(10 * mean(found.get(key) ?? [])),
    );
  }
  return packed;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/** The lists are translated by machine and keep English words that it could not translate. */
const isForeign = (key: string, language: Language): boolean =>
  (language === "ja" || language === "zh" || language === "ru") && /[a-z]/.test(key);
