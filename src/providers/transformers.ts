import { basename } from "node:path";
import type { RemoteProvider } from "../embeddings/batch-limits.ts";
import { ProviderError } from "../embeddings/provider-error.ts";
import { createThreadPool } from "../thread-pool.ts";
import type { TransformersConfig } from "./config.ts";
import { findModel, modelName, prefixesOf } from "./find-model.ts";
import { checkVectors } from "./http-faults.ts";
import type { ModelAnswer, ModelVectors, ModelWork } from "./transformers-thread.ts";

const MOST_TEXTS = 32;
/** A cancelled call ends, and others get their turn, after so many. */
const TEXTS_AT_ONCE = 8;
/** Long texts take tenths of a second each, and the first call loads the model. */
const TIMEOUT_MS = 120_000;
const IDLE_THREAD_MS = 600_000;

/**
 * Embeddings by a model of one's own on this machine, through the optional package @huggingface/transformers: the mean of
 * the pieces' vectors, of length 1. It computes on whatever thread calls it, so it gets one of its own, with the first
 * texts. What is missing is said by `embed`, as a ProviderError. The dimension is 0 until the first answer.
 */
export function transformersEmbeddings(config: TransformersConfig): RemoteProvider {
  const found = findModel(config);
  const prefixes = prefixesOf(config.model);
  const name = `The model ${basename(config.model)}`;
  const pool = createThreadPool<ModelWork, ModelAnswer>({
    module: "providers/transformers-thread",
    function: "embed",
    idleMs: IDLE_THREAD_MS,
  });
  let dimension = 0;

  async function compute(texts: string[]): Promise<ModelVectors> {
    if (found.kind === "absent") throw new ProviderError("model", found.reason);
    const answer = await pool.run({ config, found, texts }).catch((error: unknown) => {
      throw new ProviderError("model", `${name} stopped: ${String(error)}.`, { cause: error });
    });
    if ("fault" in answer) throw new ProviderError(answer.fault, answer.message);
    checkVectors({ name }, answer.vectors, { count: texts.length, dimension });
    dimension = answer.vectors[0]?.length ?? dimension;
    return answer;
  }

  return {
    id: "transformers",
    name,
    model: modelName(config, found),
    get dimension() {
      return dimension;
    },
    languages: config.languages,
    maxBatch: MOST_TEXTS,
    ignoresPurpose: prefixes === undefined,
    concurrency: 1,
    timeoutMs: TIMEOUT_MS,
    async embed(texts, { purpose, signal }) {
      const prefix = prefixes?.[purpose === "document" ? "passage" : "query"] ?? "";
      const all = { vectors: [] as Float32Array[], tokens: 0, cost: 0, cut: 0 };
      for (let at = 0; at < texts.length; at += TEXTS_AT_ONCE) {
        signal?.throwIfAborted();
        const part = texts.slice(at, at + TEXTS_AT_ONCE).map((text) => prefix + text);
        const { vectors, tokens, cut } = await compute(part);
        all.vectors.push(...vectors);
        all.tokens += tokens;
        all.cut += cut;
      }
      return all;
    },
    close: () => pool.close(),
  };
}
