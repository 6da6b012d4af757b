import { randomUUID } from "node:crypto";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MessageView } from "../../../src/adapters/web/view.ts";
import { StartupError } from "../../../src/errors.ts";
import { FINAL, WORKING } from "../../../src/queue/catalogue.ts";
import type { Input } from "../../../src/router/invocation.ts";
import { fakeLectern, type Playground, type Scripted, says, startPlayground } from "../../support/web.ts";

const PNG = Buffer.from("89504e470d0a1a0a", "hex");
const GENERAL = { channel: "general", as: "ada" };

let script: (input: Input) => Scripted | Promise<Scripted>;
let ready: Record<string, boolean>;
let playground: Playground;
const lectern = fakeLectern((input) => script(input));

beforeAll(async () => {
  lectern.artifacts.set("a1b2", PNG);
  playground = await startPlayground(lectern, {
    deps: {
      ready: async () => ready,
      mounts: { "/slack/events": (_request, response) => response.end("mounted") },
      terminal: async (body) => ({ got: body }),
    },
  });
});
afterAll(() => playground.adapter.close());
beforeEach(() => {
  script = () => ({ reply: says("Hello") });
  ready = { database: true };
  lectern.routed.length = 0;
  playground.messages.all.clear();
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(playground.url + path, { headers });

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(playground.url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const say = async (text: string, more: Record<string, string> = {}): Promise<MessageView> => {
  const response = await post("/api/say", { id: randomUUID(), ...GENERAL, text, ...more });
  expect(response.status).toBe(200);
  return ((await response.json()) as { message: MessageView }).message;
};

const listed = async (as: string, channel = "general"): Promise<MessageView[]> =>
  ((await (await get(`/api/messages?channel=${channel}&as=${as}`)).json()) as { messages: MessageView[] })
    .messages;

/** `fetch` does not let one choose the Host header. */
const statusWithHost = (host: string, path = "/"): Promise<number> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(playground.url);
    request({ host: "127.0.0.1", port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });

/** The events of a page, one at a time. */
async function watch(as: string, channel = "general") {
  const stop = new AbortController();
  const response = await fetch(`${playground.url}/api/events?channel=${channel}&as=${as}`, {
    signal: stop.signal,
  });
  const chunks = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<{ event: string; data: unknown }> => {
    const end = text.indexOf("\n\n");
    if (end === -1) {
      const { value, done } = (await chunks?.read()) ?? { done: true };
      if (done) throw new Error("the stream ended");
      text += value;
      return next();
    }
    const lines = text.slice(0, end).split("\n");
    text = text.slice(end + 2);
    const field = (name: string): string =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
    const data = field("data");
    return { event: field("event"), data: data === "" ? null : JSON.parse(data) };
  };
  expect((await next()).event).toBe("ready");
  return { next, stop: () => stop.abort() };
}

describe("the page and its parts", () => {
  test("the page comes with a strict policy", async () => {
    const response = await get("/");
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  });

  test("everything the page and its modules and styles refer to is there", async () => {
    const texts = [await (await get("/")).text()];
    const seen = new Set<string>();
    for (const text of texts) {
      const absolute = [...text.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? "");
      const relative = [...text.matchAll(/from "\.(\/[^"]+)"/g)].map(([, path]) => `/assets${path}`);
      for (const path of [...absolute, ...relative]) {
        if (seen.has(path)) continue;
        seen.add(path);
        const response = await get(path);
        expect(response.status, path).toBe(200);
        if (/\.(css|js)$/.test(path)) texts.push(await response.text());
      }
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  test("an unchanged file is not sent again", async () => {
    const etag = (await get("/assets/page.js")).headers.get("etag") ?? "";
    expect((await get("/assets/page.js", { "If-None-Match": etag })).status).toBe(304);
  });

  test("channels, people and commands describe themselves", async () => {
    const place = await (await get("/api/channels")).json();
    expect(place).toMatchObject({
      channels: [{ id: "general" }, { id: "llm-course" }, { id: "random" }],
      people: [{ name: "Ada", staff: false }, {}, {}, { name: "Grace", staff: true }],
    });
    const { commands } = (await (await get("/api/commands")).json()) as { commands: unknown[] };
    expect(commands[1]).toMatchObject({
      name: "compare",
      usage: "/compare <model>… [by:<figure>]",
      args: [
        { name: "models", list: true, completes: true },
        { name: "by", position: "named", completes: true },
      ],
    });
  });

  test("completion passes the half-typed argument on; unknown arguments have no values", async () => {
    const complete = async (query: string): Promise<unknown> => (await get(`/api/complete?${query}`)).json();
    expect(await complete("command=compare&argument=models&typed=chi")).toEqual({
      choices: [{ label: "Chinchilla", value: "chinchilla" }],
    });
    expect(await complete("command=compare&argument=constructor&typed=")).toEqual({ choices: [] });
    expect(await complete("command=nothing&argument=models&typed=")).toEqual({ choices: [] });
  });

  test("unknown paths say where the page is, and no path leads to a file", async () => {
    expect(await (await get("/nothing")).json()).toEqual({
      error: "There is nothing here. The playground is at /.",
    });
    for (const path of ["/assets/..%2f..%2f..%2f..%2fpackage.json", "/artifacts/..%2fa.png", "/package.json"])
      expect((await get(path)).status).toBe(404);
  });
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
    expect(await act({ action: "quiz.answer", value: "3:b", label: "Answer B" })).toMatchObject({
      asked: "Answer B",
    });
    expect(lectern.routed.map(({ input }) => input)).toEqual([
      { kind: "action", action: "run", value: "card gopher" },
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

describe("what is refused", () => {
  const good = () => ({ id: randomUUID(), ...GENERAL, text: "hello" });

  test.each([
    ["no JSON", "{", "The body is not valid JSON."],
    ["no such channel", { ...good(), channel: "secret" }, "channel: There is no such channel"],
    ["no such person", { ...good(), as: "mallory" }, "as: There is no such person"],
    ["an id that is no UUID", { ...good(), id: "../1" }, "id: Invalid UUID"],
    ["no text", { ...good(), text: 7 }, "text: Invalid input: expected string, received number"],
  ])("%s", async (_what, body, error) => {
    const response = await post("/api/say", body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error });
    expect(lectern.routed).toEqual([]);
  });

  test("forms of other sites cannot be JSON", async () => {
    const response = await post("/api/say", good(), { "Content-Type": "text/plain" });
    expect(response.status).toBe(400);
  });

  test("more than 64 KiB", async () => {
    const response = await post("/api/say", { ...good(), text: "x".repeat(65_536) });
    expect(response.status).toBe(413);
  });

  test.each([
    ["another site's origin", { Origin: "https://evil.example" }, 403],
    ["an opaque origin", { Origin: "null" }, 403],
    ["a cross-site fetch", { "Sec-Fetch-Site": "cross-site" }, 403],
    ["a fetch from another port", { "Sec-Fetch-Site": "same-site" }, 403],
    ["a program", {}, 200],
    ["the page itself", { "Sec-Fetch-Site": "same-origin" }, 200],
  ] as [string, Record<string, string>, number][])("posts from %s", async (_who, headers, status) => {
    expect((await post("/api/say", good(), headers)).status).toBe(status);
    expect(
      (await post("/api/say", good(), { ...headers, ...(status === 200 && { Origin: playground.url }) }))
        .status,
    ).toBe(status);
  });

  test("host names nobody set up", async () => {
    expect(await statusWithHost("evil.example")).toBe(421);
    expect(await statusWithHost("evil.example:3000", "/api/messages?channel=general&as=ada")).toBe(421);
    expect(await statusWithHost("localhost:1234")).toBe(200);
    expect(await statusWithHost("Lectern.example.org")).toBe(200);
    expect(await statusWithHost("10.0.0.7:3000", "/healthz")).toBe(200);
    expect(await statusWithHost("hooks.example.org", "/slack/events?x=1")).toBe(200);
  });

  test("a bug is not shown, only its reference", async () => {
    script = () => {
      throw new Error("the secret inside");
    };
    const response = await post("/api/say", good());
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      error: expect.stringMatching(/^Something went wrong in Lectern\. Try again; reference [2-9A-Z]{6}\.$/),
    });
  });
});

describe("for machines", () => {
  test("health and readiness", async () => {
    expect(await (await get("/healthz")).text()).toBe("ok");
    expect((await get("/readyz")).status).toBe(200);
    ready = { database: true, slack: false };
    const response = await get("/readyz");
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual(ready);
    expect((await get("/healthz")).status).toBe(200);
  });

  test("a mounted path is not touched", async () => {
    expect(
      await (await fetch(`${playground.url}/slack/events`, { method: "POST", body: "a=b" })).text(),
    ).toBe("mounted");
  });

  test("the terminal needs the token", async () => {
    expect((await post("/api/terminal", { line: "help" })).status).toBe(401);
    expect((await post("/api/terminal", {}, { Authorization: "Bearer s3cre" })).status).toBe(401);
    const response = await post("/api/terminal", { line: "help" }, { Authorization: "Bearer s3cret" });
    expect(await response.json()).toEqual({ got: { line: "help" } });
  });
});

describe("starting and stopping", () => {
  test("a taken port says what to set", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const started = startPlayground(fakeLectern(script), { options: { port } });
    await expect(started).rejects.toThrow(StartupError);
    await expect(started).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
    await expect(started).rejects.toThrow("LECTERN_PORT");
    await new Promise((resolve) => other.close(resolve));
  });

  test("stopped it takes nothing new but still delivers; closed it ends the streams", async () => {
    const own = await startPlayground(fakeLectern(() => ({ working: says("Working") })));
    const send = (): Promise<Response> =>
      fetch(`${own.url}/api/say`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ id: randomUUID(), ...GENERAL, text: "/x" }),
      });
    const { message } = (await (await send()).json()) as { message: MessageView };
    const stream = await fetch(`${own.url}/api/events?channel=general&as=ben`);
    expect(own.adapter.ready()).toBe(true);
    await own.adapter.stop();
    expect(own.adapter.ready()).toBe(false);
    expect((await send()).status).toBe(503);
    await own.deliver(message.id, says("Drawn"));
    await own.adapter.close();
    expect(await stream.text()).toContain("Drawn");
    await expect(fetch(own.url)).rejects.toThrow();
  });
});
