/** One column of a table of scores: a figure for each model that has one. */
export interface WinColumn {
  better: "higher" | "lower";
  scores: ReadonlyMap<string, number>;
}

export interface WinRate {
  /** From 0 to 1; undefined where no column counts. */
  rate: number | undefined;
  /** Over how many columns it is the mean. */
  columns: number;
}

/**
 * HELM's mean win rate of each model among `pool`: in a column, the models it beats and half of those it ties with, over
 * the others that have a value there; then the plain mean over its columns. Columns with fewer than two values are
 * skipped. The rate depends on the pool: with other models in it the same scores give another rate.
 */
export function meanWinRates(columns: readonly WinColumn[], pool: readonly string[]): Map<string, WinRate> {
  const wins = new Map<string, number[]>(pool.map((id) => [id, []]));
  for (const { better, scores } of columns) {
    const present = pool.flatMap((id) => {
      const score = scores.get(id);
      return score === undefined ? [] : [{ id, score: better === "higher" ? score : -score }];
    });
    if (present.length < 2) continue;
    for (const { id, score } of present) {
      const beaten = present.filter((other) => other.score < score).length;
      const tied = present.filter((other) => other.score === score).length - 1;
      wins.get(id)?.push((beaten + tied / 2) / (present.length - 1));
    }
  }
  return new Map(
    [...wins].map(([id, rates]) => {
      const sum = rates.reduce((total, rate) => total + rate, 0);
      return [id, { rate: rates.length === 0 ? undefined : sum / rates.length, columns: rates.length }];
    }),
  );
}
