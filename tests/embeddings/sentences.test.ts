import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadSentenceModel } from "../../src/embeddings/data-files.ts";
import { float32, unpack, words } from "../../src/embeddings/packed.ts";
import { createPieceReader, type PieceReader } from "../../src/embeddings/pieces.ts";
import type { SentenceModel } from "../../src/embeddings/sentences.ts";
import { dot, norm } from "../../src/labs/vectors.ts";

/** Recorded once from the model's own package (@energetic-ai/embeddings 0.2.0): pieces, and the first 64 of 512 numbers. */
const recorded = JSON.parse(readFileSync("tests/embeddings/recorded.json", "utf8")) as {
  pieces: { text: string; pieces: number[] }[];
  vectors: { text: string; start: number[] }[];
};

let reader: PieceReader;
let model: SentenceModel;

beforeAll(() => {
  const packed = unpack(readFileSync("data/embeddings/sentences.bin.gz"));
  reader = createPieceReader(words(packed, "vocabulary"), float32(packed, "vocabulary.scores"));
  model = loadSentenceModel();
});

const vectorsOf = (texts: readonly string[]): Float32Array[] => {
  const { rows } = model.embed(texts);
  return texts.map((_, at) => rows.slice(at * 512, (at + 1) * 512));
};

describe("the same as the model's own package", () => {
  test.each(recorded.pieces)("pieces of $text", ({ text, pieces }) => {
    expect(reader.read(text)).toEqual(pieces);
  });

  test.each(recorded.vectors)("the vector of $text", ({ text, start }) => {
    const ours = vectorsOf([text])[0]?.subarray(0, 64) ?? [];
    expect(dot(ours, start) / (norm(ours) * norm(start))).toBeGreaterThan(0.99);
    expect(norm(ours) / norm(start)).toBeCloseTo(1, 1);
  });
});

describe("any text", () => {
  test("what stands beside a text does not change its vector", () => {
    const texts = ["An apple a day.", "x", "Where does apple go on the map of words?"];
    const alone = texts.map((text) => vectorsOf([text])[0]);
    expect(vectorsOf(texts)).toEqual(alone);
  });

  test("empty ones get zeros in their place", () => {
    const [empty, blank, hello] = vectorsOf(["", " \n\t ", "hello"]);
    expect(norm(empty ?? [])).toBe(0);
    expect(norm(blank ?? [])).toBe(0);
    expect(hello).toEqual(vectorsOf(["hello"])[0]);
    expect(model.embed([]).rows).toHaveLength(0);
  });

  test("what comes after 128 pieces is not read, and can be told from the number of pieces", () => {
    const [long, longer] = ["word ".repeat(200), `${"word ".repeat(200)} and then apples`];
    expect(vectorsOf([longer])).toEqual(vectorsOf([long]));
    expect(model.embed([long, "short"]).pieces).toEqual([200, 1]);
  });

  test("hostile ones get vectors of length 1 as well", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.constantFrom(
        "\ud800",
        "\u0000",
        "__proto__",
        "constructor",
        "🏳️‍🌈".repeat(50),
        "ﷺ".repeat(99),
        "\u2581",
      ),
    );
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (texts) => {
        const vectors = vectorsOf(texts);
        expect(vectors).toHaveLength(texts.length);
        for (const [at, vector] of vectors.entries())
          expect(norm(vector)).toBeCloseTo((texts[at] ?? "").normalize("NFKC").trim() === "" ? 0 : 1, 4);
      }),
      { numRuns: 40 },
    );
  });

  test("a megabyte takes no longer than a page", () => {
    const start = performance.now();
    vectorsOf(["词 ".repeat(500_000)]);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

test("paraphrases are nearer than other sentences", () => {
  const [a, b, c] = vectorsOf(["How old are you?", "What is your age?", "The castle stands on a hill."]);
  expect(dot(a ?? [], b ?? [])).toBeGreaterThan(0.8);
  expect(dot(a ?? [], c ?? [])).toBeLessThan(0.3);
});
