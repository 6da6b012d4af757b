import { axisName, figureScale, fittingTicks, namedScale } from "./axes.ts";
import { drawFoot, drawHead } from "./frame.ts";
import { type Anchor, type Box, type Line, leadTo, placeLabels } from "./labels.ts";
import { leftOut } from "./left-out.ts";
import type { LegendItem } from "./legend.ts";
import { pointLook } from "./marks.ts";
import { groupLooks, type Look, lookLabel, NEUTRAL, nthColour, roundLooks, type Shape } from "./palette.ts";
import { type Drawn, drawPlot } from "./plot.ts";
import { byPriority } from "./points.ts";
import { createSheet, drawLine, drawText, measureAt, type Sheet } from "./sheet.ts";
import type { Axis, ScatterSpec } from "./spec.ts";
import { clipped, drawable } from "./text.ts";
import { HEIGHT, SIZE, THEMES, WIDTH } from "./theme.ts";
import { isOnAxis, pointRange, type Range, withRoom } from "./ticks.ts";

interface Dot {
  x: number;
  y: number;
  r: number;
  label: string;
  colour: string;
  shape: Shape;
  hollow: boolean;
  priority: number;
}

const HEADING = 34;
const PLAIN_RADIUS = 9;
const RADIUS_OF_MANY = 7;
/** More points than these are smaller, in a taller picture. */
const MANY = 40;
const TALL = 860;
/** How far from its point a name may stand: in a crowd only those that were asked for stand far. */
const FAR = 95;
const NEAR = 36;
const FARTHEST = 180;
const RIM = 3.5;
/** Larger ones let those behind them shine through. */
const OPAQUE = 13;
const SMALLEST_BUBBLE = 7;
const LARGEST_BUBBLE = 36;
const LARGEST_OF_MANY = 27;
const WIDEST_LABEL = 330;
const KEY_GAP = 18;
const FEW = 14;
/** Names stand to the right of and above their points more often than not. */
const LABEL_ROOM = { before: 0, after: 0.06 };

/** Points or bubbles with their names, as many as find room. */
export function drawPoints(spec: ScatterSpec): Sheet {
  const height = spec.points.length > MANY ? TALL : HEIGHT;
  const sheet = createSheet({ width: WIDTH, height }, THEMES[spec.theme ?? "light"]);
  const notes: string[] = [];
  const dots = readDots(spec, notes);
  const area = drawHead(sheet, spec, legendOf(spec));
  const { ctx, theme } = sheet;
  const heading = clipped(axisName(spec.y), area.width * 0.6, measureAt(ctx, SIZE.label, 700));
  const y = area.y + HEADING / 2;
  drawText(ctx, heading, { x: area.x, y, size: SIZE.label, weight: 700, colour: theme.text });
  drawKey(sheet, spec, { right: area.x + area.width, y, width: area.width * 0.38 });
  drawPlotOf(sheet, { ...area, y: area.y + HEADING, height: area.height - HEADING }, { spec, dots, notes });
  drawFoot(sheet, spec.source, notes);
  return sheet;
}

/** At the right of the axis's name: what a hollow point and the area of a bubble stand for. */
function drawKey(sheet: Sheet, spec: ScatterSpec, at: { right: number; y: number; width: number }): void {
  const { ctx, theme } = sheet;
  const measure = measureAt(ctx, SIZE.legend);
  const style = { y: at.y, size: SIZE.legend, colour: theme.muted, align: "right" } as const;
  let { right } = at;
  if (spec.sizeLabel !== undefined && isBubbles(spec)) {
    const text = clipped(`Bubble area: ${drawable(spec.sizeLabel)}`, at.width, measure);
    drawText(ctx, text, { ...style, x: right });
    right -= measure(text) + 2 * KEY_GAP;
  }
  if (spec.hollowLabel === undefined || !spec.points.some(({ hollow }) => hollow === true)) return;
  const text = clipped(drawable(spec.hollowLabel), at.width * 0.7, measure);
  drawText(ctx, text, { ...style, x: right });
  ctx.strokeStyle = theme.muted;
  ctx.lineWidth = RIM;
  ctx.beginPath();
  ctx.arc(right - measure(text) - KEY_GAP, at.y, PLAIN_RADIUS, 0, Math.PI * 2);
  ctx.stroke();
}

const isBubbles = (spec: ScatterSpec): boolean =>
  spec.points.some(({ size }) => isOnAxis(size ?? null, "log"));

/** Of bubbles the largest first: small ones stay visible on top of them. */
function readDots(spec: ScatterSpec, notes: string[]): Dot[] {
  const bubbles = isBubbles(spec);
  const sizes = spec.points.map(({ size }) => size ?? null).filter((size) => isOnAxis(size, "log"));
  const largest = Math.max(Number.MIN_VALUE, ...sizes);
  const widest = spec.points.length > FEW ? LARGEST_OF_MANY : LARGEST_BUBBLE;
  const looks = looksOf(spec);
  const plain = spec.points.length > MANY ? RADIUS_OF_MANY : PLAIN_RADIUS;
  const dots = spec.points
    .filter(({ x, y }) => isOnAxis(x, spec.x.scale) && isOnAxis(y, spec.y.scale))
    .map(({ x, y, label, group, size, hollow = false, priority = 0 }) => {
      const look = lookOf(looks, group);
      const share = isOnAxis(size ?? null, "log") ? (size ?? 0) / largest : 0;
      return {
        x,
        y,
        r: bubbles
          ? Math.max(SMALLEST_BUBBLE, Math.sqrt(share) * widest)
          : plain * pointLook(look.shape).scale,
        label: drawable(label),
        hollow,
        priority,
        ...look,
      };
    });
  const lost = spec.points.length - dots.length;
  if (lost > 0) notes.push(leftOut(lost, "point").replace(" more", ""));
  return bubbles ? dots.sort((one, other) => other.r - one.r) : dots;
}

