import { randomUUID } from "node:crypto";
import type { EmbeddingCache } from "../storage/embeddings.ts";
import { askFor, holdTexts, type Job, untilAllowed } from "./ask.ts";
import { firstBatch, type RemoteProvider } from "./batch-limits.ts";
import { type EmbedProgress, progressOf } from "./progress.ts";
import type { EmbeddingProvider, Purpose } from "./provider.ts";
import type { ProviderError } from "./provider-error.ts";
import { realClock } from "./real-clock.ts";
import { type Clock, RETRY_RULES, type RetryRules } from "./retry.ts";

export interface EmbedAllOptions {
  provider: EmbeddingProvider & Partial<RemoteProvider>;
  purpose: Purpose;
  /** Without it nothing is remembered. */
  cache?: EmbeddingCache;
  /** Calls under way at once; the provider's own or 4 by default. It is also the most that are paid again after a crash. */
  concurrency?: number;
  /** For one call; the provider's own or 30,000 by default. */
  timeoutMs?: number;
  rules?: RetryRules;
  clock?: Clock;
  signal?: AbortSignal;
  /** Called after the cache was read and after every batch; what it counts is in the cache. */
  onProgress?: (progress: EmbedProgress) => void;
}

export interface EmbedAllResult {
  /** In the order of the texts; null where it failed. A text without a letter or sign gets zeros. */
  vectors: (Float32Array | null)[];
  /** Different texts that have no vector, and why, in a sentence for the course staff. */
  failed: { text: string; reason: string }[];
  /** Different texts. */
  unique: number;
  /** Different texts that were in the cache, or came into it through somebody else meanwhile. */
  cached: number;
  /** Different texts that the provider gave vectors for. */
  asked: number;
  /** Calls of the provider, failed ones included. */
  calls: number;
  tokens: number | null;
  /** US dollars. */
  cost: number | null;
  /** Texts longer than the model reads, of those asked for now and as far as the provider says. */
  cut: number;
  /** Set when the provider answers nothing at all: a refused key, say, or a server that is down. */
  stopped?: ProviderError;
}

const CONCURRENCY = 4;
const TIMEOUT_MS = 30_000;
/** Texts looked up in one statement: answers stay within a few megabytes. */
const LOOK_UP = 500;
/** How often to look whether somebody else has the vectors now. */
const POLL_MS = 250;

interface State {
  job: Job;
  /** Different texts, with how often each was given. */
  times: Map<string, number>;
  vectors: Map<string, Float32Array>;
  failed: Map<string, string>;
  /** Nobody is known to ask for these yet. */
  queue: string[];
  /** Somebody else asks for these. */
  elsewhere: Set<string>;
  concurrency: number;
  /** Notes vectors. */
  take: Job["found"];
  /** Says how far the job is; the first time, what was known before it began. */
  report: () => void;
}

/**
 * The vectors of texts, through cache and provider. Each different text is asked for at most once: repeats are one, the
 * cache is read first, and what another job asks for is waited for. A batch that fails for good costs no other its
 * vectors. Throws what `signal` was aborted with; everything finished until then is in the cache, so that the same call
 * later resumes. What a crash can cost is the answers under way: `concurrency` batches at most are paid again.
 */
export async function embedAll(texts: readonly string[], options: EmbedAllOptions): Promise<EmbedAllResult> {
  // Halves of characters cannot be sent, and would be stored as something else.
  const given = texts.map((text) => text.toWellFormed());
  const state = open(given, options);
  const { job } = state;
  try {
    await lookUp(state, [...state.times.keys()]);
    state.queue = [...state.times.keys()].filter((text) => !state.vectors.has(text));
    const cached = state.vectors.size;
    state.report();
    await askAll(state);
    await waitForOthers(state);
    const { stopped, asked, calls, tokens, cost, cut } = job;
    return {
      ...assembled(given, state, options.provider),
      unique: state.times.size,
      cached: Math.max(cached, state.vectors.size - asked),
      asked,
      calls,
      tokens,
      cost,
      cut,
      ...(stopped === undefined ? {} : { stopped }),
    };
  } catch (error) {
    await releaseAll(state);
    throw error;
  }
}

/** What texts' vectors are counted in: each text as often as it was given. */
function counted(texts: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const text of texts) if (text.trim() !== "") times.set(text, (times.get(text) ?? 0) + 1);
  return times;
}

function open(texts: readonly string[], options: EmbedAllOptions): State {
  const clock = options.clock ?? realClock;
  const times = counted(texts);
  const vectors: State["vectors"] = new Map();
  const failed: State["failed"] = new Map();
  const elsewhere: State["elsewhere"] = new Set();
  const total = [...times.values()].reduce((sum, count) => sum + count, 0);
  let [started, done, known] = [0, 0, -1];
  const take: Job["found"] = (entries) => {
    for (const [text, vector] of entries) {
      if (!vectors.has(text)) done += times.get(text) ?? 0;
      vectors.set(text, vector);
    }
  };
  const report = (): void => {
    if (known < 0) [known, started] = [done, clock.now()];
    options.onProgress?.(progressOf({ done, total, known, elapsedMs: clock.now() - started }));
  };
  const job = openJob(options, clock, {
    found(entries) {
      take(entries);
      report();
    },
    lost(lost, reason) {
      for (const text of lost) failed.set(text, reason);
    },
    elsewhere(gone) {
      for (const text of gone) elsewhere.add(text);
    },
  });
  const concurrency = options.concurrency ?? options.provider.concurrency ?? CONCURRENCY;
  return { job, times, vectors, failed, queue: [], elsewhere, concurrency, take, report };
}

