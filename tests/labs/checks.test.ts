import { expect, test } from "vitest";
import { cosine, dot, embeddingBytes, randomCosineDeviation } from "../../src/labs/vectors.ts";
import { wilsonInterval } from "../../src/labs/wilson.ts";

type Arguments = Record<string, number | number[]>;
type Tolerance = { exact?: true; rel?: number; abs?: number };

/** Computed independently in two languages; "trap" rows of the course's slides among them. */
const CHECKS: [string, string, Arguments, number | number[], Tolerance][] = [
  ["emb.dot.lemons_limes", "dot", { a: [8, 2], b: [9, 1] }, 74, { exact: true }],
  ["emb.cos.lemons_limes", "cosine", { a: [8, 2], b: [9, 1] }, 0.99099243041, { rel: 1e-9 }],
  ["emb.dot.lemons_jordan", "dot", { a: [8, 2], b: [0, 10] }, 20, { exact: true }],
  ["emb.cos.lemons_jordan", "cosine", { a: [8, 2], b: [0, 10] }, 0.242535625036, { rel: 1e-9 }],
  ["emb.dot.limes_jordan", "dot", { a: [9, 1], b: [0, 10] }, 10, { exact: true }],
  ["emb.cos.limes_jordan", "cosine", { a: [9, 1], b: [0, 10] }, 0.110431526075, { rel: 1e-9 }],
  ["emb.cos.apple_house", "cosine", { a: [5, 5], b: [2, 2] }, 1.0, { abs: 1e-12 }],
  ["emb.cos.opposite", "cosine", { a: [1, 0], b: [-1, 0] }, -1.0, { abs: 1e-12 }],
  ["emb.random_cos_std.256", "random_cosine_std", { d: 256 }, 0.0625, { rel: 1e-9 }],
  ["emb.random_cos_std.1024", "random_cosine_std", { d: 1024 }, 0.03125, { rel: 1e-9 }],
  ["emb.random_cos_std.1536", "random_cosine_std", { d: 1536 }, 0.025515518154, { rel: 1e-9 }],
  ["emb.random_cos_std.3072", "random_cosine_std", { d: 3072 }, 0.0180421959122, { rel: 1e-9 }],
  ["emb.random_cos_std.4096", "random_cosine_std", { d: 4096 }, 0.015625, { rel: 1e-9 }],
  ["emb.bytes.1024", "embedding_bytes", { d: 1024, bytes: 4 }, 4096, { exact: true }],
  ["emb.bytes.1536", "embedding_bytes", { d: 1536, bytes: 4 }, 6144, { exact: true }],
  ["emb.bytes.3072", "embedding_bytes", { d: 3072, bytes: 4 }, 12288, { exact: true }],
  ["emb.bytes.4096", "embedding_bytes", { d: 4096, bytes: 4 }, 16384, { exact: true }],
  ["wilson.0_10", "wilson_interval", { k: 0, n: 10, z: 1.95996398454 }, [0.0, 0.277532799863], { abs: 1e-9 }],
  [
    "wilson.8_10",
    "wilson_interval",
    { k: 8, n: 10, z: 1.95996398454 },
    [0.490162471537, 0.943317848546],
    { abs: 1e-9 },
  ],
  [
    "wilson.10_10",
    "wilson_interval",
    { k: 10, n: 10, z: 1.95996398454 },
    [0.722467200137, 1.0],
    { abs: 1e-9 },
  ],
  [
    "wilson.15_20",
    "wilson_interval",
    { k: 15, n: 20, z: 1.95996398454 },
    [0.531299122381, 0.888138298592],
    { abs: 1e-9 },
  ],
  [
    "wilson.50_100",
    "wilson_interval",
    { k: 50, n: 100, z: 1.95996398454 },
    [0.403831530366, 0.596168469634],
    { abs: 1e-9 },
  ],
  [
    "wilson.83_100",
    "wilson_interval",
    { k: 83, n: 100, z: 1.95996398454 },
    [0.744519952324, 0.891064338859],
    { abs: 1e-9 },
  ],
  [
    "wilson.322_388",
    "wilson_interval",
    { k: 322, n: 388, z: 1.95996398454 },
    [0.789320855011, 0.864004601592],
    { abs: 1e-9 },
  ],
  [
    "wilson.1_30",
    "wilson_interval",
    { k: 1, n: 30, z: 1.95996398454 },
    [0.00590859038161, 0.166703909914],
    { abs: 1e-9 },
  ],
  [
    "cot.wilson.750",
    "wilson_interval",
    { k: 750, n: 1319, z: 1.95996398454 },
    [0.541723357188, 0.59510331905],
    { abs: 1e-9 },
  ],
  [
    "cot.wilson.236",
    "wilson_interval",
    { k: 236, n: 1319, z: 1.95996398454 },
    [0.159180046515, 0.200531584571],
    { abs: 1e-9 },
  ],
];

const numbers = (value: number | number[] | undefined): number[] => [value ?? []].flat();
const number = (value: number | number[] | undefined): number => numbers(value)[0] ?? Number.NaN;

const FUNCTIONS: Record<string, (given: Arguments) => number | undefined | number[]> = {
  dot: ({ a, b }) => dot(numbers(a), numbers(b)),
  cosine: ({ a, b }) => cosine(numbers(a), numbers(b)),
  random_cosine_std: ({ d }) => randomCosineDeviation(number(d)),
  embedding_bytes: ({ d, bytes }) => embeddingBytes(number(d), number(bytes)),
  wilson_interval({ k, n, z }) {
    const { low, high } = wilsonInterval(number(k), number(n), number(z));
    return [low, high];
  },
};

test.each(CHECKS)("%s", (_, name, given, expected, tolerance) => {
  const found = numbers(FUNCTIONS[name]?.(given));
  const wanted = numbers(expected);
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((value, at) => {
    const allowed = tolerance.abs ?? Math.abs(value) * (tolerance.rel ?? 1e-12);
    expect(Math.abs((found[at] ?? Number.NaN) - value)).toBeLessThanOrEqual(allowed);
  });
});

test("no share, no interval; no trial, no knowledge; no direction, no cosine", () => {
  expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  expect(cosine([0, 0], [1, 2])).toBeUndefined();
  expect(() => dot([1], [1, 2])).toThrow(RangeError);
});
