import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { featureTable } from "../../src/embedding-lab/feature-table.ts";
import { typedVectors } from "../../src/embedding-lab/number-vectors.ts";
import { signedWords } from "../../src/embedding-lab/signed-words.ts";
import { textsIn } from "../../src/embedding-lab/split-texts.ts";
import { UserError } from "../../src/errors.ts";

describe("texts", () => {
  test.each([
    ["apple", ["apple"]],
    ["king queen", ["king", "queen"]],
    ["king | queen", ["king", "queen"]],
    ["king, queen , castle", ["king", "queen", "castle"]],
    ["king vs queen", ["king", "queen"]],
    ["king versus queen", ["king", "queen"]],
    ["one\ntwo words\n\n", ["one", "two words"]],
    ["The soup was too salty", ["The soup was too salty"]],
    ["The soup was cold, the bread was warm", ["The soup was cold", "the bread was warm"]],
    ["The soup was cold, the bread was warm.", ["The soup was cold, the bread was warm."]],
    ['"New York" London', ["New York", "London"]],
    ['"New York" "London"', ["New York", "London"]],
    ['"New York"', ["New York"]],
    ["“a b” | «c d»", ["a b", "c d"]],
    [" | ", []],
    ['He said "no" to the cook', ['He said "no" to the cook']],
    ["", []],
  ])("%j", (typed, texts) => {
    expect(textsIn(typed)).toEqual(texts);
  });

  test("a sentence with commas is one text where one is enough", () => {
    expect(textsIn("The soup was cold, wet, bad", { whole: true })).toEqual(["The soup was cold, wet, bad"]);
    expect(textsIn("king, queen", { whole: true })).toEqual(["king", "queen"]);
  });
});

describe("vectors as numbers", () => {
  test.each([
    [
      "8,2 | 9,1",
      [
        [8, 2],
        [9, 1],
      ],
    ],
    [
      "8, 2 vs 9, 1",
      [
        [8, 2],
        [9, 1],
      ],
    ],
    [
      "(8, 2) (9, 1)",
      [
        [8, 2],
        [9, 1],
      ],
    ],
    [
      "(8 2), (9 1)",
      [
        [8, 2],
        [9, 1],
      ],
    ],
    [
      "8,2 9,1",
      [
        [8, 2],
        [9, 1],
      ],
    ],
    ["3 | -4", [[3], [-4]]],
    [
      "−1.5,.5|+2,0",
      [
        [-1.5, 0.5],
        [2, 0],
      ],
    ],
    [
      "8,2\n9,1\n0,10",
      [
        [8, 2],
        [9, 1],
        [0, 10],
      ],
    ],
  ])("%j", (typed, vectors) => {
    expect(typedVectors(typed)?.map(({ vector }) => vector)).toEqual(vectors);
  });

  test("may have names", () => {
    expect(typedVectors("lemons: 8, 2 | 9,1")).toEqual([
      { text: "lemons", vector: [8, 2] },
      { text: "(9, 1)", vector: [9, 1] },
    ]);
  });

  test.each(["GPT 3 | GPT 4", "lemons | limes", "8,2 | limes", "", "1,,2 | 3", "8.1.2 | 3"])(
    "%j is text",
    (typed) => {
      expect(typedVectors(typed)).toBeUndefined();
    },
  );

  test.each([
    ["8,2 | 9", /\(9\).* has 1 number and .*\(8, 2\).* 2/],
    ["8, 2", /one vector\. Put \| between two/],
    ["1,2,3,4,5,6,7 | 1,2,3,4,5,6,7", /At most 6 numbers/],
    ["1e9 | 2", undefined],
    ["9999999 | 2", /1,000,000/],
  ])("%j is refused", (typed, message) => {
    if (message === undefined) expect(typedVectors(typed)).toBeUndefined();
    else expect(() => typedVectors(typed)).toThrow(message);
  });
});

