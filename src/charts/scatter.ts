import type { ChartDataset } from "chart.js";
import { axisName, figureScale, fittingTicks, namedScale } from "./axes.ts";
import { drawFoot, drawHead } from "./frame.ts";
import type { Box } from "./labels.ts";
import type { LegendItem } from "./legend.ts";
import { pointLook } from "./marks.ts";
import { lookLabel, NEUTRAL } from "./palette.ts";
import { type Drawn, drawPlot } from "./plot.ts";
import { type Dot, type Dots, isBubbles, looksOf, MANY, PLAIN_RADIUS, readDots } from "./scatter-dots.ts";
import { nameDots } from "./scatter-names.ts";
import { drawLetters, drawRegions, type Region, readRegions } from "./scatter-regions.ts";
import { drawSteps, readSteps, stepBoxes } from "./scatter-steps.ts";
import { createSheet, drawText, measureAt, type Sheet } from "./sheet.ts";
import type { Axis, ScatterSpec } from "./spec.ts";
import { capital, clipped, drawable } from "./text.ts";
import { HEIGHT, SIZE, THEMES, type Theme, WIDTH } from "./theme.ts";
import { equalUnits, isOnAxis, pointRange, type Range, withRoom } from "./ticks.ts";

const HEADING = 34;
const TALL = 860;
/** With one scale for both axes a flat picture would leave a map's sides empty. */
const MANY_ON_MAP = 12;
const RIM = 3.5;
/** Larger ones let those behind them shine through. */
const OPAQUE = 13;
const CLOUD_OPACITY = "b3";
const KEY_GAP = 18;
/** Names stand to the right of and above their points more often than not. */
const LABEL_ROOM = { before: 0, after: 0.06 };
const MAP_ROOM = { before: 0.05, after: 0.05 };
const FRAME = 1;

interface Content {
  spec: ScatterSpec;
  dots: Dots;
  regions: Region[];
  notes: string[];
}

/** Points or bubbles with their names, as many as find room. */
export function drawPoints(spec: ScatterSpec): Sheet {
  const height = spec.points.length > (spec.bare === true ? MANY_ON_MAP : MANY) ? TALL : HEIGHT;
  const sheet = createSheet({ width: WIDTH, height }, THEMES[spec.theme ?? "light"]);
  const notes: string[] = [];
  const dots = readDots(spec, notes);
  const heading = spec.groupLabel === undefined ? "" : capital(drawable(spec.groupLabel));
  const area = drawHead(sheet, spec, { heading, items: legendOf(spec) });
  const y = area.y + HEADING / 2;
  const named = drawYName(sheet, spec, { x: area.x, y, width: area.width * 0.6 });
  const keyed = drawKey(sheet, spec, { right: area.x + area.width, y, width: area.width * 0.38 });
  const used = named || keyed ? HEADING : 0;
  const box = { ...area, y: area.y + used, height: area.height - used };
  drawPlotOf(sheet, box, { spec, dots, regions: readRegions(spec), notes });
  drawFoot(sheet, spec, notes);
  return sheet;
}

/** Whether there is such a name: the axes of a map have none. */
function drawYName(
  { ctx, theme }: Sheet,
  spec: ScatterSpec,
  { x, y, width }: { x: number; y: number; width: number },
): boolean {
  if (spec.bare === true) return false;
  const text = clipped(axisName(spec.y), width, measureAt(ctx, SIZE.label, 700));
  drawText(ctx, text, { x, y, size: SIZE.label, weight: 700, colour: theme.text });
  return true;
}

/** At the right of the axis's name: what a hollow point and the area of a bubble stand for, where there are such. */
function drawKey(sheet: Sheet, spec: ScatterSpec, at: { right: number; y: number; width: number }): boolean {
  const { ctx, theme } = sheet;
  const measure = measureAt(ctx, SIZE.legend);
  const style = { y: at.y, size: SIZE.legend, colour: theme.muted, align: "right" } as const;
  const sized = spec.sizeLabel !== undefined && isBubbles(spec);
  let { right } = at;
  if (sized) {
    const text = clipped(`Bubble area: ${drawable(spec.sizeLabel ?? "")}`, at.width, measure);
    drawText(ctx, text, { ...style, x: right });
    right -= measure(text) + 2 * KEY_GAP;
  }
  if (spec.hollowLabel === undefined || !spec.points.some(({ hollow }) => hollow === true)) return sized;
  const text = clipped(drawable(spec.hollowLabel), at.width * 0.7, measure);
  drawText(ctx, text, { ...style, x: right });
  ctx.strokeStyle = theme.muted;
  ctx.lineWidth = RIM;
  ctx.beginPath();
  ctx.arc(right - measure(text) - KEY_GAP, at.y, PLAIN_RADIUS, 0, Math.PI * 2);
  ctx.stroke();
  return true;
}

function legendOf(spec: ScatterSpec): LegendItem[] {
  return looksOf(spec).map((look) => ({ label: lookLabel(look), colour: look.colour, shape: look.shape }));
}

