import { describe, expect, test } from "vitest";
import { clustersOf, likenessOf, nearestTo, oddOneOut, silhouetteOf } from "../../src/labs/clusters.ts";
import { clouds } from "./points.ts";

describe("clusters", () => {
  const points = clouds({ clouds: 3, each: 15, dimension: 12 }, 9);

  test("clouds are found, the largest first, the same for the same seed", () => {
    const uneven = [...points.slice(0, 5), ...points.slice(15)];
    const { of, sizes, silhouette } = clustersOf(uneven, 3, 4);
    expect(sizes).toEqual([15, 15, 5]);
    expect(new Set(of.slice(0, 5))).toEqual(new Set([2]));
    expect(new Set(of.slice(5, 20)).size).toBe(1);
    expect(silhouette).toBeGreaterThan(0.7);
    expect(clustersOf(uneven, 3, 4)).toEqual({ of, sizes, silhouette });
  });

  test("direction counts, not length", () => {
    const { of } = clustersOf(
      [
        [1, 0],
        [9, 0.1],
        [0, 1],
        [0.1, 7],
      ],
      2,
    );
    expect(of).toEqual([0, 0, 1, 1]);
  });

  test("one cluster has no silhouette; too many clusters are refused", () => {
    expect(clustersOf(points, 1).silhouette).toBeUndefined();
    expect(() => clustersOf([[1]], 2)).toThrow(RangeError);
    expect(() => clustersOf([[1]], 0)).toThrow(RangeError);
  });

  test("the silhouette is Rousseeuw's", () => {
    // a = 1 for each point; b = (10 + 11) / 2 and (9 + 10) / 2, and mirrored.
    const line = [[0], [1], [10], [11]];
    const outer = (10.5 - 1) / 10.5;
    const inner = (9.5 - 1) / 9.5;
    expect(silhouetteOf(line, [0, 0, 1, 1])).toBeCloseTo((outer + inner) / 2, 12);
    expect(silhouetteOf([[0], [1], [10]], [0, 0, 1])).toBeCloseTo((0.9 + 8 / 9 + 0) / 3, 12);
  });
});

describe("likeness", () => {
  const fruit = [
    [8, 2],
    [9, 1],
    [0, 10],
    [0, 0],
  ];

  test("lemons and limes are nearest, and what is all zeros is like nothing", () => {
    const { pairs, nearest } = likenessOf(fruit, 10);
    expect(pairs.map(({ one, other }) => [one, other])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect(nearest).toEqual([1, 0, 0, -1]);
    expect(pairs.map(({ cosine }) => cosine.toFixed(4))).toEqual(["0.9910", "0.2425", "0.1104"]);
    expect(nearestTo([1, 0], fruit, 2).map(({ at }) => at)).toEqual([1, 0]);
  });

  test("Jordan is the odd one out", () => {
    const odd = oddOneOut(fruit.slice(0, 3));
    expect(odd?.at).toBe(2);
    expect(odd?.means[2]).toBeCloseTo((0.242535625 + 0.110431526) / 2, 8);
    expect(odd?.margin).toBeGreaterThan(0.3);
    expect(oddOneOut(fruit.slice(0, 2))).toBeUndefined();
    expect(oddOneOut(fruit)).toBeUndefined();
  });
});
