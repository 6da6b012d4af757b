import type { BarElement } from "chart.js";
import type { Panel, Series } from "./bar-data.ts";
import { inkOn, NEUTRAL } from "./palette.ts";
import type { Drawn } from "./plot.ts";
import { drawLine, drawText, measureAt } from "./sheet.ts";
import { clipped, drawable } from "./text.ts";
import { SIZE, type Theme } from "./theme.ts";

const NAME_SIZE = 22;
const FIGURE_SIZES = [SIZE.label, 22, 19];
const NOTE_SIZE = 20;
const PADDING = 7;
const SEAM = 3;
const LEAD = 9;
const BETWEEN = 12;
/** A name farther from its part than this is better left to the legend. */
const FARTHEST = 60;

interface Part {
  name: string;
  figure: string;
  colour: string;
  left: number;
  right: number;
  middle: number;
  thickness: number;
}

/** Writes name and figure into the parts of stacked rows, and under the row those that are too narrow for it. */
export function drawParts(drawn: Drawn<"bar">, panel: Panel, theme: Theme): void {
  const count = panel.series[0]?.values.length ?? 0;
  const pitch = drawn.area.height / Math.max(1, count);
  for (let category = 0; category < count; category += 1) {
    const parts = panel.series.flatMap((series, at) => partOf(drawn, { series, at, category }) ?? []);
    for (const { left, middle, thickness } of parts.slice(1)) {
      const seam = {
        from: { x: left, y: middle - thickness / 2 },
        to: { x: left, y: middle + thickness / 2 },
      };
      drawLine(drawn.ctx, seam, { width: SEAM, colour: theme.background });
    }
    const narrow = parts.filter((part) => !drawInside(drawn, part));
    drawBelow(drawn, narrow, { theme, pitch });
    drawMissing(drawn, { panel, category, parts, theme });
  }
}

function partOf(
  { chart }: Drawn<"bar">,
  { series, at, category }: { series: Series; at: number; category: number },
): Part | undefined {
  const element = chart.getDatasetMeta(at).data[category] as BarElement | undefined;
  const value = series.values[category] ?? null;
  if (element === undefined || value === null || value === 0) return undefined;
  const { x, y } = element;
  const { base, height } = element.getProps(["base", "height"], true);
  return {
    name: drawable(series.label),
    figure: series.words[category] ?? "",
    colour: series.colour ?? NEUTRAL,
    left: Math.min(x, base),
    right: Math.max(x, base),
    middle: y,
    thickness: height,
  };
}

/** Name over figure, or the figure alone; false where neither fits. */
function drawInside({ ctx }: Drawn<"bar">, part: Part): boolean {
  const width = part.right - part.left - 2 * PADDING;
  const x = (part.left + part.right) / 2;
  const colour = inkOn(part.colour);
  const fits = (size: number): boolean =>
    measureAt(ctx, size, 700)(part.figure) <= width && part.thickness >= size * 1.1;
  const size = FIGURE_SIZES.find(fits);
  if (size === undefined) return false;
  const both =
    measureAt(ctx, NAME_SIZE, 700)(part.name) <= width && part.thickness >= (NAME_SIZE + size) * 1.25;
  const style = { x, colour, weight: 700, align: "center" } as const;
  if (both) drawText(ctx, part.name, { ...style, y: part.middle - size * 0.6, size: NAME_SIZE });
  const y = both ? part.middle + NAME_SIZE * 0.65 : part.middle + size * 0.06;
  drawText(ctx, part.figure, { ...style, y, size });
  return true;
}

/** Under the row, with a short line to each part: name and figure, or figures alone, as far as there is room. */
function drawBelow(
  { ctx, whole, area }: Drawn<"bar">,
  parts: Part[],
  { theme, pitch }: { theme: Theme; pitch: number },
): void {
  const first = parts[0];
  if (first === undefined || (pitch - first.thickness) / 2 < LEAD + NOTE_SIZE) return;
  const measure = measureAt(ctx, NOTE_SIZE);
  const row = { left: area.x, right: whole.width - 1 };
  for (const named of [true, false]) {
    const words = parts.map((part) => {
      const text = named ? `${part.name} ${part.figure}` : part.figure;
      return { text, middle: (part.left + part.right) / 2, width: measure(text) };
    });
    const places = spreadAlong(words, row);
    const shifts = words.map(({ middle }, at) => Math.abs((places?.[at] ?? middle) - middle));
    if (places === undefined || (named && Math.max(...shifts) > FARTHEST)) continue;
    for (const [at, { text, middle }] of words.entries()) {
      const { middle: y, thickness, colour } = parts[at] ?? first;
      const from = { x: middle, y: y + thickness / 2 };
      const to = { x: places[at] ?? middle, y: from.y + LEAD };
      drawLine(ctx, { from, to }, { width: 2, colour });
      const place = { x: to.x, y: to.y + NOTE_SIZE * 0.62 };
      const style = { size: NOTE_SIZE, colour: theme.text, halo: theme.background, align: "center" } as const;
      drawText(ctx, text, { ...place, ...style });
    }
    return;
  }
}

/** The middles of words in one line, from left to right, each as near as possible to where it belongs. */
function spreadAlong(
  words: readonly { middle: number; width: number }[],
  { left, right }: { left: number; right: number },
): number[] | undefined {
  let edge = left;
  const lefts = words.map(({ middle, width }) => {
    const start = Math.max(edge, middle - width / 2);
    edge = start + width + BETWEEN;
    return start;
  });
  edge = right;
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const width = words[at]?.width ?? 0;
    lefts[at] = Math.min(lefts[at] ?? 0, edge - width);
    edge = (lefts[at] ?? 0) - BETWEEN;
  }
  if ((lefts[0] ?? left) < left) return undefined;
  return lefts.map((start, at) => start + (words[at]?.width ?? 0) / 2);
}

/** Behind the row: which parts are not in it. */
function drawMissing(
  { ctx, chart, whole }: Drawn<"bar">,
  { panel, category, parts, theme }: { panel: Panel; category: number; parts: Part[]; theme: Theme },
): void {
  const missing = panel.series.filter(({ values }) => (values[category] ?? null) === null);
  if (missing.length === 0) return;
  const x = Math.max(chart.chartArea.left, ...parts.map(({ right }) => right)) + PADDING;
  const y = chart.scales.y?.getPixelForValue(category) ?? 0;
  const words = missing.map(({ label, words }) => `${drawable(label)} ${words[category] ?? ""}`).join(", ");
  const text = parts.length === 0 && missing.length > 1 ? "unknown" : words;
  const room = whole.width - x - PADDING;
  drawText(ctx, clipped(text, room, measureAt(ctx, NOTE_SIZE)), {
    x,
    y,
    size: NOTE_SIZE,
    colour: theme.muted,
  });
}
