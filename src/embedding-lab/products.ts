import { dot, type Vector } from "../labs/vectors.ts";
import type { TextFile } from "../replies/reply.ts";
import { tableCsv } from "../replies/text-table.ts";
import { asGiven, decimals, factor, significant, sumOf } from "./figures.ts";

/** Vectors of more numbers are not written out. */
const FEW = 6;
/** So many of the highest and of the lowest products of long vectors are. */
const NAMED = 3;

interface Product {
  dimension: number;
  one: number;
  other: number;
  product: number;
}

const productsOf = (a: Vector, b: Vector): Product[] =>
  Array.from(a, (one, at) => {
    const other = b[at] ?? 0;
    return { dimension: at + 1, one, other, product: one * other };
  });

export const isLong = (a: Vector): boolean => a.length > FEW;

/** "8 × 9 + 2 × 1 = 72 + 2 = 74", of vectors that are short enough to be written out. */
export function multiplication(a: Vector, b: Vector): string {
  const products = productsOf(a, b);
  const written = products.map(({ one, other }) => `${factor(asGiven(one))} × ${factor(asGiven(other))}`);
  const total = asGiven(dot(a, b));
  if (products.length === 1) return `${written.join("")} = ${total}`;
  return `${written.join(" + ")} = ${sumOf(products.map(({ product }) => asGiven(product)))} = ${total}`;
}

/** Of long vectors the products that count most, either way, and the sum of the others, as lines. */
export function largestProducts(a: Vector, b: Vector): string[] {
  const sorted = productsOf(a, b).sort((x, y) => y.product - x.product);
  const high = sorted.slice(0, NAMED).filter(({ product }) => product > 0);
  const low = sorted.slice(-NAMED).filter(({ product }) => product < 0);
  const named = [...high, ...low.reverse()];
  const total = dot(a, b);
  const others = total - named.reduce((sum, { product }) => sum + product, 0);
  const each = ({ dimension, one, other, product }: Product): string =>
    `${factor(significant(one))} × ${factor(significant(other))} = ${significant(product)} (dimension ${dimension})`;
  const sum = sumOf([...named.map(({ product }) => significant(product)), decimals(others, 3)]);
  const many = (count: number): string => count.toLocaleString("en");
  return [
    ...(high.length === 0 ? [] : [`Largest of ${many(a.length)} products: ${high.map(each).join("; ")}`]),
    ...(low.length === 0 ? [] : [`Most negative: ${low.map(each).join("; ")}`]),
    `Dot product: ${sum} (the other ${many(a.length - named.length)}) = ${asGiven(total)}`,
  ];
}

type Named = { text: string; vector: Vector };

/** All products of two long vectors, as a file of comma-separated values. */
export function productsFile(a: Named, b: Named): TextFile {
  const exact = (number: number): string => String(Number(number.toPrecision(7)));
  return {
    name: "products.csv",
    mediaType: "text/csv",
    alt: "The product in each dimension, as comma-separated values",
    text: tableCsv({
      columns: ["dimension", a.text, b.text, "product"].map((label) => ({ label })),
      rows: productsOf(a.vector, b.vector).map(({ dimension, one, other, product }) =>
        [dimension, one, other, product].map(exact),
      ),
    }),
  };
}

/** "√(8² + 2²) = √68 = 8.246"; undefined where it would be too long. */
export function lengthWords(a: Vector): string | undefined {
  if (isLong(a)) return undefined;
  const squares = Array.from(a, (one) => `${factor(asGiven(one))}²`);
  const square = dot(a, a);
  return `√(${squares.join(" + ")}) = √${asGiven(square)} = ${asGiven(Math.sqrt(square))}`;
}
