import { join, resolve } from "node:path";

/** How one remote model for embeddings is reached. */
export interface RemoteModelConfig {
  apiKey: string;
  model: string;
  /** The provider's own when absent. */
  baseUrl?: string;
}

/** A model that runs in this process, through the package @huggingface/transformers. */
export interface TransformersConfig {
  /** A name as on the hub, or an absolute folder. */
  model: string;
  /** Where models that have a name are looked for, and downloaded to. */
  folder: string;
  download: boolean;
  /** Where to download from; the hub itself when absent. */
  baseUrl?: string;
  /** Where the package was installed, or a folder within that one. */
  packageFolder: string;
  languages: "english" | "many";
}

export interface EmbeddingsConfig {
  /** Who computes vectors first; what runs here stands in for the others when they cannot. */
  use: "local" | "cohere" | "openai" | "transformers";
  cohere?: RemoteModelConfig;
  openai?: RemoteModelConfig;
  transformers?: TransformersConfig;
}

/** A server of one's own often wants no key, but the protocol's client always sends one. */
const ANY_KEY = "none";

interface Values {
  LECTERN_HOME: string;
  LECTERN_EMBEDDINGS: "auto" | EmbeddingsConfig["use"];
  COHERE_API_KEY?: string | undefined;
  COHERE_EMBED_MODEL: string;
  COHERE_BASE_URL?: string | undefined;
  OPENAI_API_KEY?: string | undefined;
  OPENAI_EMBED_MODEL: string;
  OPENAI_BASE_URL?: string | undefined;
  TRANSFORMERS_MODEL?: string | undefined;
  TRANSFORMERS_LANGUAGES: TransformersConfig["languages"];
  TRANSFORMERS_ALLOW_DOWNLOAD: "yes" | "no";
  TRANSFORMERS_BASE_URL?: string | undefined;
  TRANSFORMERS_PACKAGE?: string | undefined;
}

const at = (baseUrl: string | undefined): { baseUrl?: string } => (baseUrl === undefined ? {} : { baseUrl });

function transformersConfig(values: Values): TransformersConfig | undefined {
  if (values.TRANSFORMERS_MODEL === undefined) return undefined;
  const home = resolve(values.LECTERN_HOME);
  return {
    model: values.TRANSFORMERS_MODEL,
    folder: join(home, "models"),
    download: values.TRANSFORMERS_ALLOW_DOWNLOAD === "yes",
    languages: values.TRANSFORMERS_LANGUAGES,
    ...at(values.TRANSFORMERS_BASE_URL),
    packageFolder: resolve(values.TRANSFORMERS_PACKAGE ?? join(home, "packages")),
  };
}

/** Who computes vectors, from the checked environment: "auto" prefers Cohere, then OpenAI, then a model of one's own. */
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
  const transformers = transformersConfig(values);
  const best = cohere ? "cohere" : openai ? "openai" : transformers ? "transformers" : "local";
  return {
    use: values.LECTERN_EMBEDDINGS === "auto" ? best : values.LECTERN_EMBEDDINGS,
    ...(cohere ? { cohere } : {}),
    ...(openai ? { openai } : {}),
    ...(transformers ? { transformers } : {}),
  };
}
