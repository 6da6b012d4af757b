import type { ChartDataset, PointElement } from "chart.js";
import { axisName, figureScale, fittingTicks, namedScale } from "./axes.ts";
import { drawFoot, drawHead } from "./frame.ts";
import { type Box, spreadLabels } from "./labels.ts";
import { leftOut } from "./left-out.ts";
import { pointLook } from "./marks.ts";
import { NEUTRAL, nthDash, nthShape, type Shape, seriesColours } from "./palette.ts";
import { type Drawn, drawPlot } from "./plot.ts";
import { createSheet, drawLine, drawText, measureAt, type Sheet } from "./sheet.ts";
import type { Axis, LineSpec } from "./spec.ts";
import { clipped, drawable } from "./text.ts";
import { HEIGHT, LINE_WIDTH, SIZE, THEMES, type Theme, WIDTH } from "./theme.ts";
import { isOnAxis, pointRange, type Range } from "./ticks.ts";

interface Line {
  label: string;
  colour: string;
  shape: Shape;
  dash: number[];
  points: { x: number; y: number }[];
}

const HEADING = 34;
const WIDEST_LABEL = 300;
const LABEL_INDENT = 22;
const MOST_MARKED = 24;
const DASHED = [12, 10];

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
      points: points.map(({ x, y }) => ({ x, y })),
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
  const shown = lines.filter(({ points }) => points.length > 0);
  const labels = shown.map(({ label }) => clipped(label, WIDEST_LABEL, measure));
  const right = Math.max(40, ...labels.map((label) => measure(label) + LABEL_INDENT + 14));
  const all = shown.flatMap(({ points }) => points);
  const xRange = wholeWidth(
    all.map(({ x }) => x),
    spec.x,
  );
  const yRange = pointRange(
    all.map(({ y }) => y),
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
        x: namedScale(spec.x, theme, { range: xRange, ticks }),
        y: figureScale(spec.y, theme, { range: yRange, ticks: 5 }),
      },
    },
    over: (drawn) => {
      const lost = nameEnds(drawn, { labels, lines: shown, halo: theme.background });
      if (lost > 0) notes.push(`${lost} labels not shown`);
    },
  });
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
