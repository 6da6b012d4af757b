import { type Arrows, spans } from "./arrow-data.ts";
import { drawArrow } from "./arrow-marks.ts";
import type { Box } from "./labels.ts";
import { drawLine, drawText, measureAt, type Sheet } from "./sheet.ts";
import { clipped } from "./text.ts";
import { SIZE } from "./theme.ts";
import { axisTicks, pointRange, tickLabels } from "./ticks.ts";

const SIDE = 60;
const AXIS_ROOM = 96;
const WIDEST_ROW = 96;
const TICKS = 9;

/** A line of numbers with each arrow in a row of its own above it; gives how many names found no room. */
export function drawLineOfArrows(sheet: Sheet, area: Box, { axes, arrows, angle }: Arrows): number {
  const { ctx, theme } = sheet;
  const span = spans({ axes: axes.slice(0, 1), arrows, looks: [], angle: undefined, notes: [] })[0] ?? {
    min: 0,
    max: 0,
  };
  const range = span.min < span.max ? span : pointRange([0], { label: "", scale: "linear", format: "plain" });
  const left = area.x + SIDE;
  const width = area.width - 2 * SIDE;
  const place = (value: number): number => left + ((value - range.min) / (range.max - range.min)) * width;
  const base = area.y + area.height - AXIS_ROOM;
  const zero = place(0);
  drawAxis(sheet, { left: left - 30, right: left + width + 30, y: base, name: axes[0] ?? "", area });
  const ticks = axisTicks(range, "linear", TICKS);
  for (const [at, text] of tickLabels(ticks, "plain").entries()) {
    const x = place(ticks[at] ?? 0);
    drawLine(ctx, { from: { x, y: base - 8 }, to: { x, y: base + 8 } }, { width: 2, colour: theme.muted });
    drawText(ctx, text, { x, y: base + 28, size: SIZE.legend, colour: theme.muted, align: "center" });
  }
  drawLine(
    ctx,
    { from: { x: zero, y: area.y }, to: { x: zero, y: base + 8 } },
    { width: 2, colour: theme.muted },
  );
  const row = Math.min(
    WIDEST_ROW,
    (base - area.y - (angle === undefined ? 10 : 50)) / Math.max(1, arrows.length),
  );
  const size = Math.min(SIZE.label, row * 0.45);
  const [bold, plain] = [measureAt(ctx, size, 700), measureAt(ctx, size)];
  for (const [at, { label, figures, at: [value = 0] = [], colour, dashed }] of arrows.entries()) {
    const y = base - row * (arrows.length - at - 1) - row * 0.32;
    const tip = { x: place(value), y };
    ctx.setLineDash([3, 7]);
    drawLine(ctx, { from: tip, to: { x: tip.x, y: base } }, { width: 2, colour });
    ctx.setLineDash([]);
    drawArrow(sheet, { from: { x: zero, y }, to: tip }, { colour, dashed });
    const words = figures === "" ? 0 : plain(`  ${figures}`);
    const name = clipped(label, area.width - words - 20, bold);
    const whole = bold(name) + words;
    const start = value < 0 ? Math.max(area.x, Math.min(tip.x, zero - whole - 10)) : zero + 10;
    const x = Math.min(start, area.x + area.width - whole);
    const style = { y: y - size * 0.6 - 14, size, halo: theme.background } as const;
    drawText(ctx, name, { ...style, x, weight: 700, colour });
    if (figures !== "") drawText(ctx, `  ${figures}`, { ...style, x: x + bold(name), colour: theme.muted });
  }
  if (angle !== undefined) {
    const [one, other] = angle.arrows;
    const text = `${one.label} and ${other.label}: ${angle.label}`;
    const shown = clipped(text, area.width / 2, measureAt(ctx, SIZE.label));
    const style = { size: SIZE.label, colour: theme.text, align: "right", halo: theme.background } as const;
    drawText(ctx, shown, { x: area.x + area.width, y: area.y + 16, ...style });
  }
  return 0;
}

function drawAxis(
  { ctx, theme }: Sheet,
  { left, right, y, name, area }: { left: number; right: number; y: number; name: string; area: Box },
): void {
  drawLine(ctx, { from: { x: left, y }, to: { x: right, y } }, { width: 3, colour: theme.muted });
  const text = clipped(name, area.width, measureAt(ctx, SIZE.label, 700));
  const style = { size: SIZE.label, weight: 700, colour: theme.text, align: "center" } as const;
  drawText(ctx, text, { x: area.x + area.width / 2, y: y + 68, ...style });
}
