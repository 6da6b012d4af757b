import fc from "fast-check";
import { expect, test } from "vitest";
import { overlap } from "../../src/charts/labels.ts";
import { figuresOf, radarAsBars, readRadar } from "../../src/charts/radar-data.ts";
import { corner, cornerLabels } from "../../src/charts/radar-labels.ts";
import type { RadarSpec } from "../../src/charts/spec.ts";
import { samples } from "./samples.ts";

const area = { x: 36, y: 100, width: 1128, height: 640 };
const circle = { x: 600, y: 420, radius: 240 };
const size = fc.record({ width: fc.integer({ min: 1, max: 900 }), height: fc.integer({ min: 12, max: 64 }) });

test("corner labels stay in the area, off the circle and off each other", () => {
  fc.assert(
    fc.property(fc.array(size, { minLength: 3, maxLength: 16 }), (sizes) => {
      const boxes = cornerLabels(sizes, circle, area);
      expect(boxes).toHaveLength(sizes.length);
      const placed = boxes.filter((box) => box !== null);
      for (const [at, box] of placed.entries()) {
        expect(box.x).toBeGreaterThanOrEqual(area.x - 1e-6);
        expect(box.y).toBeGreaterThanOrEqual(area.y - 1e-6);
        expect(box.x + box.width).toBeLessThanOrEqual(area.x + area.width + 1e-6);
        expect(box.y + box.height).toBeLessThanOrEqual(area.y + area.height + 1e-6);
        const x = Math.max(box.x, Math.min(circle.x, box.x + box.width));
        const y = Math.max(box.y, Math.min(circle.y, box.y + box.height));
        expect(Math.hypot(x - circle.x, y - circle.y)).toBeGreaterThan(circle.radius);
        for (const other of placed.slice(at + 1)) expect(overlap(box, other)).toBe(0);
      }
    }),
  );
});

test("sixteen labels of one line all find their corner", () => {
  const sizes = Array.from({ length: 16 }, () => ({ width: 160, height: 27 }));
  const boxes = cornerLabels(sizes, circle, area);
  for (const [at, box] of boxes.entries()) {
    const { x, y } = corner(circle, at, 16);
    expect(box).not.toBeNull();
    if (box === null) continue;
    const away = Math.hypot(
      Math.max(box.x - x, 0, x - box.x - box.width),
      Math.max(box.y - y, 0, y - box.y - box.height),
    );
    expect(away).toBeLessThan(40);
  }
});

function radar(axes: RadarSpec["axes"], ...values: (number | null)[][]): RadarSpec {
  const series = values.map((own, at) => ({ label: `s${at}`, values: own }));
  return { kind: "radar", title: "", source: "", axes, series };
}

test("an axis ends at its own max, at 100 %, or at its largest value rounded up", () => {
  const spec = radar(
    [
      { label: "a", format: "percent" },
      { label: "b", format: "percent" },
      { label: "c", format: "count" },
      { label: "d", format: "plain", max: 10 },
      { label: "e", format: "plain", max: 10 },
      { label: "f", format: "plain" },
      { label: "g", format: "plain", max: Number.NaN },
    ],
    [46.2, 130, 280e9, 7, 12, 0, null],
  );
  expect(readRadar(spec).axes.map(({ max }) => max)).toEqual([100, 150, 300e9, 10, 12, 1, 1]);
});

test("shares lie between 0 and 1; unknown and impossible values are gaps, the latter with a note", () => {
  const axes: RadarSpec["axes"] = Array.from({ length: 4 }, () => ({ label: "a", format: "plain" }));
  const { profiles, notes, common } = readRadar(radar(axes, [2, null, -3, Number.NaN], [4, 8, 8, 8]));
  expect(profiles[0]?.shares).toEqual([0.5, null, null, null]);
  expect(notes).toEqual(["2 values not shown"]);
  expect(common).toBe(false);
});

test("what is beyond the limits is counted", () => {
  const axes: RadarSpec["axes"] = Array.from({ length: 19 }, () => ({ label: "a", format: "plain" }));
  const many = Array.from({ length: 8 }, () => [1]);
  expect(readRadar(radar(axes, ...many)).notes).toEqual(["3 more axes not shown", "2 more series not shown"]);
});

test("the figures at a corner say the unit once", () => {
  const read = readRadar(samples.profile);
  expect(figuresOf(read, 0)).toEqual(["87.3", "83.6", "82.6 %"]);
  expect(figuresOf(read, 8)).toEqual(["51.1", "46.7 %", "unknown"]);
});

test("fewer than three axes are bars: one panel where the unit is the same, else one each", () => {
  expect(radarAsBars(samples.profile)).toBeUndefined();
  const bars = radarAsBars(samples.duel);
  expect(bars?.categories).toEqual([{ label: "MMLU" }, { label: "MMLU-Pro" }]);
  expect(bars?.panels).toHaveLength(1);
  const mixed = radarAsBars({ ...samples.shape, axes: samples.shape.axes.slice(3) });
  expect(mixed?.panels.map(({ axis }) => axis.format)).toEqual(["plain", "percent"]);
  expect(mixed?.categories).toEqual([
    { label: "Gopher", group: "DeepMind" },
    { label: "Chinchilla", group: "DeepMind" },
  ]);
});
