import fc from "fast-check";
import { expect, test } from "vitest";
import { describeChart, LONGEST_DESCRIPTION } from "../../src/charts/describe.ts";
import type { ChartSpec } from "../../src/charts/spec.ts";
import { samples } from "./samples.ts";
import { anySpec } from "./specs.ts";

test("any specification has a description within the limit", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const text = describeChart(spec);
      expect(text.length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
      expect(text).toMatch(/^(Bar chart|Line chart|Scatter chart|Table)\./);
      expect(text).not.toMatch(/NaN|Infinity|undefined|null\b/);
    }),
  );
});

test("bars: every panel with every figure", () => {
  expect(describeChart(samples.comparison)).toBe(
    "Bar chart. Chinchilla: a quarter of Gopher's size, 4.7 times its tokens. " +
      "Parameters: GPT-3 175B 175B, Gopher 280B, Chinchilla 70B. " +
      "Training tokens: GPT-3 175B 300B, Gopher 300B, Chinchilla 1.4T. " +
      "Tokens per parameter: GPT-3 175B 1.71, Gopher 1.07, Chinchilla 20.",
  );
});

test("bars of several series name the series, and say unknown", () => {
  expect(describeChart(samples.prompting)).toContain(
    "Accuracy, Chain of thought: PaLM 8B 4.1 %, PaLM 62B unknown, PaLM 540B 56.9 %",
  );
});

test("lines: both ends and the turning point", () => {
  const spec: ChartSpec = {
    ...samples.losses,
    title: "Warm-up",
    series: [
      {
        label: "rate",
        points: [
          { x: 1e3, y: 0 },
          { x: 2e9, y: 9 },
          { x: 3e12, y: 1 },
        ],
      },
    ],
  };
  expect(describeChart(spec)).toBe(
    "Line chart. Warm-up. Loss in nats per token against training tokens. " +
      "rate: from 0 at 1000 to 1 at 3T, highest 9 at 2B.",
  );
});

test("a list that does not fit says how many it leaves out", () => {
  const text = describeChart(samples.landscape);
  expect(text).toContain("Gopher 280B at 2021,");
  expect(text).toMatch(/, and \d+ more\.$/);
  const shown = text.split(" at 20").length - 1;
  expect(text).toContain(`and ${samples.landscape.points.length - shown} more.`);
});

test("tables: columns, the number of rows, and the rows", () => {
  expect(describeChart(samples.gopherTable)).toContain(
    "Columns: Model, Layers, Heads, Key size, Width, Learning rate, Batch in tokens. 6 rows. 44M, 8, 16, 32,",
  );
});
