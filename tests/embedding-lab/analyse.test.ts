import { expect, test } from "vitest";
import { analyse } from "../../src/embedding-lab/analyse.ts";
import { COURSE_WORDS } from "../../src/embedding-lab/course-words.ts";
import { itemsIn } from "../../src/embedding-lab/items.ts";
import { loadWords } from "../../src/embeddings/data-files.ts";
import { textVector } from "../../src/embeddings/words.ts";
import { seededRandom } from "../../src/labs/vectors.ts";

function numbersOf(vectors: readonly ArrayLike<number>[]): {
  numbers: Float32Array<ArrayBuffer>;
  dimension: number;
} {
  const dimension = vectors[0]?.length ?? 0;
  const numbers = new Float32Array(vectors.length * dimension);
  for (const [at, vector] of vectors.entries()) numbers.set(vector, at * dimension);
  return { numbers, dimension };
}

const words = itemsIn(COURSE_WORDS).map(({ text }) => text);
const wordNumbers = numbersOf(words.map((word) => textVector(loadWords(), [word])));
const fruits = ["banana", "cherry", "strawberry"];

test("of the course's twelve words apple's nearest three are the fruits, in the numbers and in the picture", () => {
  const { neighbours, map, clusters } = analyse({ ...wordNumbers, map: "pca" });
  const apple = words.indexOf("apple");
  expect(neighbours[apple]?.map(({ at }) => words[at]).sort()).toEqual(fruits);
  const [x = 0, y = 0] = map.places[apple] ?? [];
  const near = words
    .map((word, at) => ({
      word,
      far: Math.hypot((map.places[at]?.[0] ?? 0) - x, (map.places[at]?.[1] ?? 0) - y),
    }))
    .filter(({ word }) => word !== "apple")
    .sort((a, b) => a.far - b.far);
  expect(
    near
      .slice(0, 3)
      .map(({ word }) => word)
      .sort(),
  ).toEqual(fruits);
  const own = clusters?.of[apple];
  expect(words.filter((_, at) => clusters?.of[at] === own).sort()).toEqual(["apple", ...fruits].sort());
});

test("the matrix of a few points is symmetric with ones in the diagonal", () => {
  const { similarities } = analyse({ ...wordNumbers, map: "pca" });
  for (const [row, values] of (similarities ?? []).entries()) {
    expect(values[row]).toBeCloseTo(1, 6);
    for (const [column, value] of values.entries())
      expect(value).toBeCloseTo(similarities?.[column]?.[row] ?? Number.NaN, 12);
  }
});

test("of thousands some are drawn, the same each time, and vectors of zeros are none of them", () => {
  const random = seededRandom(3);
  const vectors = Array.from({ length: 2_500 }, (_, at) =>
    Array.from({ length: 6 }, (_, axis) => (at === 7 ? 0 : random() + (axis === at % 3 ? 4 : 0))),
  );
  const one = analyse({ ...numbersOf(vectors), map: "pca" });
  expect(one.drawn).toHaveLength(2_000);
  expect(one.drawn).not.toContain(7);
  expect(one.clusters?.sizes).toHaveLength(3);
  expect(one.similarities).toBeUndefined();
  expect(analyse({ ...numbersOf(vectors), map: "pca" })).toEqual(one);
});

test.each([1, 2, 3])("%i points are no trouble", (count) => {
  const vectors = Array.from({ length: count }, (_, at) => [1, at]);
  const { map, pairs, faithful } = analyse({ ...numbersOf(vectors), map: "umap" });
  expect(map.places).toHaveLength(count);
  expect(pairs).toHaveLength((count * (count - 1)) / 2);
  expect(faithful).toBeGreaterThanOrEqual(0);
});
