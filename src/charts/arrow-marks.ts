import { type Box, crosses, type Line, overlap } from "./labels.ts";
import { mixed } from "./palette.ts";
import { drawLine, drawText, measureAt, type Sheet } from "./sheet.ts";

export interface Place {
  x: number;
  y: number;
}

const SHAFT = 5;
const HEAD = 22;
/** Of the length of a head. */
const HALF_HEAD = 0.42;
const DASH = [14, 9];
const DOT = 9;

/** An arrow with a head that is never longer than the arrow; one without length is a dot. */
export function drawArrow(
  { ctx, theme }: Pick<Sheet, "ctx" | "theme">,
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
  const half = head * HALF_HEAD;
  ctx.beginPath();
  ctx.moveTo(to.x, to.y);
  ctx.lineTo(to.x - dx * head - dy * half, to.y - dy * head + dx * half);
  ctx.lineTo(neck.x, neck.y);
  ctx.lineTo(to.x - dx * head + dy * half, to.y - dy * head - dx * half);
  ctx.closePath();
  ctx.fill();
}

/** What of an arrow no words may cover: its shaft and the edges of its head. */
export function arrowLines({ from, to }: Line): Line[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < 1.5) return [{ from, to }];
  const head = Math.min(HEAD, length);
  const [dx, dy] = [((to.x - from.x) / length) * head, ((to.y - from.y) / length) * head];
  const wings = [1, -1].map((side) => ({
    x: to.x - dx - side * dy * HALF_HEAD,
    y: to.y - dy + side * dx * HALF_HEAD,
  }));
  return [{ from, to }, ...wings.map((wing) => ({ from: wing, to }))];
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
const TURNS = [0, 20, -20, 45, -45, 70, -70, 90, -90, 115, -115, 140, -140, 180];
const LEAD_FROM = 40;
const PADDING = 4;

interface Taken {
  lines: readonly Line[];
  /** Covered only by a tag that finds no other place: axes. */
  soft: readonly Line[];
  boxes: readonly Box[];
  area: Box;
}

/** Writes each tag near its place where it covers nothing that is taken and no other tag, and gives how many found no
 * room. */
export function drawTags(
  sheet: Sheet,
  tags: readonly Tag[],
  { size, ...taken }: Taken & { size: number },
): number {
  const { ctx, theme } = sheet;
  const placed = [...taken.boxes];
  let lost = 0;
  for (const tag of tags) {
    const width = nameWidth(sheet, tag, size) + figuresWidth(sheet, tag, size);
    const box = { width: width + 2 * PADDING, height: size * 1.2 };
    const hard = { ...taken, boxes: placed };
    const strict = { ...hard, lines: [...taken.lines, ...taken.soft] };
    const found = freePlace(tag, box, strict) ?? freePlace(tag, box, hard);
    if (found === undefined) {
      lost += 1;
      continue;
    }
    placed.push(found);
    const lead = leadOf(tag.at, found);
    if (lead !== undefined) drawLine(ctx, lead, { width: 1.5, colour: theme.muted });
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
  tag: Tag,
  { width, height }: { width: number; height: number },
  taken: Taken,
): Box | undefined {
  const first = Math.atan2(tag.towards.y, tag.towards.x);
  for (const step of STEPS) {
    for (const turn of TURNS) {
      const angle = first + (turn * Math.PI) / 180;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const half = {
        x: width / 2 / Math.max(1e-9, Math.abs(dx)),
        y: height / 2 / Math.max(1e-9, Math.abs(dy)),
      };
      const away = step + Math.min(half.x, half.y);
      const box = {
        x: tag.at.x + dx * away - width / 2,
        y: tag.at.y + dy * away - height / 2,
        width,
        height,
      };
      if (isFree(tag, box, taken)) return box;
    }
  }
  return undefined;
}

function isFree({ at }: Tag, box: Box, { lines, boxes, area }: Taken): boolean {
  const inside =
    box.x >= area.x &&
    box.y >= area.y &&
    box.x + box.width <= area.x + area.width &&
    box.y + box.height <= area.y + area.height;
  if (!inside || lines.some((line) => crosses(line, box))) return false;
  const lead = leadOf(at, box);
  return !boxes.some((other) => overlap(box, other) > 0 || (lead !== undefined && crosses(lead, other)));
}

/** The thin line to a tag that does not stand right beside its place. */
function leadOf(at: Place, box: Box): Line | undefined {
  const to = {
    x: Math.max(box.x, Math.min(at.x, box.x + box.width)),
    y: Math.max(box.y, Math.min(at.y, box.y + box.height)),
  };
  return Math.hypot(to.x - at.x, to.y - at.y) < LEAD_FROM ? undefined : { from: at, to };
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
