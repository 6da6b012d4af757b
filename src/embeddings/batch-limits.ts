import type { EmbeddingProvider } from "./provider.ts";

/** What one call takes. */
export interface BatchLimits {
  /** Texts. */
  maxBatch: number;
  /** UTF-8 bytes of all texts together: no tokenizer in use makes more tokens than bytes. */
  maxBytes?: number;
  /** Calls under way at once, and milliseconds for one, where the usual ones do not suit. */
  concurrency?: number;
  timeoutMs?: number;
}

/** A provider that somebody configured, mostly asked over the network: it may be out of reach, and then another stands in. */
export interface RemoteProvider extends EmbeddingProvider, BatchLimits {
  /** What people and the staff read. */
  name: string;
  /** The vectors are the same for every purpose, so caches need not tell purposes apart. */
  ignoresPurpose: boolean;
}

const bytesOf = (text: string): number => Buffer.byteLength(text, "utf8") + 1;

/** How many of the first texts one call takes: at least one, however long it is. */
export function firstBatch(texts: readonly string[], limits: BatchLimits): number {
  const most = Math.min(texts.length, limits.maxBatch);
  if (limits.maxBytes === undefined) return most;
  let bytes = 0;
  for (let count = 0; count < most; count += 1) {
    bytes += bytesOf(texts[count] ?? "");
    if (bytes > limits.maxBytes) return Math.max(1, count);
  }
  return most;
}

/** The texts in calls, in order: none is lost, none stands twice, and each call is within the limits. */
export function planBatches(texts: readonly string[], limits: BatchLimits): string[][] {
  const batches: string[][] = [];
  for (let at = 0; at < texts.length; ) {
    const count = firstBatch(texts.slice(at, at + limits.maxBatch), limits);
    batches.push(texts.slice(at, at + count));
    at += count;
  }
  return batches;
}
