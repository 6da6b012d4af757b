import { PCA } from "ml-pca";
import { describe, expect, test } from "vitest";
import { FEWEST_FOR_NEIGHBOURS, MOST_POINTS, mapOf, nearestOf } from "../../src/labs/maps.ts";
import { project } from "../../src/labs/pca.ts";
import { affinities, boundedPerplexity, tsne } from "../../src/labs/tsne.ts";
import { clouds, togetherness } from "./points.ts";

describe("PCA", () => {
  test.each([
    [{ clouds: 3, each: 20, dimension: 8 }, 2],
    [{ clouds: 1, each: 30, dimension: 5, spread: 1 }, 3],
    [{ clouds: 4, each: 3, dimension: 40 }, 2],
  ])("agrees with the library's own for %o", (shape, wanted) => {
    const points = clouds(shape, 11);
    const ours = project(points, wanted);
    const library = new PCA(points);
    const theirs = library.predict(points, { nComponents: wanted }).to2DArray();
    for (const [axis, share] of library.getExplainedVariance().slice(0, wanted).entries())
      expect(ours.kept[axis]).toBeCloseTo(share, 8);
    for (let axis = 0; axis < wanted; axis += 1) {
      const sign = Math.sign((ours.rows[0]?.[axis] ?? 0) * (theirs[0]?.[axis] ?? 0));
      for (const [at, row] of ours.rows.entries())
        expect(row[axis]).toBeCloseTo(sign * (theirs[at]?.[axis] ?? 0), 4);
    }
  });

  test("a line keeps all its variance on the first axis, and points the way it grows", () => {
    const points = Array.from({ length: 10 }, (_, at) => [at, -2 * at, 0]);
    const { places, kept } = mapOf(points, { kind: "pca" });
    expect(kept?.[0]).toBeCloseTo(1, 10);
    expect(kept?.[1]).toBeCloseTo(0, 10);
    // The largest loading, that of the second number, is positive: the axis runs against `at`.
    expect(places[0]?.[0]).toBeCloseTo(4.5 * Math.sqrt(5), 8);
    expect(
      mapOf(
        points.map((point) => point.map((value) => -value)),
        { kind: "pca" },
      ).places[0]?.[0],
    ).toBeCloseTo(-4.5 * Math.sqrt(5), 8);
  });

  test("equal points lie on one spot, and one number has one axis", () => {
    expect(
      mapOf(
        [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
        { kind: "pca" },
      ),
    ).toEqual({
      kind: "pca",
      places: [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      kept: [0, 0],
    });
    const { places, kept } = mapOf([[1], [2], [4]], { kind: "pca" });
    expect(places.map(([, y]) => y)).toEqual([0, 0, 0]);
    expect(kept?.[0]).toBeCloseTo(1, 10);
    expect(() => project([])).toThrow(RangeError);
    expect(() => project([[1], [1, 2]])).toThrow(RangeError);
  });

  test("2,000 points of 384 numbers take seconds, not minutes", () => {
    const points = clouds({ clouds: 5, each: 400, dimension: 384 }).map((point) => Float32Array.from(point));
    const { kept } = project(points);
    expect((kept[0] ?? 0) + (kept[1] ?? 0)).toBeGreaterThan(0.3);
  }, 30_000);
});

describe.each(["umap", "tsne"] as const)("%s", (kind) => {
  const points = clouds({ clouds: 3, each: 20, dimension: 60 }, 5);

  test("keeps clouds together, and is the same for the same seed only", () => {
    const map = mapOf(points, { kind, seed: 4 });
    expect(map).toMatchObject({ kind, kept: null });
    expect(map.places).toHaveLength(60);
    expect(map.places.flat().every(Number.isFinite)).toBe(true);
    expect(togetherness(map.places, 20)).toBeGreaterThan(0.95);
    expect(mapOf(points, { kind, seed: 4 })).toEqual(map);
  });

  test("few points are drawn by PCA, and just enough are not", () => {
    expect(mapOf(points.slice(0, FEWEST_FOR_NEIGHBOURS - 1), { kind }).kind).toBe("pca");
    const map = mapOf(points.slice(0, FEWEST_FOR_NEIGHBOURS), { kind });
    expect(map.kind).toBe(kind);
    expect(map.places.flat().every(Number.isFinite)).toBe(true);
  });

  test("repeated points and too many are no surprise", () => {
    const same = [...points.slice(0, 10), ...points.slice(0, 10)];
    expect(mapOf(same, { kind }).places.flat().every(Number.isFinite)).toBe(true);
    expect(() =>
      mapOf(
        Array.from({ length: MOST_POINTS[kind] + 1 }, () => [1]),
        { kind },
      ),
    ).toThrow(RangeError);
  });
});

test("UMAP of few points keeps more nearest neighbours than PCA does", () => {
  const points = clouds({ clouds: 8, each: 4, dimension: 30, spread: 1 }, 3);
  const truly = nearestOf(points);
  const kept = (kind: "pca" | "umap"): number =>
    nearestOf(mapOf(points, { kind }).places).filter((near, at) => near === truly[at]).length;
  expect(kept("umap")).toBeGreaterThan(kept("pca"));
  expect(kept("umap")).toBeGreaterThan(points.length / 2);
});

test("the nearest of each point, of equally near ones the first", () => {
  expect(
    nearestOf([
      [0, 0],
      [3, 0],
      [-3, 0],
      [4, 0],
    ]),
  ).toEqual([1, 3, 0, 1]);
  expect(nearestOf([[1]])).toEqual([-1]);
});

describe("t-SNE", () => {
  test("affinities are symmetric, sum to 1, and have the wanted perplexity", () => {
    const points = clouds({ clouds: 1, each: 40, dimension: 4, spread: 1 }, 2);
    const joint = affinities(points, 8);
    expect(joint.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
    for (let one = 0; one < 40; one += 1) {
      expect(joint[one * 40 + one]).toBe(0);
      for (let other = 0; other < 40; other += 1)
        expect(joint[one * 40 + other]).toBe(joint[other * 40 + one]);
    }
  });

  test("of evenly spaced points all neighbours count alike", () => {
    const corners = [
      [0, 0, 0],
      [1, 1, 0],
      [1, 0, 1],
      [0, 1, 1],
    ];
    const joint = affinities(corners, 2);
    for (let at = 0; at < 16; at += 1) expect(joint[at]).toBeCloseTo(at % 5 === 0 ? 0 : 1 / 12, 8);
  });

  test("perplexity stays below a third of the points", () => {
    expect(boundedPerplexity(30, 1_000)).toBe(30);
    expect(boundedPerplexity(30, 16)).toBe(5);
    expect(boundedPerplexity(30, 3)).toBe(1);
  });

  test("needs a few points and takes a thousand", () => {
    expect(() => tsne([[1], [2], [3]])).toThrow(RangeError);
    const points = clouds({ clouds: 4, each: 250, dimension: 10 });
    const places = tsne(points, { iterations: 120, seed: 2 });
    expect(places).toHaveLength(1_000);
    expect(places.flat().every(Number.isFinite)).toBe(true);
  }, 60_000);
});