function drawPlotOf(sheet: Sheet, box: Box, { spec, dots, regions, notes }: Content): void {
  const { ctx, theme } = sheet;
  const ranges = rangesOf({ spec, dots, regions }, box);
  const measure = measureAt(ctx, SIZE.label);
  const steps = readSteps(spec);
  const ticks = fittingTicks(spec.x, ranges.x, { width: box.width - 130, measure });
  const scales =
    spec.bare === true
      ? { x: hiddenScale(spec.x, ranges.x), y: hiddenScale(spec.y, ranges.y) }
      : {
          x: namedScale(spec.x, theme, { range: ranges.x, ticks }),
          y: figureScale(spec.y, theme, { range: ranges.y, ticks: 5 }),
        };
  drawPlot(sheet, box, {
    type: "bubble",
    data: { datasets: [...dots.marks.map((dot) => markSet(dot, theme)), ...cloudSets(dots.cloud)] },
    options: {
      layout:
        spec.bare === true ? { padding: FRAME, autoPadding: false } : { padding: { right: 36, top: 6 } },
      scales,
    },
    under: (drawn) => {
      drawRegions(drawn, regions, theme);
      if (spec.bare === true) drawFrame(drawn, theme);
      drawSteps(drawn, steps, theme);
    },
    over: (drawn) => {
      const taken = [...drawLetters(drawn, regions, sheet), ...stepBoxes(drawn, steps)];
      const lost = nameDots(drawn, dots.marks, { theme, taken });
      const nameless = dots.cloud.filter(({ label }) => label !== "").length;
      const missing = lost + nameless;
      if (missing > 0) notes.push(missing === 1 ? "1 label not shown" : `${missing} labels not shown`);
    },
  });
}

/** From the first to the last point; the regions are whole as well. On a map a unit is as long across as upwards. */
function rangesOf({ spec, dots, regions }: Omit<Content, "notes">, box: Box): { x: Range; y: Range } {
  const all = [...dots.marks, ...dots.cloud];
  const range = (axis: Axis, of: "x" | "y"): Range => {
    const ends = regions.flatMap((one) => [one[of] - one.radius, one[of] + one.radius]);
    const values = [...all.map((dot) => dot[of]), ...ends.filter((end) => isOnAxis(end, axis.scale))];
    if (spec.bare !== true) return withRoom(pointRange(values, axis), axis.scale, LABEL_ROOM);
    const [min, max] = [least(values), -least(values.map((value) => -value))];
    return min < max ? withRoom({ min, max }, axis.scale, MAP_ROOM) : pointRange(values, axis);
  };
  const ranges = { x: range(spec.x, "x"), y: range(spec.y, "y") };
  if (spec.bare !== true || spec.x.scale === "log" || spec.y.scale === "log") return ranges;
  const inside = (length: number): number => Math.floor(length) - 2 * FRAME;
  return equalUnits(ranges, { width: inside(box.width), height: inside(box.height) });
}

const least = (values: readonly number[]): number =>
  values.reduce((lowest, value) => Math.min(lowest, value), Number.POSITIVE_INFINITY);

const hiddenScale = ({ scale }: Axis, { min, max }: Range) => ({
  type: scale === "log" ? ("logarithmic" as const) : ("linear" as const),
  min,
  max,
  display: false,
});

function drawFrame({ ctx, area }: Drawn<"bubble">, theme: Theme): void {
  ctx.strokeStyle = theme.grid;
  ctx.lineWidth = 2;
  ctx.strokeRect(area.x, area.y, area.width, area.height);
}

function markSet({ x, y, r, colour, shape, hollow }: Dot, theme: Theme): ChartDataset<"bubble"> {
  return {
    data: [{ x, y, r: hollow ? r - RIM / 2 : r }],
    backgroundColor: `${hollow ? theme.background : colour}${r > OPAQUE ? "b8" : "ff"}`,
    borderColor: hollow ? colour : theme.background,
    borderWidth: hollow ? RIM : 1.5,
    pointStyle: pointLook(shape).pointStyle,
    rotation: pointLook(shape).rotation,
    clip: false as const,
  };
}

/** One set for each look: thousands of sets of one point would take seconds. */
function cloudSets(dots: readonly Dot[]): ChartDataset<"bubble">[] {
  const sets = new Map<string, Dot[]>();
  for (const dot of dots) {
    const look = `${dot.colour} ${dot.shape}`;
    const set = sets.get(look);
    if (set === undefined) sets.set(look, [dot]);
    else set.push(dot);
  }
  return [...sets.values()].map((all): ChartDataset<"bubble"> => {
    const { colour, shape } = all[0] ?? { colour: NEUTRAL, shape: "circle" };
    const { pointStyle, rotation, scale } = pointLook(shape);
    return {
      data: all.map(({ x, y, r }) => ({ x, y, r: r * scale })),
      backgroundColor: `${colour}${CLOUD_OPACITY}`,
      borderWidth: 0,
      pointStyle,
      rotation,
      clip: false as const,
    };
  });
}
