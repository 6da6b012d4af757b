import { describe, expect, test } from "vitest";
import { questionReply, typedAnswer, verdictReply } from "../../src/lessons/checks.ts";
import { lessonReply } from "../../src/lessons/lesson-reply.ts";
import type { Button, Reply } from "../../src/replies/reply.ts";
import { toText } from "../../src/replies/to-text.ts";
import { course } from "../course/registry.ts";
import { buttonsOf, replyOf, routerWorld, said } from "../support/router.ts";
import { contextOf } from "./context.ts";
import { expectWhole } from "./expect-whole.ts";
import { lessonOf, smallCourse } from "./small-course.ts";

const options = ["first *one*", "second", "third", "fourth"];
const lesson = lessonOf("quizzed", {
  check: [
    { question: "Which?", options, answer: 3, because: "So it is." },
    { question: "And which now?", options, answer: 1, because: "So it is too." },
  ],
});
const small = { ...smallCourse, lessons: [lesson, lessonOf("after")] };
const buttons = (reply: Reply): Button[] =>
  reply.blocks.flatMap((block) => (block.kind === "actions" ? block.buttons : []));
const ways = (reply: Reply) =>
  buttons(reply).map(({ action, label, value }) => `${label}: ${action} ${value}`);

describe("a question", () => {
  test("has a button for each option, which says where the option stands and nothing else", () => {
    const given = buttons(questionReply(lesson, 1, contextOf(small)));
    expect(given.map(({ label }) => label)).toEqual(["A", "B", "C", "D"]);
    expect(given.map(({ value }) => value).sort()).toEqual([0, 1, 2, 3].map((at) => `quizzed:1:${at}`));
    const { action, style } = {
      action: new Set(given.map((one) => one.action)),
      style: given.map((one) => one.style),
    };
    expect([...action]).toEqual(["lesson.answer"]);
    expect(new Set(style).size).toBe(1);
  });

  test("is the same whichever option is right: nothing of the answer is sent along", () => {
    for (const right of [1, 2, 4]) {
      const other = lessonOf("quizzed", {
        check: lesson.check.map((check) => ({ ...check, answer: right, because: "?" })),
      });
      expect(questionReply(other, 1, contextOf(small))).toEqual(questionReply(lesson, 1, contextOf(small)));
    }
  });

  test("has its options in an order of each person's own, always the same, the right one anywhere", () => {
    const places = Array.from({ length: 200 }, (_, at) => {
      const context = contextOf(small, { person: `person ${at}` });
      expect(questionReply(lesson, 1, context)).toEqual(questionReply(lesson, 1, context));
      return buttons(questionReply(lesson, 1, context)).findIndex(({ value }) => value === "quizzed:1:2");
    });
    for (const place of [0, 1, 2, 3])
      expect(places.filter((each) => each === place).length).toBeGreaterThan(25);
  });
});

describe("an answer", () => {
  test("is right or wrong, with the right option, the reason and the way on", () => {
    const right = verdictReply(lesson, { number: 1, option: 2 }, contextOf(small));
    expect(toText(right)).toMatch(/Right: third\n\nSo it is\./);
    expect(right.data).toMatchObject({ correct: true, chosen: "third" });
    const wrong = verdictReply(lesson, { number: 1, option: 0 }, contextOf(small));
    expect(toText(wrong)).toMatch(/Not quite\. You chose: first \*one\*\nRight is: third\n\nSo it is\./);
    expect(toText(wrong)).toContain("From the lesson About quizzed: the rest.");
    expect(ways(wrong)).toEqual([
      "Next question: lesson.check quizzed:2",
      "Back to the lesson: run lesson quizzed",
    ]);
    const last = verdictReply(lesson, { number: 2, option: 0 }, contextOf(small));
    expect(ways(last)).toEqual([
      "Next: About after: run lesson after",
      "Back to the lesson: run lesson quizzed",
    ]);
  });

  test("can be typed with the letter that the person sees", () => {
    const context = contextOf(small, { platform: "terminal" });
    const shown = buttons(questionReply(lesson, 1, context));
    expect(shown.map(({ value }) => value)).toEqual(
      ["a", "b", "c", "d"].map((at) => `lesson quizzed check:1${at}`),
    );
    const chosen = [0, 1, 2, 3].map((at) => typedAnswer(lesson, { number: 1, shown: at }, context).data);
    expect(chosen.map((data) => data?.chosen)).toEqual(questionReply(lesson, 1, context).data?.options);
    expect(chosen.filter((data) => data?.correct === true)).toMatchObject([{ chosen: "third" }]);
    expect(() => typedAnswer(lesson, { number: 1, shown: 4 }, context)).toThrow("options A to D");
  });

  test("to what is not there says what is", async () => {
    const { ask } = routerWorld(small);
    const press = async (action: string, value: string) => ask({ kind: "action", action, value });
    expect(said(await press("lesson.check", "gone:1"))).toMatch(/no longer in the course/);
    expect(said(await press("lesson.check", "quizzed:7"))).toMatch(/has 2 questions/);
    expect(said(await press("lesson.check", "quizzed:x"))).toMatch(/has 2 questions/);
    for (const value of ["quizzed:1:9", "quizzed:1", "quizzed:1:x"])
      expect(said(await press("lesson.answer", value)), value).toMatch(
        /^About quizzed: question 1 of 2\nWhich\?/,
      );
  });

  test("is for the person alone, also from a lesson that was shared", async () => {
    const { ask } = routerWorld(small);
    const shared = await ask({ kind: "action", action: "share", value: "lesson quizzed" });
    expect(shared).toMatchObject({ visibility: "public" });
    const quiz = buttonsOf(shared).find(({ label }) => label === "Quiz me on this");
    const asked = await ask({ kind: "action", action: quiz?.action ?? "", value: quiz?.value ?? "" });
    expect(asked).toMatchObject({ kind: "reply", visibility: "private" });
    const [first] = buttonsOf(asked);
    const answered = await ask({ kind: "action", action: first?.action ?? "", value: first?.value ?? "" });
    expect(answered).toMatchObject({ kind: "reply", visibility: "private" });
    expect(replyOf(answered).data).toMatchObject({ lesson: "quizzed", question: 1 });
  });
});

test("every question of the course has one right option among different ones, and is shown whole", () => {
  const here = contextOf(course);
  for (const each of course.lessons) {
    expect(each.check.length, each.id).toBeGreaterThanOrEqual(2);
    for (const [at, { options: offered, answer }] of each.check.entries()) {
      expect(new Set(offered).size, `${each.id} ${at + 1}`).toBe(offered.length);
      expect(offered[answer - 1], `${each.id} ${at + 1}`).toBeDefined();
      expectWhole(questionReply(each, at + 1, here));
      const verdicts = offered.map((_, option) => verdictReply(each, { number: at + 1, option }, here));
      expect(verdicts.filter(({ data }) => data?.correct === true)).toHaveLength(1);
      for (const verdict of verdicts) expectWhole(verdict);
    }
    expect(lessonReply(each, 1, here).data).toMatchObject({ questions: each.check.length });
  }
});
