import { type Dialect, type Faults, type RemoteModel, startRemoteModel } from "../remote-model.ts";

export const COHERE_KEY = "co-test-key";
const INPUT_TYPES = ["search_document", "search_query", "classification", "clustering"];
const DIMENSIONS = [256, 512, 1024, 1536];

/** What is wrong with the request, or its texts. Strict where Cohere is strict. */
function textsOf(body: Record<string, unknown>): string[] | string {
  const { texts, model, input_type, embedding_types, output_dimension } = body;
  if (typeof model !== "string") return "model is required";
  if (!INPUT_TYPES.includes(String(input_type))) return "invalid input_type";
  if (!Array.isArray(embedding_types) || embedding_types.join() !== "float")
    return "embedding_types must be float here";
  if (!Array.isArray(texts) || texts.length === 0 || !texts.every((text) => typeof text === "string"))
    return "texts must be strings";
  if (texts.length > 96)
    return `invalid request: total number of texts must be at most 96, got ${texts.length}`;
  if (output_dimension !== undefined && model !== "embed-v4.0") return "output_dimension is not supported";
  if (output_dimension !== undefined && !DIMENSIONS.includes(Number(output_dimension)))
    return "invalid output_dimension";
  return texts as string[];
}

/** POST /v2/embed as docs.cohere.com/reference/embed describes it. */
const dialect: Dialect = {
  path: "/v2/embed",
  key: COHERE_KEY,
  textsOf,
  respond: (texts, _body, vectors) => ({
    id: "8a6d3c1e-0000-4000-8000-000000000000",
    texts,
    embeddings: { float: vectors },
    meta: {
      api_version: { version: "2" },
      billed_units: { input_tokens: texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0) },
    },
    response_type: "embeddings_by_type",
  }),
  refuse: (status, code) => ({
    id: "8a6d3c1e-0000-4000-8000-000000000001",
    message: code ?? (status === 429 ? "rate limit exceeded" : `status ${status}`),
  }),
  dimensionOf: ({ model, output_dimension }) =>
    Number(output_dimension ?? (model === "embed-v4.0" ? 1536 : 1024)),
  flavour: ({ model, input_type }) => `${model} ${input_type}`,
};

export const startCohereServer = (faults: Partial<Faults> = {}): Promise<RemoteModel> =>
  startRemoteModel(dialect, faults);
