import type { Axis, NumberFormat } from "./spec.ts";
import { formatNumber } from "./words.ts";

export interface Range {
  min: number;
  max: number;
  /** Where the data end, when the range goes on to give labels room: no tick stands far beyond. */
  dataEnd?: number;
}

/** Beyond this no axis can be computed without overflow; such a value is treated as not known. */
const LARGEST = 1e60;
/** Nothing smaller is told from zero. */
const SMALLEST = 1e-60;
const MOST_DECADES = 300;

/** Whether a value has a place on the axis. */
export function isOnAxis(value: number | null, scale: Axis["scale"]): value is number {
  if (value === null || !Number.isFinite(value) || Math.abs(value) > LARGEST) return false;
  return scale === "linear" || value >= SMALLEST;
}

/** The range of an axis that bars stand on: it holds zero, or on a log axis starts well below the smallest bar. */
export function barRange(values: readonly number[], scale: Axis["scale"]): Range {
  if (values.length === 0) return scale === "log" ? { min: 1, max: 10 } : { min: 0, max: 1 };
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  if (scale === "log") {
    const min = 10 ** Math.floor(Math.log10(lowest / 2));
    return { min, max: Math.max(highest, min * 10) };
  }
  if (lowest > -SMALLEST && highest < SMALLEST) return { min: 0, max: 1 };
  return { min: Math.min(0, lowest), max: Math.max(0, highest) };
}

/** The range of an axis that points lie between, with some air; zero is included when it is near. */
export function pointRange(values: readonly number[], axis: Axis): Range {
  if (values.length === 0) return axis.scale === "log" ? { min: 1, max: 10 } : { min: 0, max: 1 };
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  if (axis.scale === "log") {
    const air = Math.max((highest / lowest) ** 0.06, highest / lowest > 1.05 ? 1 : 3);
    return { min: lowest / air, max: highest * air };
  }
  const span = highest - lowest;
  if (span <= Math.max(Math.abs(highest), Math.abs(lowest)) * 1e-9 + SMALLEST) {
    const air = Math.abs(highest) > SMALLEST ? Math.abs(highest) * 0.1 : 1;
    return { min: lowest - air, max: highest + air };
  }
  const air = span * 0.06;
  const min = lowest >= 0 && lowest < highest * 0.35 ? 0 : lowest - air;
  const isShare = axis.format === "percent" && lowest >= 0 && highest <= 100;
  return { min: isShare ? Math.max(0, min) : min, max: highest + air };
}

/** Widens the range so that its data end this share of the axis before its ends: room for labels. */
export function withRoom(
  range: Range,
  scale: Axis["scale"],
  share: { before: number; after: number },
): Range {
  const inner = Math.max(0.2, 1 - share.before - share.after);
  if (scale === "log") {
    const low = Math.log10(range.min);
    const whole = (Math.log10(range.max) - low) / inner;
    const bounded = (power: number): number => 10 ** Math.max(-MOST_DECADES, Math.min(MOST_DECADES, power));
    const { max: dataEnd } = range;
    return {
      min: bounded(low - whole * share.before),
      max: bounded(low + whole * (1 - share.before)),
      dataEnd,
    };
  }
  const whole = (range.max - range.min) / inner;
  return { min: range.min - whole * share.before, max: range.min + whole * (1 - share.before) };
}

/** Widens one of two ranges on both sides until a unit is as long across as upwards: then distances are true. */
export function equalUnits(
  { x, y }: { x: Range; y: Range },
  { width, height }: { width: number; height: number },
): { x: Range; y: Range } {
  const unit = Math.max((x.max - x.min) / width, (y.max - y.min) / height);
  const widened = ({ min, max }: Range, pixels: number): Range => {
    const more = (unit * pixels - (max - min)) / 2;
    return { min: min - more, max: max + more };
  };
  return { x: widened(x, width), y: widened(y, height) };
}

/** At most `count` readable steps inside the range: on a log axis powers of ten, with 2 and 5 where few would be left. */
export function axisTicks(range: Range, scale: Axis["scale"], count: number): number[] {
  if (scale === "linear") return linearTicks(range, count);
  if (range.dataEnd !== undefined) {
    const max = Math.min(range.max, 10 ** Math.ceil(Math.log10(range.dataEnd)));
    return axisTicks({ min: range.min, max }, scale, count);
  }
  const decades = Math.log10(range.max / range.min);
  for (const mantissas of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = decadeTicks(range, mantissas, 1);
    if (mantissas.length > 1 && decades > 2.5) continue;
    if (ticks.length >= 2 && ticks.length <= count) return ticks;
  }
  if (decades < 1) return linearTicks(range, count).filter((tick) => tick > 0);
  const step = Math.max(1, Math.ceil(decades / count));
  return decadeTicks(range, [1], step).slice(0, count + 1);
}

function decadeTicks({ min, max }: Range, mantissas: number[], step: number): number[] {
  const first = Math.floor(Math.log10(min) / step);
  const last = Math.floor(Math.log10(max) / step);
  const steps = Math.min(Math.max(0, last - first + 1), 2 * MOST_DECADES) || 0;
  const ticks = Array.from({ length: steps }, (_, at) =>
    mantissas.map((mantissa) => Number(`${mantissa}e${(first + at) * step}`)),
  ).flat();
  return ticks.filter((tick) => tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9));
}

function linearTicks({ min, max }: Range, count: number): number[] {
  const rough = (max - min) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [min];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((mantissa) => mantissa * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.min(Math.floor(max / step + 1e-9), first + 50);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  );
}

/** Every tick in words, with as many digits as it takes to tell them apart. */
export function tickLabels(ticks: readonly number[], format: NumberFormat): string[] {
  for (let digits = 3; digits < 9; digits += 1) {
    const labels = ticks.map((tick) => formatNumber(tick, format, digits));
    if (new Set(labels).size === labels.length) return labels;
  }
  return ticks.map((tick) => formatNumber(tick, format, 9));
}
