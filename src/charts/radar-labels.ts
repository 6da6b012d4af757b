import { type Box, overlap, spreadLabels } from "./labels.ts";

export interface Circle {
  x: number;
  y: number;
  radius: number;
}

/** Room between a corner and its label. */
const GAP = 14;
const BETWEEN = 4;
/** A label narrower than this says nothing. */
const NARROWEST = 70;
/** Corners this near to the vertical have their label above or below them. */
const UPRIGHT = 0.12;

/** Where the nth of `count` corners stands: the first on top, then clockwise. */
export function corner(circle: Circle, at: number, count: number): { x: number; y: number } {
  const angle = -Math.PI / 2 + (at / count) * 2 * Math.PI;
  return { x: circle.x + circle.radius * Math.cos(angle), y: circle.y + circle.radius * Math.sin(angle) };
}

/**
 * A place outside the circle for the label of each corner, all inside the area and none over another; null where there
 * is no room. A place may be narrower than its label.
 */
export function cornerLabels(
  sizes: readonly { width: number; height: number }[],
  circle: Circle,
  area: Box,
): (Box | null)[] {
  const boxes: (Box | null)[] = sizes.map(() => null);
  const outer = { ...circle, radius: circle.radius + GAP };
  const corners = sizes.map((size, at) => ({ at, size, ...corner(outer, at, sizes.length) }));
  const isUpright = ({ x }: { x: number }): boolean => Math.abs(x - circle.x) < UPRIGHT * outer.radius;
  for (const { at, size, x, y } of corners.filter(isUpright)) {
    const width = Math.min(size.width, area.width);
    const left = Math.max(area.x, Math.min(x - width / 2, area.x + area.width - width));
    const top = y < circle.y ? y - size.height : y;
    const box = { x: left, y: top, width, height: size.height };
    if (isFree(box, boxes, area)) boxes[at] = box;
  }
  for (const side of [1, -1] as const) {
    const all = corners.filter((one) => !isUpright(one) && Math.sign(one.x - circle.x) === side);
    placeSide(all, { side, outer, area, boxes });
  }
  return boxes;
}

interface Corner {
  at: number;
  x: number;
  y: number;
  size: { width: number; height: number };
}

/** The labels of one half, one below the other. */
function placeSide(
  corners: Corner[],
  { side, outer, area, boxes }: { side: 1 | -1; outer: Circle; area: Box; boxes: (Box | null)[] },
): void {
  const tallest = Math.max(0, ...corners.map(({ size }) => size.height));
  const middles = corners.map(({ y, size }) => y + ((y - outer.y) / outer.radius) * (size.height / 2));
  const column = { height: tallest + BETWEEN, top: area.y, bottom: area.y + area.height };
  const upright = boxes.filter((box) => box !== null);
  for (const [index, middle] of spreadLabels(middles, column).entries()) {
    const one = corners[index];
    if (one === undefined || middle === null) continue;
    const { at, size } = one;
    const row = { y: middle - size.height / 2, height: size.height };
    const start = Math.max(
      beside(outer, row),
      ...upright.map((box) => beyond(box, row, { side, of: outer })),
    );
    const end = side === 1 ? area.x + area.width : -area.x;
    const width = Math.min(size.width, end - (start + side * outer.x));
    const x = side === 1 ? outer.x + start : outer.x - start - width;
    const box = { x, width, ...row };
    if (width >= Math.min(size.width, NARROWEST) && isFree(box, boxes, area)) boxes[at] = box;
  }
}

/** How far from the middle of the circle a row begins to be outside it. */
function beside({ y, radius }: Circle, row: { y: number; height: number }): number {
  const away = Math.max(0, row.y - y, y - row.y - row.height);
  return Math.sqrt(Math.max(0, radius ** 2 - away ** 2));
}

/** How far from the middle a row begins to be clear of a label above or below the circle. */
function beyond(
  box: Box,
  row: { y: number; height: number },
  { side, of }: { side: 1 | -1; of: Circle },
): number {
  if (row.y >= box.y + box.height || row.y + row.height <= box.y) return 0;
  return (side === 1 ? box.x + box.width - of.x : of.x - box.x) + 3 * BETWEEN;
}

function isFree(box: Box, boxes: readonly (Box | null)[], area: Box): boolean {
  const slack = 1e-6;
  return (
    box.x >= area.x - slack &&
    box.y >= area.y - slack &&
    box.x + box.width <= area.x + area.width + slack &&
    box.y + box.height <= area.y + area.height + slack &&
    boxes.every((other) => other === null || overlap(box, other) === 0)
  );
}
