export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A point on the picture and the size of the label that belongs beside it. */
export interface Anchor {
  x: number;
  y: number;
  /** How far the drawn point reaches from its centre. */
  reach: number;
  width: number;
  height: number;
  /** How far beyond the point's edge the label may stand. */
  farthest: number;
  /** Rather no label than one that might be taken for another point's. */
  strict: boolean;
}

const GAP = 5;
/** How far beyond the point's edge the rings of candidate places lie; the further ones need a leader line. */
const RINGS = [0, 16, 36, 60, 95, 135, 180];
const DIRECTIONS = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
] as const;
/** For labels that may stand far: between the others. */
const MORE_DIRECTIONS = [
  [1, -0.4],
  [1, 0.4],
  [-1, -0.4],
  [-1, 0.4],
  [0.4, -1],
  [-0.4, -1],
  [0.4, 1],
  [-0.4, 1],
] as const;
const FAR = 100;
/** How much worse than a further place it is to lie wholly on foreign points. */
const COVER_COST = 14;
/** How much worse it is to stand nearer to a foreign point than to one's own. */
const MISTAKABLE = 4;
/** How much nearer to its own point than to others a label stands that cannot be mistaken. */
const CLEARLY = 3;
const LEAD_FROM = 14;
/** The part of a point, from its centre, that nothing may hide. */
const MIDDLE = 7;

/**
 * A place for each label, or null where none is free. Labels never overlap each other nor leave the area, and never
 * hide the centre of a point. Earlier anchors choose first.
 */
export function placeLabels(anchors: readonly Anchor[], area: Box): (Box | null)[] {
  const placed: Box[] = [];
  const leads: Line[] = [];
  return anchors.map((anchor, at) => {
    let best: { box: Box; lead: Line | undefined; cost: number } | undefined;
    for (const { box, effort } of candidates(anchor)) {
      if (best !== undefined && effort >= best.cost) break;
      if (!isInside(box, area) || placed.some((other) => overlap(box, other) > 0)) continue;
      const lead = leadTo(anchor, box);
      if (leads.some((line) => crosses(line, box))) continue;
      if (lead !== undefined && placed.some((other) => crosses(lead, other))) continue;
      if (lead !== undefined && leads.some((line) => meet(lead, line))) continue;
      const cost = effort + foreignCost(anchors, at, { box, lead });
      if (cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { box, lead, cost };
    }
    if (best === undefined) return null;
    placed.push(best.box);
    if (best.lead !== undefined) leads.push(best.lead);
    return best.box;
  });
}

export interface Line {
  from: { x: number; y: number };
  to: { x: number; y: number };
}

/** The thin line from a point to its label, where the label does not stand right beside it. */
export function leadTo(anchor: Anchor, box: Box): Line | undefined {
  const to = {
    x: Math.max(box.x, Math.min(anchor.x, box.x + box.width)),
    y: Math.max(box.y, Math.min(anchor.y, box.y + box.height)),
  };
  const away = Math.hypot(to.x - anchor.x, to.y - anchor.y);
  return away < anchor.reach + LEAD_FROM ? undefined : { from: { x: anchor.x, y: anchor.y }, to };
}

/** Whether two lines cross. */
function meet(one: Line, other: Line): boolean {
  const side = ({ from, to }: Line, point: Line["from"]): number =>
    Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));
  return side(one, other.from) !== side(one, other.to) && side(other, one.from) !== side(other, one.to);
}

/** Whether the line passes through the box (Liang and Barsky's clipping). Called a hundred thousand times a picture. */
export function crosses({ from, to }: Line, box: Box): boolean {
  const left = Math.min(from.x, to.x) >= box.x + box.width || Math.max(from.x, to.x) <= box.x;
  if (left || Math.min(from.y, to.y) >= box.y + box.height || Math.max(from.y, to.y) <= box.y) return false;
  const part = { enter: 0, leave: 1 };
  return (
    clip(part, from.x - to.x, from.x - box.x) &&
    clip(part, to.x - from.x, box.x + box.width - from.x) &&
    clip(part, from.y - to.y, from.y - box.y) &&
    clip(part, to.y - from.y, box.y + box.height - from.y) &&
    part.enter < part.leave
  );
}

/** Cuts the part of a line that is beyond one edge; false when the line runs along outside it. */
function clip(part: { enter: number; leave: number }, step: number, room: number): boolean {
  if (step < 0) part.enter = Math.max(part.enter, room / step);
  if (step > 0) part.leave = Math.min(part.leave, room / step);
  return step !== 0 || room > 0;
}

