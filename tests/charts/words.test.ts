import fc from "fast-check";
import { expect, test } from "vitest";
import type { NumberFormat } from "../../src/charts/spec.ts";
import { formatNumber } from "../../src/charts/words.ts";

test.each<[number | null, NumberFormat, string]>([
  [175e9, "count", "175B"],
  [6.7e9, "count", "6.7B"],
  [96.6e9, "count", "96.6B"],
  [1.57e12, "count", "1.57T"],
  [540.35e9, "count", "540B"],
  [999.96e9, "count", "1T"],
  [1.4e12, "count", "1.4T"],
  [15.6e12, "count", "15.6T"],
  [2048, "count", "2048"],
  [131_072, "count", "131K"],
  [0, "count", "0"],
  [0.5, "count", "0.5"],
  [5.76e23, "count", "5.76e23"],
  [-3e9, "count", "−3B"],
  [20, "plain", "20"],
  [1.714, "plain", "1.71"],
  [12288, "plain", "12,288"],
  [2024, "plain", "2024"],
  [0.00012, "plain", "0.00012"],
  [0.000001, "plain", "1e-6"],
  [46.2, "percent", "46.2 %"],
  [46.25, "percent", "46.3 %"],
  [100, "percent", "100 %"],
  [2023.95, "year", "2023"],
  [null, "count", "unknown"],
  [Number.NaN, "plain", "unknown"],
  [Number.POSITIVE_INFINITY, "percent", "unknown"],
])("%s as %s is %s", (value, format, words) => {
  expect(formatNumber(value, format)).toBe(words);
});

test("every number has short words", () => {
  fc.assert(
    fc.property(
      fc.double(),
      fc.constantFrom<NumberFormat>("count", "plain", "percent", "year"),
      (value, format) => {
        const words = formatNumber(value, format);
        expect(words.length).toBeLessThanOrEqual(24);
        expect(words).not.toMatch(/NaN|Infinity|undefined/);
      },
    ),
  );
});

test("counts are right to within half a percent", () => {
  const letters: Record<string, number> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };
  fc.assert(
    fc.property(fc.double({ min: 1, max: 9.9e14, noNaN: true }), (value) => {
      const words = formatNumber(value, "count").replaceAll(",", "");
      const scale = letters[words.at(-1) ?? ""] ?? 1;
      expect(Math.abs(Number.parseFloat(words) * scale - value) / value).toBeLessThan(0.0051);
    }),
  );
});
