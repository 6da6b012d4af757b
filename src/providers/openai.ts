import OpenAI from "openai";
import type { RemoteProvider } from "../embeddings/batch-limits.ts";
import type { Embedded } from "../embeddings/provider.ts";
import { ProviderError } from "../embeddings/provider-error.ts";
import type { RemoteModelConfig } from "./config.ts";
import {
  checkVectors,
  type Named,
  networkError,
  statusError,
  timeoutError,
  vectorOfNumbers,
} from "./http-faults.ts";

/** Limits of one call. Source: platform.openai.com/docs/api-reference/embeddings, read in August 2026. */
export const OPENAI_BATCH = 2_048;
const OPENAI_TOKENS = 300_000;

/** Longer than a job waits for any answer: the job's own clock decides. */
const SDK_TIMEOUT_MS = 120_000;

/** Lengths of vectors. Source: platform.openai.com/docs/models, read in August 2026. */
const DIMENSIONS: Record<string, number> = {
  "text-embedding-3-small": 1536,
  "text-embedding-3-large": 3072,
  "text-embedding-ada-002": 1536,
};

export interface OpenAiOptions extends RemoteModelConfig {
  /** Shortens the vectors; only of models that can. */
  dimension?: number;
}

/**
 * Embeddings by OpenAI or a server that speaks its protocol; such a server's vectors are told apart from others' by its
 * host. The library's own repetitions are off: whoever calls repeats. Of a model that is not in our list the dimension
 * is 0 until the first answer. Throws ProviderError, and what `signal` was aborted with.
 */
export function openAiEmbeddings(options: OpenAiOptions): RemoteProvider {
  const { apiKey, model, baseUrl, dimension } = options;
  const named = namedOpenAi(model, baseUrl);
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl ?? "https://api.openai.com/v1",
    maxRetries: 0,
    timeout: SDK_TIMEOUT_MS,
    logLevel: "off",
    // Not from the environment: only the configuration reads that.
    organization: null,
    project: null,
  });
  const known = { dimension: dimension ?? DIMENSIONS[model] ?? 0 };
  // Half the bytes of decimal numbers and exactly the model's. Some servers know decimal numbers only.
  const encoding = { now: "base64" as "base64" | "float" };
  const ask = async (texts: readonly string[], signal: AbortSignal | undefined): Promise<Embedded> => {
    const body = {
      model,
      input: [...texts],
      encoding_format: encoding.now,
      ...(dimension === undefined ? {} : { dimensions: dimension }),
    };
    const answer = await client.embeddings.create(body, signal === undefined ? {} : { signal });
    return read(answer, named, { count: texts.length, dimension: known.dimension });
  };
  return {
    id: "openai",
    name: named.name,
    model: modelName(options),
    get dimension() {
      return known.dimension;
    },
    languages: "many",
    maxBatch: OPENAI_BATCH,
    maxBytes: OPENAI_TOKENS,
    ignoresPurpose: true,
    async embed(texts, { signal }) {
      try {
        const embedded = await ask(texts, signal).catch((error: unknown) => {
          if (encoding.now === "float" || !refusesEncoding(error)) throw error;
          encoding.now = "float";
          return ask(texts, signal);
        });
        known.dimension = embedded.vectors[0]?.length ?? known.dimension;
        return embedded;
      } catch (error) {
        signal?.throwIfAborted();
        throw faultOf(error, named);
      }
    },
    async close() {},
  };
}

function modelName({ model, dimension, baseUrl }: OpenAiOptions): string {
  const short = dimension === undefined || dimension === DIMENSIONS[model] ? model : `${model}/${dimension}`;
  return baseUrl === undefined ? short : `${short} at ${new URL(baseUrl).host}`;
}

function namedOpenAi(model: string, baseUrl: string | undefined): Named {
  return {
    name: baseUrl === undefined ? "OpenAI" : new URL(baseUrl).host,
    keyVariable: "OPENAI_API_KEY",
    modelVariable: "OPENAI_EMBED_MODEL",
    model,
    console: baseUrl === undefined ? "platform.openai.com → API keys" : "the server's own settings",
  };
}

const refusesEncoding = (error: unknown): boolean =>
  error instanceof OpenAI.APIError &&
  (error.status === 400 || error.status === 422) &&
  /encoding_format|base64/i.test(error.message);

/** The library does not check answers at run time, and servers may answer with numbers where base64 was asked for. */
function read(answer: unknown, named: Named, wanted: { count: number; dimension: number }): Embedded {
  const { data, usage } = (answer ?? {}) as { data?: unknown; usage?: { prompt_tokens?: unknown } };
  if (!Array.isArray(data)) throw new ProviderError("malformed", `${named.name} answered without vectors.`);
  const rows = data as { index?: unknown; embedding?: unknown }[];
  const vectors: Float32Array[] = [];
  rows.forEach((row, at) => {
    vectors[typeof row.index === "number" ? row.index : at] = vectorOf(row.embedding);
  });
  // A place that no row names stays empty, and is counted as missing.
  const present = vectors.filter((vector) => vector !== undefined);
  checkVectors(named, present, wanted);
  const tokens = usage?.prompt_tokens;
  return { vectors, tokens: typeof tokens === "number" ? tokens : null, cost: null };
}

/** 32-bit floats, least significant byte first, in base64; or plain numbers. Empty where it is neither. */
function vectorOf(embedding: unknown): Float32Array {
  if (typeof embedding !== "string") return vectorOfNumbers(embedding);
  const bytes = Buffer.from(embedding, "base64");
  return Float32Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => bytes.readFloatLE(at * 4));
}

function faultOf(error: unknown, named: Named): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof OpenAI.APIConnectionTimeoutError) return timeoutError(named, error);
  if (!(error instanceof OpenAI.APIError) || error.status === undefined) {
    return error instanceof SyntaxError
      ? new ProviderError("malformed", `${named.name}'s answer could not be read.`, { cause: error })
      : networkError(named, error);
  }
  return statusError(named, {
    status: error.status,
    header: (name) => error.headers?.get(name) ?? null,
    // An account without credit is told so with the status of a rate limit.
    spent: error.code === "insufficient_quota",
    cause: error,
  });
}
