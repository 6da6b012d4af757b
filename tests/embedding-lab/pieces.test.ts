import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COURSE_WORDS } from "../../src/embedding-lab/course-words.ts";
import { asGiven, decimals, significant, sumOf } from "../../src/embedding-lab/figures.ts";
import { foldedStrip } from "../../src/embedding-lab/folded-strip.ts";
import { guessedCosine, scoreOf, scoreWords } from "../../src/embedding-lab/guess.ts";
import { spellingsNear } from "../../src/embedding-lab/known-words.ts";
import { pairArrows } from "../../src/embedding-lab/pair-arrows.ts";
import { placeMap } from "../../src/embedding-lab/place-map.ts";
import {
  largestProducts,
  lengthWords,
  multiplication,
  productsFile,
} from "../../src/embedding-lab/products.ts";
import { pairOf } from "../../src/embedding-lab/similar-reply.ts";
import { asName } from "../../src/embedding-lab/wording.ts";
import { loadWords } from "../../src/embeddings/data-files.ts";
import { nearestWords, rankOf, signedSum, vectorOf } from "../../src/embeddings/words.ts";
import { angleInDegrees, cosine, distance, norm } from "../../src/labs/vectors.ts";

const table = loadWords();
const vector = (word: string): Float32Array => vectorOf(table, word) ?? new Float32Array(table.dimension);

test("numbers have a real minus sign, and what rounds to nothing has none", () => {
  expect([decimals(-1.234), decimals(-0.001), decimals(2, 3)]).toEqual(["−1.23", "0.00", "2.000"]);
  expect([asGiven(8), asGiven(-0.5), asGiven(1 / 3), asGiven(-0.0001)]).toEqual(["8", "−0.5", "0.333", "0"]);
  expect([0.004567, -2.4149, 1234.5, 0].map(significant)).toEqual(["0.00457", "−2.41", "1235", "0.00"]);
  expect(sumOf(["−6", "−2", "3"])).toBe("−6 − 2 + 3");
});

test("products are written out, of long vectors those that count most", () => {
  expect(multiplication([8, 2], [9, 1])).toBe("8 × 9 + 2 × 1 = 72 + 2 = 74");
  expect(multiplication([3, -1], [-2, 2])).toBe("3 × (−2) + (−1) × 2 = −6 − 2 = −8");
  expect(multiplication([3], [4])).toBe("3 × 4 = 12");
  const ones = Array.from({ length: 1_024 }, () => 1);
  expect(largestProducts(ones, ones)).toEqual([
    expect.stringMatching(/^Largest of 1,024 products: 1\.00 × 1\.00 = 1\.00 \(dimension 1\); /),
    "Dot product: 1.00 + 1.00 + 1.00 + 1021.000 (the other 1,021) = 1024",
  ]);
  const [a, b] = [
    [0.05, -0.0012, 0.03, -0.4, 0.2, 0.1, 0, 3],
    [0.06, 0.5, 0.02, 0.3, 0.25, 0.11, 1, 0.123456],
  ];
  expect(largestProducts(a, b)).toEqual([
    "Largest of 8 products: 3.00 × 0.123 = 0.370 (dimension 8); 0.200 × 0.250 = 0.0500 (dimension 5); 0.100 × 0.110 = 0.0110 (dimension 6)",
    "Most negative: (−0.400) × 0.300 = −0.120 (dimension 4); (−0.00120) × 0.500 = −0.000600 (dimension 2)",
    "Dot product: 0.370 + 0.0500 + 0.0110 − 0.120 − 0.000600 + 0.004 (the other 3) = 0.314",
  ]);
  const rows = productsFile({ text: "one, two", vector: a }, { text: "three", vector: b }).text.split("\r\n");
  expect(rows.slice(0, 3)).toEqual([
    'dimension,"one, two",three,product',
    "1,0.05,0.06,0.003",
    "2,-0.0012,0.5,-0.0006",
  ]);
  expect(rows).toHaveLength(10);
  expect(lengthWords([8, 2])).toBe("√(8² + 2²) = √68 = 8.246");
  expect(lengthWords([-3])).toBe("√((−3)²) = √9 = 3");
  expect(lengthWords(ones)).toBeUndefined();
});

test("a guess is a number from −1 to 1, with a point or a comma", () => {
  expect(["0.8", "0,8", ".8", "−0.5", "-1", "1", ""].map((typed) => guessedCosine([typed]))).toEqual([
    0.8,
    0.8,
    0.8,
    -0.5,
    -1,
    1,
    undefined,
  ]);
  for (const typed of ["80%", "80", "1.01", "-2", "high", "0.8.1", "Infinity"])
    expect(() => guessedCosine([typed])).toThrow(/is no cosine.*from −1 to 1, such as `guess:0\.8`/);
});

test("a name in a title ends with a whole word where it can", () => {
  const text = "The soup, which we\nhad on that cold evening";
  expect(asName(text, 100)).toBe("The soup, which we had on that cold evening");
  expect(asName(text, 22)).toBe("The soup, which we…");
  expect(asName(text, 23)).toBe("The soup, which we had…");
  expect(asName(text, 15)).toBe("The soup…");
  expect(asName("Donaudampfschifffahrt auf der Donau", 16)).toBe("Donaudampfschif…");
  for (let longest = 4; longest < 60; longest += 1)
    expect(asName(text, longest).length).toBeLessThanOrEqual(longest);
});

