import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { fakeLectern, type Playground, says, startPlayground } from "../../support/web.ts";
import { webClient } from "../../support/web-client.ts";

let playground: Playground;
afterEach(() => playground.adapter.close());
const lectern = fakeLectern(() => ({ reply: says("Hello") }));
const { get, post } = webClient(() => playground.url);
const say = (as: string) => post("/api/say", { id: randomUUID(), channel: "general", as, text: "/help" });

test("where others may reach the page nobody is staff: not to speak, not to read", async () => {
  playground = await startPlayground(lectern, { options: { playground: "learners only" } });
  const { people } = (await (await get("/api/channels")).json()) as {
    people: { id: string; staff: boolean }[];
  };
  expect(people.some(({ staff }) => staff)).toBe(false);
  expect((await say("grace")).status).toBe(400);
  expect((await get("/api/messages?channel=general&as=grace")).status).toBe(400);
  expect((await say("ada")).status).toBe(200);
  expect(lectern.routed.at(-1)?.person).toMatchObject({ id: "ada", administrator: false });
});

test("switched off there is health and nothing else", async () => {
  const mounts = {
    "/slack/events": (_: unknown, response: { end: (text: string) => void }) => response.end("mounted"),
  };
  playground = await startPlayground(lectern, { options: { playground: "off" }, deps: { mounts } });
  expect((await get("/healthz")).status).toBe(200);
  expect(await (await get("/slack/events")).text()).toBe("mounted");
  for (const path of ["/", "/api/channels", "/api/messages?channel=general&as=ada", "/assets/page.js"]) {
    expect((await get(path)).status, path).toBe(404);
  }
  expect((await say("ada")).status).toBe(404);
});
