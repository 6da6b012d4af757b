import type { Field } from "./field-table.ts";
import type { Fact } from "./model.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const SCALES = [
  { from: 1e12, sign: "T" },
  { from: 1e9, sign: "B" },
  { from: 1e6, sign: "M" },
] as const;

const DIGITS_OF_A_COUNT = 3;
const SMALLEST_CONTEXT_IN_K = 16 * 1024;
/** Tells 131,072, which is called 128K, from 128,000, which is not 125K to anybody. */
const MULTIPLE_IN_K = 4 * 1024;

/** "280B", "6.7B", "1.57T", "2,048": three digits are what people say and compare. */
export function wordCount(value: number): string {
  // Rounded first, so that 999.9B is worded 1T and not 1000B.
  const rounded = Number(value.toPrecision(DIGITS_OF_A_COUNT));
  const scale = SCALES.find(({ from }) => rounded >= from);
  return scale === undefined
    ? wordPlain(value)
    : `${Number((rounded / scale.from).toPrecision(6))}${scale.sign}`;
}

/** Made once: `toLocaleString` makes one for every number, which took a third of the time of an acknowledgement. */
const PLAIN = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

const wordPlain = (value: number): string => PLAIN.format(value);

function wordContext(value: number): string {
  const plain = wordPlain(value);
  if (value < SMALLEST_CONTEXT_IN_K || value % MULTIPLE_IN_K !== 0) return plain;
  const k = value / 1024;
  return `${plain} (${k % 1024 === 0 ? `${k / 1024}M` : `${k}K`})`;
}

function wordFlops(value: number): string {
  if (value < 1e6) return wordPlain(value);
  return String(value.toExponential()).replace("e+", "e");
}

/** "2021-12-08" → "8 December 2021", "2018-06" → "June 2018". */
export function wordDate(date: string): string {
  const [year, month, day] = date.split("-");
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return year ?? date;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** A number as this field words it, without the unit: for table cells and axis labels. */
export function wordNumber(value: number, field: Field): string {
  switch (field.format) {
    case "count":
      return wordCount(value);
    case "context":
      return wordContext(value);
    case "flops":
      return wordFlops(value);
    case "ratio":
      return wordPlain(value >= 100 ? Math.round(value) : Number(value.toPrecision(DIGITS_OF_A_COUNT)));
    default:
      return wordPlain(value);
  }
}

/** The figure as a person reads it, with its unit: "280B", "1.4T tokens", "8 December 2021", "unknown". */
export function wordFact(fact: Fact | undefined, field: Field): string {
  const value = fact?.value ?? null;
  if (value === null) return "unknown";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return field.format === "date" ? wordDate(value) : value;
  const number = wordNumber(value, field);
  return field.unit === "" ? number : `${number} ${field.unit}`;
}
