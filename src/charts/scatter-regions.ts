import type { Box } from "./labels.ts";
import { mixed } from "./palette.ts";
import type { Drawn } from "./plot.ts";
import { drawText, measureAt, type Sheet } from "./sheet.ts";
import type { ScatterSpec } from "./spec.ts";
import { clipped, drawable } from "./text.ts";
import { SIZE, type Theme } from "./theme.ts";
import { isOnAxis } from "./ticks.ts";

export interface Region {
  label: string;
  x: number;
  y: number;
  radius: number;
}

const MOST = 26;
const SMALLEST = 30;
const BADGE = 42;
const WIDEST_BADGE = 240;

/** Those that have a place on the picture. */
export function readRegions({ regions = [], x, y }: ScatterSpec): Region[] {
  return regions
    .filter((one) => isOnAxis(one.x, x.scale) && isOnAxis(one.y, y.scale) && isOnAxis(one.radius, "linear"))
    .slice(0, MOST)
    .map((one) => ({ ...one, label: drawable(one.label), radius: Math.abs(one.radius) }));
}

/** Where the region's circle lies on the picture: an ellipse where the axes differ in scale. */
function ellipseOf({ chart }: Drawn<"bubble">, { x, y, radius }: Region) {
  const [across, up] = [chart.scales.x, chart.scales.y];
  const at = { x: across?.getPixelForValue(x) ?? 0, y: up?.getPixelForValue(y) ?? 0 };
  const reach = (far: number | undefined, middle: number): number => {
    const length = Math.abs((far ?? middle) - middle);
    return Number.isFinite(length) ? Math.max(SMALLEST, length) : SMALLEST;
  };
  return {
    ...at,
    rx: reach(across?.getPixelForValue(x + radius), at.x),
    ry: reach(up?.getPixelForValue(y + radius), at.y),
  };
}

/** The soft circles, under the points. */
export function drawRegions(drawn: Drawn<"bubble">, regions: readonly Region[], theme: Theme): void {
  const { ctx, area } = drawn;
  ctx.save();
  ctx.beginPath();
  ctx.rect(area.x, area.y, area.width, area.height);
  ctx.clip();
  for (const region of regions) {
    const { x, y, rx, ry } = ellipseOf(drawn, region);
    ctx.beginPath();
    ctx.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
    ctx.fillStyle = mixed(theme.background, theme.muted, 0.14);
    ctx.fill();
    ctx.strokeStyle = mixed(theme.background, theme.muted, 0.5);
    ctx.lineWidth = 2;
    ctx.stroke();
  }
  ctx.restore();
}

/** The letter of each region on the upper edge of its circle, where points do not hide it. Gives the boxes taken. */
export function drawLetters(drawn: Drawn<"bubble">, regions: readonly Region[], { theme }: Sheet): Box[] {
  const { ctx, area } = drawn;
  const measure = measureAt(ctx, SIZE.label, 700);
  return regions.map((region) => {
    const { x, y, ry } = ellipseOf(drawn, region);
    const text = clipped(region.label, WIDEST_BADGE - BADGE, measure);
    const width = Math.max(BADGE, measure(text) + BADGE * 0.6);
    const left = Math.max(area.x + 4, Math.min(x - width / 2, area.x + area.width - width - 4));
    const top = Math.max(area.y + 4, Math.min(y - ry - BADGE / 2, area.y + area.height - BADGE - 4));
    ctx.beginPath();
    ctx.roundRect(left, top, width, BADGE, BADGE / 2);
    ctx.fillStyle = theme.text;
    ctx.fill();
    ctx.strokeStyle = theme.background;
    ctx.lineWidth = 3;
    ctx.stroke();
    const middle = { x: left + width / 2, y: top + BADGE / 2 + 1 };
    drawText(ctx, text, {
      ...middle,
      size: SIZE.label,
      weight: 700,
      colour: theme.background,
      align: "center",
    });
    return { x: left, y: top, width, height: BADGE };
  });
}
