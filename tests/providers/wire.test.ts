import { afterEach, describe, expect, test } from "vitest";
import type { RemoteProvider } from "../../src/embeddings/batch-limits.ts";
import { ProviderError } from "../../src/embeddings/provider-error.ts";
import { cohereEmbeddings } from "../../src/providers/cohere.ts";
import { retryAfterMs } from "../../src/providers/http-faults.ts";
import { openAiEmbeddings } from "../../src/providers/openai.ts";
import { COHERE_KEY, startCohereServer } from "../support/cohere/server.ts";
import { type Compatible, OPENAI_KEY, startOpenAiServer } from "../support/openai/server.ts";
import { type Answer, type Faults, type RemoteModel, vectorFor } from "../support/remote-model.ts";

const servers: RemoteModel[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function cohere(
  more: { key?: string; model?: string; dimension?: number; faults?: Partial<Faults> } = {},
) {
  const server = await startCohereServer(more.faults);
  servers.push(server);
  const provider = cohereEmbeddings({
    apiKey: more.key ?? COHERE_KEY,
    model: more.model ?? "embed-v4.0",
    baseUrl: server.url,
    ...(more.dimension === undefined ? {} : { dimension: more.dimension }),
  });
  return { server, provider };
}

async function openai(
  more: {
    key?: string;
    model?: string;
    dimension?: number;
    faults?: Partial<Faults>;
    kind?: Compatible;
  } = {},
) {
  const server = await startOpenAiServer(more.faults, more.kind);
  servers.push(server);
  const provider = openAiEmbeddings({
    apiKey: more.key ?? OPENAI_KEY,
    model: more.model ?? "text-embedding-3-small",
    baseUrl: `${server.url}/v1`,
    ...(more.dimension === undefined ? {} : { dimension: more.dimension }),
  });
  return { server, provider };
}

const fault = async (provider: RemoteProvider, signal?: AbortSignal): Promise<ProviderError> => {
  const error: unknown = await provider
    .embed(["a", "b"], { purpose: "document", ...(signal === undefined ? {} : { signal }) })
    .then(
      () => "vectors",
      (reason: unknown) => reason,
    );
  if (!(error instanceof ProviderError)) throw error;
  return error;
};

describe("Cohere's wire", () => {
  test("texts, purpose, dimension and vectors arrive as they were", async () => {
    const { server, provider } = await cohere({ dimension: 256 });
    const { vectors, tokens } = await provider.embed(["lemon tree", "猫"], { purpose: "query" });
    expect(server.counters.requests[0]).toMatchObject({
      path: "/v2/embed",
      body: {
        model: "embed-v4.0",
        texts: ["lemon tree", "猫"],
        input_type: "search_query",
        embedding_types: ["float"],
        output_dimension: 256,
      },
    });
    expect(vectors.map((vector) => [...vector])).toEqual(
      ["lemon tree", "猫"].map((text) => vectorFor(text, 256, "embed-v4.0 search_query")),
    );
    expect(tokens).toBe(3);
    expect(provider).toMatchObject({ id: "cohere", model: "embed-v4.0/256", dimension: 256, maxBatch: 96 });
  });

  test.each([
    ["document", "search_document"],
    ["classification", "classification"],
    ["clustering", "clustering"],
  ] as const)("%s is %s", async (purpose, inputType) => {
    const { server, provider } = await cohere();
    await provider.embed(["x"], { purpose });
    expect(server.counters.requests[0]?.body.input_type).toBe(inputType);
  });

  test("models of one dimension are not asked for another", async () => {
    const { server, provider } = await cohere({ model: "embed-english-v3.0" });
    expect(provider).toMatchObject({ dimension: 1024, languages: "english" });
    expect((await provider.embed(["x"], { purpose: "document" })).vectors[0]).toHaveLength(1024);
    expect(server.counters.requests[0]?.body).not.toHaveProperty("output_dimension");
    expect(() => cohereEmbeddings({ apiKey: "k", model: "embed-v4.0", dimension: 300 })).toThrow(/1536, 256/);
  });
});

describe("OpenAI's wire", () => {
  test("vectors come in base64 and arrive exactly; dimensions are asked for", async () => {
    const { server, provider } = await openai({ dimension: 64 });
    const { vectors, tokens } = await provider.embed(["lemon", "lime"], { purpose: "clustering" });
    expect(server.counters.requests[0]?.body).toMatchObject({ encoding_format: "base64", dimensions: 64 });
    expect(vectors.map((vector) => [...vector])).toEqual(
      ["lemon", "lime"].map((text) => vectorFor(text, 64, "text-embedding-3-small")),
    );
    expect(tokens).toBe(3);
    expect(provider.model).toBe(`text-embedding-3-small/64 at ${new URL(server.url).host}`);
  });

  test.each(["floats-always", "refuses-base64"] as const)("a server that %s is understood", async (kind) => {
    const { server, provider } = await openai({ kind, model: "nomic-embed-text" });
    expect(provider.dimension).toBe(0);
    const { vectors } = await provider.embed(["lemon"], { purpose: "document" });
    await provider.embed(["lime"], { purpose: "document" });
    expect([...(vectors[0] ?? [])]).toEqual(vectorFor("lemon", 768, "nomic-embed-text"));
    expect(provider.dimension).toBe(768);
    // What a server does not know is tried once.
    expect(server.counters.calls).toBe(kind === "refuses-base64" ? 3 : 2);
  });

  test("an account without credit is no rate limit", async () => {
    const { provider } = await openai({ faults: { script: [{ status: 429, code: "insufficient_quota" }] } });
    expect(await fault(provider)).toMatchObject({ fault: "quota", final: true });
  });
});

describe.each([
  ["Cohere", cohere, "COHERE_API_KEY"],
  ["OpenAI", openai, "OPENAI_API_KEY"],
] as const)("faults of %s", (_, open, variable) => {
  test.each<[Answer, string, RegExp]>([
    ["drop", "network", /could not be reached/],
    ["not-json", "malformed", /could not be read|without vectors/],
    ["no-vectors", "malformed", /without vectors/],
    ["too-few", "malformed", /1 vectors for 2 texts/],
    ["wrong-dimension", "malformed", /1535 numbers instead of 1536/],
    ["not-numbers", "malformed", /no vector of numbers/],
    [{ status: 500 }, "server", /failed \(status 500\)/],
    [{ status: 503, retryAfter: "2" }, "server", /status 503/],
    [{ status: 429, retryAfter: "7" }, "rate", /limits the rate/],
    [{ status: 404 }, "model", /does not know the model/],
    [{ status: 402 }, "quota", /nothing left to spend/],
    [{ status: 422 }, "refused", /did not accept/],
  ])("%o is a fault of kind %s, asked for once", async (answer, kind, message) => {
    const { server, provider } = await open({ faults: { script: [answer] } });
    const error = await fault(provider);
    expect(error.fault).toBe(kind);
    expect(error.message).toMatch(message);
    expect(server.counters.calls).toBe(1);
    if (typeof answer === "object" && answer.retryAfter !== undefined)
      expect(error.retryAfterMs).toBe(Number(answer.retryAfter) * 1000);
  });

  test("a refused key is one clear sentence without the key", async () => {
    const { provider } = await open({ key: "very-secret-key" });
    const error = await fault(provider);
    expect(error).toMatchObject({ fault: "key", final: true });
    expect(error.message).toMatch(
      new RegExp(`refused the key in ${variable} \\(status 401\\)\\. Set a valid one`),
    );
    expect(JSON.stringify([error.message, error.cause, error.stack])).not.toContain("very-secret-key");
  });

  test("what is aborted ends at once with the reason", async () => {
    const { provider } = await open({ faults: { script: ["stall"] } });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")), 100);
    await expect(fault(provider, controller.signal)).rejects.toThrow("enough");
  });
});

test.each([
  [{ "retry-after": "3" }, 3_000],
  [{ "retry-after": "0.25" }, 250],
  [{ "retry-after-ms": "40", "retry-after": "3" }, 40],
  [{ "retry-after": "Thu, 01 Jan 1970 00:01:10 GMT" }, 10_000],
  [{ "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" }, 0],
  [{ "retry-after": "soon" }, undefined],
  [{}, undefined],
])("headers %o ask for %s ms", (headers: Record<string, string>, expected) => {
  expect(retryAfterMs((name) => headers[name] ?? null, 60_000)).toBe(expected);
});
