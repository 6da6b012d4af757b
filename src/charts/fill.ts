import { type CanvasPattern, createCanvas } from "@napi-rs/canvas";

const TILE = 14;

/** Fill of the nth series of bars: plain, then striped, dotted, cross-striped, so that colour is not needed. */
export function fillOf(colour: string, pattern: number, background: string): string | CanvasPattern {
  const kind = pattern % 4;
  if (kind === 0) return colour;
  const tile = createCanvas(TILE, TILE);
  const ctx = tile.getContext("2d");
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, TILE, TILE);
  ctx.globalAlpha = 0.6;
  ctx.strokeStyle = background;
  ctx.fillStyle = background;
  ctx.lineWidth = 3;
  if (kind === 1 || kind === 3) diagonal(ctx, 1);
  if (kind === 3) diagonal(ctx, -1);
  if (kind === 2) {
    ctx.beginPath();
    ctx.arc(TILE / 2, TILE / 2, 3, 0, Math.PI * 2);
    ctx.fill();
  }
  return ctx.createPattern(tile, "repeat") ?? colour;
}

/** Lines through the tile and its corners, so that the pattern has no seams. */
function diagonal(ctx: ReturnType<ReturnType<typeof createCanvas>["getContext"]>, slope: 1 | -1): void {
  ctx.beginPath();
  for (const shift of [-TILE, 0, TILE]) {
    ctx.moveTo(shift - 2, slope === 1 ? TILE + 2 : -2);
    ctx.lineTo(shift + TILE + 2, slope === 1 ? -2 : TILE + 2);
  }
  ctx.stroke();
}
