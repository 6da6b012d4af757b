import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Course } from "../../src/course/model.ts";
import { ACTION_VALUE } from "../../src/replies/limits.ts";
import { parseSpans, withoutMarkup } from "../../src/replies/markdown.ts";
import type { Reply } from "../../src/replies/reply.ts";
import { take } from "../../src/router/access.ts";
import { realCourse } from "../support/course.ts";
import { buttonsOf, replyOf, routerWorld, said } from "../support/router.ts";

let course: Course;
beforeAll(async () => {
  course = await realCourse();
});

const world = (options: Parameters<typeof routerWorld>[1] = {}) => routerWorld(course, options);

describe("finding the command", () => {
  test.each(["/model chinchilla", "model chinchilla", "/lectern-model chinchilla", "  MODEL   Chinchilla "])(
    "%s",
    async (line) => {
      const outcome = await world().ask(line);
      expect(outcome).toMatchObject({
        kind: "reply",
        visibility: "private",
        command: "model",
        reply: { data: { model: "chinchilla-70b" } },
      });
    },
  );

  test("nothing at all, help, and <command> help explain", async () => {
    const { ask } = world();
    expect(await ask("")).toMatchObject({ command: "help" });
    expect(replyOf(await ask("compare help")).data).toEqual({ command: "compare" });
    expect(replyOf(await ask("help compare")).data).toEqual({ command: "compare" });
  });

  test("an unknown word is a mistake with a way on", async () => {
    const outcome = await world().ask("/comparison gpt-3");
    expect(outcome).toMatchObject({ kind: "reply", visibility: "private", reply: { error: true } });
    expect(said(outcome)).toBe("No command is called /comparison. Start with /help.");
  });

  test("a model's name alone, a misspelt command and a typed mention are understood or asked about", async () => {
    const { ask } = world();
    const model = await ask("gopher");
    expect(said(model)).toBe("No command is called gopher. Did you mean /model gopher-280b?");
    expect(buttonsOf(model)[0]).toEqual({
      action: "run",
      label: "/model gopher-280b",
      value: "model gopher-280b",
    });
    expect(buttonsOf(await ask("/comapre gpt-3 gopher"))[0]?.value).toBe("compare gpt-3 gopher");
    expect(await ask("@Lectern model gopher")).toMatchObject({ command: "model" });
    expect(said(await ask("tell me a story?"))).toBe("No command is called tell. Start with /help.");
  });

  test("commands are named as they are typed on the platform", async () => {
    const { ask } = world({ typed: (name) => `/llm-${name}` });
    expect(said(await ask("/model gpt-17"))).toContain("/llm-models lists");
    expect(said(await ask("nonsense"))).toContain("Start with /llm-help");
  });

  test("foreign text never becomes markup in an error", async () => {
    const [block] = replyOf(await world().ask("/**[x](https://evil.example)**")).blocks;
    if (block?.kind !== "text") throw new Error("no text");
    expect(parseSpans(block.text).filter(({ kind }) => kind === "link" || kind === "bold")).toEqual([]);
    expect(withoutMarkup(block.text)).toContain("/**[x](https://evil.example)**");
  });
});

