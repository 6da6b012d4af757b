import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  angleInDegrees,
  cosine,
  distance,
  dot,
  embeddingBytes,
  norm,
  projection,
  randomCosineDeviation,
  scale,
  subtract,
  unit,
} from "../../src/labs/vectors.ts";

describe("the course's numbers", () => {
  const [lemons, limes, jordan] = [
    [8, 2],
    [9, 1],
    [0, 10],
  ] as const;

  test("dot products are exact", () => {
    expect([dot(lemons, limes), dot(lemons, jordan), dot(limes, jordan)]).toEqual([74, 20, 10]);
  });

  test.each([
    [lemons, limes, 0.99099243041],
    [lemons, jordan, 0.242535625036],
    [limes, jordan, 0.110431526075],
    [[5, 5], [2, 2], 1],
    [[1, 0], [-1, 0], -1],
  ])("the cosine of %j and %j is %d", (a, b, expected) => {
    expect(cosine(a, b)).toBeCloseTo(expected, 10);
  });

  test.each([
    [256, 0.0625],
    [1024, 0.03125],
    [1536, 0.025515518154],
    [3072, 0.0180421959122],
    [4096, 0.015625],
  ])("cosines of random vectors of %d numbers stray by %d", (dimensions, expected) => {
    expect(randomCosineDeviation(dimensions)).toBeCloseTo(expected, 10);
  });

  test.each([
    [1024, 4096],
    [1536, 6144],
    [3072, 12_288],
    [4096, 16_384],
  ])("a vector of %d numbers of 4 bytes takes %d", (dimensions, bytes) => {
    expect(embeddingBytes(dimensions, 4)).toBe(bytes);
  });
});

describe("what holds of all vectors", () => {
  const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  const pair = fc
    .integer({ min: 1, max: 8 })
    .chain((size) =>
      fc.tuple(
        fc.array(number, { minLength: size, maxLength: size }),
        fc.array(number, { minLength: size, maxLength: size }),
      ),
    );

  test("the cosine is symmetric, between −1 and 1, and missing only without direction", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const near = cosine(a, b);
        expect(near).toBe(cosine(b, a));
        if (near === undefined) expect(norm(a) * norm(b)).toBe(0);
        else expect(Math.abs(near)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("what a projection leaves stands upright on it", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        fc.pre(norm(b) > 1e-3);
        const along = projection(a, b) ?? [];
        const upright = subtract(a, along);
        expect(Math.abs(dot(upright, b))).toBeLessThan(1e-6 * (1 + norm(a) * norm(b)));
        expect(distance(add(upright, along), a)).toBeLessThan(1e-6);
      }),
    );
  });

  test("scaling changes no angle", () => {
    expect(angleInDegrees([1, 0], scale([1, 1], 7))).toBeCloseTo(45, 10);
    expect(unit([3, 4])).toEqual([0.6000000000000001, 0.8]);
  });
});

test("zeros have no direction, and lengths have to agree", () => {
  expect([cosine([0, 0], [1, 2]), unit([0]), projection([1], [0]), angleInDegrees([0], [1])]).toEqual(
    Array.from({ length: 4 }),
  );
  expect(() => dot([1], [1, 2])).toThrow("1 and 2 numbers");
  expect(() => subtract([1], [1, 2])).toThrow("1 and 2 numbers");
});
