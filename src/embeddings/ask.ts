import type { EmbeddingCache, VectorKind } from "../storage/embeddings.ts";
import type { BatchLimits } from "./batch-limits.ts";
import type { Embedded, EmbeddingProvider, Purpose } from "./provider.ts";
import { ProviderError } from "./provider-error.ts";
import { afterFailure, type Clock, nextWait, type RetryRules, type Tried, UNTRIED } from "./retry.ts";

/** What all calls of one job share. */
export interface Job {
  provider: EmbeddingProvider & BatchLimits;
  purpose: Purpose;
  kind: VectorKind;
  cache: EmbeddingCache | undefined;
  /** Names this job where texts are held. */
  holder: string;
  timeoutMs: number;
  rules: RetryRules;
  clock: Clock;
  signal: AbortSignal | undefined;
  /** Nobody calls before this moment: one call's rate limit is everybody's. Milliseconds since 1970. */
  pausedUntil: number;
  /** Why no call will be made any more. */
  stopped: ProviderError | undefined;
  calls: number;
  tokens: number | null;
  cost: number | null;
  /** Texts whose ends were not seen, as far as the provider says. */
  cut: number;
  /** Texts whose vectors were asked for and came. */
  asked: number;
  found: (entries: readonly (readonly [string, Float32Array])[]) => void;
  lost: (texts: readonly string[], reason: string) => void;
  /** Somebody else asks for these by now. */
  elsewhere: (texts: readonly string[]) => void;
}

/** Texts stay held half as long again as a call may take, so that nobody else asks while an answer is under way. */
const HOLD_LONGER = 1.5;

/** Takes hold of texts for as long as one call may take, and gives those that are ours. */
export async function holdTexts(job: Job, texts: readonly string[]): Promise<readonly string[]> {
  if (job.cache === undefined) return texts;
  const seconds = Math.ceil((job.timeoutMs / 1000) * HOLD_LONGER);
  return job.cache.hold(job.kind, texts, { holder: job.holder, seconds });
}

/** Waits until calls may be made again. */
export async function untilAllowed(job: Job): Promise<void> {
  for (let ms = job.pausedUntil - job.clock.now(); ms > 0; ms = job.pausedUntil - job.clock.now())
    await job.clock.wait(ms, job.signal);
}

/** One call, given up after the job's time or with the job's signal; also where the provider heeds neither. */
async function callOnce(job: Job, texts: readonly string[]): Promise<Embedded> {
  job.signal?.throwIfAborted();
  const call = new AbortController();
  const stop = (): void => call.abort(job.signal?.reason);
  job.signal?.addEventListener("abort", stop, { once: true });
  const late = job.clock.wait(job.timeoutMs, call.signal).then(() => {
    throw new ProviderError("timeout", `There was no answer within ${job.timeoutMs / 1000} s.`);
  });
  job.calls += 1;
  const answer = job.provider.embed(texts, { purpose: job.purpose, signal: call.signal });
  try {
    return await Promise.race([answer, late]);
  } finally {
    for (const loser of [answer, late]) loser.catch(() => undefined);
    job.signal?.removeEventListener("abort", stop);
    call.abort();
  }
}

const sum = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other;

/** In the cache first, and only then anywhere else: what was reported survives any crash. */
async function keep(
  job: Job,
  texts: readonly string[],
  { vectors, tokens, cost, cut = 0 }: Embedded,
): Promise<void> {
  const entries = texts.map((text, at) => [text, vectors[at] ?? new Float32Array(0)] as const);
  const length = entries[0]?.[1].length ?? 0;
  if (vectors.length !== texts.length || entries.some(([, vector]) => vector.length !== length))
    throw new ProviderError("malformed", "There were not as many vectors as texts, or of different lengths.");
  await job.cache?.put(job.kind, entries);
  job.tokens = sum(job.tokens, tokens);
  job.cost = sum(job.cost, cost);
  job.cut += cut;
  job.asked += texts.length;
  job.found(entries);
}

async function giveUp(job: Job, texts: readonly string[], error: ProviderError): Promise<void> {
  await job.cache?.release(job.kind, texts, job.holder);
  job.lost(texts, error.message);
}

/** Waits after a failure, alone or with everybody; false when the call has failed for good. */
async function waitAfter(job: Job, error: ProviderError, tried: Tried): Promise<number | undefined> {
  const { rules, clock } = job;
  const ms = nextWait(error, tried, { rules, chance: clock.random() });
  if (ms === undefined) return undefined;
  if (error.fault === "rate") job.pausedUntil = Math.max(job.pausedUntil, clock.now() + ms);
  else await clock.wait(ms, job.signal);
  return ms;
}

/** What follows a failed call: the wait, or nothing when these texts are settled otherwise. */
async function afterFault(
  job: Job,
  texts: readonly string[],
  { error, tried }: { error: ProviderError; tried: Tried },
): Promise<number | undefined> {
  if (error.final) job.stopped ??= error;
  if (error.fault === "refused" && texts.length > 1) {
    // One text may spoil the call for all: halves find it in few calls.
    const middle = Math.ceil(texts.length / 2);
    await askFor(job, texts.slice(0, middle), true);
    await askFor(job, texts.slice(middle), true);
    return undefined;
  }
  const waited = await waitAfter(job, error, tried);
  if (waited !== undefined) return waited;
  // Where no call has ever succeeded the next ones need not be tried as long.
  if (error.fault !== "refused" && job.asked === 0) job.stopped ??= error;
  await giveUp(job, texts, error);
  return undefined;
}

/**
 * Asks for texts that are held by this job until they have vectors or have failed for good; every outcome goes to the
 * job. `again`: time has passed since they were held. Throws when the job is aborted, and whatever is no provider's fault.
 */
export async function askFor(job: Job, held: readonly string[], again = false): Promise<void> {
  let [texts, tried] = [held, UNTRIED];
  for (let first = !again; ; first = false) {
    if (!first) {
      await untilAllowed(job);
      const ours = new Set(await holdTexts(job, texts));
      job.elsewhere(texts.filter((text) => !ours.has(text)));
      texts = texts.filter((text) => ours.has(text));
      if (texts.length === 0) return;
    }
    if (job.stopped !== undefined) return giveUp(job, texts, job.stopped);
    try {
      return await keep(job, texts, await callOnce(job, texts));
    } catch (error) {
      job.signal?.throwIfAborted();
      if (!(error instanceof ProviderError)) throw error;
      tried = afterFailure(tried, error);
      const waited = await afterFault(job, texts, { error, tried });
      if (waited === undefined) return;
      if (error.fault === "rate") tried = { ...tried, waitedMs: tried.waitedMs + waited };
    }
  }
}
