import { leftOut } from "./left-out.ts";
import { groupColour, NEUTRAL, nthColour, seriesColours } from "./palette.ts";
import type { Axis, BarSpec } from "./spec.ts";
import { drawable } from "./text.ts";
import type { Theme } from "./theme.ts";
import { isOnAxis } from "./ticks.ts";
import { formatNumber } from "./words.ts";

export interface Series {
  label: string;
  /** Where the series itself decides it, and not the category. */
  colour: string | undefined;
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
  stacked: boolean;
  categories: { label: string; group: string | undefined }[];
  panels: Panel[];
  notes: string[];
}

type SpecSeries = BarSpec["panels"][number]["series"][number];

const MOST_PANELS = 4;
const MOST_SERIES = 6;
/** As many as there are colours: a tenth part and those after it are added up. */
const MOST_PARTS = 10;

export function readBars(spec: BarSpec, theme: Theme): Bars {
  const notes: string[] = [];
  const stacked = spec.stacked === true;
  if (spec.panels.length > MOST_PANELS) notes.push(leftOut(spec.panels.length - MOST_PANELS, "panel"));
  const most = Math.max(0, ...spec.panels.map((panel) => panel.series.length));
  if (most > MOST_SERIES && !stacked) notes.push(leftOut(most - MOST_SERIES, "series", "series"));
  const categories = spec.categories.map(({ label, group }) => ({ label: drawable(label), group }));
  const panels = spec.panels.slice(0, MOST_PANELS).map((panel) => {
    const all = stacked ? parts(panel.series, categories.length) : panel.series.slice(0, MOST_SERIES);
    const own = all.length > 1 || stacked || all.some(({ group }) => group !== undefined);
    const colours = seriesColours(
      all.map(({ group }) => group),
      theme,
    );
    const axis: Axis = stacked ? { ...panel.axis, scale: "linear" } : panel.axis;
    const series = all.map((one, at) => {
      const values = categories.map((_, index) => one.values[index] ?? null);
      return { label: one.label, colour: own ? colours[at] : undefined, ...figures(axis, values, stacked) };
    });
    return { axis, series };
  });
  return { stacked, categories, panels, notes };
}

/** A whole keeps all its parts: those beyond the limit become one. */
function parts(series: readonly SpecSeries[], count: number): SpecSeries[] {
  if (series.length <= MOST_PARTS) return [...series];
  const rest = series.slice(MOST_PARTS - 1);
  const values = Array.from({ length: count }, (_, at) => {
    const known = rest.flatMap((one) => one.values[at] ?? []).filter((value) => isOnAxis(value, "linear"));
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
  });
  return [...series.slice(0, MOST_PARTS - 1), { label: `${rest.length} others`, values }];
}

/** Some of the categories with their figures. */
export function someCategories(bars: Bars, from: number, to: number): Bars {
  const panels = bars.panels.map(({ axis, series }) => ({
    axis,
    series: series.map((one) => ({
      ...one,
      values: one.values.slice(from, to),
      words: one.words.slice(from, to),
    })),
  }));
  return { ...bars, categories: bars.categories.slice(from, to), panels };
}

/** A part below zero has no place in a stack. */
function figures(axis: Axis, values: (number | null)[], stacked: boolean): Pick<Series, "values" | "words"> {
  return {
    values: values.map((value) => (isOnAxis(value, axis.scale) && !(stacked && value < 0) ? value : null)),
    words: values.map((value) => formatNumber(value, axis.format)),
  };
}

/** A bar's colour: of its series, else of its category's group. */
export function barColour(bars: Bars, series: Series | undefined, category: number): string {
  if (series?.colour !== undefined) return series.colour;
  const own = bars.categories[category]?.group;
  if (own !== undefined) return groupColour(own);
  return bars.categories.some(({ group }) => group !== undefined) ? NEUTRAL : nthColour(0);
}

/** What the bars of a panel reach: of a stack, its sums. */
export function reaches(bars: Bars, panel: Panel): number[] {
  if (!bars.stacked) return panel.series.flatMap(({ values }) => values.filter((value) => value !== null));
  return bars.categories.map((_, at) => panel.series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
}
