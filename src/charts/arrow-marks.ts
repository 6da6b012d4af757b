import { type Box, crosses, type Line, overlap } from "./labels.ts";
import { mixed } from "./palette.ts";
import { drawLine, drawText, measureAt, type Sheet } from "./sheet.ts";

export interface Place {
  x: number;
  y: number;
}

const SHAFT = 5;
const HEAD = 22;
const DASH = [14, 9];
const DOT = 9;

/** An arrow with a head that is never longer than the arrow; one without length is a dot. */
export function drawArrow(
  { ctx, theme }: Sheet,
  { from, to }: Line,
  look: { colour: string; dashed: boolean },
): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  ctx.fillStyle = look.colour;
  if (length < 1.5) {
    ctx.strokeStyle = theme.background;
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.arc(to.x, to.y, DOT, 0, Math.PI * 2);
    ctx.fill();
    ctx.stroke();
    return;
  }
  const head = Math.min(HEAD, length);
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const neck = { x: to.x - dx * head * 0.85, y: to.y - dy * head * 0.85 };
  ctx.setLineDash(look.dashed ? DASH : []);
  drawLine(ctx, { from, to: neck }, { width: SHAFT, colour: look.colour });
  ctx.setLineDash([]);
  const half = head * 0.42;
  ctx.beginPath();
  ctx.moveTo(to.x, to.y);
  ctx.lineTo(to.x - dx * head - dy * half, to.y - dy * head + dx * half);
  ctx.lineTo(neck.x, neck.y);
  ctx.lineTo(to.x - dx * head + dy * half, to.y - dy * head - dx * half);
  ctx.closePath();
  ctx.fill();
}

/** Words that belong to a place: the name, and its figures in a quieter colour. */
export interface Tag {
  at: Place;
  /** Away from what it belongs to: tried first. */
  towards: Place;
  name: string;
  figures: string;
  colour: string;
}

const STEPS = [12, 26, 46, 72, 104, 144];
const TURNS = [0, 30, -30, 60, -60, 90, -90, 130, -130, 180];
const LEAD_FROM = 40;
const PADDING = 4;

/** Writes each tag near its place where it covers no line and no other tag, and gives how many found no room. */
export function drawTags(
  sheet: Sheet,
  tags: readonly Tag[],
  { lines, area, size }: { lines: readonly Line[]; area: Box; size: number },
): number {
  const { ctx, theme } = sheet;
  const placed: Box[] = [];
  let lost = 0;
  for (const tag of tags) {
    const width = nameWidth(sheet, tag, size) + figuresWidth(sheet, tag, size);
    const found = freePlace(tag, { width: width + 2 * PADDING, height: size * 1.2 }, { lines, placed, area });
    if (found === undefined) {
      lost += 1;
      continue;
    }
    placed.push(found);
    drawLead(sheet, tag, found);
    const y = found.y + found.height / 2;
    const style = { y, size, halo: theme.background } as const;
    drawText(ctx, tag.name, { ...style, x: found.x + PADDING, weight: 700, colour: tag.colour });
    const x = found.x + PADDING + nameWidth(sheet, tag, size);
    if (tag.figures !== "") drawText(ctx, ` ${tag.figures}`, { ...style, x, colour: theme.muted });
  }
  return lost;
}

const nameWidth = ({ ctx }: Sheet, { name }: Tag, size: number): number => measureAt(ctx, size, 700)(name);
const figuresWidth = ({ ctx }: Sheet, { figures }: Tag, size: number): number =>
  figures === "" ? 0 : measureAt(ctx, size)(` ${figures}`);

function freePlace(
  { at, towards }: Tag,
  { width, height }: { width: number; height: number },
  taken: { lines: readonly Line[]; placed: readonly Box[]; area: Box },
): Box | undefined {
  const first = Math.atan2(towards.y, towards.x);
  for (const step of STEPS) {
    for (const turn of TURNS) {
      const angle = first + (turn * Math.PI) / 180;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const away =
        step + Math.min(width / 2 / Math.max(1e-9, Math.abs(dx)), height / 2 / Math.max(1e-9, Math.abs(dy)));
      const box = { x: at.x + dx * away - width / 2, y: at.y + dy * away - height / 2, width, height };
      if (isFree(box, taken)) return box;
    }
  }
  return undefined;
}

function isFree(
  box: Box,
  { lines, placed, area }: { lines: readonly Line[]; placed: readonly Box[]; area: Box },
): boolean {
  const inside =
    box.x >= area.x &&
    box.y >= area.y &&
    box.x + box.width <= area.x + area.width &&
    box.y + box.height <= area.y + area.height;
  return (
    inside && !lines.some((line) => crosses(line, box)) && !placed.some((other) => overlap(box, other) > 0)
  );
}

function drawLead({ ctx, theme }: Sheet, { at }: Tag, box: Box): void {
  const to = {
    x: Math.max(box.x, Math.min(at.x, box.x + box.width)),
    y: Math.max(box.y, Math.min(at.y, box.y + box.height)),
  };
  if (Math.hypot(to.x - at.x, to.y - at.y) < LEAD_FROM) return;
  drawLine(ctx, { from: at, to }, { width: 1.5, colour: theme.muted });
}

/** A curve through these places, with a soft fill towards the origin. */
export function drawArc({ ctx, theme }: Sheet, origin: Place, places: readonly Place[]): void {
  ctx.beginPath();
  for (const { x, y } of places) ctx.lineTo(x, y);
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 3;
  ctx.stroke();
  ctx.lineTo(origin.x, origin.y);
  ctx.closePath();
  ctx.fillStyle = `${mixed(theme.text, theme.background, 0.3)}22`;
  ctx.fill();
}
