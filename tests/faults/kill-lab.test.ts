import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import type { MessageView } from "../../src/adapters/web/view.ts";
import { COHERE_KEY, startCohereServer } from "../support/cohere/server.ts";
import { type Running, start, temporaryHome } from "../support/processes.ts";
import { until } from "../support/services.ts";
import { GENERAL, webClient } from "../support/web-client.ts";

/** What one call takes, and how many are under way at once. */
const [BATCH, AT_ONCE] = [96, 4];

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A bot that can be killed and started again on the same data. */
async function bot(environment: Record<string, string> = {}) {
  const { home, remove } = temporaryHome();
  closers.push(remove);
  let running: Running | undefined;
  const web = webClient(() => running?.url ?? "");
  const begin = async (): Promise<void> => {
    const started = await start("main", { LECTERN_HOME: home, ...environment });
    running = started;
    closers.push(() => started.kill("SIGKILL"));
  };
  await begin();
  return { web, begin, kill: async () => void (await running?.kill("SIGKILL")) };
}

type Web = ReturnType<typeof webClient>;

/** Sends so many different sentences in a file; gives the id of the message that answers. */
async function sendFile(web: Web, count: number): Promise<string> {
  const rows = Array.from({ length: count }, (_, at) => `${at},The parcel number ${at} has not arrived yet`);
  const uploaded = await fetch(`${await address(web)}/api/upload?name=parcels.csv`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: ["id,text", ...rows].join("\n"),
  });
  const { id: file } = (await uploaded.json()) as { id: string };
  const body = { id: randomUUID(), ...GENERAL, text: "/lab embed", files: [file] };
  const response = await web.post("/api/say", body);
  expect(response.status).toBe(200);
  return ((await response.json()) as { message: MessageView }).message.id;
}

const address = async (web: Web): Promise<string> => new URL((await web.get("/healthz")).url).origin;

const messageOf = async (web: Web, id: string): Promise<MessageView | undefined> =>
  (await web.listed("ada")).find((message) => message.id === id);

/** How many texts the message says are done. */
const doneIn = (message: MessageView | undefined): number =>
  Number(/([\d,]+) of [\d,]+ texts/.exec(message?.html ?? "")?.[1]?.replaceAll(",", "") ?? 0);

test("a file of thousands goes on where it was when Lectern is killed in the middle, and nothing is paid twice but what was under way", async () => {
  const count = 2_000;
  const cohere = await startCohereServer({ latencyMs: 400, failShare: 0.1 });
  closers.push(() => cohere.close());
  const { web, begin, kill } = await bot({ COHERE_API_KEY: COHERE_KEY, COHERE_BASE_URL: cohere.url });
  const id = await sendFile(web, count);
  await until(async () => doneIn(await messageOf(web, id)) >= 500, "progress is shown", 60_000);
  await kill();
  expect(cohere.counters.served.size).toBeLessThan(count);
  await begin();
  await until(async () => (await messageOf(web, id))?.working === false, "the answer is there", 180_000);
  const message = await messageOf(web, id);
  expect(message?.html).toContain("2,000 different texts");
  expect(message?.html).toContain("<img ");
  expect(cohere.counters.served.size).toBe(count);
  expect(cohere.paidTwice().length).toBeLessThanOrEqual(AT_ONCE * BATCH);
}, 300_000);

test("a job that takes long is cancelled by whoever asked, by nobody else, and what was done is kept", async () => {
  const cohere = await startCohereServer({ latencyMs: 1_500 });
  closers.push(() => cohere.close());
  const { web } = await bot({ COHERE_API_KEY: COHERE_KEY, COHERE_BASE_URL: cohere.url });
  const id = await sendFile(web, 6_000);
  await until(async () => doneIn(await messageOf(web, id)) >= BATCH, "progress is shown", 60_000);
  const cancel = async (as: string): Promise<string> => {
    const act = { id: randomUUID(), channel: "general", as, action: "stop", value: id };
    const response = await web.post("/api/act", act);
    return ((await response.json()) as { message: MessageView }).message.html;
  };
  expect(await cancel("ben")).toContain("Only the person who asked");
  expect(await cancel("ada")).toContain("Stopping");
  await until(async () => (await messageOf(web, id))?.working === false, "the job ends", 60_000);
  expect((await messageOf(web, id))?.html).toContain("What was computed until then is kept");
  expect(await cancel("ada")).toContain("over already");
}, 180_000);
