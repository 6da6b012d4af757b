import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearestWords } from "../../src/course/edit-distance.ts";

test.each([
  ["chinchila", "chinchilla", 1],
  ["gohper", "gopher", 1],
  ["", "abc", 3],
  ["kitten", "sitting", 3],
  ["same", "same", 0],
])("%s and %s are %d apart", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test("the distance is symmetric, zero only for equal words, and cut off above the limit", () => {
  const word = fc.stringMatching(/^[abc]{0,7}$/);
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
      const distance = editDistance(a, b);
      expect(editDistance(b, a)).toBe(distance);
      expect(distance === 0).toBe(a === b);
      expect(editDistance(a, b, limit)).toBe(Math.min(distance, limit + 1));
    }),
  );
});

test("all equally near words are returned, none beyond the limit", () => {
  expect(nearestWords("lama", ["lamda", "llama", "gemma", "opt"], 2)).toEqual(["lamda", "llama"]);
  expect(nearestWords("banana", ["lamda", "llama"], 2)).toEqual([]);
});
