import type { NumberFormat } from "./spec.ts";

const SCALES = [
  { from: 1e12, letter: "T" },
  { from: 1e9, letter: "B" },
  { from: 1e6, letter: "M" },
  { from: 1e3, letter: "K" },
] as const;

/** Below this a count is written out: 2,048 rather than 2.05K. */
const WRITTEN_OUT = 1e4;
/** From here on letters and zeros are no help: 5.76e23. */
const SCIENTIFIC = 1e16;
const SMALLEST_WRITTEN_OUT = 1e-4;

/** How a figure that is not known, or not a number, is worded everywhere. */
export const UNKNOWN = "unknown";

/**
 * A number in the words people use, with its sign as "−": count 6.7B, 540B, 1.57T; plain 20, 1.71, 12,288;
 * percent 46.2 %; year 2023 for any time in it. `digits` is how many significant digits a fraction may show; whole
 * digits are never dropped below 10,000.
 */
export function formatNumber(value: number | null, format: NumberFormat, digits = 3): string {
  if (value === null || !Number.isFinite(value)) return UNKNOWN;
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (format === "year" && digits <= 3 && size < WRITTEN_OUT) return `${sign}${Math.floor(size)}`;
  const words = format === "count" ? countWords(size, digits) : plainWords(size, digits);
  return format === "percent" ? `${sign}${words} %` : `${sign}${words}`;
}

const MOST_DECIMALS = 6;

/** A number with that many decimals, so that those of one table stand alike; large ones as counts. */
export function fixedNumber(value: number | null, decimals: number): string {
  if (value === null || !Number.isFinite(value)) return UNKNOWN;
  if (Math.abs(value) >= 1e6) return formatNumber(value, "count");
  const places = Number.isFinite(decimals) ? Math.max(0, Math.min(MOST_DECIMALS, Math.trunc(decimals))) : 2;
  const digits = grouped(Math.abs(value).toFixed(places));
  return value < 0 && /[1-9]/.test(digits) ? `−${digits}` : digits;
}

function countWords(size: number, digits: number): string {
  const exact = size < WRITTEN_OUT && Number.isInteger(size);
  if (exact || size >= SCIENTIFIC || size < 1000) return plainWords(size, digits);
  const rounded = Number(size.toPrecision(digits));
  const scale = SCALES.find(({ from }) => rounded >= from);
  if (scale === undefined) return plainWords(size, digits);
  return `${fraction(size / scale.from, digits)}${scale.letter}`;
}

function plainWords(size: number, digits: number): string {
  if (size === 0) return "0";
  if (size >= SCIENTIFIC || size < SMALLEST_WRITTEN_OUT) return scientific(size, digits);
  if (Number.isInteger(size)) return grouped(String(size));
  return fraction(size, digits);
}

function fraction(size: number, digits: number): string {
  const whole = Math.floor(size) === 0 ? 0 : String(Math.floor(size)).length;
  const places = size < 1 ? undefined : Math.max(0, digits - whole);
  const text = places === undefined ? unpadded(size.toPrecision(digits)) : unpadded(size.toFixed(places));
  return grouped(text);
}

function scientific(size: number, digits: number): string {
  const [mantissa = "", exponent = ""] = size.toExponential(digits - 1).split("e");
  return `${unpadded(mantissa)}e${exponent.replace("+", "")}`;
}

const unpadded = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

/** Thousands are set apart from 10,000 on, so that years and small counts stay as people write them. */
function grouped(text: string): string {
  const [whole = "", rest] = text.split(".");
  const spaced = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return rest === undefined ? spaced : `${spaced}.${rest}`;
}