function openJob(
  { provider, purpose, cache, timeoutMs, rules, signal }: EmbedAllOptions,
  clock: Clock,
  outcomes: Pick<Job, "found" | "lost" | "elsewhere">,
): Job {
  return {
    provider,
    purpose,
    kind: {
      model: `${provider.id}:${provider.model}`,
      purpose: provider.ignoresPurpose === true ? "" : purpose,
    },
    cache,
    holder: randomUUID(),
    timeoutMs: timeoutMs ?? provider.timeoutMs ?? TIMEOUT_MS,
    rules: rules ?? RETRY_RULES,
    clock,
    signal,
    pausedUntil: 0,
    stopped: undefined,
    calls: 0,
    tokens: 0,
    cost: 0,
    cut: 0,
    asked: 0,
    ...outcomes,
  };
}

/** Takes what the cache has; gives whether there was anything. */
async function lookUp({ job, vectors, take }: State, texts: readonly string[]): Promise<boolean> {
  const before = vectors.size;
  if (job.cache === undefined) return false;
  for (let at = 0; at < texts.length; at += LOOK_UP) {
    job.signal?.throwIfAborted();
    take([...(await job.cache.get(job.kind, texts.slice(at, at + LOOK_UP)))]);
  }
  return vectors.size > before;
}

/** The next texts for one call, held by this job: a full call as long as there are enough that nobody else asks for. */
async function takeBatch({ job, queue, elsewhere }: State): Promise<string[]> {
  const batch: string[] = [];
  while (queue.length > 0) {
    const count =
      firstBatch([...batch, ...queue.slice(0, job.provider.maxBatch)], job.provider) - batch.length;
    if (count <= 0) break;
    const tried = queue.splice(0, count);
    const held = new Set(await holdTexts(job, tried));
    for (const text of tried)
      if (held.has(text)) batch.push(text);
      else elsewhere.add(text);
  }
  return batch;
}

/** Empties the queue, with so many calls at once. Batches are taken one after the other, so that each is full. */
async function askAll(state: State): Promise<void> {
  const { job } = state;
  let taking: Promise<unknown> = Promise.resolve();
  const next = (): Promise<string[]> => {
    const batch = taking.then(() => takeBatch(state));
    taking = batch.catch(() => undefined);
    return batch;
  };
  const work = async (): Promise<void> => {
    while (state.queue.length > 0 && job.stopped === undefined) {
      await untilAllowed(job);
      job.signal?.throwIfAborted();
      const batch = await next();
      if (batch.length > 0) await askFor(job, batch);
    }
  };
  // All of them end before an error goes on, so that nothing happens behind the caller's back.
  const ends = await Promise.allSettled(Array.from({ length: state.concurrency }, work));
  job.signal?.throwIfAborted();
  const failure = ends.find((end) => end.status === "rejected");
  if (failure !== undefined) throw failure.reason;
  if (job.stopped !== undefined) job.lost(state.queue.splice(0), job.stopped.message);
}

/** Waits for vectors that somebody else asks for, and asks for what they leave. */
async function waitForOthers(state: State): Promise<void> {
  const { job, elsewhere } = state;
  let patientUntil = job.clock.now() + job.rules.patienceMs;
  while (elsewhere.size > 0 && job.stopped === undefined) {
    const texts = [...elsewhere];
    elsewhere.clear();
    const asked = job.asked;
    const came = await lookUp(state, texts);
    if (came) state.report();
    state.queue = texts.filter((text) => !state.vectors.has(text));
    await askAll(state);
    if (came || job.asked > asked) patientUntil = job.clock.now() + job.rules.patienceMs;
    if (elsewhere.size === 0) return;
    if (job.clock.now() >= patientUntil) break;
    await job.clock.wait(POLL_MS, job.signal);
  }
  job.lost([...elsewhere], job.stopped?.message ?? "Another job asks for the same text and does not finish.");
}

function assembled(
  given: readonly string[],
  { vectors, failed }: State,
  { dimension }: EmbeddingProvider,
): Pick<EmbedAllResult, "vectors" | "failed"> {
  const [some] = vectors.values();
  const nothing = new Float32Array(some?.length ?? dimension);
  return {
    vectors: given.map((text) => (text.trim() === "" ? nothing : (vectors.get(text) ?? null))),
    failed: [...failed].map(([text, reason]) => ({ text, reason })),
  };
}

/** Others need not wait for what this job will not ask for. */
async function releaseAll({ job, times, vectors }: State): Promise<void> {
  const open = [...times.keys()].filter((text) => !vectors.has(text));
  await job.cache?.release(job.kind, open, job.holder).catch(() => undefined);
}
