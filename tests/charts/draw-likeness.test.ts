import fc from "fast-check";
import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { arcBetween, lengthOf, readArrows } from "../../src/charts/arrow-data.ts";
import { arrowLines } from "../../src/charts/arrow-marks.ts";
import { drawNumbers } from "../../src/charts/arrows-space-numbers.ts";
import { colourScale, readableOn } from "../../src/charts/colour-scale.ts";
import { drawChart, drawSheet } from "../../src/charts/draw.ts";
import { crosses } from "../../src/charts/labels.ts";
import { contrastOn, plainLooks } from "../../src/charts/palette.ts";
import { createSheet } from "../../src/charts/sheet.ts";
import type { ArrowsSpec, ChartSpec, HeatmapSpec, ScatterSpec } from "../../src/charts/spec.ts";
import { THEMES } from "../../src/charts/theme.ts";
import { inked, marginIsClear } from "./pixels.ts";
import { samples } from "./samples.ts";
import { anyLikeness } from "./specs.ts";

const LONG = "Supercalifragilisticexpialidocious-and-then-some ".repeat(12);
const odd = [Number.NaN, Number.POSITIVE_INFINITY, -1e308, 1e308, 5e-324, 0, -5, 1e22];

function heatmap(values: (number | null)[][], more: Partial<HeatmapSpec> = {}): HeatmapSpec {
  const names = (count: number) => Array.from({ length: count }, (_, at) => ({ label: `text ${at}` }));
  return {
    kind: "heatmap",
    title: "Title",
    source: "Source",
    rows: names(values.length),
    columns: names(values[0]?.length ?? 0),
    values,
    from: 0,
    to: 1,
    valueLabel: "cosine similarity",
    ...more,
  };
}

function arrows(all: number[][], more: Partial<ArrowsSpec> = {}): ArrowsSpec {
  const axes = Array.from({ length: all[0]?.length ?? 2 }, (_, at) => `axis ${at}`);
  return {
    kind: "arrows",
    title: "Title",
    source: "Source",
    axes,
    arrows: all.map((at, index) => ({ label: `arrow ${index}`, at })),
    angle: { between: [0, 1], label: "an angle" },
    ...more,
  };
}

const map = (points: ScatterSpec["points"], more: Partial<ScatterSpec> = {}): ScatterSpec => ({
  ...samples.wordMap,
  points,
  ...more,
});

const cells = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, at) => (row + at) / 100));
const long = Array.from({ length: 40 }, (_, at) => ({ label: `${at} ${LONG}`, group: `${LONG}${at % 14}` }));

const hostile: Record<string, ChartSpec> = {
  "no rows": heatmap([]),
  "no columns": heatmap([[], []]),
  "one cell": heatmap([[0.5]], { rowsLabel: "row", columnsLabel: "column" }),
  "a row": heatmap(cells(1, 40)),
  "a column": heatmap(cells(40, 1)),
  "too many rows and columns": heatmap(cells(60, 60)),
  "nothing known": heatmap([[null, null], []]),
  "odd values": heatmap([odd, odd], { from: Number.NaN, to: -3, decimals: 90 }),
  "a scale below zero": heatmap([[-5, -1]], { from: -5, to: -1, decimals: 0 }),
  "long names": heatmap(cells(40, 40), { rows: long, columns: long, valueLabel: LONG, title: LONG }),
  "long names of columns": heatmap(cells(2, 3), {
    columns: long.slice(0, 3),
    rowsLabel: LONG,
    columnsLabel: LONG,
  }),
  "no arrows": arrows([]),
  "no axes": arrows([[], []]),
  "zero vectors": arrows([
    [0, 0],
    [0, 0],
  ]),
  "equal arrows": arrows(Array.from({ length: 8 }, () => [3, 4])),
  "opposite arrows": arrows([
    [1, 0, 0],
    [-1, 0, 0],
  ]),
  "opposite on a line": arrows([[5], [-5]]),
  "odd arrows": arrows(odd.map((value) => [value, 1, value])),
  "tiny beside huge": arrows([
    [1e-9, 1e50],
    [1e50, 0],
  ]),
  "many long names": arrows(
    Array.from({ length: 30 }, (_, at) => [Math.cos(at), Math.sin(at)]),
    {
      arrows: long.slice(0, 30).map((one, at) => ({ ...one, at: [Math.cos(at), Math.sin(at)] })),
      axes: [LONG, LONG],
    },
  ),
  "an empty map": map([]),
  "one point of a map": map([{ x: 1, y: 1, label: "one" }]),
  "odd points and regions": map(
    odd.map((x) => ({ x, y: x, label: "" })),
    { regions: odd.map((x) => ({ label: LONG, x, y: x, radius: x })) },
  ),
  "long names of groups": map(
    long.map(({ group }, at) => ({ x: at, y: at % 7, label: LONG, group })),
    { groupLabel: LONG },
  ),
};

