import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MessageView } from "../../../src/adapters/web/view.ts";
import { FINAL, WORKING } from "../../../src/queue/catalogue.ts";
import type { Input } from "../../../src/router/invocation.ts";
import { fakeLectern, type Playground, type Scripted, says, startPlayground } from "../../support/web.ts";
import { GENERAL, webClient } from "../../support/web-client.ts";

const PNG = Buffer.from("89504e470d0a1a0a", "hex");

let script: (input: Input) => Scripted | Promise<Scripted>;
let playground: Playground;
const lectern = fakeLectern((input) => script(input));
const { get, post, say, listed, watch } = webClient(() => playground.url);

beforeAll(async () => {
  lectern.artifacts.set("a1b2", PNG);
  playground = await startPlayground(lectern);
});
afterAll(() => playground.adapter.close());
beforeEach(() => {
  script = () => ({ reply: says("Hello") });
  lectern.routed.length = 0;
  playground.messages.all.clear();
});

describe("what people do becomes an invocation", () => {
  test("something typed is routed and answered in the channel", async () => {
    const id = randomUUID();
    const response = await post("/api/say", { id, channel: "random", as: "grace", text: "/status" });
    expect(await response.json()).toMatchObject({
      message: {
        id: `web-${id}`,
        name: "Grace",
        asked: "/status",
        html: "<p>Hello</p>",
        private: false,
        stage: FINAL,
      },
    });
    expect(lectern.routed).toEqual([
      {
        id: `web-${id}`,
        address: { platform: "web", channel: "random", person: "grace", askedAt: expect.any(Number) },
        person: { id: "grace", name: "Grace", roles: [], administrator: true },
        input: { kind: "text", text: "/status" },
      },
    ]);
  });

  test("a pressed button and a chosen entry", async () => {
    const act = async (body: object): Promise<MessageView> => {
      const response = await post("/api/act", { id: randomUUID(), ...GENERAL, ...body });
      return ((await response.json()) as { message: MessageView }).message;
    };
    expect(await act({ action: "run", value: "card gopher" })).toMatchObject({ asked: "/card gopher" });
    // The key of a line that is too long for a button: the label says what was pressed.
    expect(await act({ action: "run", value: "~RAL3WQ", label: "Only quality" })).toMatchObject({
      asked: "Only quality",
    });
    expect(await act({ action: "quiz.answer", value: "3:b", label: "Answer B" })).toMatchObject({
      asked: "Answer B",
    });
    expect(lectern.routed.map(({ input }) => input)).toEqual([
      { kind: "action", action: "run", value: "card gopher" },
      { kind: "action", action: "run", value: "~RAL3WQ" },
      { kind: "action", action: "quiz.answer", value: "3:b" },
    ]);
  });

  test("a form is offered, not posted; filled in, it is shown as the line it stands for", async () => {
    const form = { command: "compare", title: "Compare", fields: [] };
    script = ({ kind }) => (kind === "options" ? { reply: says("Done") } : { form });
    expect(await (await post("/api/say", { id: randomUUID(), ...GENERAL, text: "/compare" })).json()).toEqual(
      { form },
    );
    expect(await listed("ada")).toEqual([]);
    const options = { models: "gopher, llama 3 405b", by: "tokens" };
    const filled = await post("/api/form", { id: randomUUID(), ...GENERAL, command: "compare", options });
    expect(await filled.json()).toMatchObject({
      message: { asked: '/compare gopher "llama 3 405b" by:tokens', html: "<p>Done</p>" },
    });
    expect(lectern.routed[1]?.input).toEqual({ kind: "options", command: "compare", options });
  });

  test("a mistake in a form goes back to the form alone", async () => {
    script = () => ({ reply: { ...says("No model called *x*"), error: true } });
    const body = { id: randomUUID(), ...GENERAL, command: "compare", options: { models: "x" } };
    expect(await (await post("/api/form", body)).json()).toEqual({
      error: "<p>No model called <em>x</em></p>",
    });
    expect(await listed("ada")).toEqual([]);
  });

  test("mistakes and private answers are the asker's alone", async () => {
    script = () => ({ reply: { ...says("Unknown word"), error: true }, visibility: "public" });
    expect(await say("/compre")).toMatchObject({ private: true, error: true });
    script = () => ({ reply: says("Your progress"), visibility: "private" });
    await say("/progress");
    script = () => ({ reply: says("For all") });
    await say("/card gopher");
    expect((await listed("ada")).map(({ asked }) => asked)).toEqual(["/compre", "/progress", "/card gopher"]);
    expect((await listed("ben")).map(({ asked }) => asked)).toEqual(["/card gopher"]);
    expect(await listed("ada", "random")).toEqual([]);
  });
});

