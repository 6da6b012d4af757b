import { type Anchor, type Box, type Line, leadTo, placeLabels } from "./labels.ts";
import type { Drawn } from "./plot.ts";
import { byPriority } from "./points.ts";
import { type Dot, MANY } from "./scatter-dots.ts";
import { drawLine, drawText, measureAt } from "./sheet.ts";
import { clipped } from "./text.ts";
import { SIZE, type Theme } from "./theme.ts";

/** How far from its point a name may stand: in a crowd only those that were asked for stand far. */
const FAR = 95;
const NEAR = 36;
const FARTHEST = 180;
const WIDEST_LABEL = 330;
const FEW = 14;

/** Writes the names where they find room outside the boxes taken, smaller if that shows more of them, and gives how many
 * found none. */
export function nameDots(
  drawn: Drawn<"bubble">,
  dots: readonly Dot[],
  { theme, taken }: { theme: Theme; taken: readonly Box[] },
): number {
  const sizes = dots.length <= FEW ? [SIZE.label, SIZE.legend] : [SIZE.legend, SIZE.legend - 4];
  let best = placeNames(drawn, dots, { size: sizes[0] ?? SIZE.label, taken });
  for (const size of sizes.slice(1)) {
    const other = best.lost === 0 ? best : placeNames(drawn, dots, { size, taken });
    const isBetter = other.missed === best.missed ? other.lost < best.lost : other.missed < best.missed;
    if (isBetter) best = other;
  }
  for (const { lead } of best.names) {
    if (lead !== undefined) drawLine(drawn.ctx, lead, { width: 1.5, colour: theme.muted });
  }
  for (const { text, box } of best.names) {
    const place = { x: box.x + 2, y: box.y + box.height / 2, size: best.size };
    drawText(drawn.ctx, text, { ...place, colour: theme.text, halo: theme.background });
  }
  return best.lost;
}

interface Names {
  size: number;
  names: { text: string; box: Box; lead: Line | undefined }[];
  lost: number;
  /** How many of the lost ones were asked for. */
  missed: number;
}

function placeNames(
  { chart, ctx, area, whole }: Drawn<"bubble">,
  dots: readonly Dot[],
  { size, taken }: { size: number; taken: readonly Box[] },
): Names {
  const measure = measureAt(ctx, size);
  const texts = dots.map(({ label }) => clipped(label, WIDEST_LABEL, measure));
  const anchors = dots.map(({ r, priority }, at): Anchor => {
    const point = chart.getDatasetMeta(at).data[0];
    return {
      x: point?.x ?? 0,
      y: point?.y ?? 0,
      reach: r,
      width: isNamed(dots[at]) ? measure(texts[at] ?? "") + 4 : 0,
      height: isNamed(dots[at]) ? size * 1.1 : 0,
      farthest: priority > 0 ? FARTHEST : dots.length > MANY ? NEAR : FAR,
      strict: dots.length > MANY,
    };
  });
  const room = { x: area.x + 4, y: 0, width: whole.width - area.x - 4, height: area.y + area.height - 2 };
  const ranked = byPriority(dots.map(({ priority }, at) => ({ priority, at }))).map(({ at }) => at);
  // Those without a name come last: they want no place, and no name hides them.
  const order = [...ranked.filter((at) => isNamed(dots[at])), ...ranked.filter((at) => !isNamed(dots[at]))];
  const placed = placeLabels([...order.flatMap((at) => anchors[at] ?? []), ...taken.map(inTheWay)], room);
  const places = new Map(order.map((at, index) => [at, placed[index] ?? null]));
  const named = dots.flatMap((dot, at) => (isNamed(dot) ? at : []));
  const names = named.flatMap((at) => {
    const [anchor, box] = [anchors[at], places.get(at) ?? null];
    if (anchor === undefined || box === null) return [];
    return [{ text: texts[at] ?? "", box, lead: leadTo(anchor, box) }];
  });
  const missed = named.filter(
    (at) => (dots[at]?.priority ?? 0) > 0 && (places.get(at) ?? null) === null,
  ).length;
  return { size, names, lost: named.length - names.length, missed };
}

const isNamed = (dot: Dot | undefined): boolean => dot !== undefined && dot.label !== "";

/** Something that wants no name of its own. */
function inTheWay({ x, y, width, height }: Box): Anchor {
  const middle = { x: x + width / 2, y: y + height / 2 };
  return { ...middle, reach: height / 2, width: 0, height: 0, farthest: 0, strict: false };
}
