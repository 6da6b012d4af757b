import type { Logger } from "pino";
import { UserError } from "../errors.ts";
import type { EmbeddingsConfig } from "../providers/config.ts";
import { openRemoteProvider } from "../providers/open.ts";
import type { EmbeddingCache } from "../storage/embeddings.ts";
import type { RemoteProvider } from "./batch-limits.ts";
import type { LocalModel, ModelChoice } from "./choose.ts";
import { chooseLocal } from "./choose.ts";
import { knownShare, loadWords } from "./data-files.ts";
import type { EmbedAllOptions } from "./embed-all.ts";
import { createEmbedder, type Embedder, type EmbedderResult } from "./embedder.ts";
import { localConcepts, localSentences, localWords } from "./local.ts";
import type { EmbeddingProvider } from "./provider.ts";

/** How texts become vectors in this process: by the model that was asked for, or the best one there is. */
export interface Embeddings {
  embed: (
    texts: readonly string[],
    options: Omit<EmbedAllOptions, "provider" | "cache" | "clock"> & {
      model: ModelChoice;
      /** What "auto" means where nothing remote is configured: for texts in several languages the dictionary, say. */
      local?: LocalModel;
    },
  ) => Promise<EmbedderResult>;
  close: () => Promise<void>;
}

type Remote = Exclude<EmbeddingsConfig["use"], "local">;

const HOW_TO: Record<Remote, string> = {
  cohere: "Cohere is not set up here: whoever runs Lectern sets COHERE_API_KEY.",
  openai: "OpenAI is not set up here: whoever runs Lectern sets OPENAI_API_KEY or OPENAI_BASE_URL.",
  transformers:
    "No model of @huggingface/transformers is set up here: whoever runs Lectern sets TRANSFORMERS_MODEL.",
};

/** Models are opened when they are first asked for. */
export function openEmbeddings(
  config: EmbeddingsConfig,
  { cache, log }: { cache: EmbeddingCache; log: Pick<Logger, "warn"> },
): Embeddings {
  const locals = new Map<LocalModel, EmbeddingProvider>();
  const remotes = new Map<Remote, Promise<RemoteProvider | undefined>>();
  const embedders = new Map<string, Embedder>();
  const makers: Record<LocalModel, () => EmbeddingProvider> = {
    words: () => localWords(),
    sentences: () => localSentences(),
    concepts: () => localConcepts(),
  };

  const localOf = (model: LocalModel): EmbeddingProvider => {
    const provider = locals.get(model) ?? makers[model]();
    locals.set(model, provider);
    return provider;
  };
  const remoteOf = async (name: Remote): Promise<RemoteProvider> => {
    const opening = remotes.get(name) ?? openRemoteProvider({ ...config, use: name });
    remotes.set(name, opening);
    const remote = await opening;
    if (remote !== undefined) return remote;
    throw new UserError(`${HOW_TO[name]} The models that run here: model:words, sentences, concepts.`);
  };

  /** Kept, for a failing provider is left alone for a while by the embedder that met it. */
  async function embedderOf(remote: Remote | undefined, local: LocalModel): Promise<Embedder> {
    const key = `${remote ?? ""} ${local}`;
    const known = embedders.get(key);
    if (known !== undefined) return known;
    const made = createEmbedder({
      ...(remote === undefined ? {} : { remote: await remoteOf(remote) }),
      local: localOf(local),
      cache,
      keepLocal: local === "sentences",
      log,
    });
    embedders.set(key, made);
    return made;
  }

  return {
    async embed(texts, { model, local, ...options }) {
      const chosen = local ?? chooseLocal(texts, { table: loadWords(), coverage: knownShare }).model;
      const use = model === "auto" ? config.use : model;
      if (use === "words" || use === "sentences" || use === "concepts")
        return (await embedderOf(undefined, use)).embed(texts, options);
      const remote = use === "local" ? undefined : use;
      return (await embedderOf(remote, chosen)).embed(texts, options);
    },
    async close() {
      await Promise.allSettled([...locals.values()].map((provider) => provider.close()));
      const opened = await Promise.allSettled(remotes.values());
      await Promise.allSettled(
        opened.map((one) => (one.status === "fulfilled" ? one.value?.close() : undefined)),
      );
    },
  };
}