describe("sums of words", () => {
  const royal = "+king -man +woman";
  test.each([
    ["king - man + woman", royal],
    ["king − man + woman", royal],
    ["king-man+woman", royal],
    ["king -man +woman", royal],
    ["king - man + woman = ?", royal],
    ["man : king :: woman : ?", royal],
    ["man:king::woman:?", royal],
    ["man : king :: woman :", royal],
    ["man is to king as woman is to ?", royal],
    ["king man woman", royal],
    ["king, man, woman", royal],
    ["- man + king", "-man +king"],
    ["vice-president - man + woman", "+vice-president -man +woman"],
    ["a + b - c + d - e", "+a +b -c +d -e"],
  ])("%j", (typed, terms) => {
    const written = signedWords(typed).terms.map(({ word, sign }) => `${sign > 0 ? "+" : "-"}${word}`);
    expect(written.join(" ")).toBe(terms);
  });

  test("what stands behind the sign of equality is a guess", () => {
    expect(signedWords("king - man + woman = queen").guess).toBe("queen");
    expect(signedWords("man : king :: woman : queen").guess).toBe("queen");
    expect(signedWords("king - man + woman = ?").guess).toBeUndefined();
  });

  test.each(["", "king", "king queen", "king man woman boy", "a+b+c+d+e+f+g+h+i+j+k", "+", "="])(
    "%j is refused with a form that is understood",
    (typed) => {
      expect(() => signedWords(typed)).toThrow(/\/lab analogy king|At most 10/);
    },
  );
});

describe("tables of features", () => {
  test("lines, parts, brackets, equals signs and windows' line ends", () => {
    const wanted = {
      features: ["citric", "large"],
      items: [
        { name: "lemons", values: [8, 2] },
        { name: "Jordan (a country)", values: [0, 10] },
      ],
    };
    expect(featureTable("features: citric, large\nlemons: 8, 2\nJordan (a country): 0, 10")).toEqual(wanted);
    expect(featureTable("lemons = 8 2\r\n\r\nFeatures: citric, large\r\nJordan (a country) (0,10)")).toEqual(
      wanted,
    );
    expect(featureTable("features: citric, large; lemons 8,2; Jordan (a country) 0,10;")).toEqual(wanted);
    expect(featureTable("a: -1, .5 | b: 2, −3").items[1]?.values).toEqual([2, -3]);
    expect(featureTable("a: 1; b: 2")).toEqual({
      features: ["feature 1"],
      items: [
        { name: "a", values: [1] },
        { name: "b", values: [2] },
      ],
    });
    expect(featureTable("a: 1,2,3; b: 4,5,6").features).toEqual(["feature 1", "feature 2", "feature 3"]);
  });

  test.each([
    ["features: a, b\nx: 1, 2\ny: 1", /Line 3, \*y: 1\*, has 1 number; 2 are needed, one each for a, b\./],
    ["x: 1, 2\n\ny: 1, 2, 3", /Line 3, .* has 3 numbers; 2 are needed, as many as in the first/],
    ["x: 1, 2; y: two", /Part 2, \*y: two\*, has no numbers that can be read/],
    ["features: a\nx: 1, 2", /Line 2, .* has 2 numbers; 1 is needed, for a\./],
    ["features: ,\nx: 1", /Line 1, .* names 0 features; 1 to 6/],
    ["features: a,b,c,d,e,f,g\nx: 1", /names 7 features/],
    ["features: a, b\nfeatures: c, d", /Line 2, .* names the features again/],
    ["x: 1,2,3,4,5,6,7\ny: 2", /has 7 numbers; 1 to 6 are needed/],
    ["x: 1, 2\nX: 3, 4", /Line 2, .* names \*X\* again/],
    ["x: 1, 2", /1 thing with numbers: 2 to 10 are needed/],
    ["features: a, b", /No thing with numbers/],
    ["x: 1, 99999999\ny: 1, 2", /beyond a million/],
    [`${"n".repeat(41)}: 1, 2\ny: 1, 2`, /more than 40 characters/],
    [Array.from({ length: 11 }, (_, at) => `x${at}: 1, 2`).join("\n"), /11 things/],
  ])("%j is refused", (typed, message) => {
    expect(() => featureTable(typed)).toThrow(message);
  });
});

test("whatever is typed is read or refused with a sentence", () => {
  const typed = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 80 }),
    fc
      .array(
        fc.constantFrom(
          "king",
          "8",
          "2.5",
          ",",
          ":",
          "::",
          "|",
          ";",
          "-",
          "+",
          "=",
          "?",
          "(",
          ")",
          "\n",
          " ",
          "features",
        ),
        {
          maxLength: 20,
        },
      )
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(typed, (text) => {
      for (const read of [textsIn, typedVectors, signedWords, featureTable]) {
        try {
          read(text);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }
    }),
    { numRuns: 500 },
  );
});
