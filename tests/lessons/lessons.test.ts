import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { piecesOf } from "../../src/course/references.ts";
import { topicsOf } from "../../src/lessons/find-lesson.ts";
import { lessonList, topicList } from "../../src/lessons/lesson-list.ts";
import { lessonPages } from "../../src/lessons/lesson-pages.ts";
import { lessonReply } from "../../src/lessons/lesson-reply.ts";
import { lookUp } from "../../src/lessons/look-up.ts";
import type { BlockOf, Reply } from "../../src/replies/reply.ts";
import { toText } from "../../src/replies/to-text.ts";
import { commandOf } from "../../src/router/families.ts";
import { parseArguments } from "../../src/router/parse.ts";
import { course } from "../course/registry.ts";
import { buttonsOf, replyOf, routerWorld, said } from "../support/router.ts";
import { contextOf } from "./context.ts";
import { expectWhole } from "./expect-whole.ts";
import { lessonOf, smallCourse } from "./small-course.ts";

const context = contextOf(course);
const pagesOf = (lesson: (typeof course.lessons)[number]): Reply[] =>
  lessonPages(course, lesson).map((_, at) => lessonReply(lesson, at + 1, context));
const labels = (reply: Reply): string[] =>
  reply.blocks.flatMap((block) => (block.kind === "actions" ? block.buttons.map(({ label }) => label) : []));
const menusOf = (reply: Reply) =>
  reply.blocks.flatMap((block) => (block.kind === "actions" ? (block.menus ?? []) : []));

