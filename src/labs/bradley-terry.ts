/** One column of a table of scores: who has which value, and which direction is better. */
export interface ScoreColumn {
  better: "higher" | "lower";
  values: ReadonlyMap<string, number>;
}

export interface Strength {
  /** The chance, between 0 and 1, of being ahead of an average one of them in a column that both have. */
  chance: number;
  /** With how many values of others it was compared, over all columns. */
  duels: number;
}

const ROUNDS = 500;
const NEAR = 1e-9;
/** Duels against an imaginary average opponent, half of them won: nobody becomes infinitely strong on three wins. */
const PRIOR = 2;

/**
 * Strengths after Bradley and Terry (Biometrika 39, 1952): the chance that i is ahead of j is s_i / (s_i + s_j). Every
 * pair of values in a column is a duel; ties count half for each. Unlike a mean win rate this allows for who the others
 * were: a model that has met weak ones only is not taken for strong. Fitted by the usual fixed-point iteration
 * s_i = wins_i / Σ_j duels_ij / (s_i + s_j), with strengths centred on a geometric mean of 1.
 */
export function strengths(columns: readonly ScoreColumn[]): Map<string, Strength> {
  const { ids, wins, duels } = tally(columns);
  let now = ids.map(() => 1);
  for (let round = 0; round < ROUNDS; round++) {
    const next = centred(ids.map((_, i) => step(i, now, { wins, duels })));
    const moved = Math.max(0, ...next.map((value, i) => Math.abs(Math.log(value / (now[i] ?? 1)))));
    now = next;
    if (moved < NEAR) break;
  }
  return new Map(
    ids.map((id, i) => {
      const strength = now[i] ?? 1;
      const met = (duels[i] ?? []).reduce((sum, count) => sum + count, 0);
      return [id, { chance: strength / (strength + 1), duels: met }];
    }),
  );
}

interface Tally {
  wins: number[];
  duels: number[][];
}

function tally(columns: readonly ScoreColumn[]): Tally & { ids: string[] } {
  const ids = [...new Set(columns.flatMap(({ values }) => (values.size > 1 ? [...values.keys()] : [])))];
  const place = new Map(ids.map((id, at) => [id, at]));
  const wins = ids.map(() => 0);
  const duels = ids.map(() => ids.map(() => 0));
  for (const { values, better } of columns) {
    const sign = better === "higher" ? 1 : -1;
    for (const [id, value] of values) {
      for (const [other, against] of values) {
        const [i, j] = [place.get(id) ?? -1, place.get(other) ?? -1];
        const row = duels[i];
        if (i === j || row === undefined) continue;
        row[j] = (row[j] ?? 0) + 1;
        const lead = sign * (value - against);
        wins[i] = (wins[i] ?? 0) + (lead > 0 ? 1 : lead === 0 ? 0.5 : 0);
      }
    }
  }
  return { ids, wins, duels };
}

function step(i: number, now: readonly number[], { wins, duels }: Tally): number {
  const own = now[i] ?? 1;
  const met = (duels[i] ?? []).reduce((sum, count, j) => sum + count / (own + (now[j] ?? 1)), 0);
  return ((wins[i] ?? 0) + PRIOR / 2) / (met + PRIOR / (own + 1));
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + Math.log(value), 0) / values.length;
  return values.map((value) => value / Math.exp(mean));
}
