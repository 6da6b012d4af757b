import { axisName, figureScale, fittingTicks, namedScale } from "./axes.ts";
import { leftOut } from "./bar-data.ts";
import { drawFoot, drawHead } from "./frame.ts";
import { type Anchor, type Box, type Line, leadTo, placeLabels } from "./labels.ts";
import type { LegendItem } from "./legend.ts";
import { groupLooks, type Look, lookLabel, NEUTRAL, nthColour, type Shape } from "./palette.ts";
import { type Drawn, drawPlot } from "./plot.ts";
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
}

const HEADING = 34;
const PLAIN_RADIUS = 10;
const SMALLEST_BUBBLE = 7;
const LARGEST_BUBBLE = 36;
const LARGEST_OF_MANY = 27;
const WIDEST_LABEL = 330;
const FEW = 14;
/** Names stand to the right of and above their points more often than not. */
const LABEL_ROOM = { before: 0, after: 0.06 };

/** Points or bubbles with their names, as many as find room. */
export function drawPoints(spec: ScatterSpec): Sheet {
  const sheet = createSheet({ width: WIDTH, height: HEIGHT }, THEMES[spec.theme ?? "light"]);
  const notes: string[] = [];
  const dots = readDots(spec, notes);
  const area = drawHead(sheet, spec, legendOf(spec));
  const { ctx, theme } = sheet;
  const heading = clipped(axisName(spec.y), area.width * 0.6, measureAt(ctx, SIZE.label, 700));
  const y = area.y + HEADING / 2;
  drawText(ctx, heading, { x: area.x, y, size: SIZE.label, weight: 700, colour: theme.text });
  if (spec.sizeLabel !== undefined && isBubbles(spec)) {
    const key = clipped(
      `Bubble area: ${drawable(spec.sizeLabel)}`,
      area.width * 0.38,
      measureAt(ctx, SIZE.legend),
    );
    drawText(ctx, key, { x: area.x + area.width, y, size: SIZE.legend, colour: theme.muted, align: "right" });
  }
  drawPlotOf(sheet, { ...area, y: area.y + HEADING, height: area.height - HEADING }, { spec, dots, notes });
  drawFoot(sheet, spec.source, notes);
  return sheet;
}

const isBubbles = (spec: ScatterSpec): boolean =>
  spec.points.some(({ size }) => isOnAxis(size ?? null, "log"));

/** The largest first: small bubbles stay visible on top of large ones. */
function readDots(spec: ScatterSpec, notes: string[]): Dot[] {
  const bubbles = isBubbles(spec);
  const sizes = spec.points.map(({ size }) => size ?? null).filter((size) => isOnAxis(size, "log"));
  const largest = Math.max(Number.MIN_VALUE, ...sizes);
  const widest = spec.points.length > FEW ? LARGEST_OF_MANY : LARGEST_BUBBLE;
  const looks = looksOf(spec);
  const dots = spec.points
    .filter(({ x, y }) => isOnAxis(x, spec.x.scale) && isOnAxis(y, spec.y.scale))
    .map(({ x, y, label, group, size }) => {
      const share = isOnAxis(size ?? null, "log") ? (size ?? 0) / largest : 0;
      return {
        x,
        y,
        r: bubbles ? Math.max(SMALLEST_BUBBLE, Math.sqrt(share) * widest) : PLAIN_RADIUS,
        label: drawable(label),
        ...lookOf(looks, group),
      };
    });
  const lost = spec.points.length - dots.length;
  if (lost > 0) notes.push(leftOut(lost, "point").replace(" more", ""));
  return dots.sort((one, other) => other.r - one.r);
}

function lookOf(looks: readonly Look[], group: string | undefined): Pick<Look, "colour" | "shape"> {
  const look = looks.find(({ names }) => group !== undefined && names.includes(group));
  if (look !== undefined) return { colour: look.colour, shape: look.shape };
  return { colour: looks.length > 0 ? NEUTRAL : nthColour(0), shape: "circle" };
}

/** Bubbles are all round, so that their areas compare; their names tell them apart. */
function looksOf(spec: ScatterSpec): Look[] {
  const looks = groupLooks(spec.points.flatMap(({ group }) => group ?? []));
  return isBubbles(spec) ? looks.map((look) => ({ ...look, shape: "circle" })) : looks;
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
      datasets: dots.map(({ x, y, r, colour, shape }) => ({
        data: [{ x, y, r }],
        backgroundColor: r > PLAIN_RADIUS ? `${colour}b8` : colour,
        borderColor: theme.background,
        borderWidth: 1.5,
        pointStyle: shape === "star" ? ("rectRounded" as const) : shape,
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
    if (other.lost < best.lost) best = other;
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
}

function placeNames({ chart, ctx, area, whole }: Drawn<"bubble">, dots: Dot[], size: number): Names {
  const measure = measureAt(ctx, size);
  const texts = dots.map(({ label }) => clipped(label, WIDEST_LABEL, measure));
  const anchors = dots.map(({ r }, at): Anchor => {
    const point = chart.getDatasetMeta(at).data[0];
    return {
      x: point?.x ?? 0,
      y: point?.y ?? 0,
      reach: r,
      width: measure(texts[at] ?? "") + 4,
      height: size * 1.1,
    };
  });
  const room = { x: area.x + 4, y: 0, width: whole.width - area.x - 4, height: area.y + area.height - 2 };
  const boxes = placeLabels(anchors, room);
  const names = anchors.flatMap((anchor, at) => {
    const box = boxes[at] ?? null;
    return box === null ? [] : [{ text: texts[at] ?? "", box, lead: leadTo(anchor, box) }];
  });
  return { size, names, lost: boxes.length - names.length };
}
