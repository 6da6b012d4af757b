import { axisName, figureScale } from "./axes.ts";
import { type Bars, type Panel, reaches } from "./bar-data.ts";
import { BAR_SHARE, barData, drawFigures, seriesCount, widestWord } from "./bar-plot.ts";
import type { Box } from "./labels.ts";
import { drawPlot } from "./plot.ts";
import { drawText, measureAt, type Sheet } from "./sheet.ts";
import { clipped, fitsIn, wrapped } from "./text.ts";
import { SIZE } from "./theme.ts";
import { barRange, withRoom } from "./ticks.ts";

const HEADING = 42;
const PANEL_GAP = 28;
const FIGURE_AXIS = 92;
const SIZES = [SIZE.label, 24, 22, 20, 18];
const MOST_LINES = 2;

interface Layout {
  labels: string[][];
  labelSize: number;
  figureSize: number;
  /** Of one bar. */
  thickness: number;
}

/** Columns, if every name fits under and every figure over its column; otherwise draws nothing and gives false. */
export function drawColumns(sheet: Sheet, area: Box, bars: Bars): boolean {
  const count = Math.max(1, bars.panels.length);
  const width = (area.width - PANEL_GAP * (count - 1)) / count;
  const column = (width - FIGURE_AXIS) / Math.max(1, bars.categories.length);
  const layout = layOut(sheet, bars, column);
  if (layout === undefined) return false;
  for (const [at, panel] of bars.panels.entries()) {
    const x = area.x + at * (width + PANEL_GAP);
    drawPanel(sheet, { ...area, x, width }, { bars, panel, layout });
  }
  return true;
}

function layOut(sheet: Sheet, bars: Bars, column: number): Layout | undefined {
  const room = column - 12;
  const labelSize = SIZES.find((size) => {
    const measure = measureAt(sheet.ctx, size);
    return bars.categories.every(({ label }) => fitsIn(label, room, { measure, most: MOST_LINES }));
  });
  const bar = (column * (seriesCount(bars) > 1 ? BAR_SHARE : 0.95)) / seriesCount(bars);
  const figureSize = SIZES.find((size) => {
    const measure = measureAt(sheet.ctx, size, 700);
    return bars.panels.every((panel) => widestWord(panel, measure) <= bar - 4);
  });
  if (labelSize === undefined || figureSize === undefined) return undefined;
  const options = { measure: measureAt(sheet.ctx, labelSize), most: MOST_LINES };
  const labels = bars.categories.map(({ label }) => wrapped(label, room, options));
  return { labels, labelSize, figureSize, thickness: bar };
}

function drawPanel(
  sheet: Sheet,
  box: Box,
  { bars, panel, layout }: { bars: Bars; panel: Panel; layout: Layout },
): void {
  const { ctx, theme } = sheet;
  const values = reaches(bars, panel);
  const word = (layout.figureSize * 1.5) / (box.height - HEADING - 2 * layout.labelSize);
  const range = withRoom(barRange(values, panel.axis.scale), panel.axis.scale, {
    before: values.some((value) => value < 0) ? word : 0,
    after: word,
  });
  drawPlot(
    sheet,
    { ...box, y: box.y + HEADING, height: box.height - HEADING },
    {
      type: "bar",
      data: barData(bars, panel, { labels: layout.labels, theme, thickness: layout.thickness }),
      options: {
        layout: { padding: { top: 14 } },
        scales: {
          x: {
            grid: { display: false },
            border: { color: theme.muted, width: 2 },
            ticks: {
              autoSkip: false,
              maxRotation: 0,
              color: theme.text,
              font: { size: layout.labelSize },
              padding: 6,
            },
          },
          y: figureScale(panel.axis, theme, { range, ticks: 5 }),
        },
      },
      over: (drawn) => drawFigures(drawn, panel, { size: layout.figureSize, theme, rows: false }),
    },
  );
  const heading = clipped(axisName(panel.axis), box.width, measureAt(ctx, SIZE.label, 700));
  drawText(ctx, heading, {
    x: box.x,
    y: box.y + HEADING / 2,
    size: SIZE.label,
    weight: 700,
    colour: theme.text,
  });
}
