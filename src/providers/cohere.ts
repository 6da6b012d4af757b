import { type Cohere, CohereClientV2, CohereError, CohereTimeoutError } from "cohere-ai";
import type { RemoteProvider } from "../embeddings/batch-limits.ts";
import type { Embedded, Purpose } from "../embeddings/provider.ts";
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

/** The most texts in one call of `embed`. Source: docs.cohere.com/reference/embed, read in August 2026. */
export const COHERE_BATCH = 96;

const INPUT_TYPES: Record<Purpose, Cohere.EmbedInputType> = {
  document: "search_document",
  query: "search_query",
  classification: "classification",
  clustering: "clustering",
};

/** Longer than a job waits for any answer: the job's own clock decides. */
const SDK_TIMEOUT_S = 120;

/** Lengths of vectors, the first being the model's default. Source: docs.cohere.com/docs/models, read in August 2026. */
const DIMENSIONS: Record<string, readonly number[]> = {
  "embed-v4.0": [1536, 256, 512, 1024],
  "embed-english-v3.0": [1024],
  "embed-multilingual-v3.0": [1024],
  "embed-english-light-v3.0": [384],
  "embed-multilingual-light-v3.0": [384],
};

export interface CohereOptions extends RemoteModelConfig {
  /** Only of models that offer several; the model's default otherwise. */
  dimension?: number;
}

/**
 * Embeddings by Cohere's API, version 2. Texts longer than the model takes are cut at their end. The library's own
 * repetitions are off: whoever calls repeats. Throws ProviderError, and what `signal` was aborted with.
 */
export function cohereEmbeddings(options: CohereOptions): RemoteProvider {
  const { apiKey, model, baseUrl } = options;
  const [usual = 0, ...others] = DIMENSIONS[model] ?? [];
  const wanted = options.dimension ?? usual;
  if (options.dimension !== undefined && usual > 0 && ![usual, ...others].includes(wanted))
    throw new RangeError(`${model} has vectors of ${[usual, ...others].join(", ")} numbers, not ${wanted}`);
  const chosen = others.length > 0 || (usual === 0 && wanted > 0);
  const named = namedCohere(model);
  const client = new CohereClientV2({
    token: apiKey,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    maxRetries: 0,
    timeoutInSeconds: SDK_TIMEOUT_S,
  });
  let known = wanted;
  return {
    id: "cohere",
    name: "Cohere",
    model: wanted === usual ? model : `${model}/${wanted}`,
    get dimension() {
      return known;
    },
    languages: /english/.test(model) ? "english" : "many",
    maxBatch: COHERE_BATCH,
    ignoresPurpose: false,
    async embed(texts, { purpose, signal }) {
      const request: Cohere.V2EmbedRequest = {
        model,
        texts: [...texts],
        inputType: INPUT_TYPES[purpose],
        embeddingTypes: ["float"],
        truncate: "END",
        ...(chosen ? { outputDimension: wanted } : {}),
      };
      const answer = await client
        .embed(request, signal === undefined ? {} : { abortSignal: signal })
        .catch((error: unknown) => {
          signal?.throwIfAborted();
          throw faultOf(error, named);
        });
      const embedded = read(answer, named, { count: texts.length, dimension: known });
      known = embedded.vectors[0]?.length ?? known;
      return embedded;
    },
    async close() {},
  };
}

function namedCohere(model: string): Named {
  return {
    name: "Cohere",
    keyVariable: "COHERE_API_KEY",
    modelVariable: "COHERE_EMBED_MODEL",
    model,
    console: "dashboard.cohere.com → API keys",
  };
}

/** The library does not check answers at run time, so nothing about them is believed. */
function read(
  answer: Cohere.EmbedByTypeResponse,
  named: Named,
  wanted: { count: number; dimension: number },
): Embedded {
  const rows: unknown = answer?.embeddings?.float;
  if (!Array.isArray(rows)) throw new ProviderError("malformed", "Cohere answered without vectors.");
  const vectors = rows.map(vectorOfNumbers);
  checkVectors(named, vectors, wanted);
  return { vectors, tokens: answer.meta?.billedUnits?.inputTokens ?? null, cost: null };
}

function faultOf(error: unknown, named: Named): ProviderError {
  if (error instanceof CohereTimeoutError) return timeoutError(named, error);
  if (!(error instanceof CohereError) || error.statusCode === undefined) return networkError(named, error);
  const { statusCode, rawResponse } = error;
  // A success whose body is no JSON comes as an error with a status of success.
  if (statusCode < 400)
    return new ProviderError("malformed", "Cohere's answer could not be read.", { cause: error });
  return statusError(named, {
    status: statusCode,
    header: (name) => rawResponse?.headers.get(name) ?? null,
    cause: error,
  });
}
