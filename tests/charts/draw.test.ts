import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { drawChart, drawSheet } from "../../src/charts/draw.ts";
import { encodePng } from "../../src/charts/png.ts";
import type { Axis, BarSpec, ChartSpec, LineSpec, ScatterSpec, TableSpec } from "../../src/charts/spec.ts";
import { inked, marginIsClear } from "./pixels.ts";
import { samples } from "./samples.ts";

const log: Axis = { label: "parameters", scale: "log", format: "count" };
const linear: Axis = { label: "accuracy", scale: "linear", format: "percent" };
const LONG = "Supercalifragilisticexpialidocious-and-then-some ".repeat(12);
const EMOJI = "🚀👩‍👩‍👧 \u202eevil\u0000 日本 👍🏽";

function bar(values: (number | null)[], more: Partial<BarSpec> & { axis?: Axis } = {}): BarSpec {
  const { axis = linear, ...spec } = more;
  return {
    kind: "bar",
    orientation: "vertical",
    title: "Title",
    source: "Source",
    categories: values.map((_, at) => ({ label: `Model ${at}` })),
    panels: [{ axis, series: [{ label: "one", values }] }],
    ...spec,
  };
}

function line(points: { x: number; y: number }[], more: Partial<LineSpec> = {}): LineSpec {
  const series = [{ label: "one", points }];
  return { kind: "line", title: "Title", source: "", x: linear, y: linear, series, ...more };
}

function scatter(points: ScatterSpec["points"], more: Partial<ScatterSpec> = {}): ScatterSpec {
  return { kind: "scatter", title: "Title", source: "", x: log, y: linear, points, ...more };
}

const odd = [Number.NaN, Number.POSITIVE_INFINITY, -1e308, 1e308, 5e-324, 0, -5, 1e22];
const same = Array.from({ length: 6 }, (_, at) => ({ x: 3, y: 7, label: `p${at}` }));

const hostile: Record<string, ChartSpec> = {
  "no categories": bar([]),
  "no panels": bar([1, 2], { panels: [] }),
  "no series": bar([1, 2], { panels: [{ axis: log, series: [] }] }),
  "fewer values than categories": bar([1], { categories: [{ label: "a" }, { label: "b" }] }),
  "nothing known": bar([null, null], { orientation: "horizontal" }),
  "odd numbers": bar(odd),
  "odd numbers, log": bar(odd, { axis: log, orientation: "horizontal" }),
  "zero on a log axis": bar([0, -3, 5], { axis: log }),
  "one category": bar([46.2]),
  "stacked, odd numbers": bar([1, 2], {
    stacked: true,
    panels: [{ axis: log, series: odd.map((value) => ({ label: EMOJI, values: [value, null] })) }],
  }),
  "stacked, nothing known": bar([null, null], { stacked: true }),
  "stacked, no series": bar([1], { stacked: true, panels: [{ axis: linear, series: [] }] }),
  "stacked, forty parts": bar([1, 2], {
    stacked: true,
    panels: [
      { axis: linear, series: Array.from({ length: 40 }, (_, at) => ({ label: LONG, values: [at, 1] })) },
    ],
  }),
  "negative values": bar([-3, -50, 20], { orientation: "horizontal" }),
  "all equal": bar([5, 5, 5], { axis: log }),
  "long labels": bar([1, 2, 3], {
    title: LONG,
    subtitle: LONG,
    source: LONG,
    categories: [LONG, LONG, "x"].map((label) => ({ label })),
  }),
  "emoji and controls": bar([1, 2], {
    title: EMOJI,
    categories: [{ label: EMOJI, group: EMOJI }, { label: "🚀" }],
  }),
  "many panels and series": bar([1, 2], {
    panels: Array.from({ length: 9 }, () => ({
      axis: { ...log, label: LONG },
      series: Array.from({ length: 12 }, () => ({ label: LONG, values: [1, 2e9] })),
    })),
  }),
  "a line without series": line([], { series: [] }),
  "a line without points": line([]),
  "a line of one point": line([{ x: 1, y: 1 }], { x: log, y: log }),
  "a line of odd numbers": line(
    odd.map((x) => ({ x, y: x })),
    { x: log },
  ),
  "steps and bands of odd numbers": line(
    odd.map((x) => ({ x, y: x, low: x, high: -x })),
    { steps: true, bandLabel: LONG },
  ),
  "a flat line": line([
    { x: 1, y: 3 },
    { x: 9, y: 3 },
  ]),
  "forty lines": line([], {
    series: Array.from({ length: 40 }, (_, at) => ({
      label: `${LONG}${at}`,
      points: [
        { x: 0, y: at },
        { x: 1, y: 1 },
      ],
    })),
  }),
  "no points": scatter([]),
  "one point": scatter([{ x: 3, y: 3, label: "one" }]),
  "equal points": scatter(same, { x: linear }),
  "odd points": scatter(
    odd.map((x) => ({ x, y: x, label: EMOJI, size: x, group: LONG })),
    { y: log },
  ),
  "long names": scatter(
    same.map((point, at) => ({ ...point, x: at + 1, label: LONG, size: at, group: `g${at}` })),
  ),
};

