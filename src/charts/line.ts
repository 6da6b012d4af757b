import type { ChartDataset, PointElement } from "chart.js";
import { axisName, figureScale, fittingTicks, namedScale } from "./axes.ts";
import { drawFoot, drawHead } from "./frame.ts";
import { type Box, spreadLabels } from "./labels.ts";
import { leftOut } from "./left-out.ts";
import { pointLook } from "./marks.ts";
import { NEUTRAL, nthDash, nthShape, type Shape, seriesColours } from "./palette.ts";
import { type Drawn, drawPlot } from "./plot.ts";
import { createSheet, drawLine, drawText, measureAt, type Sheet } from "./sheet.ts";
import type { Axis, LinePoint, LineSpec } from "./spec.ts";
import { clipped, drawable } from "./text.ts";
import { HEIGHT, LINE_WIDTH, SIZE, THEMES, type Theme, WIDTH } from "./theme.ts";
import { isOnAxis, pointRange, type Range } from "./ticks.ts";

interface Line {
  label: string;
  colour: string;
  shape: Shape;
  dash: number[];
  points: LinePoint[];
}

const HEADING = 34;
const WIDEST_LABEL = 300;
const LABEL_INDENT = 22;
const MOST_MARKED = 24;
const DASHED = [12, 10];
const BAND_OPACITY = 0.16;

/** Lines, each named at its end. */
export function drawLines(spec: LineSpec): Sheet {
  const sheet = createSheet({ width: WIDTH, height: HEIGHT }, THEMES[spec.theme ?? "light"]);
  const notes: string[] = [];
  const lines = readLines(spec, sheet.theme, notes);
  const area = drawHead(sheet, spec);
  const { ctx, theme } = sheet;
  const heading = clipped(axisName(spec.y), area.width, measureAt(ctx, SIZE.label, 700));
  drawText(ctx, heading, {
    x: area.x,
    y: area.y + HEADING / 2,
    size: SIZE.label,
    weight: 700,
    colour: theme.text,
  });
  drawPlotOf(sheet, { ...area, y: area.y + HEADING, height: area.height - HEADING }, { spec, lines, notes });
  drawFoot(sheet, spec, notes);
  return sheet;
}

function readLines(spec: LineSpec, theme: Theme, notes: string[]): Line[] {
  let lost = 0;
  const groups = spec.series.map(({ group }) => group);
  const colours = seriesColours(groups, theme);
  const lines = spec.series.map((series, at) => {
    const points = series.points
      .filter(({ x, y }) => isOnAxis(x, spec.x.scale) && isOnAxis(y, spec.y.scale))
      .sort((one, other) => one.x - other.x);
    lost += series.points.length - points.length;
    return {
      label: drawable(series.label),
      colour: colours[at] ?? NEUTRAL,
      shape: nthShape(at),
      dash: series.dashed === true ? DASHED : [...nthDash(Math.floor(at / 4))],
      points: points.map((point) => ({ x: point.x, y: point.y, ...bandOf(point, spec.y) })),
    };
  });
  if (lost > 0) notes.push(leftOut(lost, "point").replace(" more", ""));
  return lines;
}

function drawPlotOf(
  sheet: Sheet,
  box: Box,
  { spec, lines, notes }: { spec: LineSpec; lines: Line[]; notes: string[] },
): void {
  const { ctx, theme } = sheet;
  const measure = measureAt(ctx, SIZE.label, 700);
  const steps = spec.steps === true ? placesOf(lines) : undefined;
  const shown = lines.filter(({ points }) => points.length > 0).map((line) => inSteps(line, steps));
  const labels = shown.map(({ label }) => clipped(label, WIDEST_LABEL, measure));
  const right = Math.max(40, ...labels.map((label) => measure(label) + LABEL_INDENT + 14));
  const all = shown.flatMap(({ points }) => points);
  const xRange = wholeWidth(
    all.map(({ x }) => x),
    spec.x,
  );
  const yRange = pointRange(
    all.flatMap(({ y, low = y, high = y }) => [y, low, high]),
    spec.y,
  );
  const width = box.width - right - 110;
  const ticks = fittingTicks(spec.x, xRange, { width, measure: measureAt(ctx, SIZE.label) });
  drawPlot(sheet, box, {
    type: "line",
    data: { datasets: shown.map((line) => dataset(line)) },
    options: {
      layout: { padding: { right, top: 6 } },
      scales: {
        x: namedScale(spec.x, theme, { range: xRange, ticks, ...(steps === undefined ? {} : { steps }) }),
        y: figureScale(spec.y, theme, { range: yRange, ticks: 5 }),
      },
    },
    under: (drawn) => {
      for (const line of shown) drawBand(drawn, line);
    },
    over: (drawn) => {
      const lost = nameEnds(drawn, { labels, lines: shown, halo: theme.background });
      if (lost > 0) notes.push(`${lost} labels not shown`);
    },
  });
}

