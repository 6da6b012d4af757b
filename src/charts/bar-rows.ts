import { axisName, figureScale, fittingTicks } from "./axes.ts";
import { type Bars, firstCategories, type Panel } from "./bar-data.ts";
import { BAR_SHARE, barData, drawFigures, knownValues, seriesCount, widestWord, within } from "./bar-plot.ts";
import type { Box } from "./labels.ts";
import { type Drawn, drawPlot } from "./plot.ts";
import { drawText, measureAt, type Sheet } from "./sheet.ts";
import type { Axis } from "./spec.ts";
import { clipped, wrapped } from "./text.ts";
import { SIZE } from "./theme.ts";
import { barRange, withRoom } from "./ticks.ts";

const HEADING = 40;
/** Where panels are narrow, the kind of scale has a line of its own. */
const TALL_HEADING = 68;
const TICKS = 44;
const PANEL_GAP = 28;
const THINNEST = 17;
const TWO_LINES_FROM = 62;

interface Layout {
  heading: number;
  labels: string[][];
  labelSize: number;
  labelWidth: number;
  figureSize: number;
}

/** Rows of bars: the names once at the left, then one panel beside the other. */
export function drawRows(sheet: Sheet, area: Box, all: Bars): void {
  const isTall = all.panels.length > 1 && all.panels.some(({ axis }) => axis.scale === "log");
  const heading = isTall ? TALL_HEADING : HEADING;
  const rowsHeight = area.height - heading - TICKS;
  const most = Math.max(1, Math.floor((rowsHeight * BAR_SHARE) / (THINNEST * seriesCount(all))));
  const bars = firstCategories(all, most);
  const layout = layOut(sheet, area, {
    bars,
    heading,
    rowHeight: rowsHeight / Math.max(1, bars.categories.length),
  });
  const count = Math.max(1, bars.panels.length);
  const width = (area.width - layout.labelWidth - PANEL_GAP * (count - 1)) / count;
  let x = area.x;
  for (const [at, panel] of bars.panels.entries()) {
    const names = at === 0 ? layout.labelWidth : 0;
    const box = { x, y: area.y, width: width + names, height: area.height };
    drawPanel(sheet, box, { bars, panel, layout, names });
    x += box.width + PANEL_GAP;
  }
}

function layOut(
  sheet: Sheet,
  area: Box,
  { bars, heading, rowHeight }: { bars: Bars; heading: number; rowHeight: number },
): Layout {
  const labelSize = within(rowHeight * 0.62, SIZE.smallest, SIZE.label);
  const figureSize = within((rowHeight * BAR_SHARE * 0.92) / seriesCount(bars), SIZE.smallest, SIZE.label);
  const measure = measureAt(sheet.ctx, labelSize);
  const widest = area.width * (bars.panels.length > 1 ? 0.26 : 0.34);
  const most = rowHeight >= TWO_LINES_FROM ? 2 : 1;
  const labels = bars.categories.map(({ label }) => wrapped(label, widest, { measure, most }));
  const labelWidth = Math.ceil(Math.max(0, ...labels.flat().map(measure))) + 16;
  return { heading, labels, labelSize, labelWidth, figureSize };
}

function drawPanel(
  sheet: Sheet,
  box: Box,
  { bars, panel, layout, names }: { bars: Bars; panel: Panel; layout: Layout; names: number },
): void {
  const { ctx, theme } = sheet;
  const size = bars.panels.length > 2 ? SIZE.label - 2 : SIZE.label;
  const width = box.width - names - 24;
  const values = knownValues(panel);
  const word = (widestWord(panel, measureAt(ctx, layout.figureSize, 700)) + 14) / width;
  const range = withRoom(barRange(values, panel.axis.scale), panel.axis.scale, {
    before: values.some((value) => value < 0) ? word : 0,
    after: values.some((value) => value > 0) || values.length === 0 ? word : 0.02,
  });
  const ticks = fittingTicks(panel.axis, range, { width, measure: measureAt(ctx, size) });
  drawPlot(
    sheet,
    { ...box, y: box.y + layout.heading, height: box.height - layout.heading },
    {
      type: "bar",
      data: barData(bars, panel, { labels: layout.labels.map((lines) => lines.join(" ")), theme }),
      options: {
        indexAxis: "y",
        layout: { padding: { left: names > 0 ? 0 : 2 } },
        scales: {
          x: figureScale(panel.axis, theme, { range, ticks, size }),
          y: {
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
        drawFigures(drawn, panel, { size: layout.figureSize, theme, rows: true });
        const left = box.x + drawn.area.x;
        drawHeading(sheet, panel.axis, {
          x: left,
          y: box.y,
          width: box.x + box.width - left,
          size,
          tall: layout.heading > HEADING,
        });
        if (names > 0) drawNames(drawn, { ...layout, right: drawn.area.x - 12, colour: theme.text });
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
