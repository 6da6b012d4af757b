import { type Dialect, type Faults, type RemoteModel, startRemoteModel } from "../remote-model.ts";

export const OPENAI_KEY = "sk-test-key";
const DIMENSIONS: Record<string, number> = {
  "text-embedding-3-small": 1536,
  "text-embedding-3-large": 3072,
  "nomic-embed-text": 768,
};

/** How a server that is not OpenAI's differs: decimal numbers whatever is asked for, or base64 refused. */
export type Compatible = "openai" | "floats-always" | "refuses-base64";

function textsOf(kind: Compatible, body: Record<string, unknown>): string[] | string {
  const { input, model, encoding_format, dimensions } = body;
  if (!(String(model) in DIMENSIONS)) return "model not found";
  if (kind === "refuses-base64" && encoding_format !== "float") return "encoding_format: only float";
  const texts = typeof input === "string" ? [input] : input;
  if (!Array.isArray(texts) || texts.length === 0) return "input must be an array";
  if (texts.length > 2_048) return "input: at most 2048 items";
  if (texts.some((text) => text === "")) return "input cannot be an empty string";
  // Four bytes a token, as English has.
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(Buffer.byteLength(String(text)) / 4), 0);
  if (tokens > 300_000) return `max 300000 tokens per request, got ${tokens}`;
  if (dimensions !== undefined && !String(model).startsWith("text-embedding-3"))
    return "dimensions not supported";
  return texts as string[];
}

const base64 = (vector: number[]): string => Buffer.from(Float32Array.from(vector).buffer).toString("base64");

/** POST /v1/embeddings as platform.openai.com/docs/api-reference/embeddings describes it. */
const dialectOf = (kind: Compatible): Dialect => ({
  path: "/v1/embeddings",
  key: OPENAI_KEY,
  textsOf: (body) => textsOf(kind, body),
  respond(texts, { model, encoding_format }, vectors) {
    const packed = encoding_format === "base64" && kind !== "floats-always";
    const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
    return {
      object: "list",
      data: vectors.map((vector, index) => ({
        object: "embedding",
        index,
        embedding: packed ? base64(vector) : vector,
      })),
      model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
  },
  refuse: (status, code) => ({
    error: {
      message: code ?? `status ${status}`,
      type: status === 429 ? "requests" : "invalid_request_error",
      param: null,
      code: code ?? null,
    },
  }),
  dimensionOf: ({ model, dimensions }) => Number(dimensions ?? DIMENSIONS[String(model)] ?? 0),
  flavour: ({ model }) => String(model),
});

export const startOpenAiServer = (
  faults: Partial<Faults> = {},
  kind: Compatible = "openai",
): Promise<RemoteModel> => startRemoteModel(dialectOf(kind), faults);
