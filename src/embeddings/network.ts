import { attend, type Shape } from "./attention.ts";
import { type Kernel, type Matrix, openKernel } from "./kernel.ts";
import { float32, int8, type Packed } from "./packed.ts";
import { MOST_PIECES } from "./pieces.ts";

/** How many numbers a sentence's vector has. */
export const SENTENCE_DIMENSION = 512;

const PIECE_WIDTH = 256;
const HIDDEN_WIDTH = 1536;
const WIDTH = SENTENCE_DIMENSION;
const FREQUENCIES = PIECE_WIDTH / 2;
/** Rows that the kernel multiplies at once; what it writes beyond the last row is never read. */
const TILE = 4;
const LEAST_SQUARES = 1e-12;

interface Norm {
  gain: number;
  bias: number;
}

interface Layer {
  norm: Norm;
  queriesKeysValues: Matrix;
  output: Matrix;
  forwardNorm: Norm;
  widen: Matrix;
  narrow: Matrix;
}

interface Weights {
  pieces: { values: Int8Array; scales: Float32Array };
  frequencies: Float32Array;
  adjust: Matrix;
  layers: { layer: Layer; width: number }[];
  last: Matrix;
}

/** The parts of a pass: the kernel, its weights, and room for the activations of as many pieces as one pass takes. */
interface Machine {
  kernel: Kernel;
  weights: Weights;
  room: ReturnType<typeof reserve>;
}

/** Turns the pieces of sentences into vectors of length 1. */
export interface Network {
  /** At most `MOST_PIECES` pieces altogether, at least one in each sentence; gives one row of 512 numbers for each. */
  embed(sentences: readonly (readonly number[])[]): Float32Array;
}

/**
 * The forward pass of the Universal Sentence Encoder Lite (two transformer layers, mean, one tanh layer), after the graph in
 * its package. Weights are 8-bit integers with a scale for each output, activations 16-bit integers with a scale for each piece.
 */
export function openNetwork(packed: Packed, program: Uint8Array): Network {
  const kernel = openKernel(program);
  const machine: Machine = { kernel, weights: readWeights(packed, kernel), room: reserve(kernel) };
  return { embed: (sentences) => pass(machine, sentences) };
}

function readWeights(packed: Packed, kernel: Kernel): Weights {
  const matrix = (name: string): Matrix =>
    kernel.matrix({
      values: int8(packed, name),
      scales: float32(packed, `${name}.scales`),
      bias: float32(packed, `${name}.bias`),
    });
  const norm = (name: string): Norm => ({
    gain: kernel.numbers(float32(packed, `${name}.gain`)),
    bias: kernel.numbers(float32(packed, `${name}.bias`)),
  });
  const layer = (name: string): Layer => ({
    norm: norm(`${name}.norm`),
    queriesKeysValues: matrix(`${name}.queries-keys-values`),
    output: matrix(`${name}.output`),
    forwardNorm: norm(`${name}.forward-norm`),
    widen: matrix(`${name}.widen`),
    narrow: matrix(`${name}.narrow`),
  });
  return {
    pieces: { values: int8(packed, "pieces"), scales: float32(packed, "pieces.scales") },
    frequencies: float32(packed, "frequencies"),
    adjust: matrix("adjust"),
    layers: [
      { layer: layer("first"), width: PIECE_WIDTH },
      { layer: layer("second"), width: WIDTH },
    ],
    last: matrix("last"),
  };
}

function reserve(kernel: Kernel) {
  return {
    pieces: kernel.room(MOST_PIECES * WIDTH * 4),
    stream: kernel.room(MOST_PIECES * WIDTH * 4),
    normal: kernel.room(MOST_PIECES * WIDTH * 4),
    mixed: kernel.room(MOST_PIECES * WIDTH * 4),
    wide: kernel.room(MOST_PIECES * HIDDEN_WIDTH * 4),
    integers: kernel.room(MOST_PIECES * HIDDEN_WIDTH * 2),
    scales: kernel.room(MOST_PIECES * 4),
    scores: kernel.room(MOST_PIECES * MOST_PIECES * 4),
  };
}