describe("hostile maps, matrices and arrows are still drawn", () => {
  test.each(Object.entries(hostile))("%s", async (_, spec) => {
    const { png, width, height } = await drawChart(spec);
    expect(width).toBe(1200);
    expect(height).toBeGreaterThanOrEqual(400);
    expect(height).toBeLessThan(1700);
    expect(inked(png)).toBeGreaterThan(500);
    expect(marginIsClear(png)).toBe(true);
  });
});

test("whatever the types allow is drawn", () => {
  fc.assert(
    fc.property(anyLikeness, (spec) => {
      expect(drawSheet(spec).canvas.width).toBe(1200);
    }),
    { numRuns: 40 },
  );
});

/** How many pixels have exactly this colour. */
function pixelsOf(png: Buffer, colour: string): number {
  const { data } = PNG.sync.read(png);
  const wanted = Number.parseInt(`${colour.slice(1)}ff`, 16);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (data.readUInt32BE(at) === wanted) count += 1;
  return count;
}

test("a cell has the colour of its value, an unknown one none of the scale", async () => {
  const scale = colourScale({ from: 0, to: 1, values: [] }, THEMES.light);
  const full = scale.colour(1);
  const known = await drawChart(heatmap([[1, 0]]));
  const unknown = await drawChart(heatmap([[null, 0]]));
  expect(pixelsOf(known.png, full)).toBeGreaterThan(5000);
  expect(pixelsOf(unknown.png, full)).toBeLessThan(100);
});

test("zero is neutral where a scale goes below it, and both sides have the same steps", () => {
  const scale = colourScale({ from: -0.2, to: 1, values: [] }, THEMES.light);
  expect(scale.colour(0)).toBe("#f6f6f6");
  expect(contrastOn(scale.colour(-0.2), "#ffffff")).toBeLessThan(contrastOn(scale.colour(1), "#ffffff"));
  expect(scale.colour(-9)).toBe(scale.colour(-0.2));
});

