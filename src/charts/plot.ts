import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import {
  BarController,
  BarElement,
  BubbleController,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  type ChartData,
  type ChartItem,
  type ChartOptions,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
} from "chart.js";
import { FAMILIES } from "./fonts.ts";
import type { Box } from "./labels.ts";
import type { Sheet } from "./sheet.ts";

Chart.register(BarController, BubbleController, LineController);
Chart.register(BarElement, LineElement, PointElement, CategoryScale, LinearScale, LogarithmicScale);
Chart.defaults.font.family = FAMILIES;

export type PlotType = "bar" | "line" | "bubble";

/** Where chart.js put something, in pixels of the plot. */
export interface Drawn<Type extends PlotType> {
  chart: Chart<Type>;
  ctx: SKRSContext2D;
  /** The area inside the axes, in pixels of the plot. */
  area: Box;
  /** The plot's own pixels: labels may use all of them. */
  whole: Box;
}

export interface Plot<Type extends PlotType> {
  type: Type;
  data: ChartData<Type>;
  options: ChartOptions<Type>;
  /** Draws what lies behind the data. */
  under?(drawn: Drawn<Type>): void;
  /** Draws what belongs on top: labels. */
  over(drawn: Drawn<Type>): void;
}

/** Draws a chart.js chart into that part of the sheet. */
export function drawPlot<Type extends PlotType>(sheet: Sheet, box: Box, plot: Plot<Type>): void {
  const canvas = createCanvas(Math.floor(box.width), Math.floor(box.height));
  const ctx = canvas.getContext("2d");
  ctx.lang = "en";
  const drawn = (chart: Chart<Type>): Drawn<Type> => {
    const { left, top, width, height } = chart.chartArea;
    const whole = { x: 0, y: 0, width: canvas.width, height: canvas.height };
    return { chart, ctx, area: { x: left, y: top, width, height }, whole };
  };
  const config: ChartConfiguration<Type> = {
    type: plot.type,
    data: plot.data,
    options: {
      ...plot.options,
      animation: false,
      responsive: false,
      devicePixelRatio: 1,
      events: [],
    } as ChartOptions<Type>,
    plugins: [{ id: "under", beforeDatasetsDraw: (chart) => plot.under?.(drawn(chart)) }],
  };
  const chart = new Chart(ctx as unknown as ChartItem, config);
  plot.over(drawn(chart as Chart<Type>));
  sheet.ctx.drawImage(canvas, Math.floor(box.x), Math.floor(box.y));
  chart.destroy();
}
