import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createEmbedder } from "../../src/embeddings/embedder.ts";
import { localWords } from "../../src/embeddings/local.ts";
import type { EmbeddingProvider } from "../../src/embeddings/provider.ts";
import { ProviderError } from "../../src/embeddings/provider-error.ts";
import type { TransformersConfig } from "../../src/providers/config.ts";
import { openRemoteProvider } from "../../src/providers/open.ts";
import { startHub } from "../support/transformers/hub.ts";
import { DIMENSION, expectedVector, writeModel } from "../support/transformers/model.ts";
import { requireTransformers } from "../support/transformers/package.ts";

const home = mkdtempSync(join(tmpdir(), "lectern-transformers-"));
let packageFolder = "";
const opened: { close(): Promise<void> }[] = [];

beforeAll(() => {
  packageFolder = requireTransformers();
}, 300_000);
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});
afterAll(() => rmSync(home, { recursive: true }));

async function open(config: Partial<TransformersConfig> & { model: string }) {
  const provider = await openRemoteProvider({
    use: "transformers",
    transformers: { folder: home, download: false, packageFolder, languages: "many", ...config },
  });
  if (provider === undefined) throw new Error("no provider");
  opened.push(provider);
  return provider;
}

async function fault(provider: EmbeddingProvider): Promise<ProviderError> {
  const outcome: unknown = await provider
    .embed(["lemon"], { purpose: "query" })
    .catch((error: unknown) => error);
  if (!(outcome instanceof ProviderError)) throw new Error("no ProviderError", { cause: outcome });
  return outcome;
}

const near = (pieces: readonly string[]): unknown[] =>
  expectedVector(pieces).map((value) => expect.closeTo(value, 5));
const numbers = (vectors: readonly Float32Array[]): number[][] => vectors.map((vector) => [...vector]);

