import { afterEach, expect, test } from "vitest";
import { createEmbedder } from "../../src/embeddings/embedder.ts";
import type { EmbeddingProvider } from "../../src/embeddings/provider.ts";
import { openRemoteProvider } from "../../src/providers/open.ts";
import type { EmbeddingCache } from "../../src/storage/embeddings.ts";
import { COHERE_KEY, startCohereServer } from "../support/cohere/server.ts";
import type { RemoteModel } from "../support/remote-model.ts";

const servers: RemoteModel[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Remembers nothing, and holds whatever is asked. */
const forgetful: EmbeddingCache = {
  get: async () => new Map(),
  hold: async (_, texts) => [...texts],
  put: async () => undefined,
  release: async () => undefined,
  prune: async () => undefined,
};

const local: EmbeddingProvider = {
  id: "local-sentences",
  model: "small-model-1",
  dimension: 2,
  languages: "english",
  maxBatch: 8,
  embed: async (texts) => ({
    vectors: texts.map((text) => Float32Array.of(text.length, 1)),
    tokens: null,
    cost: 0,
  }),
  close: async () => undefined,
};

async function embedderWith(apiKey: string) {
  const server = await startCohereServer();
  servers.push(server);
  const remote = await openRemoteProvider({
    use: "cohere",
    cohere: { apiKey, model: "embed-v4.0", baseUrl: server.url },
  });
  if (remote === undefined) throw new Error("no provider");
  const logged: unknown[][] = [];
  let now = 1_000_000;
  const embedder = createEmbedder({
    remote,
    local,
    cache: forgetful,
    log: { warn: (...args: unknown[]) => logged.push(args) },
    clock: { now: () => now, wait: () => new Promise(() => undefined), random: () => 0 },
  });
  const pass = (ms: number): void => {
    now += ms;
  };
  return { server, embedder, logged, pass };
}

test("with a good key the vectors are the provider's, and there is nothing to say", async () => {
  const { embedder, logged } = await embedderWith(COHERE_KEY);
  const result = await embedder.embed(["lemon", "lime"], { purpose: "document" });
  expect(result.provider.id).toBe("cohere");
  expect(result).not.toHaveProperty("note");
  expect(logged).toEqual([]);
});

test("with a refused key the local model does it all; the person is told so, the staff why, once", async () => {
  const { server, embedder, logged, pass } = await embedderWith("wrong-key");
  const first = await embedder.embed(["lemon", "lime"], { purpose: "document" });
  expect(first.provider).toBe(local);
  expect(first.vectors).toEqual([Float32Array.of(5, 1), Float32Array.of(4, 1)]);
  expect(first.note).toMatch(/^Cohere cannot be used just now.*runs here \(small-model-1\)/);
  const second = await embedder.embed(["lemon"], { purpose: "document" });
  expect(second.note).toBe(first.note);
  expect(server.counters.calls).toBe(1);
  expect(logged).toEqual([
    [
      { provider: "cohere", model: "embed-v4.0" },
      expect.stringMatching(/^Cohere refused the key in COHERE_API_KEY/),
    ],
  ]);
  expect(JSON.stringify([logged, first.note])).not.toContain("wrong-key");
  expect(embedder.provider()).toBe(local);
  // Later it is tried again.
  pass(700_000);
  expect(embedder.provider().id).toBe("cohere");
  await embedder.embed(["lemon"], { purpose: "document" });
  expect(server.counters.calls).toBe(2);
});

test("where nothing remote is configured nothing is loaded, and nobody is told of anything", async () => {
  expect(await openRemoteProvider({ use: "local" })).toBeUndefined();
  const embedder = createEmbedder({ local, cache: forgetful, log: { warn: () => undefined } });
  const result = await embedder.embed(["lemon"], { purpose: "document" });
  expect(result).not.toHaveProperty("note");
  expect(result.cost).toBe(0);
});
