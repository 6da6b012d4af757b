import { type Arrow, type Arrows, spans } from "./arrow-data.ts";
import { drawArrow } from "./arrow-marks.ts";
import type { Box } from "./labels.ts";
import { drawLine, drawText, measureAt, type Sheet } from "./sheet.ts";
import { clipped } from "./text.ts";
import { SIZE } from "./theme.ts";
import { axisTicks, type Range, tickLabels } from "./ticks.ts";

const SIDE = 30;
const AXIS_ROOM = 96;
const ANGLE_ROOM = 40;
const TALLEST_ROW = 112;
/** Beyond the longest arrow, of what the axis spans. */
const AIR = 0.05;
const TICKS = 10;
/** Where in its row an arrow lies: its name stands above it. */
const SHAFT_AT = 0.68;

interface Line {
  base: number;
  place: (value: number) => number;
  row: number;
}

/** A line of numbers with each arrow in a row of its own above it. */
export function drawLineOfArrows(sheet: Sheet, area: Box, data: Arrows): void {
  const { ctx, theme } = sheet;
  const range = rangeOf(data);
  const width = area.width - 2 * SIDE;
  const base = area.y + area.height - AXIS_ROOM;
  const above = data.angle === undefined ? 0 : ANGLE_ROOM;
  const row = Math.min(TALLEST_ROW, (base - area.y - above) / Math.max(1, data.arrows.length));
  const place = (value: number): number =>
    area.x + SIDE + ((value - range.min) / (range.max - range.min)) * width;
  const line = { base, place, row };
  drawAxis(sheet, area, { line, range, name: data.axes[0] ?? "" });
  const zero = { x: place(0), y: base };
  const top = base - row * Math.max(1, data.arrows.length);
  drawLine(ctx, { from: zero, to: { ...zero, y: top } }, { width: 2, colour: theme.muted });
  const rows = data.arrows.map((arrow, at) => ({
    arrow,
    y: base - row * (data.arrows.length - at - SHAFT_AT),
  }));
  // Before the names, whose halo then covers the dots of others.
  for (const { arrow, y } of rows) drawDrop(sheet, line, { arrow, y });
  for (const { arrow, y } of rows) {
    drawArrow(sheet, { from: { x: zero.x, y }, to: { x: place(arrow.at[0] ?? 0), y } }, arrow);
    drawName(sheet, area, { line, arrow, y });
  }
  drawAngle(sheet, area, data);
}

function rangeOf(data: Arrows): Range {
  const [{ min, max } = { min: 0, max: 0 }] = spans(data);
  if (min === max) return { min: -1, max: 1 };
  const air = (max - min) * AIR;
  return { min: min < 0 ? min - air : min, max: max > 0 ? max + air : max };
}

function drawAxis(
  { ctx, theme }: Sheet,
  area: Box,
  { line, range, name }: { line: Line; range: Range; name: string },
): void {
  const y = line.base;
  const ends = { from: { x: line.place(range.min), y }, to: { x: line.place(range.max), y } };
  drawLine(ctx, ends, { width: 3, colour: theme.muted });
  const ticks = axisTicks(range, "linear", TICKS);
  for (const [at, text] of tickLabels(ticks, "plain").entries()) {
    const x = line.place(ticks[at] ?? 0);
    drawLine(ctx, { from: { x, y: y - 8 }, to: { x, y: y + 8 } }, { width: 2, colour: theme.muted });
    drawText(ctx, text, { x, y: y + 28, size: SIZE.legend, colour: theme.muted, align: "center" });
  }
  const text = clipped(name, area.width, measureAt(ctx, SIZE.label, 700));
  const style = { size: SIZE.label, weight: 700, colour: theme.text, align: "center" } as const;
  drawText(ctx, text, { x: area.x + area.width / 2, y: y + 66, ...style });
}

/** From the tip down to its number. */
function drawDrop({ ctx }: Sheet, { place, base }: Line, { arrow, y }: { arrow: Arrow; y: number }): void {
  const x = place(arrow.at[0] ?? 0);
  ctx.setLineDash([3, 7]);
  drawLine(ctx, { from: { x, y }, to: { x, y: base } }, { width: 2, colour: arrow.colour });
  ctx.setLineDash([]);
}

/** Above the arrow: it begins at the origin, or ends there. */
function drawName(
  { ctx, theme }: Sheet,
  area: Box,
  { line, arrow, y }: { line: Line; arrow: Arrow; y: number },
): void {
  const size = Math.min(SIZE.label, line.row * 0.4);
  const [bold, plain] = [measureAt(ctx, size, 700), measureAt(ctx, size)];
  const figures = arrow.figures === "" ? "" : `  ${arrow.figures}`;
  const name = clipped(arrow.label, area.width - plain(figures) - 20, bold);
  const whole = bold(name) + plain(figures);
  const zero = line.place(0);
  const wanted = (arrow.at[0] ?? 0) < 0 ? zero - 10 - whole : zero + 10;
  const x = Math.max(area.x, Math.min(wanted, area.x + area.width - whole));
  const style = { y: y - size * 0.5 - Math.min(14, line.row * 0.14), size, halo: theme.background } as const;
  drawText(ctx, name, { ...style, x, weight: 700, colour: arrow.colour });
  if (figures !== "") drawText(ctx, figures, { ...style, x: x + bold(name), colour: theme.muted });
}

/** On a line there is no arc: the words alone. */
function drawAngle({ ctx, theme }: Sheet, area: Box, { angle }: Arrows): void {
  if (angle === undefined) return;
  const [one, other] = angle.arrows;
  const text = `${one.label} and ${other.label}: ${angle.label}`;
  const shown = clipped(text, area.width, measureAt(ctx, SIZE.label));
  drawText(ctx, shown, { x: area.x, y: area.y + ANGLE_ROOM / 2, size: SIZE.label, colour: theme.text });
}
