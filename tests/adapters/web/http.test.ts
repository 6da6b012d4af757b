import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { MessageView } from "../../../src/adapters/web/view.ts";
import { StartupError } from "../../../src/errors.ts";
import type { Input } from "../../../src/router/invocation.ts";
import { fakeLectern, type Playground, type Scripted, says, startPlayground } from "../../support/web.ts";
import { GENERAL, statusWithHost, webClient } from "../../support/web-client.ts";

let script: (input: Input) => Scripted | Promise<Scripted>;
let ready: Record<string, boolean>;
let playground: Playground;
const lectern = fakeLectern((input) => script(input));
const { get, post } = webClient(() => playground.url);

beforeAll(async () => {
  playground = await startPlayground(lectern, {
    deps: {
      ready: async () => ready,
      mounts: { "/slack/events": (_request, response) => response.end("mounted") },
      terminal: async (body) => ({ got: z.object({ line: z.string() }).parse(body) }),
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
      course: "A course",
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
      error: "There is nothing here. The playground, where it is on, is at /.",
    });
    for (const path of ["/assets/..%2f..%2f..%2f..%2fpackage.json", "/artifacts/..%2fa.png", "/package.json"])
      expect((await get(path)).status).toBe(404);
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

  test("more than 128 KiB", async () => {
    const response = await post("/api/say", { ...good(), text: "x".repeat(131_072) });
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
    expect(await statusWithHost(playground.url, "evil.example")).toBe(421);
    expect(
      await statusWithHost(playground.url, "evil.example:3000", "/api/messages?channel=general&as=ada"),
    ).toBe(421);
    expect(await statusWithHost(playground.url, "localhost:1234")).toBe(200);
    expect(await statusWithHost(playground.url, "Lectern.example.org")).toBe(200);
    expect(await statusWithHost(playground.url, "10.0.0.7:3000", "/healthz")).toBe(200);
    expect(await statusWithHost(playground.url, "hooks.example.org", "/slack/events?x=1")).toBe(200);
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
    const wrong = await post("/api/terminal", { line: 1 }, { Authorization: "Bearer s3cret" });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toEqual({ error: expect.stringContaining("expected string") });
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
