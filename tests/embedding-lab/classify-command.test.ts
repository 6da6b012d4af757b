import { describe, expect, test } from "vitest";
import { loadLabData } from "../../src/embedding-lab/lab-data.ts";
import type { Embeddings } from "../../src/embeddings/open.ts";
import { UserError } from "../../src/errors.ts";
import type { AttachedFile, Input } from "../../src/router/invocation.ts";
import { classifyTexts } from "../../src/workers/classify-texts.ts";
import type { Job } from "../../src/workers/index.ts";
import { realCourse } from "../support/course.ts";
import { seen } from "../support/lab.ts";
import { replyOf, routerWorld } from "../support/router.ts";

const world = realCourse().then((course) => routerWorld(course));

/** What is said at once, or what a worker is to do. */
async function ask(input: string | Input, files: AttachedFile[] = []) {
  const { ask: asked, jobs } = await world;
  const outcome = await asked(input, { platform: "web", files });
  if (outcome.kind === "working") return { words: "", data: {}, job: jobs.at(-1)?.job };
  return { ...seen(replyOf(outcome)), job: undefined };
}

const fileOf = (text: string) => ({
  name: "labels.csv",
  bytes: text.length,
  read: async () => Buffer.from(text),
});
const ROWS = [
  ["1", "I want my money back", "refund"],
  ["2", "Return my payment", "refund"],
  ["3", "Where is my order", "late"],
  ["4", "It never came", "late"],
];
const csv = (head: string): string => [head, ...ROWS.map((row) => row.join(","))].join("\n");

describe("own labels", () => {
  const wanted = { labels: [{ label: "refund" }, { label: "late" }] };

  test.each([
    ["id,text,label", "/lab classify"],
    ["id,body,category", "/lab classify column:body label:category"],
    ["id,body,category", "/lab classify column:2 label:3"],
  ])("from a file with the columns %s", async (head, line) => {
    const { job } = await ask(line, [fileOf(csv(head))]);
    expect(job).toMatchObject({ payload: { task: wanted } });
  });

  test("a file without that column says which ones there are", async () => {
    const { words, data, job } = await ask("/lab classify", [fileOf(csv("id,body,category"))]);
    expect(words).toContain(
      "There is no such column: label, given for label. There are 3: id, body, category",
    );
    expect(data).toMatchObject({ argument: "label" });
    expect(job).toBeUndefined();
  });

  test.each([
    "refund: one; refund: two; late: three; late: four",
    "refund: one\nrefund: two\nlate: three\nlate: four",
  ])("from examples in one line or several, typed or in a form: %j", async (examples) => {
    const typed = await ask(`/lab classify where is it examples:"${examples.replaceAll("\n", "; ")}"`);
    const filled = await ask({
      kind: "options",
      command: "lab classify",
      options: { texts: "where is it", examples },
    });
    for (const { job } of [typed, filled])
      expect(job).toMatchObject({ payload: { texts: ["where is it"], task: wanted } });
  });
});

describe("tasks", () => {
  test("one that the course lacks is refused before a job begins, with those that there are", async () => {
    const { words, data, job } = await ask("/lab classify buy now task:foo");
    expect(words).toContain("There is no task “foo”. This course has intent, moderation and sentiment");
    expect(data).toMatchObject({ argument: "task" });
    expect(job).toBeUndefined();
  });

  test("a word in front that names none is text; named ones count in any case", async () => {
    expect((await ask("/lab classify spam buy now")).job).toMatchObject({
      payload: { task: "sentiment", texts: ["spam buy now"] },
    });
    expect((await ask("/lab classify buy now task:Moderation")).job).toMatchObject({
      payload: { task: "moderation", texts: ["buy now"] },
    });
  });

  test("answer with the model that they are examined with, also in English; own labels with the one that reads them", async () => {
    const asked: (string | undefined)[] = [];
    const embed: Embeddings["embed"] = async (_, { local }) => {
      asked.push(local);
      throw new UserError("enough");
    };
    const job: Pick<Job, "embeddings" | "labData" | "signal" | "progress"> = {
      embeddings: { embed, close: async () => undefined },
      labData: loadLabData,
      signal: new AbortController().signal,
      progress: async () => undefined,
    };
    const own = {
      ...{ id: "own", title: "Own labels", question: "?", tests: [] },
      labels: [{ label: "a" }, { label: "b" }],
      training: [
        { text: "I want my money back", label: "a" },
        { text: "Where is my order", label: "b" },
      ],
    };
    for (const [task, texts] of [
      ["sentiment", []],
      ["sentiment", ["The room was dirty"]],
      [own, []],
      [own, ["Wo ist meine Bestellung und mein Geld"]],
    ] as const)
      await expect(classifyTexts({ task, texts: [...texts], model: "auto" }, job as Job)).rejects.toThrow(
        "enough",
      );
    expect(asked).toEqual(["concepts", "concepts", "sentences", "concepts"]);
  });
});
