import fc from "fast-check";
import { expect, test } from "vitest";
import { reaches, readBars } from "../../src/charts/bar-data.ts";
import { planRows } from "../../src/charts/bar-rows.ts";
import { contrastOn, mixed, PALETTE, seriesColours } from "../../src/charts/palette.ts";
import type { BarSpec } from "../../src/charts/spec.ts";
import { THEMES } from "../../src/charts/theme.ts";
import { samples } from "./samples.ts";

const HEIGHT = 500;

function plan(spec: BarSpec) {
  const bars = readBars(spec, THEMES.light);
  return { ...planRows(bars, HEIGHT), notes: bars.notes };
}

test("rows that are too many for one strip stand in two, then in a taller picture; none is lost", () => {
  expect(plan(samples.comparison)).toMatchObject({ rows: 3, height: HEIGHT, notes: [] });
  expect(plan(samples.comparison).strips).toHaveLength(1);
  const crowded = plan(samples.crowdedSuite);
  expect(crowded.strips.map(({ categories }) => categories.length)).toEqual([9, 9]);
  expect(crowded.height).toBeGreaterThan(HEIGHT);
  expect(crowded.notes).toEqual([]);
});

test("every row is drawn or counted", () => {
  const figures = fc.array(fc.option(fc.double({ noNaN: true })), { maxLength: 200 });
  fc.assert(
    fc.property(
      figures,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 3 }),
      (values, many, panels) => {
        const series = Array.from({ length: many }, () => ({ label: "s", values }));
        const { strips, rows, notes } = plan({
          ...samples.comparison,
          categories: values.map(() => ({ label: "c" })),
          panels: Array.from({ length: panels }, () => ({
            axis: { label: "a", scale: "linear", format: "plain" },
            series,
          })),
        });
        const shown = strips.flatMap(({ categories }) => categories).length;
        const counted = Number(/^(\d+) more rows? not shown$/.exec(notes[0] ?? "")?.[1] ?? 0);
        expect(shown + counted).toBe(values.length);
        for (const strip of strips) {
          expect(strip.categories.length).toBeLessThanOrEqual(rows);
          for (const one of strip.panels.flatMap((panel) => panel.series)) {
            expect(one.values).toHaveLength(strip.categories.length);
          }
        }
      },
    ),
  );
});

test("a stack keeps its sum when it has more parts than there are colours", () => {
  const panel = samples.mixture.panels[0];
  if (panel === undefined) throw new Error("no panel");
  const series = Array.from({ length: 20 }, (_, at) => ({
    label: `part ${at}`,
    values: [5, at === 19 ? null : 5],
  }));
  const bars = readBars({ ...samples.mixture, panels: [{ ...panel, series }] }, THEMES.light);
  expect(bars.panels[0]?.series).toHaveLength(10);
  expect(bars.panels[0]?.series.at(-1)).toMatchObject({ label: "11 others", words: ["55 %", "50 %"] });
  expect(bars.panels.map((one) => reaches(bars, one))).toEqual([[100, 95]]);
  expect(bars.notes).toEqual([]);
});

test("series of one organisation have shades that differ and are seen on their background", () => {
  for (const theme of Object.values(THEMES)) {
    for (const group of ["Meta", "OpenAI", "Google", "Mistral AI", "DeepSeek"]) {
      const colours = seriesColours([group, group, group], theme);
      expect(new Set(colours).size).toBe(3);
      for (const colour of colours) {
        expect(contrastOn(colour, theme.background)).toBeGreaterThanOrEqual(3);
      }
    }
  }
  const [own, relative] = seriesColours(["Meta AI", "Meta"], THEMES.light);
  expect(own).not.toBe(relative);
  expect(seriesColours(["Meta", undefined], THEMES.light)[0]).toBe(PALETTE[1]);
});

test("mixing keeps the ends, and contrast is what the guidelines say", () => {
  expect(mixed("#0072b2", "#ffffff", 0)).toBe("#0072b2");
  expect(mixed("#0072b2", "#ffffff", 1)).toBe("#ffffff");
  expect(contrastOn("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrastOn("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});
