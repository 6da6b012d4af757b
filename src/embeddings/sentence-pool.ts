import { createThreadPool, type ThreadPool } from "../thread-pool.ts";
import type { SentenceVectors } from "./sentences.ts";

const IDLE_THREAD_MS = 60_000;

/**
 * Runs the sentence model beside the event loop, as `SentenceModel.embed`; a call of a second or less lets others in
 * between. The process that holds a pool never loads the model; its threads do.
 */
export type SentencePool = ThreadPool<readonly string[], SentenceVectors>;

/** Threads start with the first text and end after a minute without one; each takes about 60 MB. */
export const createSentencePool = ({ threads = 1 }: { threads?: number } = {}): SentencePool =>
  createThreadPool({
    module: "embeddings/sentence-thread",
    function: "embed",
    threads,
    idleMs: IDLE_THREAD_MS,
  });