/** Places around the point, the preferred first. */
function* candidates(anchor: Anchor): Generator<{ box: Box; effort: number }> {
  const directions = anchor.farthest > FAR ? [...DIRECTIONS, ...MORE_DIRECTIONS] : DIRECTIONS;
  for (const [ringAt, ring] of RINGS.entries()) {
    if (ring > anchor.farthest) return;
    for (const [at, [dx, dy]] of directions.entries()) {
      yield { box: boxAt(anchor, { dx, dy, ring }), effort: ringAt * 2 + at * 0.1 };
    }
  }
}

function boxAt(anchor: Anchor, { dx, dy, ring }: { dx: number; dy: number; ring: number }): Box {
  const distance = (anchor.reach + GAP + ring) / Math.hypot(dx, dy);
  const x = anchor.x + dx * distance - (dx === 0 ? anchor.width / 2 : dx < 0 ? anchor.width : 0);
  const y = anchor.y + dy * distance - (dy === 0 ? anchor.height / 2 : dy < 0 ? anchor.height : 0);
  return { x, y, width: anchor.width, height: anchor.height };
}

/** How badly a place gets on with the other points; infinite when it hides one. */
function foreignCost(
  anchors: readonly Anchor[],
  own: number,
  at: { box: Box; lead: Line | undefined },
): number {
  const ownEdge = edgeDistance(anchors[own], at.box);
  const isStrict = anchors[own]?.strict === true;
  let covered = 0;
  let crowding = 0;
  for (const [index, other] of anchors.entries()) {
    if (index === own) continue;
    const middle = square(other, Math.min(other.reach, MIDDLE));
    if (overlap(at.box, middle) > 0) return Number.POSITIVE_INFINITY;
    if (at.lead !== undefined && crosses(at.lead, middle)) return Number.POSITIVE_INFINITY;
    const edge = edgeDistance(other, at.box);
    if (at.lead === undefined && isStrict && edge < ownEdge + CLEARLY) return Number.POSITIVE_INFINITY;
    if (at.lead === undefined && edge < ownEdge) crowding += MISTAKABLE;
    if (edge < GAP) crowding += 1;
    covered += overlap(at.box, square(other, other.reach));
  }
  return crowding + (covered / Math.max(1, at.box.width * at.box.height)) * COVER_COST;
}

const square = ({ x, y }: Anchor, half: number): Box => ({
  x: x - half,
  y: y - half,
  width: half * 2,
  height: half * 2,
});

/** How far the box is from the edge of the drawn point. */
function edgeDistance(anchor: Anchor | undefined, box: Box): number {
  if (anchor === undefined) return 0;
  const dx = Math.max(box.x - anchor.x, 0, anchor.x - box.x - box.width);
  const dy = Math.max(box.y - anchor.y, 0, anchor.y - box.y - box.height);
  return Math.hypot(dx, dy) - anchor.reach;
}

function isInside(box: Box, area: Box): boolean {
  return (
    box.x >= area.x &&
    box.y >= area.y &&
    box.x + box.width <= area.x + area.width &&
    box.y + box.height <= area.y + area.height
  );
}

/** The area, in square pixels, that two boxes share. */
export function overlap(one: Box, other: Box): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/**
 * Labels in one column: moved up or down as little as needed to stand at least `height` apart between `top` and
 * `bottom`. Gives the middle of each; null for those there is no room for, the last ones given.
 */
export function spreadLabels(
  middles: readonly number[],
  column: { height: number; top: number; bottom: number },
): (number | null)[] {
  const room = Math.max(0, Math.floor((column.bottom - column.top) / column.height));
  const order = middles
    .map((middle, at) => ({ middle, at }))
    .slice(0, room)
    .sort((one, other) => one.middle - other.middle);
  const places: (number | null)[] = middles.map(() => null);
  const half = column.height / 2;
  let lowest = column.top + half;
  const settled = order.map(({ middle }) => {
    const place = Math.max(middle, lowest);
    lowest = place + column.height;
    return place;
  });
  let highest = column.bottom - half;
  for (let at = settled.length - 1; at >= 0; at -= 1) {
    const place = Math.min(settled[at] ?? 0, highest);
    highest = place - column.height;
    const index = order[at]?.at;
    if (index !== undefined) places[index] = place;
  }
  return places;
}