test("a guess loses a point for each hundredth", () => {
  expect(scoreOf(0.8, 0.75)).toMatchObject({ points: 95, verdict: "almost exact" });
  expect(scoreOf(0.5, 0.75)).toMatchObject({ points: 75, verdict: "some way off" });
  expect(scoreOf(-1, 1)).toMatchObject({ points: 0, verdict: "far off" });
  expect(scoreWords(-0.2, 0.1)).toContain("Your guess −0.20");
});

describe("a folded strip", () => {
  test.each([
    [100, 10, 10, 1],
    [512, 16, 32, 1],
    [384, 16, 24, 1],
    [1_024, 32, 32, 1],
    [1_536, 39, 40, 1],
    [3_072, 39, 40, 2],
    [4_096, 37, 37, 3],
    [101, 10, 11, 1],
    [1, 1, 1, 1],
  ])("%i numbers make %i rows of %i", (length, rows, columns, each) => {
    const numbers = Array.from({ length }, (_, at) => at);
    const strip = foldedStrip(numbers);
    expect([strip.values.length, strip.columns, strip.each]).toEqual([rows, columns, each]);
    const first = numbers.slice(0, each).reduce((sum, value) => sum + value, 0) / each;
    expect(strip.values[0]?.[0]).toBe(first);
    expect(strip.values.flat().filter((value) => value !== null)).toHaveLength(Math.ceil(length / each));
  });
});

test("arrows in the plane of two vectors keep their lengths and angle", () => {
  const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      const about = { dimension: 5, source: "", model: "typed" };
      const spec = pairArrows(pairOf({ text: "a", vector: a }, { text: "b", vector: b }), about);
      if (norm(a) * norm(b) === 0) return expect(spec).toBeUndefined();
      const [one = [], other = []] = spec?.arrows.map(({ at }) => at) ?? [];
      expect(norm(one)).toBeCloseTo(norm(a), 9);
      expect(norm(other)).toBeCloseTo(norm(b), 9);
      expect(cosine(one, other)).toBeCloseTo(cosine(a, b) ?? 2, 9);
    }),
  );
  expect(angleInDegrees([1, 0], [0, 1])).toBeCloseTo(90, 9);
});

describe("the table of words", () => {
  test("a rank is the place among the nearest", () => {
    const near = nearestWords(table, vector("banana"), { count: 30, without: ["banana"] });
    for (const [at, { word, cosine: alike }] of near.entries()) {
      const found = rankOf(table, word.toUpperCase(), { vector: vector("banana"), without: ["banana"] });
      expect(found).toMatchObject({ rank: at + 1, of: table.words.length - 1 });
      expect(found?.cosine).toBeCloseTo(alike, 6);
    }
    expect(rankOf(table, "qqqqq", { vector: vector("banana") })).toBeUndefined();
    expect(rankOf(table, "pear", { vector: new Float32Array(100) })).toBeUndefined();
    expect(rankOf(table, "banana", { vector: vector("banana"), without: ["xxxxq"] })).toMatchObject({
      rank: 1,
      of: table.words.length,
    });
  });

  test("a sum brings each word to length 1", () => {
    const sum = signedSum(table, [{ word: "king", sign: 1 }]);
    expect(norm(sum ?? [])).toBeCloseTo(1, 5);
    expect(signedSum(table, [{ word: "qqqqq", sign: 1 }])).toBeUndefined();
  });

  test("spellings near a word, nearest first; few changes in a short one", () => {
    expect(spellingsNear(table, "Bananna")[0]).toBe("banana");
    expect(spellingsNear(table, "appel")).toContain("apple");
    expect(spellingsNear(table, "kng").every((word) => Math.abs(word.length - 3) <= 1)).toBe(true);
    expect(spellingsNear(table, "xqzjwvkpq")).toEqual([]);
  });
});

describe("the map of the twelve words", () => {
  const words = COURSE_WORDS.split(", ").slice(0, -1);
  const map = placeMap(words.map((word) => ({ word, vector: vector(word) })));

  test("has the slide's four groups, apart from each other, lettered from left to right", () => {
    expect(map.regions.map(({ members }) => [...members].sort().join(" ")).sort()).toEqual([
      "banana cherry strawberry",
      "basketball soccer tennis",
      "bicycle car truck",
      "building castle house",
    ]);
    expect(map.regions.map(({ label }) => label)).toEqual(["A", "B", "C", "D"]);
    const middles = map.regions.map(({ x }) => x);
    expect(middles).toEqual([...middles].sort((a, b) => a - b));
    for (const one of map.regions)
      for (const other of map.regions)
        if (one !== other)
          expect(distance([one.x, one.y], [other.x, other.y])).toBeGreaterThan(one.radius + other.radius);
    expect(map.kept).toBeGreaterThan(0.3);
    expect(map.kept).toBeLessThanOrEqual(1);
  });

  test("is a projection: a word lies where its vector is, and apple goes to the fruits", () => {
    for (const { word, x, y, region } of map.points) {
      const place = map.placeOf(vector(word));
      expect(distance([place.x, place.y], [x, y])).toBeLessThan(1e-9);
      expect(map.regionOf(vector(word))[0]?.label).toBe(region);
      const round = map.regions.find(({ label }) => label === region);
      expect(distance([x, y], [round?.x ?? 9, round?.y ?? 9])).toBeLessThanOrEqual(round?.radius ?? 0);
    }
    const fruits = map.points.find(({ word }) => word === "banana")?.region;
    expect(map.regionOf(vector("apple"))[0]?.label).toBe(fruits);
  });
});
