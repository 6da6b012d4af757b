import { expect, test } from "vitest";
import { readAsOf, sourceDate } from "../../src/course/as-of.ts";

test.each([
  ["2022", "2022", 20221231],
  ["2022-4", "April 2022", 20220431],
  ["2024-02-29", "29 February 2024", 20240229],
])("%s is %s", (text, words, until) => {
  expect(readAsOf(text)).toEqual({ words, until });
});

test.each(["2022-02-31", "2023-02-29", "2022-13", "2022-00", "2022-01-00", "soon", "", "22-01"])(
  "%s is no date",
  (text) => {
    expect(readAsOf(text)).toBeUndefined();
  },
);

test("a source is dated by itself, else by its arXiv number", () => {
  expect(sourceDate({ title: "x", arxiv: "2203.15556" })).toBe("2022-03");
  expect(sourceDate({ title: "x", arxiv: "2203.15556", date: "2022-04-01" })).toBe("2022-04-01");
  expect(sourceDate({ title: "x" })).toBeUndefined();
});
