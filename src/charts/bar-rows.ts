import { axisName, figureScale, fittingTicks } from "./axes.ts";
import { type Bars, type Panel, reaches, someCategories } from "./bar-data.ts";
import { BAR_SHARE, barData, drawFigures, seriesCount, widestWord, within } from "./bar-plot.ts";
import { drawParts } from "./bar-stack.ts";
import type { Box } from "./labels.ts";
import { leftOut } from "./left-out.ts";
import { type Drawn, drawPlot } from "./plot.ts";
import { drawText, measureAt, type Sheet } from "./sheet.ts";
import type { Axis } from "./spec.ts";
import { clipped, fitsIn, wrapped } from "./text.ts";
import { SIZE } from "./theme.ts";
import { barRange, type Range, withRoom } from "./ticks.ts";

const HEADING = 40;
/** Where panels are narrow, the kind of scale has a line of its own. */
const TALL_HEADING = 68;
const TICKS = 44;
const PANEL_GAP = 28;
const STRIP_GAP = 44;
const THINNEST = 17;
/** Where the picture has to grow anyway. */
const THINNEST_GROWN = 20;
const THINNEST_STACK = 30;
/** The height of the tallest rows; what is beyond is left out. */
const TALLEST = 1500;
const TWO_LINES_FROM = 62;
/** The share of the axis behind a stack where it says which of its parts are unknown, if any are. */
const MISSING_ROOM = 0.25;
/** Names may be set smaller down to here before they are cut. */
const SMALLEST_WHOLE = 18;

export interface RowPlan {
  /** The same panels for the first and for the second half of the categories, or for all of them. */
  strips: Bars[];
  /** How many rows the longest strip has. */
  rows: number;
  /** The height that all of it needs. */
  height: number;
}

/** How the rows are laid out: in two strips side by side when they are too many for one, then in a taller picture. */
export function planRows(bars: Bars, height: number): RowPlan {
  const count = bars.categories.length;
  const fixed = headingOf(bars) + TICKS;
  const each = (thinnest: number): number =>
    ((bars.stacked ? THINNEST_STACK : thinnest) * seriesCount(bars)) / BAR_SHARE;
  const fitting = (room: number, thinnest: number): number =>
    Math.max(1, Math.floor((room - fixed) / each(thinnest)));
  if (count <= fitting(height, THINNEST)) return { strips: [bars], rows: count, height };
  const columns = bars.panels.length === 1 && count > 1 ? 2 : 1;
  const rows = Math.min(Math.ceil(count / columns), fitting(Math.max(TALLEST, height), THINNEST_GROWN));
  const shown = Math.min(count, rows * columns);
  if (shown < count) bars.notes.push(leftOut(count - shown, "row"));
  const strips = Array.from({ length: columns }, (_, at) =>
    someCategories(bars, at * rows, Math.min(shown, (at + 1) * rows)),
  );
  return { strips, rows, height: Math.max(height, fixed + rows * each(THINNEST_GROWN)) };
}

interface Layout {
  heading: number;
  labelSize: number;
  labelWidth: number;
  /** The height of one category. */
  rowHeight: number;
  figureSize: number;
  /** Of one bar. */
  thickness: number;
  /** The width of one panel, names not included. */
  panelWidth: number;
  wrap: (label: string) => string[];
}

/** Rows of bars: the names once at the left, then one panel beside the other. */
export function drawRows(sheet: Sheet, area: Box, plan: RowPlan): void {
  const { strips, rows } = plan;
  const width = (area.width - STRIP_GAP * (strips.length - 1)) / strips.length;
  const layout = layOut(sheet, { ...area, width }, plan);
  for (const [at, bars] of strips.entries()) {
    const x = area.x + at * (width + STRIP_GAP);
    // The last strip may have fewer rows: they are no thicker.
    const height = area.height - layout.rowHeight * Math.max(0, rows - bars.categories.length);
    drawStrip(sheet, { x, y: area.y, width, height }, { bars, layout, strips });
  }
}

function headingOf({ panels }: Bars): number {
  return panels.length > 1 && panels.some(({ axis }) => axis.scale === "log") ? TALL_HEADING : HEADING;
}

function drawStrip(
  sheet: Sheet,
  area: Box,
  { bars, layout, strips }: { bars: Bars; layout: Layout; strips: readonly Bars[] },
): void {
  let x = area.x;
  for (const [at, panel] of bars.panels.entries()) {
    const names = at === 0 ? layout.labelWidth : 0;
    const box = { x, y: area.y, width: layout.panelWidth + names, height: area.height };
    const range = rangeOf(sheet, { strips, at, layout });
    drawPanel(sheet, box, { bars, panel, layout, names, range });
    x += box.width + PANEL_GAP;
  }
}

/** All strips have the same axis, so that their bars compare. */
function rangeOf(
  sheet: Sheet,
  { strips, at, layout }: { strips: readonly Bars[]; at: number; layout: Layout },
): Range {
  const panels = strips.flatMap((bars) => {
    const panel = bars.panels[at];
    return panel === undefined ? [] : [{ bars, panel }];
  });
  const scale = panels[0]?.panel.axis.scale ?? "linear";
  const values = panels.flatMap(({ bars, panel }) => reaches(bars, panel));
  const measure = measureAt(sheet.ctx, layout.figureSize, 700);
  const widest = Math.max(...panels.map(({ panel }) => widestWord(panel, measure)));
  const word = (widest + 14) / (layout.panelWidth - 24);
  const stacks = panels.filter(({ bars }) => bars.stacked);
  const missing = stacks.some(({ panel }) => panel.series.some(({ values }) => values.includes(null)));
  const positive = values.some((value) => value > 0) || values.length === 0;
  return withRoom(barRange(values, scale), scale, {
    before: values.some((value) => value < 0) ? word : 0,
    after: stacks.length > 0 ? (missing ? MISSING_ROOM : 0.02) : positive ? word : 0.02,
  });
}

