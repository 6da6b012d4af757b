import { describe, expect, test } from "vitest";
import { meanWinRates } from "../../src/labs/win-rate.ts";

/** Rows are models, columns scores; null is a missing value. */
function ratesOf(table: (number | null)[][], lowerIsBetter: boolean[]): (number | undefined)[] {
  const ids = table.map((_, at) => `m${at}`);
  const columns = lowerIsBetter.map((lower, column) => ({
    better: lower ? ("lower" as const) : ("higher" as const),
    scores: new Map(
      table.flatMap((row, at): [string, number][] => {
        const score = row[column] ?? null;
        return score === null ? [] : [[`m${at}`, score]];
      }),
    ),
  }));
  const rates = meanWinRates(columns, ids);
  return ids.map((id) => rates.get(id)?.rate);
}

describe("the mean win rate, by HELM's rules", () => {
  test("ties count half, a missing value leaves its column out, lower can be better", () => {
    const table = [
      [0.7, 0.6, 0.2],
      [0.6, 0.6, 0.1],
      [0.5, 0.4, 0.3],
      [0.8, null, 0.2],
    ];
    const expected = [0.638888888889, 0.694444444444, 0, 0.75];
    for (const [at, rate] of ratesOf(table, [false, false, true]).entries())
      expect(rate).toBeCloseTo(expected[at] ?? Number.NaN, 9);
  });

  test("two models and two columns", () => {
    expect(
      ratesOf(
        [
          [0.9, 0.1],
          [0.8, 0.2],
        ],
        [false, false],
      ),
    ).toEqual([0.5, 0.5]);
  });

  test("all tied", () => {
    expect(ratesOf([[0.5], [0.5], [0.5]], [false])).toEqual([0.5, 0.5, 0.5]);
  });

  test("a column with one value is skipped, and a model without columns has no rate", () => {
    const columns = [
      { better: "higher" as const, scores: new Map([["a", 1]]) },
      {
        better: "higher" as const,
        scores: new Map([
          ["a", 1],
          ["b", 2],
        ]),
      },
    ];
    const rates = meanWinRates(columns, ["a", "b", "c"]);
    expect(rates.get("a")).toEqual({ rate: 0, columns: 1 });
    expect(rates.get("b")).toEqual({ rate: 1, columns: 1 });
    expect(rates.get("c")).toEqual({ rate: undefined, columns: 0 });
  });

  test("the rate depends on the pool", () => {
    const scores = new Map([
      ["a", 3],
      ["b", 2],
      ["c", 1],
    ]);
    const columns = [{ better: "higher" as const, scores }];
    expect(meanWinRates(columns, ["b", "c"]).get("b")?.rate).toBe(1);
    expect(meanWinRates(columns, ["a", "b", "c"]).get("b")?.rate).toBe(0.5);
  });
});
