import type { Kernel } from "./kernel.ts";

const HEADS = 4;

/** Sentences laid one after the other: where each begins, in pieces, and how long it is. */
export interface Shape {
  count: number;
  starts: readonly number[];
  lengths: readonly number[];
}

/** Addresses: queries, keys and values side by side in `wide`, each `width` numbers; the result goes to `mixed`. */
interface Places {
  wide: number;
  scores: number;
  mixed: number;
  width: number;
}

/** Every piece looks at the pieces of its own sentence, in four heads. */
export function attend(kernel: Kernel, { starts, lengths }: Shape, places: Places): void {
  for (const [sentence, start] of starts.entries())
    for (let head = 0; head < HEADS; head += 1)
      attendInHead(kernel, places, { start, length: lengths[sentence] ?? 0, head });
}

function attendInHead(
  { run, floats }: Kernel,
  { wide, scores, mixed, width }: Places,
  { start, length, head }: { start: number; length: number; head: number },
): void {
  const depth = width / HEADS;
  const stride = 3 * width * 4;
  const queries = wide + start * stride + head * depth * 4;
  const to = mixed + start * width * 4 + head * depth * 4;
  run.scores(queries, queries + width * 4, scores, length, depth, stride);
  softmax(floats(scores, length * length), length, 1 / Math.sqrt(depth));
  run.mix(scores, queries + 2 * width * 4, to, length, depth, stride, width * 4);
}

function softmax(scores: Float32Array, length: number, scale: number): void {
  for (let row = 0; row < scores.length; row += length) {
    let most = -Infinity;
    for (let at = row; at < row + length; at += 1) most = Math.max(most, scores[at] ?? 0);
    let sum = 0;
    for (let at = row; at < row + length; at += 1) {
      const share = Math.exp(((scores[at] ?? 0) - most) * scale);
      scores[at] = share;
      sum += share;
    }
    for (let at = row; at < row + length; at += 1) scores[at] = (scores[at] ?? 0) / sum;
  }
}