const tall: Record<string, ChartSpec> = {
  "forty categories": bar(Array.from({ length: 40 }, (_, at) => at)),
  "two hundred points": scatter(
    Array.from({ length: 200 }, (_, at) => ({
      x: 1 + (at % 15),
      y: at % 14,
      label: `point ${at}`,
      group: `g${at}`,
      hollow: at % 3 === 0,
      priority: at === 7 ? Number.NaN : at % 5,
    })),
    { hollowLabel: LONG },
  ),
  "hundreds of rows": bar(
    Array.from({ length: 300 }, (_, at) => at),
    { orientation: "horizontal" },
  ),
  "many panels of many rows": bar(
    Array.from({ length: 90 }, (_, at) => at),
    {
      panels: Array.from({ length: 3 }, () => ({
        axis: log,
        series: Array.from({ length: 6 }, () => ({ label: LONG, group: "Meta", values: odd })),
      })),
    },
  ),
};

const tables: Record<string, TableSpec> = {
  empty: { kind: "table", title: "", source: "", columns: [], rows: [] },
  "short rows": {
    kind: "table",
    title: "T",
    source: "",
    columns: [{ label: "a" }, { label: "b" }],
    rows: [["1"], []],
  },
  "200 rows": {
    kind: "table",
    title: "T",
    source: "S",
    columns: [{ label: "n" }],
    rows: Array.from({ length: 200 }, (_, at) => [`${at}`]),
  },
  wide: {
    kind: "table",
    title: LONG,
    source: LONG,
    columns: Array.from({ length: 20 }, (_, at) => ({ label: `${LONG}${at}`, align: "right" as const })),
    rows: [Array.from({ length: 20 }, () => ({ text: EMOJI + LONG, value: 3 }))],
  },
};

describe("hostile specifications are still drawn", () => {
  test.each(Object.entries(hostile))("%s", async (_, spec) => {
    const { png, width, height } = await drawChart(spec);
    expect([width, height]).toEqual([1200, 675]);
    expect(png.readUInt32BE(16)).toBe(1200);
    expect(inked(png)).toBeGreaterThan(500);
    expect(marginIsClear(png)).toBe(true);
  });

  test.each(Object.entries(tall))("taller: %s", async (_, spec) => {
    const { png, width, height } = await drawChart(spec);
    expect(width).toBe(1200);
    expect(height).toBeGreaterThan(675);
    expect(height).toBeLessThan(2000);
    expect(marginIsClear(png)).toBe(true);
  });

  test.each(Object.entries(tables))("table: %s", async (_, spec) => {
    const { png, width, height } = await drawChart(spec);
    expect(width).toBe(1200);
    expect(height).toBeLessThan(4000);
    expect(png.readUInt32BE(20)).toBe(height);
    expect(marginIsClear(png)).toBe(true);
  });
});

test("a longer table is a taller picture", async () => {
  const { gopherTable } = samples;
  const twice = { ...gopherTable, rows: [...gopherTable.rows, ...gopherTable.rows] };
  const [once, more] = [await drawChart(gopherTable), await drawChart(twice)];
  expect(more.height).toBeGreaterThan(once.height + 200);
});

test("the dark theme has a dark background", async () => {
  const { png } = await drawChart({ ...samples.comparison, theme: "dark" });
  const [red = 255, green = 255, blue = 255] = PNG.sync.read(png).data;
  expect(Math.max(red, green, blue)).toBeLessThan(60);
});

test("the PNG writer gives the pixels that the canvas's own encoder gives", async () => {
  for (const spec of [samples.comparison, samples.landscape]) {
    const { canvas } = drawSheet(spec);
    const own = PNG.sync.read(
      await encodePng({ data: canvas.data(), width: canvas.width, height: canvas.height }),
    );
    const reference = PNG.sync.read(await canvas.encode("png"));
    expect([own.width, own.height]).toEqual([reference.width, reference.height]);
    expect(own.data.equals(reference.data)).toBe(true);
  }
});
