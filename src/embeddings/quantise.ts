/** Rows of numbers as small integers, each row with the scale that turns them back: number = integer × scale. */
export interface Quantised {
  values: Int8Array;
  scales: Float32Array;
}

/**
 * Rounds rows of `width` numbers to integers between −`most` and `most`, so that the largest of each row becomes `most`. Fewer
 * steps compress better: 31 leave vectors of words as near to each other as they were.
 */
export function quantiseRows(rows: Float32Array, width: number, most = 127): Quantised {
  const count = rows.length / width;
  const values = new Int8Array(rows.length);
  const scales = new Float32Array(count);
  for (let row = 0; row < count; row += 1) {
    const numbers = rows.subarray(row * width, (row + 1) * width);
    const scale = Math.fround(numbers.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0) / most);
    scales[row] = scale;
    if (scale === 0) continue;
    for (let at = 0; at < width; at += 1) values[row * width + at] = Math.round((numbers[at] ?? 0) / scale);
  }
  return { values, scales };
}

/** A matrix of `rows` × `columns` on its side: what is multiplied is then side by side in memory. */
export function transpose(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      result[column * rows + row] = matrix[row * columns + column] ?? 0;
  return result;
}
