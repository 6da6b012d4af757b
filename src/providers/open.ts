import type { RemoteProvider } from "../embeddings/batch-limits.ts";
import type { EmbeddingsConfig } from "./config.ts";

/** The remote provider that is configured, or undefined where vectors are computed here. Its library is loaded only now. */
export async function openRemoteProvider(config: EmbeddingsConfig): Promise<RemoteProvider | undefined> {
  const { use, cohere, openai } = config;
  if (use === "cohere" && cohere !== undefined) return (await import("./cohere.ts")).cohereEmbeddings(cohere);
  if (use === "openai" && openai !== undefined) return (await import("./openai.ts")).openAiEmbeddings(openai);
  return undefined;
}
