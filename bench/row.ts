/** A line of the table. */
export interface Row {
  measure: string;
  value: string;
  /** What was promised; absent where the number is only of interest. */
  goal?: string;
  met?: boolean;
}

export function atMost(measure: string, value: number, goal: { most: number; unit: string }): Row {
  const { most, unit } = goal;
  const digits = unit === "MB" ? 0 : 2;
  return {
    measure,
    value: `${value.toFixed(digits)} ${unit}`,
    goal: `≤ ${most} ${unit}`,
    met: value <= most,
  };
}

/** The value below which this share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ measure, value, goal = "", met }) => [
    measure,
    value,
    goal,
    met === undefined ? "" : met ? "met" : "NOT MET",
  ]);
  const head = ["measure", "value", "goal", ""];
  const widths = head.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(head), widths.map((width) => "─".repeat(width)).join("  "), ...cells.map(line)].join("\n");
}
