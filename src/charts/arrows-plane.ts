import { type Arrow, type Arrows, arcBetween, lengthOf, spans } from "./arrow-data.ts";
import { arrowLines, drawArc, drawArrow, drawTags, type Place, type Tag } from "./arrow-marks.ts";
import type { Box, Line } from "./labels.ts";
import { drawLine, drawText, measureAt, type Sheet } from "./sheet.ts";
import { clipped } from "./text.ts";
import { SIZE } from "./theme.ts";
import { axisTicks, type Range, tickLabels } from "./ticks.ts";

const SIDE = 250;
const BELOW = 64;
const ABOVE = 44;
const TICKS = 8;
/** An axis on which nothing lies has at least this share of the longer one. */
const LEAST_SHARE = 0.35;
const AIR = 0.08;
/** The arc is this far from the origin, of the shorter arrow: farther where the angle is small. */
const ARC = 0.36;
const FARTHEST_ARC = 0.72;
const WANTED_ARC = 60;
const LONGEST_NAME = 300;

interface Plane {
  x: Range;
  y: Range;
  place: (at: readonly number[]) => Place;
  unit: number;
  box: Box;
}

/** Axes through the origin, the same scale on both; gives how many names found no room. */
export function drawPlane(sheet: Sheet, area: Box, data: Arrows): number {
  const { theme } = sheet;
  const plane = layOutPlane(area, data);
  const origin = plane.place([0, 0]);
  const numbers = drawAxes(sheet, plane, data.axes);
  const arc = arcOf(data, plane.unit).map(plane.place);
  if (arc.length > 0) drawArc(sheet, origin, arc);
  const shafts = data.arrows.map(({ at }): Line => ({ from: origin, to: plane.place(at) }));
  // The longest first, so that short ones in the same direction are seen on top of them.
  const order = data.arrows.map((_, at) => at).sort((one, other) => longer(data.arrows, other, one));
  for (const at of order) {
    const [shaft, arrow] = [shafts[at], data.arrows[at]];
    if (shaft !== undefined && arrow !== undefined) drawArrow(sheet, shaft, arrow);
  }
  const size = data.arrows.length > 8 ? SIZE.legend : SIZE.label;
  const tags = tagsOf(sheet, { arrows: data.arrows, place: plane.place, size });
  const tag = angleTag(data, { origin, arc, colour: theme.text, size });
  const taken = {
    lines: [...shafts.flatMap(arrowLines), ...arcLines(arc)],
    soft: axisLines(plane),
    boxes: numbers,
    area,
  };
  return drawTags(sheet, [...tags, ...tag], { ...taken, size });
}

const longer = (arrows: readonly Arrow[], one: number, other: number): number =>
  lengthOf(arrows[one]?.at ?? []) - lengthOf(arrows[other]?.at ?? []);

function layOutPlane(area: Box, data: Arrows): Plane {
  const [x = { min: 0, max: 0 }, y = { min: 0, max: 0 }] = spans(data);
  const most = Math.max(x.max - x.min, y.max - y.min) || 1;
  const range = ({ min, max }: Range): Range => {
    const air = AIR * most;
    const top = Math.max(max, min + most * LEAST_SHARE);
    return { min: min < 0 ? min - air : -air * 0.5, max: top + air };
  };
  const [across, up] = [range(x), range(y)];
  const room = { width: area.width - 2 * SIDE, height: area.height - BELOW - ABOVE };
  const unit = Math.min(room.width / (across.max - across.min), room.height / (up.max - up.min));
  const width = unit * (across.max - across.min);
  const height = unit * (up.max - up.min);
  const left = area.x + (area.width - width) / 2;
  const bottom = area.y + ABOVE + (room.height + height) / 2;
  return {
    x: across,
    y: up,
    unit,
    place: ([px = 0, py = 0]) => ({ x: left + (px - across.min) * unit, y: bottom - (py - up.min) * unit }),
    box: { x: left, y: bottom - height, width, height },
  };
}

/** The two axes themselves. */
function axisLines({ box, place }: Plane): Line[] {
  const origin = place([0, 0]);
  return [
    { from: { x: box.x, y: origin.y }, to: { x: box.x + box.width, y: origin.y } },
    { from: { x: origin.x, y: box.y }, to: { x: origin.x, y: box.y + box.height } },
  ];
}

/** What of an arc no name may cover. */
export const arcLines = (arc: readonly Place[]): Line[] =>
  arc.slice(1).map((to, at) => ({ from: arc[at] ?? to, to }));

