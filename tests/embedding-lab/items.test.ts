import fc from "fast-check";
import { expect, test } from "vitest";
import { itemsIn, leftOut, tableItems, typedItems } from "../../src/embedding-lab/items.ts";
import { fromValue, toValue } from "../../src/embedding-lab/request.ts";
import { UserError } from "../../src/errors.ts";

const texts = (typed: string): string[] => itemsIn(typed).map(({ text }) => text);

test.each([
  ["apple banana cherry", ["apple", "banana", "cherry"]],
  ["apple, ice cream, cherry", ["apple", "ice cream", "cherry"]],
  ["I love it. | I hate it, really.", ["I love it.", "I hate it, really."]],
  ['"I love it" "I hate it"', ["I love it", "I hate it"]],
  ["first line, with comma\nsecond line", ["first line, with comma", "second line"]],
  ["a\n\n  b  \n", ["a", "b"]],
  ["I like apples, and pears.", ["I like apples, and pears."]],
  ["one; two", ["one", "two"]],
  ["apple,, banana,", ["apple", "banana"]],
  ["see https://example.org now", ["see", "https://example.org", "now"]],
])("%j is %j", (typed, expected) => {
  expect(texts(typed)).toEqual(expected);
});

test("labels stand in front of a line or part; what has none is without", () => {
  expect(itemsIn("fruit: apple, banana; sport: tennis; kiwi")).toEqual([
    { text: "apple", label: "fruit" },
    { text: "banana", label: "fruit" },
    { text: "tennis", label: "sport" },
    { text: "kiwi" },
  ]);
  expect(itemsIn("fruit: apple\nsport: tennis")).toEqual([
    { text: "apple", label: "fruit" },
    { text: "tennis", label: "sport" },
  ]);
});

test("whatever is typed, no item is empty and none is longer than what was typed", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (typed) => {
      for (const { text } of itemsIn(typed)) {
        expect(text.trim()).not.toBe("");
        expect(typed).toContain(text);
      }
    }),
  );
});

test("nothing, and too long a text, are said", () => {
  expect(() => typedItems(" , ,")).toThrow(UserError);
  expect(() => typedItems("x".repeat(9_000))).toThrow(/9,000 characters; 8,000 is the most/);
});

test("a table's bad rows are listed, the first of them by line, and cost no other", () => {
  const rows = ["id,text,kind", "1,I love it,good", "2,,bad", "3,I hate it,bad", "4,too,many,columns"];
  const kept = tableItems(rows.join("\n"), { name: "reviews.csv", label: "kind" });
  expect(kept.items).toEqual([
    { text: "I love it", label: "good" },
    { text: "I hate it", label: "bad" },
  ]);
  expect(kept.file).toEqual({ name: "reviews.csv", column: "text" });
  expect(leftOut(kept)).toBe(
    "Of reviews.csv: Left out: line 3 has no text; line 5 has 4 columns instead of 3.",
  );
});

test("more rows than are taken are counted", () => {
  const kept = typedItems(Array.from({ length: 10_003 }, (_, at) => `text ${at}`).join("\n"));
  expect(kept.items).toHaveLength(10_000);
  expect(leftOut(kept)).toContain("3 rows beyond the first 10,000");
});

test("a request passes through a button", () => {
  const request = { key: "abc", map: "umap", groups: 3, model: "words", show: "heat" } as const;
  expect(fromValue(toValue(request))).toEqual(request);
  expect(toValue(request).length).toBeLessThan(70);
  for (const forged of [
    "abc",
    "abc pca 0 words all",
    "abc map 0 words map",
    "abc pca 99 words map",
    " pca 0 words map",
  ])
    expect(fromValue(forged)).toBeUndefined();
});
