import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createUploads } from "../../../src/adapters/web/uploads.ts";
import type { MessageView } from "../../../src/adapters/web/view.ts";
import { type AttachedFile, LARGEST_FILE } from "../../../src/router/invocation.ts";
import { lineOfRequest, parseArguments } from "../../../src/router/parse.ts";
import { countCommand } from "../../support/count-command.ts";
import { emptyCourse } from "../../support/course.ts";
import { COMMANDS, fakeLectern, type Playground, says, startPlayground } from "../../support/web.ts";
import { GENERAL, webClient } from "../../support/web-client.ts";

let playground: Playground;
const lectern = { ...fakeLectern(() => ({ reply: says("Counted") })), commands: [...COMMANDS, countCommand] };
const { get, post, say } = webClient(() => playground.url);

const upload = (
  name: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${playground.url}/api/upload?${new URLSearchParams({ name })}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", ...headers },
    body,
  });
const uploaded = async (name: string, body: string | Uint8Array<ArrayBuffer>): Promise<string> =>
  ((await (await upload(name, body)).json()) as { id: string }).id;
const sent = (): readonly AttachedFile[] => lectern.routed.at(-1)?.files ?? [];
const question = () => ({ id: randomUUID(), ...GENERAL });
const errorOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { error: string }).error;

beforeAll(async () => {
  playground = await startPlayground(lectern);
});
afterAll(() => playground.adapter.close());
beforeEach(() => {
  lectern.routed.length = 0;
});

describe("a file that is sent ahead", () => {
  test("goes along with a line that names it, as often as that is sent", async () => {
    const id = await uploaded("Größe 1.csv", "text\napple\n");
    for (let time = 0; time < 2; time++) {
      const response = await post("/api/say", { ...question(), text: "/count a\nb", files: [id] });
      expect(response.status).toBe(200);
      expect(lectern.routed.at(-1)?.input).toEqual({ kind: "text", text: "/count a\nb" });
      expect(sent()).toMatchObject([{ name: "Größe 1.csv", bytes: 11 }]);
      expect(Buffer.from((await sent()[0]?.read()) ?? "").toString()).toBe("text\napple\n");
    }
    await say("/count");
    expect(sent()).toEqual([]);
  });

  test("goes along with a form; what is shown can be typed again", async () => {
    const id = await uploaded("rows.csv", "x");
    const options = { texts: "by:me\nfruit: apple", by: "line" };
    const response = await post("/api/form", { ...question(), command: "count", options, files: [id] });
    expect(sent()).toMatchObject([{ name: "rows.csv" }]);
    const { message } = (await response.json()) as { message: MessageView };
    expect(`/${lineOfRequest(countCommand, options)}`).toBe(message.asked);
    const vocabulary = { course: emptyCourse, commands: [] };
    const again = parseArguments(countCommand, message.asked.slice("/count ".length), vocabulary);
    expect(again).toMatchObject(options);
  });

  test("that is unknown, as after a restart, is asked for again", async () => {
    const response = await post("/api/say", { ...question(), text: "/count", files: [randomUUID()] });
    expect(response.status).toBe(422);
    expect(await errorOf(response)).toMatch(/no longer here: Lectern was restarted.*Send it again/);
    expect(lectern.routed).toEqual([]);
  });

  test("5 MB fit, a byte more does not, whether the length is said or not", async () => {
    expect((await upload("a.csv", new Uint8Array(LARGEST_FILE))).status).toBe(200);
    const large = await upload("a.csv", new Uint8Array(LARGEST_FILE + 1));
    expect(large.status).toBe(413);
    expect(await errorOf(large)).toBe("The file is too large: 5 MB is the most.");
    const stream = new Blob([new Uint8Array(LARGEST_FILE + 1)]).stream();
    const unsaid = await fetch(`${playground.url}/api/upload?name=a`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(unsaid.status).toBe(413);
  });

  test("is guarded as everything else", async () => {
    expect((await upload("a.csv", "x", { Origin: "https://evil.example" })).status).toBe(403);
    expect((await upload("a.csv", "x", { "Content-Type": "text/plain" })).status).toBe(400);
    expect((await upload("", "x")).status).toBe(400);
    expect((await upload("a".repeat(256), "x")).status).toBe(400);
  });
});

test("what is kept goes after 15 minutes, and the oldest when there is too much", () => {
  vi.useFakeTimers();
  try {
    const uploads = createUploads();
    const first = uploads.keep("first", new Uint8Array(LARGEST_FILE));
    vi.advanceTimersByTime(60_000);
    const others = Array.from({ length: 12 }, () => uploads.keep("other", new Uint8Array(LARGEST_FILE)));
    expect(() => uploads.files([first])).toThrow("no longer here");
    expect(uploads.files(others)).toHaveLength(12);
    vi.advanceTimersByTime(15 * 60_000);
    expect(() => uploads.files(others.slice(-1))).toThrow("no longer here");
  } finally {
    vi.useRealTimers();
  }
});

test("the page is not told of files as something to type", async () => {
  const { commands } = (await (await get("/api/commands")).json()) as {
    commands: { name: string; args: { name: string }[] }[];
  };
  const args = commands.find(({ name }) => name === "count")?.args;
  expect(args?.map(({ name }) => name)).toEqual(["texts", "by"]);
});