describe("running", () => {
  test("a reply with a chart is owed and queued before it is acknowledged, once per event", async () => {
    const { ask, owed, queued } = world();
    const outcome = await ask("/compare gpt-3 gopher chinchilla", { id: "event-1" });
    expect(outcome).toMatchObject({
      kind: "working",
      command: "compare",
      parcel: { address: { visibility: "public" }, stage: 1 },
    });
    expect(replyOf(outcome).blocks.map(({ kind }) => kind)).toEqual([
      "heading",
      "table",
      "progress",
      "note",
      "actions",
    ]);
    expect([owed, queued]).toEqual([["event-1"], ["event-1"]]);
    expect(await ask("/compare gpt-3 gopher chinchilla", { id: "event-1" })).toEqual({ kind: "repeat" });
    expect(queued).toEqual(["event-1"]);
  });

  test("a queue that is away does not lose the answer", async () => {
    const { ask, owed } = world({ queueDown: true });
    expect((await ask("/compare gpt-3 gopher")).kind).toBe("working");
    expect(owed).toHaveLength(1);
  });

  test("an event that may come twice runs once", async () => {
    const { ask } = world();
    expect((await ask("/model gopher", { id: "e", mayRepeat: true })).kind).toBe("reply");
    expect(await ask("/model gopher", { id: "e", mayRepeat: true })).toEqual({ kind: "repeat" });
  });

  test("native options and text mean the same", async () => {
    const { ask } = world();
    const typed = replyOf(await ask("/compare gpt-3 gopher by:tokens"));
    const chosen = replyOf(
      await ask({
        kind: "options",
        command: "compare",
        options: { models: "gpt-3, gopher", by: "training_tokens" },
      }),
    );
    const shown = ({ blocks }: Reply) => blocks.filter(({ kind }) => kind !== "actions");
    expect(shown(chosen)).toEqual(shown(typed));
    expect(await numbers("data", "compare gpt-3, gopher by:training_tokens")).toEqual(
      await numbers("data", "compare gpt-3 gopher by:tokens"),
    );

    async function numbers(action: string, value: string): Promise<Reply> {
      return replyOf(await ask({ kind: "action", action, value }));
    }
  });

  test("the numbers behind an answer are for the presser alone; a line that is wrong says what is wrong", async () => {
    const { ask } = world();
    const pressed = await ask({ kind: "action", action: "csv", value: "compare gpt-3 gopher" });
    expect(pressed).toMatchObject({
      kind: "reply",
      visibility: "private",
      reply: { files: [{ mediaType: "text/csv" }] },
    });
    const listed = await ask(
      { kind: "action", action: "csv", value: "models gopher" },
      { platform: "slack" },
    );
    expect(replyOf(listed).files?.[0]?.text).toMatch(/gopher-280b,.*training_tokens,300000000000,tokens,/);
    const wrong = await ask({ kind: "action", action: "data", value: "compare gpt-3" });
    expect(wrong).toMatchObject({ visibility: "private", reply: { error: true } });
    expect(said(wrong)).toMatch(/At least 2/);
  });

  test("share makes the answer public, everything else keeps the command's visibility", async () => {
    const { ask } = world();
    expect(await ask({ kind: "action", action: "share", value: "model gopher" })).toMatchObject({
      visibility: "public",
      command: "model",
    });
    expect(await ask({ kind: "action", action: "run", value: "model gopher" })).toMatchObject({
      visibility: "private",
    });
    expect(await ask({ kind: "action", action: "form", value: "compare" })).toMatchObject({
      kind: "form",
      form: { command: "compare" },
    });
    expect(replyOf(await ask({ kind: "action", action: "help.on", value: "models" })).data).toEqual({
      command: "models",
    });
    expect(said(await ask({ kind: "action", action: "gone.away", value: "" }))).toMatch(/older version/);
    expect(said(await ask({ kind: "action", action: "run", value: "~unknown" }))).toMatch(/expired/);
  });

  test("a message somebody points at is looked up for them alone", async () => {
    const { ask } = world();
    const one = await ask({ kind: "message", command: "model", text: "has anyone tried Chinchilla yet?" });
    expect(one).toMatchObject({ visibility: "private", reply: { data: { model: "chinchilla-70b" } } });
    const two = await ask({ kind: "message", command: "model", text: "GPT-3 or Gopher?" });
    expect(two).toMatchObject({ kind: "working", parcel: { address: { visibility: "private" } } });
    expect(said(await ask({ kind: "message", command: "model", text: "lunch?" }))).toMatch(/No model/);
  });

  test("a button for another model keeps the rest of the line", async () => {
    const { ask } = world();
    const buttons = buttonsOf(await ask('/compare gopher llama "gpt-3 175b" by:tokens'));
    expect(buttons[0]?.value).toMatch(/^compare gopher llama-\S+ "gpt-3 175b" by:tokens$/);
    expect((await ask({ kind: "action", action: "run", value: buttons[0]?.value ?? "" })).kind).toBe(
      "working",
    );
  });

  test("button values stay short, and long ones work all the same", async () => {
    const { ask } = world();
    const line = `/compare ${course.models
      .slice(0, 5)
      .map(({ id }) => id)
      .join(" ")} llama`;
    const outcome = await ask(line);
    const buttons = buttonsOf(outcome);
    expect(buttons.length).toBeGreaterThan(1);
    for (const { value } of buttons) expect(value.length).toBeLessThanOrEqual(ACTION_VALUE);
    expect((await ask({ kind: "action", action: "run", value: buttons[0]?.value ?? "" })).kind).toBe(
      "working",
    );
  });
});

describe("access and limits", () => {
  test("staff commands are for staff, and help shows them to staff only", async () => {
    const { ask } = world();
    expect(said(await ask("/status"))).toMatch(/for the course staff/);
    expect(replyOf(await ask("/status", { staff: true })).data).toEqual({ work: "0 waiting" });
    expect(replyOf(await ask("/help")).data?.commands).not.toContain("status");
    expect(replyOf(await ask("/help", { staff: true })).data?.commands).toContain("status");
  });

  test("too many commands in a minute wait, and the message says how long", async () => {
    const { ask } = world({ perMinute: 3 });
    for (let at = 0; at < 3; at++) expect(replyOf(await ask("/help")).error).toBeUndefined();
    expect(said(await ask("/help"))).toBe(
      "That was more than 3 commands in a minute. Give it again in 20 s.",
    );
  });

  test("a bucket never holds more than a minute's worth and always says when it is open again", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 200 }),
        (perMinute, gaps) => {
          let now = 0;
          let bucket: ReturnType<typeof take>["bucket"] | undefined;
          const granted: number[] = [];
          for (const gap of gaps) {
            now += gap;
            const taken = take(bucket, perMinute, now);
            bucket = taken.bucket;
            expect(bucket.left).toBeLessThanOrEqual(perMinute);
            if (taken.waitMs === 0) granted.push(now);
            else expect(take(bucket, perMinute, now + taken.waitMs).waitMs).toBe(0);
          }
          for (const start of granted) {
            expect(granted.filter((at) => at >= start && at < start + 60_000).length).toBeLessThanOrEqual(
              2 * perMinute,
            );
          }
        },
      ),
    );
  });
});
