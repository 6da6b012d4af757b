import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Packed, pack, unpack } from "../../src/embeddings/packed.ts";
import { quantiseRows, transpose } from "../../src/embeddings/quantise.ts";

test("what is packed comes back, from the same bytes each time", () => {
  const word = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("\n"));
  const part: fc.Arbitrary<Packed[string]> = fc.oneof(
    fc.array(word),
    fc.int8Array(),
    fc.uint16Array(),
    fc.float32Array({ noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z][a-z.-]*$/), part, { noNullPrototype: true }),
      (parts) => {
        const file = pack(parts);
        expect(pack(parts).equals(file)).toBe(true);
        expect(unpack(file)).toEqual(parts);
      },
    ),
    { numRuns: 50 },
  );
});

test("other files are refused", () => {
  expect(() => unpack(gzipSync("something else"))).toThrow("npm run data:embeddings");
  expect(() => unpack(Buffer.from("no gzip"))).toThrow("incorrect header");
});

test("rows are rounded by at most half a step, the largest number not at all", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.integer({ min: -8_000, max: 8_000 }).map((x) => x / 1_000),
        { minLength: 6, maxLength: 6 },
      ),
      fc.constantFrom(31, 127),
      (numbers, most) => {
        const { values, scales } = quantiseRows(Float32Array.from(numbers), 3, most);
        for (const [at, number] of numbers.entries()) {
          const scale = scales[Math.floor(at / 3)] ?? 0;
          expect(Math.abs((values[at] ?? 0) * scale - number)).toBeLessThanOrEqual(scale * 0.5001 + 1e-6);
        }
      },
    ),
  );
  expect(quantiseRows(new Float32Array(3), 3).scales).toEqual(new Float32Array(1));
});

test("a matrix on its side", () => {
  expect([...transpose(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3)]).toEqual([1, 4, 2, 5, 3, 6]);
});
