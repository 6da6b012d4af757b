import type { Logger } from "pino";
import type { EmbeddingCache } from "../storage/embeddings.ts";
import type { RemoteProvider } from "./batch-limits.ts";
import { type EmbedAllOptions, type EmbedAllResult, embedAll } from "./embed-all.ts";
import type { EmbeddingProvider } from "./provider.ts";
import type { ProviderError } from "./provider-error.ts";
import { realClock } from "./real-clock.ts";
import type { Clock } from "./retry.ts";

/** Vectors of one model, and whose they are. */
export interface EmbedderResult extends EmbedAllResult {
  provider: EmbeddingProvider;
  /** Said to the person when another model had to stand in. */
  note?: string;
}

/** The configured provider, with what runs here in its place while it cannot answer. */
export interface Embedder {
  embed: (
    texts: readonly string[],
    options: Omit<EmbedAllOptions, "provider" | "cache" | "clock">,
  ) => Promise<EmbedderResult>;
  /** Who would be asked now. */
  provider: () => EmbeddingProvider;
}

/** After a failure that more calls would not mend, the provider is left alone this long. */
const REST_MS = 600_000;

/**
 * All vectors of one call are of one model, for those of different models cannot be compared: where the remote provider
 * answers nothing, the local one does all texts and the result says so. The staff's sentence is logged once each time.
 */
export function createEmbedder(parts: {
  remote?: RemoteProvider;
  local: EmbeddingProvider;
  cache: EmbeddingCache;
  /** Whether local vectors are kept too: where computing them costs more than reading them. */
  keepLocal?: boolean;
  log: Pick<Logger, "warn">;
  clock?: Clock;
}): Embedder {
  const { remote, local, cache, keepLocal = false, log, clock = realClock } = parts;
  let restUntil = 0;
  const rests = (): boolean => clock.now() < restUntil;

  function rest(provider: RemoteProvider, error: ProviderError): void {
    if (!rests()) log.warn({ provider: provider.id, model: provider.model }, error.message);
    restUntil = clock.now() + REST_MS;
  }

  return {
    provider: () => (remote === undefined || rests() ? local : remote),
    async embed(texts, options) {
      if (remote !== undefined && !rests()) {
        const result = await embedAll(texts, { ...options, provider: remote, cache, clock });
        if (result.stopped === undefined) return { ...result, provider: remote };
        rest(remote, result.stopped);
      }
      const kept = keepLocal ? { cache } : {};
      const result = await embedAll(texts, { ...options, provider: local, ...kept, clock });
      return { ...result, provider: local, ...(remote === undefined ? {} : { note: noteOf(remote, local) }) };
    },
  };
}

const noteOf = (remote: RemoteProvider, local: EmbeddingProvider): string =>
  `${remote.name} cannot be used just now, so these vectors come from the model that runs here (${local.model}). Vectors of different models cannot be compared with each other.`;
