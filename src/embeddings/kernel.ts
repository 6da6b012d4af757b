/** The types that the compiler's settings for Node leave out. */
declare global {
  namespace WebAssembly {
    class Module {
      constructor(bytes: Uint8Array);
    }
    class Instance {
      readonly exports: unknown;
      constructor(module: Module);
    }
  }
}

/** What kernel.wat exports, with its parameters; addresses and strides are in bytes. */
interface Exports {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  multiply(...xXsWWsBiasOutMNKLeast: number[]): void;
  quantise(from: number, to: number, ...scalesMK: number[]): void;
  normalise(from: number, to: number, ...gainBiasMK: number[]): void;
  add(to: number, from: number, k: number): void;
  scores(q: number, keys: number, ...outNDStride: number[]): void;
  mix(p: number, values: number, ...outNDStrideOutStride: number[]): void;
}

/** A matrix in the kernel's memory, one row of 16-bit integers for each output. */
export interface Matrix {
  at: number;
  scales: number;
  bias: number;
  rows: number;
  columns: number;
}

/** Memory that grows as room is asked for, and the kernel's functions on it. */
export interface Kernel {
  run: Exports;
  /** The address of so many bytes, aligned. */
  room(bytes: number): number;
  /** A view that is valid until room is next asked for. */
  floats(at: number, count: number): Float32Array;
  /** The address of a copy of these numbers. */
  numbers(values: Float32Array): number;
  matrix(from: { values: Int8Array; scales: Float32Array; bias: Float32Array }): Matrix;
}

const PAGE = 65_536;
const ALIGNMENT = 64;

/** Starts the compiled kernel.wat. */
export function openKernel(program: Uint8Array): Kernel {
  const run = new WebAssembly.Instance(new WebAssembly.Module(program)).exports as Exports;
  let free = ALIGNMENT;

  function room(bytes: number): number {
    const at = free;
    free = Math.ceil((free + bytes) / ALIGNMENT) * ALIGNMENT;
    const missing = Math.ceil(free / PAGE) - run.memory.buffer.byteLength / PAGE;
    if (missing > 0) run.memory.grow(missing);
    return at;
  }

  const floats = (at: number, count: number): Float32Array => new Float32Array(run.memory.buffer, at, count);

  function numbers(values: Float32Array): number {
    const at = room(values.byteLength);
    floats(at, values.length).set(values);
    return at;
  }

  function matrix({ values, scales, bias }: Parameters<Kernel["matrix"]>[0]): Matrix {
    const at = room(values.length * 2);
    new Int16Array(run.memory.buffer, at, values.length).set(values);
    const [rows, columns] = [scales.length, values.length / scales.length];
    return { at, rows, columns, scales: numbers(scales), bias: numbers(bias) };
  }

  return { run, room, floats, numbers, matrix };
}
