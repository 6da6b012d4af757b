export interface EmbedProgress {
  /** Texts as they were given, repeats included. */
  done: number;
  total: number;
  /** How many of these had their vectors before. */
  known: number;
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
  const perSecond = rate(done - known, elapsedMs);
  if (done === total) return { done, total, known, perSecond, secondsLeft: 0 };
  const secondsLeft = perSecond === null ? null : (total - done) / perSecond;
  return { done, total, known, perSecond, secondsLeft };
}

const rate = (count: number, ms: number): number | null => (count > 0 && ms > 0 ? (count * 1000) / ms : null);
