import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type EmbedAllOptions, embedAll } from "../../src/embeddings/embed-all.ts";
import type { EmbedProgress } from "../../src/embeddings/progress.ts";
import { type Clock, RETRY_RULES } from "../../src/embeddings/retry.ts";
import { seededRandom } from "../../src/labs/vectors.ts";
import { cohereEmbeddings } from "../../src/providers/cohere.ts";
import { openAiEmbeddings } from "../../src/providers/openai.ts";
import { type EmbeddingCache, embeddingsOn } from "../../src/storage/embeddings.ts";
import { type OpenDatabase, openDatabase } from "../../src/storage/open.ts";
import { COHERE_KEY, startCohereServer } from "../support/cohere/server.ts";
import { OPENAI_KEY, startOpenAiServer } from "../support/openai/server.ts";
import { type Faults, type RemoteModel, vectorFor } from "../support/remote-model.ts";

const home = mkdtempSync(join(tmpdir(), "lectern-embed-"));
let database: OpenDatabase;
let cache: EmbeddingCache;
const servers: RemoteModel[] = [];

beforeAll(async () => {
  database = await openDatabase({ home });
  cache = embeddingsOn(database.storage);
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(async () => {
  await database.close();
  rmSync(home, { recursive: true, force: true });
});

/** Waits a twentieth of what it should, by seeded chance. */
function hurried(): Clock & { waits: number[] } {
  const waits: number[] = [];
  return {
    now: () => performance.now() * 20,
    wait(ms, signal) {
      waits.push(ms);
      return wait(ms / 20, undefined, signal === undefined ? {} : { signal });
    },
    random: seededRandom(7),
    waits,
  };
}

let jobs = 0;
/** A Cohere of our own with a name of its own in the cache. */
async function cohere(faults: Partial<Faults> = {}, key = COHERE_KEY) {
  const server = await startCohereServer(faults);
  servers.push(server);
  jobs += 1;
  const remote = cohereEmbeddings({ apiKey: key, model: "embed-v4.0", baseUrl: server.url, dimension: 256 });
  const provider = Object.create(remote, { id: { value: `cohere-${jobs}` } }) as typeof remote;
  const options: EmbedAllOptions = {
    provider,
    cache,
    purpose: "document",
    clock: hurried(),
    timeoutMs: 600_000,
  };
  return { server, provider, options };
}

const sentences = (count: number): string[] => Array.from({ length: count }, (_, at) => `sentence ${at}`);
const right = (text: string): Float32Array =>
  Float32Array.from(vectorFor(text, 256, "embed-v4.0 search_document"));

describe("texts become vectors", () => {
  test("repeats are asked for once, in full calls, and a second time nothing is asked for", async () => {
    const { server, options } = await cohere();
    const unique = sentences(500);
    const texts = [...unique, ...unique, "  ", "", ...unique.toReversed()];
    const result = await embedAll(texts, options);
    expect(result).toMatchObject({
      unique: 500,
      asked: 500,
      cached: 0,
      calls: Math.ceil(500 / 96),
      failed: [],
    });
    expect(server.counters.calls).toBe(6);
    for (const [at, text] of texts.entries()) {
      expect(result.vectors[at]).toEqual(text.trim() === "" ? new Float32Array(256) : right(text));
    }
    expect(result.tokens).toBe(1_000);
    const again = await embedAll(texts, options);
    expect(again).toMatchObject({ unique: 500, asked: 0, cached: 500, calls: 0, tokens: 0 });
    expect(again.vectors).toEqual(result.vectors);
    expect(server.counters.calls).toBe(6);
  });

  test("a purpose has vectors of its own where the model needs it, and not where it does not", async () => {
    const { server, options } = await cohere();
    await embedAll(["lemon"], options);
    await embedAll(["lemon"], { ...options, purpose: "query" });
    expect(server.counters.calls).toBe(2);
    const openai = await startOpenAiServer();
    servers.push(openai);
    const provider = openAiEmbeddings({
      apiKey: OPENAI_KEY,
      model: "text-embedding-3-small",
      baseUrl: `${openai.url}/v1`,
    });
    await embedAll(["lemon"], { ...options, provider });
    await embedAll(["lemon"], { ...options, provider, purpose: "query" });
    expect(openai.counters.calls).toBe(1);
  });

  test("calls of OpenAI stay within its texts and tokens", async () => {
    const server = await startOpenAiServer();
    servers.push(server);
    const provider = openAiEmbeddings({
      apiKey: OPENAI_KEY,
      model: "text-embedding-3-small",
      baseUrl: `${server.url}/v1`,
      dimension: 8,
    });
    const short = sentences(3_000);
    const long = Array.from({ length: 40 }, (_, at) => `${at} ${"猫 ".repeat(6_000)}`);
    const result = await embedAll([...short, ...long], { purpose: "document", provider });
    expect(result.failed).toEqual([]);
    expect(result.vectors.every((vector) => vector?.length === 8)).toBe(true);
    expect(server.counters.failed).toBe(0);
    expect(server.paidTwice()).toEqual([]);
  });

  test("progress counts every text, repeats included, and ends with all", async () => {
    const { options } = await cohere();
    const seen: EmbedProgress[] = [];
    const half = sentences(200);
    await embedAll(half.slice(0, 100), options);
    await embedAll([...half, ...half], { ...options, onProgress: (progress) => seen.push(progress) });
    expect(seen[0]).toEqual({ done: 200, total: 400, known: 200, perSecond: null, secondsLeft: null });
    expect(seen.at(-1)).toMatchObject({ done: 400, total: 400, secondsLeft: 0 });
    expect(seen.at(-1)?.perSecond).toBeGreaterThan(0);
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).sort((a, b) => a - b));
  });

  test("no more calls at once than allowed", async () => {
    const { server, options } = await cohere({ latencyMs: 200 });
    await embedAll(sentences(96 * 9), { ...options, concurrency: 3 });
    expect(server.counters.mostAtOnce).toBe(3);
  });
});

