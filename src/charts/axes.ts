import type { Scale } from "chart.js";
import type { Axis } from "./spec.ts";
import { capital, drawable, type Measure } from "./text.ts";
import { SIZE, type Theme } from "./theme.ts";
import { axisTicks, type Range, tickLabels } from "./ticks.ts";

const MOST_TICKS = 7;
const TICK_GAP = 14;

/** What an axis is called on the picture; a log axis says so. */
export function axisName(axis: Axis): string {
  const name = capital(drawable(axis.label));
  return axis.scale === "log" ? `${name} (log scale)` : name;
}

/** An axis of figures: about so many ticks; or of steps, each of these figures a step from the one before. */
interface Scaled {
  range: Range;
  ticks: number;
  steps?: readonly number[];
  size?: number;
}

/** The chart.js options of an axis of figures: this range, few readable ticks, no border. */
export function figureScale(axis: Axis, theme: Theme, at: Scaled) {
  const ticks = at.steps?.map((_, step) => step) ?? axisTicks(at.range, axis.scale, at.ticks);
  const labels = tickLabels(at.steps ?? ticks, axis.format);
  return {
    type: axis.scale === "log" ? ("logarithmic" as const) : ("linear" as const),
    min: at.range.min,
    max: at.range.max,
    border: { display: false },
    grid: { color: theme.grid, lineWidth: 2, drawTicks: false },
    afterBuildTicks: (scale: Scale) => {
      scale.ticks = ticks.map((value) => ({ value }));
    },
    ticks: {
      callback: (_: unknown, index: number) => labels[index] ?? "",
      color: theme.muted,
      font: { size: at.size ?? SIZE.label },
      padding: 8,
      autoSkip: false,
      maxRotation: 0,
      minRotation: 0,
      includeBounds: false,
    },
  };
}

/** As `figureScale`, with its name under it. */
export function namedScale(axis: Axis, theme: Theme, at: Scaled) {
  const title = {
    display: true,
    text: axisName(axis),
    color: theme.text,
    font: { size: SIZE.label, weight: "bold" as const },
    padding: 2,
  };
  return { ...figureScale(axis, theme, at), title };
}

/** How many ticks fit side by side without their labels touching. */
export function fittingTicks(axis: Axis, range: Range, at: { width: number; measure: Measure }): number {
  const place = (value: number): number =>
    axis.scale === "log"
      ? Math.log(value / range.min) / Math.log(range.max / range.min)
      : (value - range.min) / (range.max - range.min);
  for (let count = MOST_TICKS; count > 1; count -= 1) {
    const ticks = axisTicks(range, axis.scale, count);
    const ends = tickLabels(ticks, axis.format).map((label, index) => {
      const middle = place(ticks[index] ?? 0) * at.width;
      const half = at.measure(label) / 2;
      return { left: middle - half, right: middle + half };
    });
    if (ends.every(({ left }, index) => index === 0 || left - (ends[index - 1]?.right ?? 0) > TICK_GAP))
      return count;
  }
  return 1;
}