describe("a model in a folder", () => {
  const folder = writeModel(join(home, "own"));

  test("gives the mean of the pieces, of length 1, in the order of the texts, and counts what it read", async () => {
    const provider = await open({ model: folder });
    expect(provider).toMatchObject({ id: "transformers", languages: "many", ignoresPurpose: true });
    expect(provider.model).toMatch(/^own\/fp32 [0-9a-f]{8}$/);
    const words = ["lemon", "lime", "castle", "Zitrone"];
    const texts = Array.from({ length: 20 }, (_, at) => `${words[at % 4]} ${words[at % 3]}`);
    const { vectors, ...counts } = await provider.embed(texts, { purpose: "document" });
    expect(numbers(vectors)).toEqual(texts.map((text) => near(text.split(" "))));
    expect(counts).toEqual({ tokens: 40, cost: 0, cut: 0 });
    expect(provider.dimension).toBe(DIMENSION);
  });

  test("texts that are too long are cut, and this is said", async () => {
    const provider = await open({ model: folder });
    const long = [...Array.from({ length: 16 }, () => "lemon"), "castle", "castle"];
    const { vectors, tokens, cut } = await provider.embed([long.join(" "), "lime"], { purpose: "query" });
    expect(numbers(vectors)).toEqual([near(long.slice(0, 16)), near(["lime"])]);
    expect({ tokens, cut }).toEqual({ tokens: 17, cut: 1 });
  });

  test("a model of the E5 family is told whether a text is a question", async () => {
    const provider = await open({ model: writeModel(join(home, "tiny-e5-small")) });
    const stored = await provider.embed(["lemon"], { purpose: "document" });
    const asked = await provider.embed(["lemon"], { purpose: "query" });
    expect(numbers(stored.vectors)).toEqual([near(["passage", ":", "lemon"])]);
    expect(numbers(asked.vectors)).toEqual([near(["query", ":", "lemon"])]);
    expect(provider.ignoresPurpose).toBe(false);
  });

  test("a cancelled call ends before its next part, and the next call is answered", async () => {
    const provider = await open({ model: folder });
    const stop = new AbortController();
    const texts = Array.from({ length: 32 }, () => "lemon");
    const call = provider.embed(texts, { purpose: "document", signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
    expect((await provider.embed(["lime"], { purpose: "document" })).vectors).toHaveLength(1);
  });

  test("once closed it takes no more", async () => {
    const provider = await open({ model: folder });
    await provider.embed(["lime"], { purpose: "document" });
    await provider.close();
    expect((await fault(provider)).message).toMatch(/^The model own stopped: .*closed/);
  });
});

describe("what is missing is said with what to do", () => {
  test("the package", async () => {
    const provider = await open({ model: writeModel(join(home, "no-package")), packageFolder: home });
    const { fault: kind, message } = await fault(provider);
    expect(kind).toBe("model");
    expect(message).toMatch(
      /is not installed\. Run "npm install .*--prefix .*@huggingface\/transformers@4".*TRANSFORMERS_PACKAGE/,
    );
  });

  test("the folder, or files in it", async () => {
    const absent = await fault(await open({ model: join(home, "nowhere") }));
    expect(absent.message).toMatch(
      /^There is no model in \S+nowhere \(TRANSFORMERS_MODEL\)\. Its files are config\.json, .*onnx.*: put them there and start/,
    );
    const part = writeModel(join(home, "part"));
    rmSync(join(part, "tokenizer.json"));
    const { message } = await fault(await open({ model: part }));
    expect(message).toMatch(
      /is not whole\. It lacks tokenizer\.json: put them there and start Lectern again\.$/,
    );
  });

  test("a model that is no model", async () => {
    const broken = writeModel(join(home, "broken"));
    writeFileSync(join(broken, "onnx", "model.onnx"), "not a network");
    const { fault: kind, message } = await fault(await open({ model: broken }));
    expect(kind).toBe("model");
    expect(message).toMatch(/^The model in \S+broken cannot be loaded: /);
  });

  test("leave to download", async () => {
    const { message } = await fault(await open({ model: "test/tiny" }));
    expect(message).toMatch(
      /There is no model in .*tiny .*or set TRANSFORMERS_ALLOW_DOWNLOAD=yes, and start/,
    );
  });
});

describe("a model from the hub", () => {
  const source = writeModel(join(home, "source"), { file: "model_quantized" });

  test("is downloaded once, and from then on needs neither leave nor network", async () => {
    const hub = await startHub("test/fetched", source);
    opened.push(hub);
    const first = await open({ model: "test/fetched", download: true, baseUrl: hub.url });
    const { vectors } = await first.embed(["lemon"], { purpose: "query" });
    expect(numbers(vectors)).toEqual([near(["lemon"])]);
    expect(hub.asked).toContain("/test/fetched/resolve/main/onnx/model_quantized.onnx");
    const asked = hub.asked.size;
    const later = await open({ model: "test/fetched", baseUrl: hub.url });
    expect(later.model).toBe(first.model);
    expect((await later.embed(["lemon"], { purpose: "query" })).vectors).toEqual(vectors);
    expect(hub.asked.size).toBe(asked);
  });

  test("that has another name, or a hub that is not there, is said", async () => {
    const hub = await startHub("test/other", source);
    opened.push(hub);
    const unknown = await fault(await open({ model: "test/unknown", download: true, baseUrl: hub.url }));
    expect(unknown.fault).toBe("model");
    expect(unknown.message).toMatch(/has no test\/unknown .*check TRANSFORMERS_MODEL, or put its files into/);
    await hub.close();
    const gone = await fault(await open({ model: "test/other", download: true, baseUrl: hub.url }));
    expect(gone.fault).toBe("network");
    expect(gone.message).toMatch(
      /could not be downloaded from .*: see to the network, or put its files into/,
    );
  });
});

test("while the model cannot be used Lectern's own stands in; the person is told so, the staff why", async () => {
  const logged: unknown[][] = [];
  const embedder = createEmbedder({
    remote: await open({ model: join(home, "nowhere") }),
    local: localWords(),
    cache: {
      get: async () => new Map(),
      hold: async (_, texts) => [...texts],
      put: async () => undefined,
      release: async () => undefined,
      prune: async () => undefined,
    },
    log: { warn: (...args: unknown[]) => logged.push(args) },
  });
  const { provider, note } = await embedder.embed(["lemon"], { purpose: "query" });
  expect(provider.id).toBe("local-words");
  expect(note).toMatch(/^The model nowhere cannot be used just now/);
  expect(logged).toEqual([
    [{ provider: "transformers", model: "nowhere" }, expect.stringMatching(/^There is no model in/)],
  ]);
});