describe("faults", () => {
  test("rate limits and one failure in ten: nothing is lost, nothing is paid twice", async () => {
    const { server, options } = await cohere({
      failShare: 0.1,
      seed: 3,
      rate: { calls: 4, windowMs: 800, retryAfter: "4" },
    });
    const unique = sentences(3_000);
    const result = await embedAll([...unique, ...unique], options);
    expect(result.failed).toEqual([]);
    expect(result.vectors.map((vector) => vector?.[0])).toEqual(
      [...unique, ...unique].map((text) => right(text)[0]),
    );
    const { calls, answered, limited, failed, served } = server.counters;
    expect(server.paidTwice()).toEqual([]);
    expect(served.size).toBe(3_000);
    expect(answered).toBe(Math.ceil(3_000 / 96));
    expect(calls).toBe(answered + limited + failed);
    expect(failed).toBeGreaterThan(0);
    expect(limited).toBeGreaterThan(0);
    expect(result.calls).toBe(calls);
  });

  test("a provider that says how long to wait is not asked sooner", async () => {
    const { server, options } = await cohere({ script: [{ status: 429, retryAfter: "4" }] });
    const clock = hurried();
    const started = clock.now();
    await embedAll(["lemon"], { ...options, clock });
    expect(clock.now() - started).toBeGreaterThanOrEqual(4_000);
    expect(server.counters.calls).toBe(2);
  });

  test.each(["stall", "drop", "not-json", "too-few", "wrong-dimension", "no-vectors"] as const)(
    "after %s the same call is made again",
    async (answer) => {
      const { server, options } = await cohere({ script: [answer] });
      const result = await embedAll(["lemon", "lime"], { ...options, timeoutMs: 6_000 });
      expect(result.vectors).toEqual([right("lemon"), right("lime")]);
      expect(server.counters.calls).toBe(2);
    },
  );

  test("one text that is refused costs no other its vector", async () => {
    const { server, options } = await cohere({ poison: new Set(["sentence 70"]) });
    const texts = sentences(200);
    const result = await embedAll(texts, options);
    expect(result.failed).toEqual([{ text: "sentence 70", reason: expect.stringMatching(/did not accept/) }]);
    expect(texts.filter((_, at) => result.vectors[at] === null)).toEqual(["sentence 70"]);
    expect(result.stopped).toBeUndefined();
    expect(server.paidTwice()).toEqual([]);
    // And the next job asks for that one alone.
    server.faults.poison = new Set();
    const again = await embedAll(texts, options);
    expect(again).toMatchObject({ asked: 1, calls: 1, failed: [] });
  });

  test("a batch that fails for good is named, the others are there", async () => {
    const { server, options } = await cohere();
    const failing = Array.from({ length: RETRY_RULES.failures }, () => ({ status: 503 }));
    server.faults.script = ["ok", ...failing];
    const result = await embedAll(sentences(300), { ...options, concurrency: 1 });
    expect(result.failed).toHaveLength(96);
    expect(result.failed[0]?.reason).toMatch(/Cohere failed \(status 503\)/);
    expect(result.vectors.filter((vector) => vector === null)).toHaveLength(96);
    expect(server.counters.calls).toBe(4 + RETRY_RULES.failures - 1);
  });

  test("a server that is down stops the job soon, whatever its size", async () => {
    const { server, options } = await cohere({ failShare: 1 });
    const result = await embedAll(sentences(5_000), options);
    expect(result.stopped?.fault).toBe("server");
    expect(result.failed).toHaveLength(5_000);
    expect(server.counters.calls).toBeLessThanOrEqual(4 * RETRY_RULES.failures);
  });

  test("a refused key is tried once for each call under way, and holds nothing", async () => {
    const { server, options, provider } = await cohere({}, "wrong");
    const result = await embedAll(sentences(2_000), { ...options, concurrency: 1 });
    expect(result.stopped?.fault).toBe("key");
    expect(server.counters.calls).toBe(1);
    const kind = { model: `${provider.id}:${provider.model}`, purpose: "document" };
    expect(await cache.hold(kind, sentences(2_000), { holder: "other", seconds: 1 })).toHaveLength(2_000);
  });

  test("what is cancelled ends at once, keeps what was finished, and can be resumed", async () => {
    const { server, options } = await cohere();
    const controller = new AbortController();
    server.faults.script = ["ok", "ok", "stall"];
    const job = embedAll(sentences(960), {
      ...options,
      concurrency: 1,
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === 192) setTimeout(() => controller.abort(new Error("cancelled by its owner")), 50);
      },
    });
    const started = performance.now();
    await expect(job).rejects.toThrow("cancelled by its owner");
    expect(performance.now() - started).toBeLessThan(2_000);
    const rest = await embedAll(sentences(960), options);
    expect(rest).toMatchObject({ cached: 192, asked: 768, calls: 8, failed: [] });
    expect(server.paidTwice()).toEqual([]);
  });
});

