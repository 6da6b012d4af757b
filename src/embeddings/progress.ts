export interface EmbedProgress {
  /** Texts as they were given, repeats included. */
  done: number;
  total: number;
  /** Texts a second, those that were known already aside; null until something was computed. */
  perSecond: number | null;
  secondsLeft: number | null;
}

/** `known` texts had their vectors before the clock began; `elapsedMs` is the time since. */
export function progressOf(now: {
  done: number;
  total: number;
  known: number;
  elapsedMs: number;
}): EmbedProgress {
  const { done, total, known, elapsedMs } = now;
  if (done === total) return { done, total, perSecond: rate(done - known, elapsedMs), secondsLeft: 0 };
  const perSecond = rate(done - known, elapsedMs);
  return { done, total, perSecond, secondsLeft: perSecond === null ? null : (total - done) / perSecond };
}

const rate = (count: number, ms: number): number | null => (count > 0 && ms > 0 ? (count * 1000) / ms : null);
