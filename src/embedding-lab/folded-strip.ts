import type { Vector } from "../labs/vectors.ts";

/** A heat map has no more rows and columns. */
const MOST = 40;

/**
 * A vector as rows of cells, read like text, at most 40 by 40: what is longer has means of neighbouring numbers as cells. Rows are
 * full where some width allows it; what is missing in the last row is null.
 */
export function foldedStrip(vector: Vector): {
  values: (number | null)[][];
  columns: number;
  /** How many numbers make one cell. */
  each: number;
} {
  const each = Math.max(1, Math.ceil(vector.length / (MOST * MOST)));
  const numbers = Array.from(vector);
  const cells = Array.from({ length: Math.ceil(numbers.length / each) }, (_, at) => {
    const part = numbers.slice(at * each, (at + 1) * each);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  const columns = widthOf(cells.length);
  const rows = Math.ceil(cells.length / columns);
  const values = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => cells[row * columns + column] ?? null),
  );
  return { values, columns, each };
}

/** The narrowest width from a square up that fills all rows, else the square's. */
function widthOf(cells: number): number {
  const square = Math.ceil(Math.sqrt(cells));
  for (let width = square; width <= MOST; width += 1) if (cells % width === 0) return width;
  return square;
}
