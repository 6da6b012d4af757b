import { UserError } from "../errors.ts";

const SUFFIXES: Record<string, number> = {
  "": 1,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
};

const LONGEST_QUANTITY = 60;
const NUMBER = /^(\d{1,3}(?:[,_]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:(?:e\+?|\s?[x×*]\s?10\^)(\d{1,3}))?/;
const UNIT_WORD = /(?:^|\s+)(?:tokens?|parameters?|params?|flops?|words?|chips?|layers?|heads?|dimensions?)$/;

/** "70b", "1.4T", "32k", "5.76e23", "300 billion", "1,000,000"; undefined for anything else. */
export function readQuantity(text: string): number | undefined {
  if (text.length > LONGEST_QUANTITY) return undefined;
  const typed = text.trim().toLowerCase().replace(UNIT_WORD, "");
  const match = NUMBER.exec(typed);
  if (match === null) return undefined;
  const suffix = SUFFIXES[typed.slice(match[0].length).trim()];
  if (suffix === undefined || (match[2] !== undefined && suffix !== 1)) return undefined;
  const digits = (match[1] ?? "").replace(/[,_]/g, "");
  // One conversion of the whole literal: 1.4 * 1e12 and 96.6 * 1e9 would differ from the figures in the data.
  const exponent = Number(match[2] ?? 0) + Math.round(Math.log10(suffix));
  const value = Number(`${digits}e${exponent}`);
  return Number.isFinite(value) ? value : undefined;
}

/** The number a person means; throws `UserError` with examples when it is none. */
export function parseQuantity(text: string): number {
  const value = readQuantity(text);
  if (value !== undefined) return value;
  throw new UserError(
    "That is not a quantity I can read. Write a number like 70b, 1.4t, 32k, 2048 or 5.76e23.",
  );
}
