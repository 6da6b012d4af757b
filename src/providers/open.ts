import type { RemoteProvider } from "../embeddings/batch-limits.ts";
import type { EmbeddingsConfig } from "./config.ts";

/** The provider that is configured, or undefined where only Lectern's own models are. Its library is loaded only now. */
export async function openRemoteProvider(config: EmbeddingsConfig): Promise<RemoteProvider | undefined> {
  const { use, cohere, openai, transformers } = config;
  if (use === "cohere" && cohere !== undefined) return (await import("./cohere.ts")).cohereEmbeddings(cohere);
  if (use === "openai" && openai !== undefined) return (await import("./openai.ts")).openAiEmbeddings(openai);
  if (use === "transformers" && transformers !== undefined)
    return (await import("./transformers.ts")).transformersEmbeddings(transformers);
  return undefined;
}
