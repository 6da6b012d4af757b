import fc from "fast-check";
import { expect, test } from "vitest";
import { cutPages, cutText } from "../../src/lessons/cut-pages.ts";
import { lessonPages } from "../../src/lessons/lesson-pages.ts";
import { lessonReply } from "../../src/lessons/lesson-reply.ts";
import { toText } from "../../src/replies/to-text.ts";
import { contextOf } from "./context.ts";
import { expectWhole } from "./expect-whole.ts";
import { lessonOf, smallCourse } from "./small-course.ts";

const sum = (page: readonly number[]): number => page.reduce((all, one) => all + one, 0);

test("pages keep all parts in order, stay within the limit, and are as few as possible", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 30 }), (parts) => {
      const pages = cutPages(parts, sum, 100);
      expect(pages.flat()).toEqual(parts);
      expect(pages.every((page) => sum(page) <= 100 || page.length === 1)).toBe(true);
      const least = parts.reduce(
        ({ count, left }, part) =>
          part <= left ? { count, left: left - part } : { count: count + 1, left: 100 - part },
        { count: 0, left: 0 },
      );
      expect(pages).toHaveLength(least.count);
    }),
  );
});

test("pages are even: none is nearly empty where another could give", () => {
  expect(cutPages([30, 30, 30, 30], sum, 100)).toEqual([
    [30, 30],
    [30, 30],
  ]);
  expect(cutPages([90, 5, 5, 20], sum, 100)).toEqual([[90], [5, 5, 20]]);
});

test("text is cut between paragraphs, lines, sentences, then words, and never inside a reference", () => {
  const cut = (text: string, limit: number) => cutText(text, ({ length }) => length, limit);
  expect(cut("one two\n\nthree\n\nfour", 12)).toEqual(["one two\n\nthree", "four"]);
  expect(cut("- a b\n- c d\n- e f", 11)).toEqual(["- a b\n- c d", "- e f"]);
  expect(cut("One is. Two is.", 8)).toEqual(["One is.", "Two is."]);
  expect(cut('x {{cell a "b c" d}} y', 6)).toEqual(["x", '{{cell a "b c" d}}', "y"]);
});

test("a lesson of any length comes in pages that every platform shows whole", () => {
  const words = fc.constantFrom(
    "word",
    "{{m-1.parameters}}",
    "**bold**",
    "[[rlhf]]",
    "a_b",
    "`x = 1`",
    "end.",
    "\n\n",
    "\n- ",
  );
  const section = fc.record({
    heading: fc.constantFrom("A heading", "Another"),
    text: fc.array(words, { minLength: 1, maxLength: 1_200, size: "max" }).map((all) => all.join(" ")),
  });
  fc.assert(
    fc.property(fc.array(section, { minLength: 1, maxLength: 5, size: "max" }), (sections) => {
      const lesson = lessonOf("long", { sections });
      const course = { ...smallCourse, lessons: [lesson] };
      const pages = lessonPages(course, lesson).map((_, at) =>
        lessonReply(lesson, at + 1, contextOf(course)),
      );
      for (const page of pages) expectWhole(page);
      const said = pages.map((page) => toText(page)).join("\n");
      const count = (text: string, word: string): number => text.split(word).length - 1;
      const written = sections.map(({ text }) => text).join(" ");
      expect(count(said, "word")).toBe(count(written, "word"));
      expect(count(said, "70B parameters")).toBe(count(written, "{{m-1.parameters}}"));
      expect(count(said, "x = 1")).toBe(count(written, "x = 1"));
    }),
    { numRuns: 12 },
  );
});
