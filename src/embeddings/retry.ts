import type { ProviderError } from "./provider-error.ts";

/** Time and chance, handed in so that rules can be tested without waiting. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Rejects when `signal` is aborted. */
  wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to but not 1. */
  random: () => number;
}

export interface RetryRules {
  /** How often the same call may fail, rate limits aside. */
  failures: number;
  /** How often an answer may be unusable: those were paid for. */
  malformed: number;
  /** The first wait, doubled each time up to the longest. */
  baseMs: number;
  longestMs: number;
  /** How long one call waits for rate limits altogether. */
  patienceMs: number;
}

export const RETRY_RULES: RetryRules = {
  failures: 6,
  malformed: 3,
  baseMs: 400,
  longestMs: 20_000,
  patienceMs: 600_000,
};

/** What one call has been through. */
export interface Tried {
  failures: number;
  malformed: number;
  limited: number;
  /** Milliseconds that it waited for rate limits. */
  waitedMs: number;
}

export const UNTRIED: Tried = { failures: 0, malformed: 0, limited: 0, waitedMs: 0 };

/** The call's record after one more failure. */
export function afterFailure(tried: Tried, { fault }: ProviderError): Tried {
  if (fault === "rate") return { ...tried, limited: tried.limited + 1 };
  if (fault === "malformed") return { ...tried, malformed: tried.malformed + 1 };
  return { ...tried, failures: tried.failures + 1 };
}

/** Exponential, between half of it and all of it by `chance` (0 to 1), so that calls which failed together do not return together. */
export function backOff(times: number, { baseMs, longestMs }: RetryRules, chance: number): number {
  return Math.min(longestMs, baseMs * 2 ** (times - 1)) * (0.5 + chance / 2);
}

/**
 * How many milliseconds a call waits before it is made again; undefined when it has failed for good. `tried` counts this
 * failure already. A provider that names a wait is never asked sooner.
 */
export function nextWait(
  error: ProviderError,
  tried: Tried,
  { rules, chance }: { rules: RetryRules; chance: number },
): number | undefined {
  if (error.final || error.fault === "refused") return undefined;
  const times = tried.failures + tried.malformed + tried.limited;
  const own = backOff(times, rules, chance);
  const asked = error.retryAfterMs;
  const wait = asked === undefined ? own : asked + Math.min(own, rules.baseMs) * chance;
  if (error.fault === "rate") return tried.waitedMs + wait > rules.patienceMs ? undefined : wait;
  if (error.fault === "malformed") return tried.malformed >= rules.malformed ? undefined : wait;
  return tried.failures >= rules.failures || wait > rules.patienceMs ? undefined : wait;
}
