import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openKernel } from "../../src/embeddings/kernel.ts";

const program = readFileSync("data/embeddings/kernel.wasm");
const wave = (length: number, step: number): Float32Array =>
  Float32Array.from({ length }, (_, at) => Math.sin(at * step) * (1 + (at % 7)));

test("the product is the exact integer product, scaled, with bias and floor", () => {
  const [rows, outputs, width] = [4, 6, 48];
  const { run, room, floats, numbers, matrix } = openKernel(program);
  const weights = Int8Array.from(wave(outputs * width, 0.37), (x) => Math.round(x * 18));
  const [scales, bias] = [wave(outputs, 1.1).map(Math.abs), wave(outputs, 2.3)];
  const by = matrix({ values: weights, scales, bias });
  const input = wave(rows * width, 0.11);
  const [from, integers, steps, to] = [
    numbers(input),
    room(rows * width * 2),
    room(rows * 4),
    room(rows * outputs * 4),
  ];
  run.quantise(from, integers, steps, rows, width);
  run.multiply(integers, steps, by.at, by.scales, by.bias, to, rows, outputs, width, 0);
  const read = new Int16Array(run.memory.buffer, integers, rows * width);
  const products = floats(to, rows * outputs);
  for (let row = 0; row < rows; row += 1) {
    const step = floats(steps, rows)[row] ?? 0;
    expect(Math.max(...read.subarray(row * width, (row + 1) * width).map(Math.abs))).toBe(8191);
    for (let output = 0; output < outputs; output += 1) {
      let sum = 0;
      for (let at = 0; at < width; at += 1)
        sum += (read[row * width + at] ?? 0) * (weights[output * width + at] ?? 0);
      const exact = sum * step * (scales[output] ?? 0) + (bias[output] ?? 0);
      expect(products[row * outputs + output]).toBeCloseTo(Math.max(0, exact), 2);
    }
  }
});

test("normalised rows have mean 0 and variance 1 before gain and bias", () => {
  const { run, floats, numbers, room } = openKernel(program);
  const to = room(2 * 64 * 4);
  run.normalise(
    numbers(wave(128, 0.7)),
    to,
    numbers(new Float32Array(64).fill(2)),
    numbers(new Float32Array(64).fill(1)),
    2,
    64,
  );
  for (const start of [0, 64]) {
    const row = floats(to, 128)
      .subarray(start, start + 64)
      .map((x) => (x - 1) / 2);
    expect(row.reduce((sum, x) => sum + x, 0) / 64).toBeCloseTo(0, 5);
    expect(row.reduce((sum, x) => sum + x * x, 0) / 64).toBeCloseTo(1, 4);
  }
});

test("attention adds up what it should", () => {
  const [count, depth] = [3, 16];
  const { run, floats, numbers, room } = openKernel(program);
  const [queries, keys] = [wave(count * depth, 0.9), wave(count * depth, 1.7)];
  const [scores, mixed] = [room(count * count * 4), room(count * depth * 4)];
  const [q, k] = [numbers(queries), numbers(keys)];
  run.scores(q, k, scores, count, depth, depth * 4);
  run.mix(scores, k, mixed, count, depth, depth * 4, depth * 4);
  const dot = (i: number, j: number): number =>
    queries
      .subarray(i * depth, (i + 1) * depth)
      .reduce((sum, x, at) => sum + x * (keys[j * depth + at] ?? 0), 0);
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < count; j += 1) expect(floats(scores, 9)[i * count + j]).toBeCloseTo(dot(i, j), 2);
    const first = [0, 1, 2].reduce((sum, j) => sum + dot(i, j) * (keys[j * depth] ?? 0), 0);
    expect((floats(mixed, count * depth)[i * depth] ?? 0) / first).toBeCloseTo(1, 4);
  }
});
