import { type Arrows, spans } from "./arrow-data.ts";
import { arrowLines, drawArc, drawArrow, drawTags, type Place } from "./arrow-marks.ts";
import { angleTag, arcLines, arcOf, sharedTicks, tagsOf } from "./arrows-plane.ts";
import { drawNumbers } from "./arrows-space-numbers.ts";
import type { Box, Line } from "./labels.ts";
import { drawLine, drawText, measureAt, type Sheet } from "./sheet.ts";
import { clipped } from "./text.ts";
import { SIZE } from "./theme.ts";
import type { Range } from "./ticks.ts";

/** From where the space is looked at: the first axis comes forward to the left, the second runs to the right. */
const TURN = (40 * Math.PI) / 180;
const TILT = (22 * Math.PI) / 180;
const SIDE = 210;
const AIR = 46;
const TICKS = 6;
const LEAST_SHARE = 0.4;
const DOTTED = [2, 8];
const LONGEST_NAME = 260;
/** Half the width of the dot under a tip. */
const FOOT = 5;

interface Space {
  ranges: [Range, Range, Range];
  /** Of each axis. */
  ticks: number[][];
  place: (at: readonly number[]) => Place;
  unit: number;
}

/** Three axes seen from above at a fixed angle; dotted lines down to the floor tell the depth. Gives how many names
 * found no room. */
export function drawSpace(sheet: Sheet, area: Box, data: Arrows): number {
  const { theme } = sheet;
  const space = layOutSpace(area, data);
  const { place } = space;
  const origin = place([0, 0, 0]);
  drawFloor(sheet, space);
  const names = drawAxes(sheet, space, data.axes);
  for (const { at, colour } of data.arrows) drawDrop(sheet, { at, colour, place });
  const arc = arcOf(data, space.unit).map(place);
  if (arc.length > 0) drawArc(sheet, origin, arc);
  const shafts = data.arrows.map(({ at }): Line => ({ from: origin, to: place(at) }));
  // Those behind first.
  const order = data.arrows.toSorted((one, other) => depth(one.at) - depth(other.at));
  for (const arrow of order) drawArrow(sheet, { from: origin, to: place(arrow.at) }, arrow);
  const drops = data.arrows.flatMap(({ at }) => dropLines(place, at));
  const feet = data.arrows.map(({ at }) => footBox(place(footOf(at))));
  const lines = [...shafts.flatMap(arrowLines), ...arcLines(arc)];
  const axes = axisEnds(space).map((line, axis) => ({ line, place, ticks: space.ticks[axis] ?? [] }));
  const numbers = drawNumbers(sheet, axes, { lines: [...lines, ...drops], boxes: [...names, ...feet] });
  const size = data.arrows.length > 8 ? SIZE.legend : SIZE.label;
  const tags = [
    ...tagsOf(sheet, { arrows: data.arrows, place, size }),
    ...angleTag(data, { origin, arc, colour: theme.text, size }),
  ];
  const soft = [...axisEnds(space), ...drops];
  return drawTags(sheet, tags, { lines, soft, boxes: [...names, ...numbers, ...feet], area, size });
}

function project([x = 0, y = 0, z = 0]: readonly number[]): Place {
  const away = x * Math.cos(TURN) + y * Math.sin(TURN);
  return { x: y * Math.cos(TURN) - x * Math.sin(TURN), y: away * Math.sin(TILT) - z * Math.cos(TILT) };
}

const depth = ([x = 0, y = 0, z = 0]: readonly number[]): number =>
  (x * Math.cos(TURN) + y * Math.sin(TURN)) * Math.cos(TILT) + z * Math.sin(TILT);

function layOutSpace(area: Box, data: Arrows): Space {
  const all = spans(data);
  const most = Math.max(...all.map(({ min, max }) => max - min)) || 1;
  const range = ({ min, max }: Range = { min: 0, max: 0 }): Range => ({
    min: min < 0 ? min - most * 0.05 : 0,
    max: Math.max(max, min + most * LEAST_SHARE) + most * 0.08,
  });
  const ranges: Space["ranges"] = [range(all[0]), range(all[1]), range(all[2])];
  const corners = cornersOf(ranges).map(project);
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const unit = Math.min((area.width - 2 * SIDE) / (right - left), (area.height - 2 * AIR) / (bottom - top));
  const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  const place = (at: readonly number[]): Place => {
    const { x, y } = project(at);
    return { x: middle.x + (x - (left + right) / 2) * unit, y: middle.y + (y - (top + bottom) / 2) * unit };
  };
  return { ranges, ticks: sharedTicks(ranges, TICKS), place, unit };
}

