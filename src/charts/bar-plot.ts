import type { BarElement, ChartData } from "chart.js";
import { type Bars, barColour, type Panel } from "./bar-data.ts";
import { fillOf } from "./fill.ts";
import type { Drawn } from "./plot.ts";
import { drawText } from "./sheet.ts";
import type { Theme } from "./theme.ts";
import { UNKNOWN } from "./words.ts";

/** The share of a category's room that its bars fill. */
export const BAR_SHARE = 0.8;
const THIN = 28;
const THICKEST = 84;
const THICKEST_STACK = 116;
const LABEL_GAP = 8;

export function barData(
  bars: Bars,
  panel: Panel,
  at: { labels: (string | string[])[]; theme: Theme; thickness: number },
): ChartData<"bar"> {
  return {
    labels: at.labels,
    datasets: panel.series.map((series, seriesAt) => ({
      data: series.values,
      backgroundColor: bars.categories.map((_, category) => {
        const colour = barColour(bars, series, category);
        return fillOf(colour, bars.stacked ? 0 : seriesAt, {
          ...at.theme,
          fine: at.thickness < THIN,
        }) as string;
      }),
      categoryPercentage: BAR_SHARE,
      barPercentage: panel.series.length > 1 ? 0.94 : 1,
      maxBarThickness: bars.stacked ? THICKEST_STACK : THICKEST,
      borderRadius: bars.stacked ? 0 : 3,
    })),
  };
}

/** Writes each figure at the end of its bar, and "unknown" where there is none. */
export function drawFigures(
  drawn: Drawn<"bar">,
  panel: Panel,
  at: { size: number; theme: Theme; rows: boolean },
): void {
  for (const [seriesAt, series] of panel.series.entries()) {
    for (const [index, element] of drawn.chart.getDatasetMeta(seriesAt).data.entries()) {
      const text = series.words[index] ?? UNKNOWN;
      const { x, y } = element as BarElement;
      const negative = (series.values[index] ?? 0) < 0;
      const known = series.values[index] !== null;
      const style = {
        size: at.size,
        weight: known ? 700 : 400,
        colour: known ? at.theme.text : at.theme.muted,
        halo: at.theme.background,
      } as const;
      const away = negative ? -LABEL_GAP : LABEL_GAP;
      if (at.rows) {
        drawText(drawn.ctx, text, {
          ...style,
          x: x + away,
          y: y + at.size * 0.06,
          align: negative ? "right" : "left",
        });
      } else {
        drawText(drawn.ctx, text, {
          ...style,
          x,
          y: y - away - (negative ? -1 : 1) * at.size * 0.4,
          align: "center",
        });
      }
    }
  }
}

/** The longest thing written at a bar of this panel. */
export function widestWord(panel: Panel, measure: (text: string) => number): number {
  return Math.max(0, ...panel.series.flatMap((series) => series.words.map(measure)));
}

/** How many bars stand side by side for one category. */
export const seriesCount = (bars: Bars): number =>
  bars.stacked ? 1 : Math.max(1, ...bars.panels.map((panel) => panel.series.length));

export const within = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));