describe("several jobs", () => {
  test("two at once over the same texts share the work and pay once", async () => {
    const { server, options } = await cohere({ latencyMs: 10, failShare: 0.1, seed: 5 });
    const texts = sentences(1_500);
    const results = await Promise.all([
      embedAll(texts, options),
      embedAll(texts.toReversed(), options),
      embedAll(texts, options),
    ]);
    expect(server.paidTwice()).toEqual([]);
    expect(server.counters.served.size).toBe(1_500);
    expect(results.reduce((sum, { asked }) => sum + asked, 0)).toBe(1_500);
    for (const { failed, vectors } of results) {
      expect(failed).toEqual([]);
      expect(vectors.every((vector) => vector?.length === 256)).toBe(true);
    }
    // Each job may end with a call that is not full.
    expect(server.counters.answered).toBeLessThanOrEqual(Math.ceil(1_500 / 96) + 3);
  });

  test("what a dead job held is taken over when its time is up, not before", async () => {
    const { server, options, provider } = await cohere();
    const kind = { model: `${provider.id}:${provider.model}`, purpose: "document" };
    await cache.hold(kind, ["lemon"], { holder: "dead", seconds: 2 });
    const started = performance.now();
    const result = await embedAll(["lemon", "lime"], options);
    expect(performance.now() - started).toBeGreaterThan(1_500);
    expect(result).toMatchObject({ asked: 2, failed: [] });
    expect(server.paidTwice()).toEqual([]);
  });

  test("waiting for somebody else has an end", async () => {
    const { options, provider } = await cohere();
    const kind = { model: `${provider.id}:${provider.model}`, purpose: "document" };
    await cache.hold(kind, ["lemon"], { holder: "slow", seconds: 60 });
    const rules = { ...RETRY_RULES, patienceMs: 5_000 };
    const result = await embedAll(["lemon"], { ...options, rules });
    expect(result.failed).toEqual([{ text: "lemon", reason: expect.stringMatching(/Another job/) }]);
  });
});