/** Draws grid, numbers and names of the axes, and gives the boxes that words take. */
function drawAxes({ ctx, theme }: Sheet, plane: Plane, axes: readonly string[]): Box[] {
  const { box, place } = plane;
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const small = { size: SIZE.legend, colour: theme.muted } as const;
  const [xTicks = [], yTicks = []] = sharedTicks([plane.x, plane.y], TICKS);
  for (const [at, text] of tickLabels(xTicks, "plain").entries()) {
    const { x } = place([xTicks[at] ?? 0, 0]);
    drawLine(ctx, { from: { x, y: box.y }, to: { x, y: bottom } }, { width: 2, colour: theme.grid });
    drawText(ctx, text, { x, y: bottom + 18, ...small, align: "center" });
  }
  for (const [at, text] of tickLabels(yTicks, "plain").entries()) {
    const { y } = place([0, yTicks[at] ?? 0]);
    drawLine(ctx, { from: { x: box.x, y }, to: { x: right, y } }, { width: 2, colour: theme.grid });
    drawText(ctx, text, { x: box.x - 10, y, ...small, align: "right" });
  }
  for (const line of axisLines(plane)) drawLine(ctx, line, { width: 3, colour: theme.muted });
  const bold = measureAt(ctx, SIZE.label, 700);
  const [across = "", up = ""] = axes.map((axis) => clipped(axis, 560, bold));
  const name = { size: SIZE.label, weight: 700, colour: theme.text } as const;
  drawText(ctx, across, { x: box.x + box.width / 2, y: bottom + 46, ...name, align: "center" });
  drawText(ctx, up, { x: box.x - 10, y: box.y - 24, ...name });
  return [
    { x: box.x - 10, y: box.y - 40, width: bold(up), height: 32 },
    { x: box.x - 10, y: bottom + 4, width: box.width + 20, height: BELOW },
    ...yTicks.map((tick) => ({ x: box.x - 60, y: place([0, tick]).y - 12, width: 54, height: 24 })),
  ];
}

/** The same steps on all axes, whose scale is the same. */
export function sharedTicks(ranges: readonly Range[], most: number): number[][] {
  const widest = Math.max(...ranges.map(({ min, max }) => max - min));
  const [first = 0, second = 1] = axisTicks({ min: 0, max: widest }, "linear", most);
  const step = second - first;
  return ranges.map(({ min, max }) => {
    const from = Math.ceil(min / step);
    const count = Math.max(0, Math.min(30, Math.floor(max / step) - from + 1)) || 0;
    return Array.from({ length: count }, (_, at) => Number(((from + at) * step).toPrecision(12)));
  });
}

/** The arc of the angle, in the numbers of the axes: `unit` is how many pixels one is. */
export function arcOf({ angle }: Arrows, unit: number): number[][] {
  if (angle === undefined) return [];
  const [one, other] = angle.arrows.map(({ at }) => at);
  if (one === undefined || other === undefined) return [];
  const shorter = Math.min(lengthOf(one), lengthOf(other));
  const whole = arcBetween(one, other, 1);
  const turn = whole.reduce((sum, at, step) => sum + distance(at, whole[step - 1] ?? at), 0);
  const radius = Math.max(ARC, Math.min(FARTHEST_ARC, WANTED_ARC / Math.max(1e-9, turn * unit * shorter)));
  return arcBetween(one, other, shorter * radius);
}

const distance = (one: readonly number[], other: readonly number[]): number =>
  lengthOf(one.map((value, at) => value - (other[at] ?? 0)));

/** The name of each arrow at its tip; those that end in one place share their words. */
export function tagsOf(
  { ctx, theme }: Sheet,
  {
    arrows,
    place,
    size,
  }: { arrows: readonly Arrow[]; place: (at: readonly number[]) => Place; size: number },
): Tag[] {
  const origin = place([0, 0, 0]);
  const measure = measureAt(ctx, size, 700);
  const ends = new Map<string, Arrow[]>();
  for (const arrow of arrows) {
    const key = arrow.at.join(" ");
    ends.set(key, [...(ends.get(key) ?? []), arrow]);
  }
  return [...ends.values()].map((all) => {
    const { at, figures, colour } = all[0] ?? { at: [], figures: "", colour: theme.text };
    const tip = place(at);
    const towards = { x: tip.x - origin.x || 1, y: tip.y - origin.y };
    const name = clipped(all.map(({ label }) => label).join(", "), LONGEST_NAME, measure);
    return { at: tip, towards, name, figures, colour: all.length > 1 ? theme.text : colour };
  });
}

/** The words of the angle, beyond the middle of its arc. */
export function angleTag(
  { angle }: Arrows,
  { origin, arc, colour }: { origin: Place; arc: readonly Place[]; colour: string; size: number },
): Tag[] {
  if (angle === undefined) return [];
  const middle = arc[Math.floor(arc.length / 2)] ?? origin;
  const towards = arc.length > 0 ? { x: middle.x - origin.x, y: middle.y - origin.y } : { x: 1, y: 1 };
  return [{ at: middle, towards, name: angle.label, figures: "", colour }];
}