test("numbers are read on every colour of every scale", () => {
  for (const theme of Object.values(THEMES)) {
    for (const from of [0, -1]) {
      const scale = colourScale({ from, to: 1, values: [] }, theme);
      for (let value = from; value <= 1; value += 0.05) {
        const colour = scale.colour(value);
        expect(contrastOn(readableOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
      }
    }
  }
});

test("a scale that rises does so in light or dark alone", () => {
  for (const theme of Object.values(THEMES)) {
    const scale = colourScale({ from: 0, to: 1, values: [] }, theme);
    const steps = Array.from({ length: 21 }, (_, at) => contrastOn(scale.colour(at / 20), theme.background));
    expect(steps).toEqual(steps.toSorted((one, other) => one - other));
  }
});

test("twelve groups have twelve colours, more never share colour and shape", () => {
  const groups = Array.from({ length: 24 }, (_, at) => `group ${at}`);
  const looks = plainLooks([...groups, ...groups]);
  expect(new Set(looks.slice(0, 12).map(({ colour }) => colour)).size).toBe(12);
  expect(new Set(looks.map(({ colour, shape }) => `${colour} ${shape}`)).size).toBe(24);
  for (const { background } of Object.values(THEMES)) {
    for (const { colour } of looks) expect(contrastOn(colour, background)).toBeGreaterThanOrEqual(3);
  }
});

test("an arc runs from one arrow to the other, as far from the origin all the way", () => {
  const arc = arcBetween([2, 0, 0], [0, 0, 7], 3);
  expect(arc[0]?.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([3, 0, 0]);
  expect(arc.at(-1)?.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0, 0, 3]);
  for (const place of arc) expect(lengthOf(place)).toBeCloseTo(3);
  expect(arcBetween([1, 1], [2, 2], 1)).toEqual([]);
  expect(arcBetween([0, 0], [2, 2], 1)).toEqual([]);
  expect(arcBetween([1, 0], [-1, 0], 1)).not.toEqual([]);
});

test("an arrow named by its numbers has them once", () => {
  const named = (label: string) =>
    readArrows(arrows([[8, 2]], { arrows: [{ label, at: [8, 2] }] })).arrows.map(({ figures }) => figures);
  expect([named("(8, 2)"), named("(−8.5, 2)"), named("lemons"), named("lemons (8)")]).toEqual([
    [""],
    [""],
    ["(8, 2)"],
    ["(8, 2)"],
  ]);
});

test("words keep clear of the whole head of an arrow", () => {
  const lines = arrowLines({ from: { x: 0, y: 0 }, to: { x: 100, y: 0 } });
  const beside = (y: number) => ({ x: 78, y, width: 6, height: 4 });
  expect([beside(5), beside(-9), beside(12)].map((box) => lines.some((line) => crosses(line, box)))).toEqual([
    true,
    true,
    false,
  ]);
  expect(arrowLines({ from: { x: 5, y: 5 }, to: { x: 5, y: 5 } })).toHaveLength(1);
});

test("a number of an axis in space goes to the other side of a line, or is left out", () => {
  const sheet = createSheet({ width: 300, height: 300 }, THEMES.light);
  const place = (at: readonly number[]) => ({ x: 150 + (at[1] ?? 0) * 40, y: 150 - (at[2] ?? 0) * 40 });
  const upright = { line: { from: place([0, 0, 0]), to: place([0, 0, 3]) }, ticks: [0, 1, 2, 3], place };
  const none = { line: { from: place([]), to: place([]) }, ticks: [], place };
  const left = { from: { x: 120, y: 110 }, to: { x: 150, y: 110 } };
  const through = { from: { x: 110, y: 70 }, to: { x: 190, y: 70 } };
  const boxes = drawNumbers(sheet, [none, none, upright], { lines: [left, through], boxes: [] });
  expect(boxes.map(({ x, y }) => [x > 150, y])).toEqual([
    [true, 100],
    [false, 20],
  ]);
});

test("arrows between points are drawn from one to the other, under the points", async () => {
  const points = [
    { x: 0, y: 0, label: "" },
    { x: 1, y: 1, label: "" },
    { x: 0, y: 1, label: "" },
  ];
  const ink = async (steps: [number, number][]): Promise<number> =>
    inked((await drawChart(map(points, { steps, regions: [] }))).png);
  const without = await ink([]);
  expect(await ink([[0, 1]])).toBeGreaterThan(without + 2_000);
  expect(
    await ink([
      [0, 0],
      [0, 7],
      [-1, 1],
    ]),
  ).toBe(without);
});

test("two thousand dots are drawn, and names among them stay", async () => {
  const named = samples.cloud.points.map((point, at) =>
    at < 40 ? { ...point, label: `post ${at}` } : point,
  );
  const [plain, some] = [
    await drawChart(samples.cloud),
    await drawChart({ ...samples.cloud, points: named }),
  ];
  expect(inked(plain.png)).toBeGreaterThan(20_000);
  expect(pixelsOf(some.png, THEMES.light.text)).toBeGreaterThan(
    pixelsOf(plain.png, THEMES.light.text) + 1000,
  );
});
