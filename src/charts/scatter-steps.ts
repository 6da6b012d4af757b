import { drawArrow } from "./arrow-marks.ts";
import type { Box, Line } from "./labels.ts";
import { mixed } from "./palette.ts";
import type { Drawn } from "./plot.ts";
import type { ScatterSpec } from "./spec.ts";
import type { Theme } from "./theme.ts";
import { isOnAxis } from "./ticks.ts";

const MOST = 40;
/** Between the middle of a point and the arrow. */
const CLEAR = 16;
/** How often and how wide an arrow is in the way of names. */
const EVERY = 24;
const WIDTH = 14;

/** The arrows between points that have a place on the picture, in the numbers of the axes. */
export function readSteps({ steps = [], points, x, y }: ScatterSpec): Line[] {
  return steps
    .flatMap(([start, end]): Line[] => {
      const [from, to] = [points[start], points[end]];
      const ends = [from, to].flatMap((point) => point ?? []);
      if (from === undefined || to === undefined || from === to) return [];
      return ends.every((point) => isOnAxis(point.x, x.scale) && isOnAxis(point.y, y.scale))
        ? [{ from, to }]
        : [];
    })
    .slice(0, MOST);
}

/** In pixels, from the edge of one point to that of the other; points that touch have no arrow between them. */
function linesOf({ chart }: Pick<Drawn<"bubble">, "chart">, steps: readonly Line[]): Line[] {
  const place = ({ x, y }: Line["from"]): Line["from"] => ({
    x: chart.scales.x?.getPixelForValue(x) ?? 0,
    y: chart.scales.y?.getPixelForValue(y) ?? 0,
  });
  return steps.flatMap((step) => {
    const [from, to] = [place(step.from), place(step.to)];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (!(length > 2 * CLEAR)) return [];
    const [dx, dy] = [((to.x - from.x) / length) * CLEAR, ((to.y - from.y) / length) * CLEAR];
    return [{ from: { x: from.x + dx, y: from.y + dy }, to: { x: to.x - dx, y: to.y - dy } }];
  });
}

/** Draws the arrows under the points. */
export function drawSteps(drawn: Drawn<"bubble">, steps: readonly Line[], theme: Theme): void {
  const look = { colour: mixed(theme.background, theme.muted, 0.75), dashed: false };
  for (const line of linesOf(drawn, steps)) drawArrow({ ctx: drawn.ctx, theme }, line, look);
}

/** What names keep clear of: a row of small boxes along each arrow. */
export function stepBoxes(drawn: Drawn<"bubble">, steps: readonly Line[]): Box[] {
  return linesOf(drawn, steps).flatMap(({ from, to }) => {
    const count = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / EVERY);
    return Array.from({ length: count + 1 }, (_, at): Box => {
      const [x, y] = [from.x + ((to.x - from.x) * at) / count, from.y + ((to.y - from.y) * at) / count];
      return { x: x - WIDTH / 2, y: y - WIDTH / 2, width: WIDTH, height: WIDTH };
    });
  });
}
