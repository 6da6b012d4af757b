import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { piecesOf } from "../../src/course/references.ts";
import { letterOf } from "../../src/lessons/find-term.ts";
import { lookUp } from "../../src/lessons/look-up.ts";
import { letterList, termList } from "../../src/lessons/term-list.ts";
import { termReply } from "../../src/lessons/term-reply.ts";
import { toText } from "../../src/replies/to-text.ts";
import { course } from "../course/registry.ts";
import { buttonsOf, replyOf, routerWorld, said } from "../support/router.ts";
import { contextOf } from "./context.ts";
import { expectWhole } from "./expect-whole.ts";
import { lessonOf, smallCourse, termOf } from "./small-course.ts";

const context = contextOf(course);

describe("the glossary of the course", () => {
  test("has at least 120 terms, each shown whole on every platform and without an open reference", () => {
    expect(course.terms.length).toBeGreaterThanOrEqual(120);
    for (const term of course.terms) {
      const reply = termReply(term, context);
      expectWhole(reply);
      expect(toText(reply), term.id).not.toMatch(/\{\{|\[\[|undefined|NaN/);
      const figures = piecesOf(term.meaning).flatMap((piece) =>
        "text" in piece || piece.reference.kind === "term" || piece.reference.kind === "lesson"
          ? []
          : [piece],
      );
      for (const { reference, written } of figures)
        expect(lookUp(reference, course), `${term.id} ${written}`).toBeDefined();
    }
  });

  test("lists every term once, alone and by its letter", () => {
    expectWhole(termList(context));
    const text = toText(termList(context));
    const letters = [...new Set(course.terms.map(letterOf))];
    const listed = letters.flatMap((letter) => {
      const reply = letterList(letter, context);
      expectWhole(reply);
      return reply.data?.terms as { term: string; name: string }[];
    });
    expect(listed.map(({ term }) => term).sort()).toEqual(course.terms.map(({ id }) => id).sort());
    for (const { name } of listed) expect(text).toContain(name);
  });
});

describe("a term", () => {
  const terms = [
    termOf("tokeniser", {
      aliases: ["tokenizer", "tokenisers", "cutter", "Cutters"],
      meaning: "Cuts [[token]]s as in {{m-1.parameters}}.",
      lesson: "one",
      see: ["token", "missing"],
    }),
    termOf("token"),
  ];
  const check = [{ question: "?", options: ["a", "b"], answer: 1, because: "." }];
  const small = { ...smallCourse, terms, lessons: [lessonOf("one", { check })] };
  const reply = termReply(terms[0] ?? termOf("none"), contextOf(small));

  test("has its meaning with figures and sources, other names, lesson, questions and see also", () => {
    const text = toText(reply);
    expect(text).toContain("Cuts tokens as in 70B parameters¹.");
    expect(text).toContain("Also called: cutter.\nSources: ¹ The paper");
    const buttons = reply.blocks.flatMap((block) => (block.kind === "actions" ? block.buttons : []));
    expect(buttons.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      "Lesson: About one: lesson one",
      "Quiz me: one:1",
      "See Token: glossary token",
    ]);
  });

  test("offers no lesson where there is no command to read it", () => {
    const alone = commands.filter(({ name }) => name !== "lesson");
    const here = { ...contextOf(small), commands: alone };
    expect(toText(termReply(terms[0] ?? termOf("none"), here))).not.toContain("/lesson");
  });
});

describe("looking one up", () => {
  const { ask } = routerWorld(course);

  test.each([
    ["chain of thought", "chain-of-thought"],
    ["Chain-of-Thought", "chain-of-thought"],
    ["tokenizer", "tokeniser"],
    ["tokenizers", "tokeniser"],
    ["embeddings", "embedding"],
    ["attenton", "attention"],
    ["normalization", "normalisation"],
    ["MMLU", "mmlu"],
  ])("%s", async (typed, id) => {
    expect(replyOf(await ask(`/glossary ${typed}`)).data).toMatchObject({ term: id });
  });

  test("a letter lists what begins with it, also where nothing does", async () => {
    expect(replyOf(await ask("/glossary C")).data).toMatchObject({ letter: "C" });
    expect(said(await ask("/glossary y"))).toBe("No term begin with Y");
  });

  test("several candidates are asked about; a question is searched for terms; nonsense leads to the list", async () => {
    const several = await ask("/glossary cross");
    expect(said(several)).toMatch(/^cross could be several terms: /);
    expect(buttonsOf(several).map(({ value }) => value)).toContain("glossary cross-entropy-loss");
    const question = await ask("/glossary what is a reward model good for");
    expect(buttonsOf(question)[0]?.value).toBe("glossary reward-model");
    expect(said(await ask("/glossary zeppelin"))).toMatch(/\/glossary lists all terms\.$/);
  });

  test("a model or a lesson is no term, and its own command is offered", async () => {
    const model = await ask("/glossary gopher");
    expect(said(model)).toMatch(
      /^gopher is not in the glossary, but the name of a model \(Gopher 280B\) and of a lesson/,
    );
    expect(buttonsOf(model).map(({ value }) => value)).toEqual(["model gopher-280b", "lesson gopher"]);
  });
});