describe("the lessons of the course", () => {
  test("are at least 45, on every topic", () => {
    expect(course.lessons.length).toBeGreaterThanOrEqual(45);
    expect(topicsOf(course)).toEqual(course.info.topics);
  });

  test.each(course.lessons.map((lesson) => ({ id: lesson.id, lesson })))(
    "$id is shown whole on every platform, with every figure and its source",
    ({ lesson }) => {
      const pages = pagesOf(lesson);
      for (const page of pages) expectWhole(page);
      const text = pages.map((page) => toText(page)).join("\n");
      expect(text).not.toMatch(/\{\{|\[\[|undefined|NaN|\[object/);
      for (const { heading } of lesson.sections) if (heading !== null) expect(text).toContain(heading);
      const references = lesson.sections.flatMap((section) =>
        piecesOf(section.text).flatMap((piece) => ("text" in piece ? [] : [piece])),
      );
      const links = new Set(["table", "term", "lesson"]);
      const broken = references.filter(
        ({ reference }) => !links.has(reference.kind) && lookUp(reference, course) === undefined,
      );
      expect(broken.map(({ written }) => written)).toEqual([]);
      const tables = references.filter(({ reference }) => reference.kind === "table").length;
      expect(pages.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === "table"))).toHaveLength(
        tables,
      );
      const cited = pages.flatMap(({ data }) => data?.figures as { figure: { source: string } }[]);
      expect(cited.every(({ figure }) => figure.source !== "")).toBe(true);
      if (cited.length > 0) expect(text).toContain("Sources: ¹");
    },
  );

  test("suggest command lines that can be given, where the command exists", () => {
    const lines = course.lessons.flatMap((lesson) => lesson.try);
    expect(lines.length).toBeGreaterThan(course.lessons.length);
    for (const line of lines) {
      const found = commandOf(line, commands);
      if (found !== undefined)
        expect(() => parseArguments(found.command, found.rest, { course, commands }), line).not.toThrow();
    }
  });

  test("are all in the list and in the lists of their topics", () => {
    const list = lessonList(context);
    expectWhole(list);
    expect(menusOf(list)[0]?.options).toHaveLength(topicsOf(course).length);
    const listed = topicsOf(course).flatMap((topic) => {
      const reply = topicList(topic, context);
      expectWhole(reply);
      return menusOf(reply).flatMap(({ options }) => options.map(({ value }) => value));
    });
    expect(listed).toEqual(course.lessons.map(({ id }) => `lesson ${id}`));
  });
});

describe("ways on", () => {
  const three = [
    lessonOf("one"),
    lessonOf("two", { next: "one", try: ["model m-1", "lab nothing"] }),
    lessonOf("three"),
  ];
  const small = { ...smallCourse, lessons: three };
  const shown = (at: number): Reply => lessonReply(three[at] ?? lessonOf("none"), 1, contextOf(small));

  test("lead to the lesson before and after, `next` before the order, and to what to try, if it exists", () => {
    expect(labels(shown(0))).toEqual(["Next: About two", "Share with the channel"]);
    expect(labels(shown(1))).toEqual([
      "Next: About one",
      "Previous: About one",
      "/model m-1",
      "Share with the channel",
    ]);
    expect(labels(shown(2))).toEqual(["Previous: About two", "Share with the channel"]);
  });

  test("a long lesson has pages, each with the way to the next and its own sources", () => {
    const text = `${"Word after word. ".repeat(80)}{{m-1.parameters}}`;
    const sections = ["Alpha", "Beta", "Gamma"].map((heading) => ({ heading, text }));
    const lesson = lessonOf("long", {
      sections,
      check: [{ question: "?", options: ["a", "b"], answer: 1, because: "" }],
    });
    const here = contextOf({ ...smallCourse, lessons: [lesson] });
    const [first, second] = [lessonReply(lesson, 1, here), lessonReply(lesson, 2, here)];
    expect(labels(first)).toEqual(["Next page: Gamma", "Quiz me on this", "Share with the channel"]);
    expect(labels(second)).toEqual(["Quiz me on this", "Previous page", "Share with the channel"]);
    const notes = [first, second].map(
      ({ blocks }) => blocks.find((block): block is BlockOf<"note"> => block.kind === "note")?.text,
    );
    expect(notes[0]).toMatch(/^Page 1 of 2\.\nSources: ¹ \[The paper\]/);
    expect(notes[1]).toMatch(/^Page 2 of 2\.\nSources: ¹ \[The paper\]/);
    expect(() => lessonReply(lesson, 3, here)).toThrow("has 2 pages");
  });

  test("a course without lessons says so", () => {
    expect(toText(lessonList(contextOf({ ...smallCourse, lessons: [] })))).toBe(
      "This course has no lessons yet.",
    );
  });
});

describe("finding a lesson", () => {
  const { ask } = routerWorld(course);

  test.each([
    ["chinchilla", "chinchilla"],
    ["Compute-Optimal Training", "chinchilla"],
    ["palm", "palm"],
    ["gpt-3", "gpt-3"],
    ["chinchila", "chinchilla"],
    ["chinchilla-70b", "chinchilla"],
    ["gopher 280b", "gopher"],
    ["phi", "phi-3"],
  ])("%s", async (typed, id) => {
    expect(replyOf(await ask(`/lesson ${typed}`)).data).toMatchObject({ lesson: id });
  });

  test("a topic shows its lessons, by id, by title, and with topic: where a lesson has the same name", async () => {
    for (const line of ["scaling", "Scaling laws", "topic:scaling", "scalng laws"])
      expect(replyOf(await ask(`/lesson ${line}`)).data, line).toMatchObject({ topic: "scaling" });
    expect(replyOf(await ask("/lesson topic:gpt-3")).data).toMatchObject({ topic: "gpt-3" });
  });

  test.each([
    ["how do I make a model smaller", "lesson memory-for-inference"],
    ["what does a tokenizer do with chinese text", "lesson tokens-and-vocabularies"],
    ["why is my answer made up", "lesson hallucination-and-limits"],
    ["why is my answer made up", "glossary hallucination"],
  ])("the question %s leads to %s", async (question, line) => {
    const lines = buttonsOf(await ask(`/lesson ${question}`)).map(({ value }) => value);
    expect(lines).toContain(line);
    expect(lines).not.toContain("lesson megatron-turing-nlg");
  });

  test("what was corrected is said, what is ambiguous is asked, and what is unknown leads on", async () => {
    expect(toText(replyOf(await ask("/lesson softmax")))).toMatch(/^Read softmax as /);
    const several = await ask("/lesson reading");
    expect(said(several)).toMatch(/^reading could be several lessons: /);
    expect(buttonsOf(several).map(({ value }) => value)).toContain("lesson reading-a-score");
    const unknown = await ask("/lesson zeppelin");
    expect(said(unknown)).toMatch(/^No lesson is called zeppelin\..* \/lesson lists them all\.$/);
    expect(said(await ask("/lesson topic:zzz"))).toMatch(
      /^No topic is called zzz\. The topics: .*Scaling laws/,
    );
    expect(said(await ask("/lesson how do whales sing"))).toMatch(/No lesson fits these words well\./);
    expect(said(await ask("/lesson chinchilla page:9"))).toMatch(/has one page/);
    expect(said(await ask("/lesson chinchilla page:x"))).toMatch(/is no page\. Write page:2/);
  });
});