function layOut(sheet: Sheet, area: Box, { strips, rows }: RowPlan): Layout {
  const labels = strips.flatMap(({ categories }) => categories.map(({ label }) => label));
  const panels = Math.max(1, ...strips.map((bars) => bars.panels.length));
  const heading = Math.max(0, ...strips.map(headingOf));
  const rowHeight = (area.height - heading - TICKS) / Math.max(1, rows);
  const largest = within(rowHeight * 0.62, SIZE.smallest, SIZE.label);
  const bars = Math.max(1, ...strips.map(seriesCount));
  const thickness = (rowHeight * BAR_SHARE) / bars;
  const figureSize = within(thickness * 0.92, SIZE.smallest, SIZE.label);
  const widest = area.width * (panels > 1 ? 0.26 : 0.34);
  const most = rowHeight >= TWO_LINES_FROM ? 2 : 1;
  const sizes = [0, 2, 4, 6, 8].map((less) => largest - less).filter((size) => size >= SMALLEST_WHOLE);
  const whole = (size: number): boolean => {
    const options = { measure: measureAt(sheet.ctx, size), most };
    return labels.every((label) => fitsIn(label, widest, options));
  };
  const labelSize = sizes.find(whole) ?? Math.min(largest, SIZE.legend);
  const measure = measureAt(sheet.ctx, labelSize);
  const wrap = (label: string): string[] => wrapped(label, widest, { measure, most });
  const labelWidth = Math.ceil(Math.max(0, ...labels.flatMap(wrap).map(measure))) + 16;
  const panelWidth = (area.width - labelWidth - PANEL_GAP * (panels - 1)) / panels;
  return { heading, labelSize, labelWidth, rowHeight, figureSize, thickness, panelWidth, wrap };
}

interface PanelPlan {
  bars: Bars;
  panel: Panel;
  layout: Layout;
  /** The width of the names at the left, in the first panel. */
  names: number;
  range: Range;
}

function drawPanel(sheet: Sheet, box: Box, { bars, panel, layout, names, range }: PanelPlan): void {
  const { ctx, theme } = sheet;
  const size = bars.panels.length > 2 ? SIZE.label - 2 : SIZE.label;
  const width = layout.panelWidth - 24;
  const ticks = fittingTicks(panel.axis, range, { width, measure: measureAt(ctx, size) });
  const labels = bars.categories.map(({ label }) => layout.wrap(label));
  drawPlot(
    sheet,
    { ...box, y: box.y + layout.heading, height: box.height - layout.heading },
    {
      type: "bar",
      data: barData(bars, panel, {
        labels: labels.map((lines) => lines.join(" ")),
        theme,
        thickness: layout.thickness,
      }),
      options: {
        indexAxis: "y",
        layout: { padding: { left: names > 0 ? 0 : 2 } },
        scales: {
          x: { ...figureScale(panel.axis, theme, { range, ticks, size }), stacked: bars.stacked },
          y: {
            stacked: bars.stacked,
            grid: { display: false },
            border: { display: true, color: theme.muted, width: 2 },
            ticks: { display: false },
            afterFit: (scale) => {
              scale.width = names;
            },
          },
        },
      },
      over: (drawn) => {
        if (bars.stacked) drawParts(drawn, panel, theme);
        else drawFigures(drawn, panel, { size: layout.figureSize, theme, rows: true });
        const left = box.x + drawn.area.x;
        drawHeading(sheet, panel.axis, {
          x: left,
          y: box.y,
          width: box.x + box.width - left,
          size,
          tall: layout.heading > HEADING,
        });
        const { labelSize } = layout;
        if (names > 0) {
          drawNames(drawn, { labels, labelSize, right: drawn.area.x - 12, colour: theme.text });
        }
      },
    },
  );
}

/** What the panel measures. */
function drawHeading(
  sheet: Sheet,
  axis: Axis,
  at: { x: number; y: number; width: number; size: number; tall: boolean },
): void {
  const measure = measureAt(sheet.ctx, at.size, 700);
  const name = at.tall ? axisName({ ...axis, scale: "linear" }) : axisName(axis);
  const style = { x: at.x, y: at.y + HEADING / 2 } as const;
  drawText(sheet.ctx, clipped(name, at.width, measure), {
    ...style,
    size: at.size,
    weight: 700,
    colour: sheet.theme.text,
  });
  if (!at.tall || axis.scale === "linear") return;
  drawText(sheet.ctx, "log scale", {
    ...style,
    y: style.y + 30,
    size: SIZE.legend,
    colour: sheet.theme.muted,
  });
}

function drawNames(
  drawn: Drawn<"bar">,
  at: { labels: string[][]; labelSize: number; right: number; colour: string },
): void {
  const scale = drawn.chart.scales.y;
  for (const [index, lines] of at.labels.entries()) {
    const middle = scale?.getPixelForValue(index) ?? 0;
    for (const [line, text] of lines.entries()) {
      const y = middle + (line - (lines.length - 1) / 2) * at.labelSize * 1.15;
      drawText(drawn.ctx, text, { x: at.right, y, size: at.labelSize, colour: at.colour, align: "right" });
    }
  }
}