/** Both ends of the band at a point, where both can be drawn. */
function bandOf({ low, high }: LinePoint, { scale }: Axis): Pick<LinePoint, "low" | "high"> {
  if (low === undefined || high === undefined) return {};
  return isOnAxis(low, scale) && isOnAxis(high, scale) ? { low, high } : {};
}

/** Every place on x that occurs, from left to right. */
const placesOf = (lines: readonly Line[]): number[] =>
  [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort((one, other) => one - other);

const inSteps = (line: Line, steps: readonly number[] | undefined): Line =>
  steps === undefined
    ? line
    : { ...line, points: line.points.map((point) => ({ ...point, x: steps.indexOf(point.x) })) };

/** The area between the lows and the highs, so light that lines and other bands are seen through it. */
function drawBand({ chart, ctx }: Drawn<"line">, { points, colour }: Line): void {
  const { x, y } = chart.scales;
  const ends = points.filter(({ low, high }) => low !== undefined && high !== undefined);
  if (x === undefined || y === undefined || ends.length < 2) return;
  const around = [
    ...ends.map(({ x: place, high = 0 }) => ({ place, value: high })),
    ...ends.toReversed().map(({ x: place, low = 0 }) => ({ place, value: low })),
  ];
  ctx.save();
  ctx.globalAlpha = BAND_OPACITY;
  ctx.fillStyle = colour;
  ctx.beginPath();
  for (const { place, value } of around) ctx.lineTo(x.getPixelForValue(place), y.getPixelForValue(value));
  ctx.fill();
  ctx.restore();
}

/** From the first to the last point, without air: the names stand right behind the ends. */
function wholeWidth(values: number[], axis: Axis): Range {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  return max - min > Math.abs(max) * 1e-9 ? { min, max } : pointRange(values, axis);
}

function dataset(line: Line): ChartDataset<"line"> {
  const marked = line.points.length <= MOST_MARKED;
  const { pointStyle, rotation, scale } = pointLook(line.shape);
  return {
    data: line.points,
    parsing: false,
    borderColor: line.colour,
    backgroundColor: line.colour,
    borderWidth: LINE_WIDTH,
    borderDash: line.dash,
    pointStyle,
    pointRotation: rotation,
    pointRadius: line.points.map((_, at) => (marked || at === line.points.length - 1 ? 8 * scale : 0)),
    pointBorderWidth: 0,
    clip: false,
  };
}

/** Writes each name beside the end of its line, and gives how many had no room. */
function nameEnds(drawn: Drawn<"line">, at: { labels: string[]; lines: Line[]; halo: string }): number {
  const { chart, ctx, area, whole } = drawn;
  const ends = at.lines.map((_, index) => chart.getDatasetMeta(index).data.at(-1) as PointElement);
  const places = spreadLabels(
    ends.map(({ y }) => y),
    { height: SIZE.label + 6, top: 0, bottom: whole.height - 60 },
  );
  const x = area.x + area.width + LABEL_INDENT;
  for (const [index, place] of places.entries()) {
    const [end, line] = [ends[index], at.lines[index]];
    if (place === null || end === undefined || line === undefined) continue;
    if (Math.abs(place - end.y) > 4 || x - end.x > LABEL_INDENT + 40) {
      const lead = { from: { x: end.x + 10, y: end.y }, to: { x: x - 4, y: place } };
      drawLine(ctx, lead, { width: 1.5, colour: line.colour });
    }
    drawText(ctx, at.labels[index] ?? "", {
      x,
      y: place,
      size: SIZE.label,
      weight: 700,
      colour: line.colour,
      halo: at.halo,
    });
  }
  return places.filter((place) => place === null).length;
}
