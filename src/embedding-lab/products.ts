import { dot, type Vector } from "../labs/vectors.ts";
import { asGiven, decimals, factor, sumOf } from "./figures.ts";

const FEW = 6;
const FIRST = 4;

/** "8 × 9 + 2 × 1 = 72 + 2 = 74"; of a long vector the first products, and the sum of all. */
export function multiplication(a: Vector, b: Vector): string {
  const few = a.length <= FEW;
  const digits = few ? asGiven : (number: number): string => decimals(number);
  const shown = Array.from(a).slice(0, few ? FEW : FIRST);
  const pairs = shown.map((one, at) => [one, b[at] ?? 0] as const);
  const written = pairs.map(([one, other]) => `${factor(digits(one))} × ${factor(digits(other))}`);
  const total = asGiven(dot(a, b));
  if (!few) return `${written.join(" + ")} + … (${(a.length - FIRST).toLocaleString("en")} more) = ${total}`;
  if (pairs.length === 1) return `${written.join("")} = ${total}`;
  return `${written.join(" + ")} = ${sumOf(pairs.map(([one, other]) => digits(one * other)))} = ${total}`;
}

/** "√(8² + 2²) = √68 = 8.246"; undefined where it would be too long. */
export function lengthWords(a: Vector): string | undefined {
  if (a.length > FEW) return undefined;
  const squares = Array.from(a, (one) => `${factor(asGiven(one))}²`);
  const square = dot(a, a);
  return `√(${squares.join(" + ")}) = √${asGiven(square)} = ${asGiven(Math.sqrt(square))}`;
}