function lookOf(looks: readonly Look[], group: string | undefined): Pick<Look, "colour" | "shape"> {
  const look = looks.find(({ names }) => group !== undefined && names.includes(group));
  if (look !== undefined) return { colour: look.colour, shape: look.shape };
  return { colour: looks.length > 0 ? NEUTRAL : nthColour(0), shape: "circle" };
}

/** Bubbles are all round, so that their areas compare. */
function looksOf(spec: ScatterSpec): Look[] {
  const groups = spec.points.flatMap(({ group }) => group ?? []);
  return isBubbles(spec) ? roundLooks(groups, THEMES[spec.theme ?? "light"]) : groupLooks(groups);
}

function legendOf(spec: ScatterSpec): LegendItem[] {
  return looksOf(spec).map((look) => ({ label: lookLabel(look), colour: look.colour, shape: look.shape }));
}

function drawPlotOf(
  sheet: Sheet,
  box: Box,
  { spec, dots, notes }: { spec: ScatterSpec; dots: Dot[]; notes: string[] },
): void {
  const { ctx, theme } = sheet;
  const range = (values: number[], axis: Axis): Range =>
    withRoom(pointRange(values, axis), axis.scale, LABEL_ROOM);
  const xRange = range(
    dots.map(({ x }) => x),
    spec.x,
  );
  const yRange = range(
    dots.map(({ y }) => y),
    spec.y,
  );
  const measure = measureAt(ctx, SIZE.label);
  const ticks = fittingTicks(spec.x, xRange, { width: box.width - 130, measure });
  drawPlot(sheet, box, {
    type: "bubble",
    data: {
      datasets: dots.map(({ x, y, r, colour, shape, hollow }) => ({
        data: [{ x, y, r: hollow ? r - RIM / 2 : r }],
        backgroundColor: `${hollow ? theme.background : colour}${r > OPAQUE ? "b8" : "ff"}`,
        borderColor: hollow ? colour : theme.background,
        borderWidth: hollow ? RIM : 1.5,
        pointStyle: pointLook(shape).pointStyle,
        rotation: pointLook(shape).rotation,
        clip: false as const,
      })),
    },
    options: {
      layout: { padding: { right: 36, top: 6 } },
      scales: {
        x: namedScale(spec.x, theme, { range: xRange, ticks }),
        y: figureScale(spec.y, theme, { range: yRange, ticks: 5 }),
      },
    },
    over: (drawn) => {
      const lost = nameDots(drawn, dots, sheet);
      if (lost > 0) notes.push(lost === 1 ? "1 label not shown" : `${lost} labels not shown`);
    },
  });
}

/** Writes the names where they find room, smaller if that shows more of them, and gives how many found none. */
function nameDots(drawn: Drawn<"bubble">, dots: Dot[], { theme }: Sheet): number {
  const sizes = dots.length <= FEW ? [SIZE.label, SIZE.legend] : [SIZE.legend, SIZE.legend - 4];
  let best = placeNames(drawn, dots, sizes[0] ?? SIZE.label);
  for (const size of sizes.slice(1)) {
    const other = best.lost === 0 ? best : placeNames(drawn, dots, size);
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

function placeNames({ chart, ctx, area, whole }: Drawn<"bubble">, dots: Dot[], size: number): Names {
  const measure = measureAt(ctx, size);
  const texts = dots.map(({ label }) => clipped(label, WIDEST_LABEL, measure));
  const anchors = dots.map(({ r, priority }, at): Anchor => {
    const point = chart.getDatasetMeta(at).data[0];
    return {
      x: point?.x ?? 0,
      y: point?.y ?? 0,
      reach: r,
      width: measure(texts[at] ?? "") + 4,
      height: size * 1.1,
      farthest: priority > 0 ? FARTHEST : dots.length > MANY ? NEAR : FAR,
      strict: dots.length > MANY,
    };
  });
  const room = { x: area.x + 4, y: 0, width: whole.width - area.x - 4, height: area.y + area.height - 2 };
  const order = byPriority(dots.map(({ priority }, at) => ({ priority, at }))).map(({ at }) => at);
  const placed = placeLabels(
    order.flatMap((at) => anchors[at] ?? []),
    room,
  );
  const boxes = anchors.map((_, at) => placed[order.indexOf(at)] ?? null);
  const names = anchors.flatMap((anchor, at) => {
    const box = boxes[at] ?? null;
    return box === null ? [] : [{ text: texts[at] ?? "", box, lead: leadTo(anchor, box) }];
  });
  const missed = dots.filter(({ priority }, at) => priority > 0 && boxes[at] === null).length;
  return { size, names, lost: boxes.length - names.length, missed };
}