function pass(machine: Machine, sentences: readonly (readonly number[])[]): Float32Array {
  const { kernel, weights, room } = machine;
  const shape = shapeOf(sentences);
  lookUp(weights, sentences, kernel.floats(room.pieces, shape.count * PIECE_WIDTH));
  project(machine, weights.adjust, { from: room.pieces, to: room.stream, rows: shape.count });
  for (const [index, { layer, width }] of weights.layers.entries()) {
    const from = index === 0 ? room.pieces : room.stream;
    kernel.run.normalise(from, room.normal, layer.norm.gain, layer.norm.bias, shape.count, width);
    project(machine, layer.queriesKeysValues, { from: room.normal, to: room.wide, rows: shape.count });
    attend(kernel, shape, { ...room, width });
    addProjected(machine, layer.output, { from: room.mixed, rows: shape.count });
    const { gain, bias } = layer.forwardNorm;
    kernel.run.normalise(room.stream, room.normal, gain, bias, shape.count, WIDTH);
    project(machine, layer.widen, { from: room.normal, to: room.wide, rows: shape.count, least: 0 });
    addProjected(machine, layer.narrow, { from: room.wide, rows: shape.count });
  }
  average(
    shape,
    kernel.floats(room.stream, shape.count * WIDTH),
    kernel.floats(room.mixed, MOST_PIECES * WIDTH),
  );
  project(machine, weights.last, { from: room.mixed, to: room.wide, rows: sentences.length });
  return finish(kernel.floats(room.wide, sentences.length * WIDTH));
}

function shapeOf(sentences: readonly (readonly number[])[]): Shape {
  const starts: number[] = [];
  let count = 0;
  for (const { length } of sentences) {
    starts.push(count);
    count += length;
  }
  if (count > MOST_PIECES) throw new RangeError(`${count} pieces are more than ${MOST_PIECES}`);
  return { count, starts, lengths: sentences.map(({ length }) => length) };
}

/** Twice a piece's vector, and waves for its place: so the graph has it. */
function lookUp(
  { pieces, frequencies }: Weights,
  sentences: readonly (readonly number[])[],
  into: Float32Array,
): void {
  let at = 0;
  for (const sentence of sentences)
    for (const [place, piece] of sentence.entries()) {
      const scale = 2 * (pieces.scales[piece] ?? 0);
      const from = piece * PIECE_WIDTH;
      for (let i = 0; i < FREQUENCIES; i += 1) {
        const angle = place * (frequencies[i] ?? 0);
        into[at + i] = (pieces.values[from + i] ?? 0) * scale + Math.sin(angle);
        into[at + FREQUENCIES + i] = (pieces.values[from + FREQUENCIES + i] ?? 0) * scale + Math.cos(angle);
      }
      at += PIECE_WIDTH;
    }
}

interface Projection {
  from: number;
  to: number;
  rows: number;
  /** The least that comes out: 0 for a rectifier. */
  least?: number;
}

function project(
  { kernel, room }: Machine,
  by: Matrix,
  { from, to, rows, least = -Infinity }: Projection,
): void {
  kernel.run.quantise(from, room.integers, room.scales, rows, by.columns);
  const whole = Math.ceil(rows / TILE) * TILE;
  const { integers, scales } = room;
  kernel.run.multiply(integers, scales, by.at, by.scales, by.bias, to, whole, by.rows, by.columns, least);
}

function addProjected(machine: Machine, by: Matrix, { from, rows }: { from: number; rows: number }): void {
  const { kernel, room } = machine;
  project(machine, by, { from, to: room.normal, rows });
  kernel.run.add(room.stream, room.normal, rows * WIDTH);
}

/** The mean of each sentence's pieces. */
function average({ starts, lengths }: Shape, stream: Float32Array, into: Float32Array): void {
  into.fill(0);
  for (const [sentence, start] of starts.entries()) {
    const length = lengths[sentence] ?? 1;
    const to = sentence * WIDTH;
    for (let at = start * WIDTH; at < (start + length) * WIDTH; at += 1)
      into[to + (at % WIDTH)] = (into[to + (at % WIDTH)] ?? 0) + (stream[at] ?? 0) / length;
  }
}

/** The last layer's tanh, and every row to length 1; a copy, for the memory below is used again. */
function finish(rows: Float32Array): Float32Array {
  const result = rows.map((number) => Math.tanh(number));
  for (let row = 0; row < result.length; row += WIDTH) {
    let squares = 0;
    for (let at = row; at < row + WIDTH; at += 1) squares += (result[at] ?? 0) ** 2;
    const inverse = 1 / Math.sqrt(Math.max(squares, LEAST_SQUARES));
    for (let at = row; at < row + WIDTH; at += 1) result[at] = (result[at] ?? 0) * inverse;
  }
  return result;
}
