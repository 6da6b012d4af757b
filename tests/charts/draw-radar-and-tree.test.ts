import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawChart } from "../../src/charts/draw.ts";
import type { RadarSpec, TreeSpec } from "../../src/charts/spec.ts";
import { inked, marginIsClear } from "./pixels.ts";
import { samples } from "./samples.ts";
import { anySpec } from "./specs.ts";

const LONG = "Supercalifragilisticexpialidocious-and-then-some ".repeat(12);
const EMOJI = "🚀👩‍👩‍👧 \u202eevil\u0000 日本 👍🏽";
const odd = [Number.NaN, Number.POSITIVE_INFINITY, -1e308, 1e308, 5e-324, 0, -5, 1e22];

function radar(more: Partial<RadarSpec>): RadarSpec {
  return { kind: "radar", title: "Title", source: "Source", axes: [], series: [], ...more };
}

function tree(nodes: TreeSpec["nodes"], more: Partial<TreeSpec> = {}): TreeSpec {
  return { kind: "tree", title: "Title", source: "Source", nodes, ...more };
}

function axes(count: number, label = "axis"): RadarSpec["axes"] {
  return Array.from({ length: count }, () => ({ label, format: "plain" as const }));
}

const radars: Record<string, RadarSpec> = {
  "no axes": radar({ series: [{ label: "one", values: [] }] }),
  "one axis": radar({ axes: axes(1), series: [{ label: "one", values: [3] }] }),
  "two axes of different units": radar({
    axes: [...axes(1), { label: "share", format: "percent" }],
    series: [{ label: "one", group: "Meta", values: [3, 50] }],
  }),
  "no series": radar({ axes: axes(5) }),
  "nothing known": radar({ axes: axes(4), series: [{ label: "one", values: [null, null] }] }),
  "a single known value": radar({ axes: axes(4), series: [{ label: "one", values: [null, 2] }] }),
  "all zero": radar({ axes: axes(3), series: [{ label: "one", values: [0, 0, 0] }] }),
  "odd numbers": radar({
    axes: odd.map((max) => ({ label: EMOJI, max, format: "count" })),
    series: odd.map((_, at) => ({ label: EMOJI, values: odd.map((_, other) => odd[(at + other) % 8] ?? 0) })),
  }),
  "long labels": radar({
    title: LONG,
    subtitle: LONG,
    axes: axes(16, LONG),
    series: Array.from({ length: 6 }, () => ({ label: LONG, group: LONG, values: odd })),
  }),
  "far too many": radar({
    axes: axes(60),
    series: Array.from({ length: 40 }, (_, at) => ({ label: `s${at}`, values: Array(60).fill(at) })),
  }),
};

const chain = (count: number): TreeSpec["nodes"] =>
  Array.from({ length: count }, (_, at) => ({ id: `${at}`, parent: `${at - 1}`, label: `node ${at}` }));

const trees: Record<string, TreeSpec> = {
  "no nodes": tree([]),
  "one node": tree([{ id: "a", label: "a" }]),
  "its own parent": tree([{ id: "a", parent: "a", label: "a" }]),
  "a circle": tree([
    { id: "a", parent: "c", label: "a" },
    { id: "b", parent: "a", label: "b" },
    { id: "c", parent: "b", label: "c" },
  ]),
  "unknown parents and one id for all": tree(
    Array.from({ length: 12 }, (_, at) => ({ id: "a", parent: at % 2 === 0 ? "a" : "nobody", label: LONG })),
  ),
  "a long chain": tree(chain(30)),
  "an endless chain": tree(chain(5000)),
  "thousands of roots": tree(
    Array.from({ length: 5000 }, (_, at) => ({ id: `${at}`, label: `r${at}`, group: `g${at}` })),
  ),
  "thousands of children, all highlighted": tree(
    Array.from({ length: 5000 }, (_, at) => ({
      id: `${at}`,
      label: LONG,
      detail: LONG,
      highlight: true,
      ...(at > 0 && { parent: "0" }),
    })),
  ),
  "wide generations": tree(
    Array.from({ length: 60 }, (_, at) => ({
      id: `${at}`,
      parent: `${Math.floor((at - 1) / 2)}`,
      label: `${EMOJI} ${at}`,
      detail: EMOJI,
      group: EMOJI,
    })),
    { title: LONG, subtitle: LONG, source: LONG },
  ),
};

describe("hostile specifications are still drawn", () => {
  test.each(Object.entries(radars))("radar: %s", async (_, spec) => {
    const { png, width, height } = await drawChart(spec);
    expect([width, height]).toEqual([1200, spec.axes.length < 3 ? 675 : 840]);
    expect(inked(png)).toBeGreaterThan(500);
    expect(marginIsClear(png)).toBe(true);
  });

  test.each(Object.entries(trees))("tree: %s", async (_, spec) => {
    const { png, width, height } = await drawChart({ ...spec, theme: "dark" });
    expect(width).toBe(1200);
    expect(height).toBeLessThan(4000);
    expect(inked(png)).toBeGreaterThan(500);
    expect(marginIsClear(png)).toBe(true);
  });

  test("anything that the types allow", async () => {
    await fc.assert(
      fc.asyncProperty(anySpec, async (spec) => {
        const { png, width, height } = await drawChart(spec);
        expect(width).toBe(1200);
        expect(height).toBeLessThan(4000);
        expect(marginIsClear(png)).toBe(true);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

test("more generations or leaves are a taller picture", async () => {
  const [small, large] = [await drawChart(tree(chain(3))), await drawChart(samples.broadLineage)];
  expect(large.height).toBeGreaterThan(small.height + 1000);
});

test("a gap is not a zero: the middle of a profile with a gap stays empty", async () => {
  const series = [{ label: "one", values: [50, null, 50, 50] }];
  const spec = radar({ axes: axes(4).map((axis) => ({ ...axis, max: 100 })), series });
  const whole = { ...spec, series: [{ label: "one", values: [50, 0, 50, 50] }] };
  const [gap, zero] = [await drawChart(spec), await drawChart(whole)];
  expect(inked(zero.png)).toBeGreaterThan(inked(gap.png));
});
