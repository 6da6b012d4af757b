import { groupColour, NEUTRAL, nthColour } from "./palette.ts";
import type { Axis, BarSpec } from "./spec.ts";
import { drawable } from "./text.ts";
import { isOnAxis } from "./ticks.ts";
import { formatNumber } from "./words.ts";

export interface Series {
  label: string;
  group: string | undefined;
  /** One per category; null where there is no bar to draw. */
  values: (number | null)[];
  /** What is written at the bar: the figure, or why there is none. */
  words: string[];
}

export interface Panel {
  axis: Axis;
  series: Series[];
}

/** The bars as they will be drawn, and what was left out. */
export interface Bars {
  categories: { label: string; group: string | undefined }[];
  panels: Panel[];
  notes: string[];
}

const MOST_PANELS = 4;
const MOST_SERIES = 6;

export function readBars(spec: BarSpec): Bars {
  const notes: string[] = [];
  if (spec.panels.length > MOST_PANELS) notes.push(leftOut(spec.panels.length - MOST_PANELS, "panel"));
  const most = Math.max(0, ...spec.panels.map((panel) => panel.series.length));
  if (most > MOST_SERIES) notes.push(leftOut(most - MOST_SERIES, "series", "series"));
  const categories = spec.categories.map(({ label, group }) => ({ label: drawable(label), group }));
  const panels = spec.panels.slice(0, MOST_PANELS).map(({ axis, series }) => ({
    axis,
    series: series.slice(0, MOST_SERIES).map((one) => ({
      label: one.label,
      group: one.group,
      ...figures(
        axis,
        categories.map((_, at) => one.values[at] ?? null),
      ),
    })),
  }));
  return { categories, panels, notes };
}

export function leftOut(count: number, one: string, many = `${one}s`): string {
  return `${count} more ${count === 1 ? one : many} not shown`;
}

/** Fewer categories, with a note that says so. */
export function firstCategories(bars: Bars, most: number): Bars {
  const count = bars.categories.length;
  if (count <= most) return bars;
  bars.notes.push(leftOut(count - most, "bar"));
  return { ...bars, categories: bars.categories.slice(0, most) };
}

function figures(axis: Axis, values: (number | null)[]): Pick<Series, "values" | "words"> {
  return {
    values: values.map((value) => (isOnAxis(value, axis.scale) ? value : null)),
    words: values.map((value) => formatNumber(value, axis.format)),
  };
}

/** A bar's colour: of its series' group, else of its category's group, else of its place among the series. */
export function barColour(
  bars: Bars,
  at: { series: number; category: number; of: readonly Series[] },
): string {
  const group = at.of[at.series]?.group;
  if (group !== undefined) return groupColour(group);
  if (at.of.length > 1) return nthColour(at.series);
  const own = bars.categories[at.category]?.group;
  if (own !== undefined) return groupColour(own);
  return bars.categories.some((category) => category.group !== undefined) ? NEUTRAL : nthColour(0);
}
