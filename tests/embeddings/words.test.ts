import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packWords } from "../../src/embeddings/bake/words.ts";
import { loadWords } from "../../src/embeddings/data-files.ts";
import {
  analogy,
  englishWords,
  knowsWord,
  nearestWords,
  openWords,
  textVector,
  vectorOf,
} from "../../src/embeddings/words.ts";
import { cosine, norm } from "../../src/labs/vectors.ts";

const table = loadWords();
const COURSE =
  "banana basketball bicycle building car castle cherry house soccer strawberry tennis truck".split(" ");

describe("the course's words", () => {
  test("apple's nearest three of the twelve are the fruits", () => {
    const apple = vectorOf(table, "apple") ?? [];
    const near = COURSE.map((word) => ({ word, near: cosine(apple, vectorOf(table, word) ?? []) ?? -1 }));
    const three = near.sort((a, b) => b.near - a.near).slice(0, 3);
    expect(three.map(({ word }) => word).sort()).toEqual(["banana", "cherry", "strawberry"]);
  });

  test("every one has its own kind nearest", () => {
    const kinds = [
      "banana cherry strawberry",
      "basketball soccer tennis",
      "building castle house",
      "bicycle car truck",
    ];
    for (const kind of kinds)
      for (const word of kind.split(" ")) {
        const others = COURSE.filter((other) => other !== word);
        const near = (other: string): number =>
          cosine(vectorOf(table, word) ?? [], vectorOf(table, other) ?? []) ?? -1;
        const nearest = others.reduce((best, other) => (near(other) > near(best) ? other : best));
        expect(kind.split(" ")).toContain(nearest);
      }
  });
});

describe("neighbours and analogies", () => {
  test.each([
    ["king", "man", "woman", "queen"],
    ["paris", "france", "italy", "rome"],
    ["madrid", "spain", "russia", "moscow"],
    ["berlin", "germany", "japan", "tokyo"],
  ])("%s − %s + %s = %s", (from, minus, plus, answer) => {
    expect(analogy(table, { from, minus, plus })?.[0]?.word).toBe(answer);
  });

  test("the words asked for are not among the answers, whatever their capitals", () => {
    const found = analogy(table, { from: "King", minus: "MAN", plus: "woman" }, 20) ?? [];
    expect(found).toHaveLength(20);
    expect(found.map(({ word }) => word)).not.toEqual(expect.arrayContaining(["king"]));
    expect(analogy(table, { from: "king", minus: "zzzzxy", plus: "woman" })).toBeUndefined();
  });

  test("neighbours come nearest first, and a word's nearest is itself", () => {
    const near = nearestWords(table, vectorOf(table, "banana") ?? new Float32Array(), { count: 8 });
    expect(near[0]?.word).toBe("banana");
    expect(near[0]?.cosine).toBeCloseTo(1, 5);
    expect(near.map((one) => one.cosine)).toEqual(near.map((one) => one.cosine).sort((a, b) => b - a));
    expect(nearestWords(table, new Float32Array(100), { count: 3 })).toEqual([]);
  });
});

describe("texts", () => {
  test("a text's vector has length 1, or is zeros where nothing is known", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const words = englishWords(text);
        const isKnown = words.some((word) => knowsWord(table, word));
        expect(norm(textVector(table, words))).toBeCloseTo(isKnown ? 1 : 0, 5);
      }),
    );
    expect(norm(textVector(table, ["__proto__", "constructor()", ""]))).toBe(0);
  });

  test("rare words count more", () => {
    const near = (word: string): number =>
      cosine(textVector(table, ["the", "strawberry"]), vectorOf(table, word) ?? []) ?? 0;
    expect(near("strawberry")).toBeGreaterThan(0.95);
    expect(near("the")).toBeLessThan(0.5);
  });

  test("words are cut and lowered", () => {
    expect(englishWords("The King’s 3 models: don't panic!")).toEqual([
      "the",
      "king",
      "models",
      "don't",
      "panic",
    ]);
  });

  test("a long text without a space does not stop the program", () => {
    const start = performance.now();
    englishWords("a".repeat(300_000));
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

test("the commonest words and the needed ones are kept, in order and without what has no letter", () => {
  const numbers = (first: number): number[] => [...Array.from({ length: 99 }, () => 0.5), first, 5, 0];
  const source = {
    words: [",", "the", "banana", "1999", "zebra"],
    vectors: { ",": numbers(1), the: numbers(2), banana: numbers(-3), "1999": numbers(4), zebra: numbers(0) },
  };
  const small = openWords(packWords(source, new Set(["zebra", "unknown"])));
  expect(small.words).toEqual(["the", "banana", "zebra"]);
  expect(vectorOf(small, "banana")?.[99]).toBeCloseTo(-3, 5);
  expect(small.weights[0]).toBeLessThan(small.weights[2] ?? 0);
  expect(packWords(source, new Set())).toEqual(packWords(source, new Set()));
});
