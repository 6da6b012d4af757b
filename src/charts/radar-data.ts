import { leftOut } from "./left-out.ts";
import type { BarSpec, NumberFormat, RadarSpec } from "./spec.ts";
import { formatNumber, UNKNOWN } from "./words.ts";

/** With fewer there is no surface to span. */
const FEWEST_AXES = 3;
const MOST_AXES = 16;
const MOST_SERIES = 6;
/** Steps at which an axis may end. */
const ENDS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
/** Beyond this no share can be computed without overflow. */
const LARGEST = 1e60;
const SMALLEST = 1e-60;

export interface RadarAxis {
  label: string;
  format: NumberFormat;
  /** The figure at the corner. */
  max: number;
}

export interface Profile {
  label: string;
  group: string | undefined;
  /** For each axis how far out, from 0 to 1; null where nothing is known. */
  shares: (number | null)[];
  values: (number | null)[];
}

/** The profiles as they will be drawn, and what was left out. */
export interface Radar {
  axes: RadarAxis[];
  profiles: Profile[];
  /** Whether all axes have the same unit and end, so that the rings can be labelled. */
  common: boolean;
  notes: string[];
}

/** Shares of the axes. A value below zero has no place on an axis and becomes a gap, with a note. */
export function readRadar(spec: RadarSpec): Radar {
  const notes: string[] = [];
  if (spec.axes.length > MOST_AXES) notes.push(leftOut(spec.axes.length - MOST_AXES, "axis", "axes"));
  if (spec.series.length > MOST_SERIES) {
    notes.push(leftOut(spec.series.length - MOST_SERIES, "series", "series"));
  }
  const series = spec.series.slice(0, MOST_SERIES);
  const axes = spec.axes.slice(0, MOST_AXES).map(({ label, max, format }, at) => {
    const values = series.map(({ values }) => values[at] ?? null).filter(isOnRadar);
    return { label, format, max: endOf(max, format, values) };
  });
  let lost = 0;
  const profiles = series.map(({ label, group, values }) => {
    const shares = axes.map(({ max }, at) => {
      const value = values[at] ?? null;
      if (!isOnRadar(value)) {
        if (value !== null) lost += 1;
        return null;
      }
      return value / max;
    });
    return { label, group, shares, values: axes.map((_, at) => values[at] ?? null) };
  });
  if (lost > 0) notes.push(leftOut(lost, "value").replace(" more", ""));
  const first = axes[0];
  const common = axes.every(({ max, format }) => max === first?.max && format === first?.format);
  return { axes, profiles, common, notes };
}

const isOnRadar = (value: number | null): value is number =>
  value !== null && Number.isFinite(value) && value >= 0 && value <= LARGEST;

/** Where an axis ends: where it was told to unless a value is beyond, else 100 %, else the largest value rounded up. */
function endOf(wanted: number | undefined, format: NumberFormat, values: readonly number[]): number {
  const largest = Math.max(0, ...values);
  if (wanted !== undefined && wanted >= Math.max(largest, SMALLEST) && wanted <= LARGEST) return wanted;
  if (format === "percent" && largest <= 100) return 100;
  return largest < SMALLEST ? 1 : roundedUp(largest);
}

/** The next number from here that people would end an axis at. */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const end = ENDS.find((step) => step * power >= value * (1 - 1e-9)) ?? 10;
  return Number((end * power).toPrecision(3));
}

/** Few axes as bars, side by side where they have one unit, else in a panel for each. Undefined for a real radar. */
export function radarAsBars(spec: RadarSpec): BarSpec | undefined {
  if (spec.axes.length >= FEWEST_AXES) return undefined;
  const { kind: _, axes, series, ...common } = spec;
  const bars = { ...common, kind: "bar", orientation: "vertical" } as const;
  const scale = "linear";
  const format = axes[0]?.format;
  if (format !== undefined && axes.every((axis) => axis.format === format)) {
    // What they have in common has no name.
    const panel = { axis: { label: "", scale, format } as const, series };
    return { ...bars, categories: axes.map(({ label }) => ({ label })), panels: [panel] };
  }
  return {
    ...bars,
    categories: series.map(({ label, group }) => (group === undefined ? { label } : { label, group })),
    panels: axes.map((axis, at) => ({
      axis: { label: axis.label, scale, format: axis.format },
      series: [{ label: axis.label, values: series.map(({ values }) => values[at] ?? null) }],
    })),
  };
}

/** The figures of one axis in few letters, the unit once: 87.3, unknown and 82.6 %. */
export function figuresOf({ profiles, axes }: Radar, at: number): string[] {
  const format = axes[at]?.format ?? "plain";
  const known = profiles.map(({ values }) => values[at] ?? null);
  const last = known.findLastIndex((value) => value !== null && Number.isFinite(value));
  return known.map((value, index) => {
    const words = formatNumber(value, format);
    return words === UNKNOWN || index === last ? words : words.replace(/ %$/, "");
  });
}