const cornersOf = ([x, y, z]: Space["ranges"]): number[][] =>
  [x.min, x.max].flatMap((px) => [y.min, y.max].flatMap((py) => [z.min, z.max].map((pz) => [px, py, pz])));

/** The grid of the first two axes where the third is 0. */
function drawFloor({ ctx, theme }: Sheet, { ranges: [x, y], ticks, place }: Space): void {
  ctx.fillStyle = theme.zebra;
  ctx.beginPath();
  for (const corner of [
    [x.min, y.min],
    [x.max, y.min],
    [x.max, y.max],
    [x.min, y.max],
  ]) {
    const { x: px, y: py } = place(corner);
    ctx.lineTo(px, py);
  }
  ctx.closePath();
  ctx.fill();
  const style = { width: 2, colour: theme.grid };
  for (const value of ticks[0] ?? []) {
    drawLine(ctx, { from: place([value, y.min]), to: place([value, y.max]) }, style);
  }
  for (const value of ticks[1] ?? []) {
    drawLine(ctx, { from: place([x.min, value]), to: place([x.max, value]) }, style);
  }
}

const along = (axis: number, value: number): number[] => [0, 1, 2].map((one) => (one === axis ? value : 0));

const axisEnds = ({ ranges, place }: Space): Line[] =>
  ranges.map(({ min, max }, axis) => ({ from: place(along(axis, min)), to: place(along(axis, max)) }));

/** Draws the axes with their names, and gives the boxes that these take. */
function drawAxes({ ctx, theme }: Sheet, space: Space, axes: readonly string[]): Box[] {
  const measure = measureAt(ctx, SIZE.label, 700);
  return axisEnds(space).map((line, axis): Box => {
    drawLine(ctx, line, { width: 3, colour: theme.muted });
    const name = clipped(axes[axis] ?? "", LONGEST_NAME, measure);
    const end = endOf(line.to, axis);
    drawText(ctx, name, { ...end, size: SIZE.label, weight: 700, colour: theme.text });
    const width = measure(name);
    const left = end.align === "left" ? end.x : end.x - width / 2;
    return { x: left, y: end.y - SIZE.label / 2, width, height: SIZE.label };
  });
}

function endOf({ x, y }: Place, axis: number): Place & { align: "left" | "right" | "center" } {
  if (axis === 0) return { x, y: y + 24, align: "center" };
  return axis === 1 ? { x: x + 14, y: y + 8, align: "left" } : { x, y: y - 22, align: "center" };
}

const footOf = ([x = 0, y = 0]: readonly number[]): number[] => [x, y, 0];

/** From the tip of an arrow down to the floor, and its shadow there. */
const dropLines = (place: Space["place"], at: readonly number[]): Line[] => [
  { from: place(at), to: place(footOf(at)) },
  { from: place([0, 0, 0]), to: place(footOf(at)) },
];

const footBox = ({ x, y }: Place): Box => ({ x: x - FOOT, y: y - FOOT, width: 2 * FOOT, height: 2 * FOOT });

/** Dotted lines, and a dot where they meet. */
function drawDrop(
  { ctx }: Sheet,
  { at, colour, place }: { at: readonly number[]; colour: string; place: Space["place"] },
): void {
  const [down, shadow] = dropLines(place, at);
  ctx.setLineDash(DOTTED);
  ctx.lineCap = "round";
  if (down !== undefined && at[2] !== 0) drawLine(ctx, down, { width: 3, colour });
  if (shadow !== undefined) drawLine(ctx, shadow, { width: 2, colour });
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
  ctx.fillStyle = colour;
  const foot = place(footOf(at));
  ctx.beginPath();
  ctx.arc(foot.x, foot.y, FOOT, 0, Math.PI * 2);
  ctx.fill();
}
