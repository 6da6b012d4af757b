/** How one remote model for embeddings is reached. */
export interface RemoteModelConfig {
  apiKey: string;
  model: string;
  /** The provider's own when absent. */
  baseUrl?: string;
}

export interface EmbeddingsConfig {
  /** Who computes vectors first; what runs here stands in for the others when they cannot. */
  use: "local" | "cohere" | "openai";
  cohere?: RemoteModelConfig;
  openai?: RemoteModelConfig;
}

/** A server of one's own often wants no key, but the protocol's client always sends one. */
const ANY_KEY = "none";

interface Values {
  LECTERN_EMBEDDINGS: "auto" | EmbeddingsConfig["use"];
  COHERE_API_KEY?: string | undefined;
  COHERE_EMBED_MODEL: string;
  COHERE_BASE_URL?: string | undefined;
  OPENAI_API_KEY?: string | undefined;
  OPENAI_EMBED_MODEL: string;
  OPENAI_BASE_URL?: string | undefined;
}

const at = (baseUrl: string | undefined): { baseUrl?: string } => (baseUrl === undefined ? {} : { baseUrl });

/** Who computes vectors, from the checked environment: "auto" prefers Cohere, then OpenAI, then what runs here. */
export function embeddingsConfig(values: Values): EmbeddingsConfig {
  const cohere = values.COHERE_API_KEY && {
    apiKey: values.COHERE_API_KEY,
    model: values.COHERE_EMBED_MODEL,
    ...at(values.COHERE_BASE_URL),
  };
  const openai = (values.OPENAI_API_KEY || values.OPENAI_BASE_URL) && {
    apiKey: values.OPENAI_API_KEY ?? ANY_KEY,
    model: values.OPENAI_EMBED_MODEL,
    ...at(values.OPENAI_BASE_URL),
  };
  const best = cohere ? "cohere" : openai ? "openai" : "local";
  return {
    use: values.LECTERN_EMBEDDINGS === "auto" ? best : values.LECTERN_EMBEDDINGS,
    ...(cohere ? { cohere } : {}),
    ...(openai ? { openai } : {}),
  };
}