describe("once, however often it is sent", () => {
  test("the same id again gives the same answer without asking again, also while the first is under way", async () => {
    const body = { id: randomUUID(), ...GENERAL, text: "/vote yes" };
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    script = async () => {
      await gate;
      return { reply: says("Counted") };
    };
    const first = post("/api/say", body);
    await expect.poll(() => lectern.routed.length).toBe(1);
    const second = post("/api/say", body);
    release();
    const third = await first.then(() => post("/api/say", body));
    const answers = await Promise.all(
      [first, second, Promise.resolve(third)].map(async (one) => (await one).json()),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(lectern.routed).toHaveLength(1);
    expect(await listed("ada")).toHaveLength(1);
  });

  test("somebody else's id shows nothing of theirs", async () => {
    script = () => ({ reply: says("Secret"), visibility: "private" });
    const id = randomUUID();
    await say("/progress", { id });
    expect(await (await post("/api/say", { id, channel: "general", as: "ben", text: "x" })).json()).toEqual({
      repeat: true,
    });
  });

  test("what was interrupted before it was answered is asked again", async () => {
    script = () => {
      throw new Error("killed");
    };
    const body = { id: randomUUID(), ...GENERAL, text: "/card gopher" };
    expect((await post("/api/say", body)).status).toBe(500);
    script = () => ({ reply: says("Here") });
    expect(await (await post("/api/say", body)).json()).toMatchObject({ message: { html: "<p>Here</p>" } });
  });

  test("a working reply is shown, then replaced in place; a late repetition of it changes nothing", async () => {
    script = () => ({ working: { blocks: [{ kind: "progress", text: "Drawing…" }] } });
    const working = await say("/compare gopher chinchilla");
    expect(working).toMatchObject({ working: true, stage: WORKING });
    expect(lectern.shownIds).toContain(working.id);
    await playground.deliver(working.id, says("Drawn"));
    await playground.deliver(working.id, says("Drawn"));
    const [message, ...more] = await listed("ben");
    expect(message).toMatchObject({
      asked: "/compare gopher chinchilla",
      html: "<p>Drawn</p>",
      working: false,
    });
    expect(more).toEqual([]);
    const kept = playground.messages.all.get(working.id);
    if (kept !== undefined) await playground.messages.put({ ...kept, stage: WORKING, reply: says("old") });
    expect((await listed("ben"))[0]?.html).toBe("<p>Drawn</p>");
  });

  test("an answer that overtakes its working reply stays", async () => {
    script = async () => {
      const id = lectern.routed.at(-1)?.id ?? "";
      await playground.deliver(id, says("Quick"));
      return { working: says("Working") };
    };
    expect(await say("/compare")).toMatchObject({ html: "<p>Quick</p>", working: false, asked: "/compare" });
  });
});

describe("live events", () => {
  test("pages of the same channel see what may be seen, as it changes", async () => {
    const ben = await watch("ben");
    const ada = await watch("ada");
    script = () => ({ reply: says("Private"), visibility: "private" });
    await say("/progress");
    script = () => ({ working: says("Working") });
    const { id } = await say("/compare a b");
    expect(await ada.next()).toMatchObject({ event: "message", data: { asked: "/progress", private: true } });
    expect(await ben.next()).toMatchObject({
      event: "message",
      data: { id, name: "Ada", html: "<p>Working</p>" },
    });
    await playground.deliver(id, says("Drawn"));
    expect(await ben.next()).toMatchObject({
      event: "message",
      data: { id, html: "<p>Drawn</p>", working: false },
    });
    ada.stop();
    ben.stop();
  });

  test("work that fails in public is taken back from everybody but the asker", async () => {
    const ben = await watch("ben");
    script = () => ({ working: says("Working") });
    const { id } = await say("/compare a b");
    await ben.next();
    await playground.deliver(id, { ...says("That failed"), error: true });
    expect(await ben.next()).toEqual({ event: "gone", data: { id } });
    expect((await listed("ada"))[0]).toMatchObject({ id, private: true, error: true });
    expect(await listed("ben")).toEqual([]);
    ben.stop();
  });

  test("another channel hears nothing", async () => {
    const elsewhere = await watch("ben", "random");
    await say("in general");
    await say("in random", { channel: "random" });
    expect(await elsewhere.next()).toMatchObject({ data: { asked: "in random" } });
    elsewhere.stop();
  });
});

describe("pictures and files", () => {
  test("a picture never changes under its key", async () => {
    const response = await get("/artifacts/a1b2.png");
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
    expect((await get("/artifacts/gone.png")).status).toBe(404);
  });

  test("a file is downloaded, never shown, by those who see the message", async () => {
    const files = [
      { name: "modèle <1>.csv", mediaType: "text/csv" as const, alt: "Figures", text: "a,b\r\n" },
    ];
    script = () => ({ reply: { ...says("Here"), files }, visibility: "private" });
    const { id, html } = await say("/export");
    const path = /href="([^"]+)"/.exec(html)?.[1] ?? "";
    const response = await get(path.replaceAll("&amp;", "&"));
    expect(await response.text()).toBe("a,b\r\n");
    expect(response.headers.get("content-disposition")).toBe(
      "attachment; filename=\"mod_le__1_.csv\"; filename*=UTF-8''mod%C3%A8le%20%3C1%3E.csv",
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await get(`/messages/${id}/files/0?as=ben`)).status).toBe(404);
    expect((await get(`/messages/${id}/files/1?as=ada`)).status).toBe(404);
    expect((await get(`/messages/${id}/files/0`)).status).toBe(400);
  });
});
