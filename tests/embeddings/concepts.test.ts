import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Annotations,
  englishKeywords,
  packConcepts,
  packValence,
} from "../../src/embeddings/bake/concepts.ts";
import {
  conceptsIn,
  conceptVector,
  coverageOf,
  openConcepts,
  valenceIn,
} from "../../src/embeddings/concepts.ts";
import { loadConcepts, loadWords } from "../../src/embeddings/data-files.ts";
import { guessLanguage } from "../../src/embeddings/guess-language.ts";
import { CONCEPT_LANGUAGES, type Language, wordsIn } from "../../src/embeddings/languages.ts";
import { cosine, norm } from "../../src/labs/vectors.ts";

const parts = { dictionary: loadConcepts(), table: loadWords() };
const { dictionary } = parts;

describe("the dictionary", () => {
  test.each<[Language, string, string]>([
    ["de", "Apfel", "apple"],
    ["fr", "fraise", "strawberry"],
    ["es", "castillo", "castle"],
    ["it", "mela", "apple"],
    ["pt", "maçã", "apple"],
    ["nl", "aardbei", "strawberry"],
    ["pl", "rower", "bicycle"],
    ["ru", "вишня", "cherry"],
    ["ja", "りんご", "apple"],
    ["zh", "香蕉", "banana"],
  ])("%s %s is %s", (language, word, english) => {
    expect(conceptsIn(dictionary, word, language).flatMap((one) => one.english)).toContain(english);
  });

  test("inflected forms are found by their beginnings, exact ones first", () => {
    expect(conceptsIn(dictionary, "Еда и книги", "ru").map(({ words }) => words)).toContain("книги");
    expect(conceptsIn(dictionary, "aardbeving", "nl")[0]?.english[0]).toBe("earthquake");
  });

  test("valence is of words and a few phrases: another no is not heard", () => {
    expect(valenceIn(dictionary, "Das ist schrecklich.", "de")).toBeLessThan(0);
    expect(valenceIn(dictionary, "素晴らしい休暇でした。", "ja")).toBeGreaterThan(0);
    expect(valenceIn(dictionary, "not good", "en")).toBeLessThan(0);
    expect(valenceIn(dictionary, "This is never wonderful.", "en")).toBeGreaterThan(0);
    expect(valenceIn(dictionary, "", "fr")).toBe(0);
  });
});

describe("vectors", () => {
  test("a sentence is nearer to its translation than to another", () => {
    const english = conceptVector(parts, "Will it snow tomorrow?", "en");
    const near = (text: string, language: Language): number =>
      cosine(english, conceptVector(parts, text, language)) ?? 0;
    expect(near("Завтра будет снег?", "ru")).toBeGreaterThan(near("Я хочу пиццу и пиво.", "ru"));
    expect(near("Wird es morgen schneien?", "de")).toBeGreaterThan(near("Ich möchte eine Pizza.", "de"));
  });

  test("any text in any language has length 1 or nothing", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.constantFrom<Language>("en", ...CONCEPT_LANGUAGES),
        (text, language) => {
          const length = norm(conceptVector(parts, text, language));
          expect(Math.min(length, Math.abs(length - 1))).toBeLessThan(1e-5);
        },
      ),
    );
  });
});

describe("guessing the language", () => {
  const guess = (text: string): Language | undefined =>
    guessLanguage(text, (part, one) => coverageOf(parts, part, one));

  test.each([
    ["en", "Where can I eat fish and rice?"],
    ["de", "Die Schule ist neu."],
    ["fr", "Le film était très beau."],
    ["es", "Tuvimos unas vacaciones maravillosas."],
    ["it", "Mi piace questo film."],
    ["pt", "O hotel estava sujo e barulhento."],
    ["nl", "Ik hou van deze film."],
    ["pl", "To jedzenie było okropne."],
    ["ru", "Я люблю этот фильм."],
    ["ja", "この映画が大好きです。"],
    ["zh", "我喜欢这部电影。"],
  ])("%s: %s", (language, text) => {
    expect(guess(text)).toBe(language);
  });

  test("nothing speaks for a language of another script, or of none", () => {
    expect([guess(""), guess("12 + 7"), guessLanguage("สวัสดี"), guessLanguage("apple")]).toEqual(
      Array.from({ length: 4 }),
    );
  });
});

describe("making the dictionary", () => {
  const annotations = (entries: Record<string, [string[], string]>): Annotations => ({
    annotations: {
      annotations: Object.fromEntries(
        Object.entries(entries).map(([symbol, [keywords, name]]) => [
          symbol,
          { default: keywords, tts: [name] },
        ]),
      ),
    },
  });
  const english = annotations({
    "🍎": [["apple", "fruit"], "red apple"],
    "🍌": [["fruit"], "banana"],
    "🚗": [["car"], "car"],
  });
  const german = annotations({
    "🍎": [["Apfel", "Obst"], "roter Apfel"],
    "🍌": [["Obst"], "Banane"],
    "🚗": [["Wagen"], "Auto"],
  });
  const keywords = englishKeywords(english, (word) => word !== "car");

  test("words meet where they stand by the same symbols, names of the same symbol first", () => {
    const packed = {
      ...packConcepts(keywords, new Map([["de", german]])),
      ...packValence(new Map([["de", {}]])),
    };
    const made = openConcepts(packed);
    const of = (word: string): readonly string[] => conceptsIn(made, word, "de")[0]?.english ?? [];
    expect(of("Obst")[0]).toBe("fruit");
    expect(of("Banane")[0]).toBe("banana");
    expect(of("roter Apfel")[0]).toBe("red apple");
    expect(of("Wagen")).toEqual([]);
  });

  test("words that meet in lower case share the mean of their valences; untranslated ones are left out", () => {
    const packed = packValence(
      new Map<Language, Record<string, number>>([
        ["de", { Gut: 3, gut: 2 }],
        ["ja", { rageful: -2 }],
      ]),
    );
    expect(packed["de.valence.keys"]).toEqual(["gut"]);
    expect([...((packed["de.valence"] as Int8Array) ?? [])]).toEqual([25]);
    expect(packed["ja.valence.keys"]).toEqual([]);
  });
});

test("text without spaces is cut in reasonable time", () => {
  const start = performance.now();
  expect(wordsIn("日本語".repeat(20_000), "ja").length).toBeGreaterThan(1_000);
  expect(performance.now() - start).toBeLessThan(5_000);
});
