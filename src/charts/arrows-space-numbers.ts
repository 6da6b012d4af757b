import type { Place } from "./arrow-marks.ts";
import { type Box, crosses, type Line, overlap } from "./labels.ts";
import { drawLine, drawText, measureAt, type Sheet } from "./sheet.ts";
import { tickLabels } from "./ticks.ts";

const SIZE = 20;

type Side = Place & { align: "left" | "right" | "center" };

/** How far the numbers of each axis stand from it, in pixels: where they usually do, and on its other side. */
const SIDES: readonly (readonly Side[])[] = [
  [
    { x: -18, y: -10, align: "right" },
    { x: 14, y: 14, align: "left" },
  ],
  [
    { x: 4, y: 22, align: "center" },
    { x: 4, y: -22, align: "center" },
  ],
  [
    { x: -12, y: 0, align: "right" },
    { x: 12, y: 0, align: "left" },
  ],
];

interface Axis {
  line: Line;
  ticks: readonly number[];
  place: (at: readonly number[]) => Place;
}

interface Taken {
  lines: readonly Line[];
  boxes: readonly Box[];
}

/** Ticks on three axes, each with its number where nothing crosses it, else without. Gives the boxes of the numbers. */
export function drawNumbers(sheet: Sheet, axes: readonly Axis[], taken: Taken): Box[] {
  const { ctx, theme } = sheet;
  const measure = measureAt(ctx, SIZE);
  const boxes: Box[] = [];
  for (const [axis, { ticks, place }] of axes.entries()) {
    const others = axes.flatMap(({ line }, at) => (at === axis ? [] : line));
    const shown = ticks.filter((tick) => tick !== 0);
    for (const [at, text] of tickLabels(shown, "plain").entries()) {
      const { x, y } = place([0, 1, 2].map((one) => (one === axis ? (shown[at] ?? 0) : 0)));
      drawLine(ctx, { from: { x: x - 4, y }, to: { x: x + 4, y } }, { width: 3, colour: theme.muted });
      const all = { lines: [...taken.lines, ...others], boxes: [...taken.boxes, ...boxes] };
      const free = (SIDES[axis] ?? [])
        .map((side) => ({ side, box: boxOf({ x: x + side.x, y: y + side.y }, side, measure(text)) }))
        .find(({ box }) => isFree(box, all));
      if (free === undefined) continue;
      boxes.push(free.box);
      const { side } = free;
      const style = { size: SIZE, colour: theme.muted, align: side.align, halo: theme.background } as const;
      drawText(ctx, text, { x: x + side.x, y: y + side.y, ...style });
    }
  }
  return boxes;
}

function boxOf({ x, y }: Place, { align }: Side, width: number): Box {
  const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
  return { x: left, y: y - SIZE / 2, width, height: SIZE };
}

const isFree = (box: Box, { lines, boxes }: Taken): boolean =>
  !lines.some((line) => crosses(line, box)) && !boxes.some((other) => overlap(other, box) > 0);
