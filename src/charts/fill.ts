import { type CanvasPattern, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";

const TILE = 14;
/** For bars so thin that few of the larger tiles would be seen whole. */
const FINE_TILE = 8;

/** Fill of the nth series of bars: plain, then striped, dotted, cross-striped, so that colour is not needed. */
export function fillOf(
  colour: string,
  pattern: number,
  { background, fine = false }: { background: string; fine?: boolean },
): string | CanvasPattern {
  const kind = pattern % 4;
  if (kind === 0) return colour;
  const size = fine ? FINE_TILE : TILE;
  const tile = createCanvas(size, size);
  const ctx = tile.getContext("2d");
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, size, size);
  ctx.globalAlpha = 0.6;
  ctx.strokeStyle = background;
  ctx.fillStyle = background;
  ctx.lineWidth = fine ? 2 : 3;
  if (kind === 1 || kind === 3) diagonal(ctx, size, 1);
  if (kind === 3) diagonal(ctx, size, -1);
  if (kind === 2) {
    ctx.beginPath();
    ctx.arc(size / 2, size / 2, fine ? 1.8 : 3, 0, Math.PI * 2);
    ctx.fill();
  }
  return ctx.createPattern(tile, "repeat") ?? colour;
}

/** Lines through the tile and its corners, so that the pattern has no seams. */
function diagonal(ctx: SKRSContext2D, size: number, slope: 1 | -1): void {
  ctx.beginPath();
  for (const shift of [-size, 0, size]) {
    ctx.moveTo(shift - 2, slope === 1 ? size + 2 : -2);
    ctx.lineTo(shift + size + 2, slope === 1 ? -2 : size + 2);
  }
  ctx.stroke();
}
