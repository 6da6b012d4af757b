import { describe, expect, test } from "vitest";
import type { Benchmark, Score } from "../../src/course/content.ts";
import {
  isBeyondNoise,
  itemsScored,
  leadOf,
  rankRanges,
  standardError,
  wordRange,
} from "../../src/registry/score-noise.ts";
import { course } from "../course/registry.ts";

function benchmark(id: string): Benchmark {
  const found = course.benchmarks.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no benchmark ${id}`);
  return found;
}

const score = (value: number, more: Partial<Score> = {}): Score => ({
  model: "a",
  benchmark: "humaneval",
  setting: {},
  score: value,
  unit: "percent",
  source: "llama3",
  verified: "seen",
  ...more,
});

describe("noise", () => {
  test("the standard error of a share", () => {
    expect(standardError(50, 100)).toBeCloseTo(5, 10);
    expect(standardError(89, 164)).toBeCloseTo(2.4433, 3);
    expect(standardError(0, 164)).toBe(0);
    expect(standardError(104, 164)).toBe(0);
  });

  test.each([
    ["HumanEval", 89.0, 92.0, 164, false],
    ["MMLU", 87.3, 89.1, 14_042, true],
    ["the same score", 50, 50, 14_042, false],
    ["a difference of one item in thirty", 96.7, 100, 30, false],
  ])("%s: %d against %d of %d", (_, one, other, items, expected) => {
    expect(isBeyondNoise(one, other, items)).toBe(expected);
    expect(isBeyondNoise(other, one, items)).toBe(expected);
  });

  test.each([
    ["humaneval", {}, 164],
    ["mmlu", {}, 14_042],
    ["arc-c", {}, 1_172],
    ["math", {}, 5_000],
    ["winogrande", {}, 1_267],
    ["gpqa", {}, undefined],
    ["mbpp", {}, undefined],
    ["mgsm", {}, undefined],
    ["bigbench", {}, undefined],
    ["nexus", {}, undefined],
    ["drop", { unit: "F1" }, undefined],
    ["mmlu", { setting: { detail: "macro average" } }, undefined],
    ["mmlu", { setting: { harness: "HELM, run for RedPajama" } }, undefined],
  ])("items behind a score on %s %j: %s", (id, more, items) => {
    expect(itemsScored(benchmark(id), score(50, more))).toBe(items);
  });

  test("who leads a row", () => {
    const humaneval = benchmark("humaneval");
    expect(leadOf(humaneval, [score(89), score(92)])).toEqual({ kind: "noise" });
    expect(leadOf(humaneval, [undefined, score(60), score(92)])).toEqual({ kind: "lead", at: 2 });
    expect(leadOf(humaneval, [score(92), score(91), score(10)])).toEqual({ kind: "noise" });
    expect(leadOf(benchmark("gpqa"), [score(10), score(90)])).toEqual({ kind: "unknown" });
    expect(leadOf(humaneval, [score(92), undefined])).toEqual({ kind: "noise" });
  });

  test("ranges of places", () => {
    const higher = { better: "higher" } as const;
    const ranges = rankRanges(higher, [92, 91, 60, 59], 164).map(wordRange);
    expect(ranges).toEqual(["1–2", "1–2", "3–4", "3–4"]);
    expect(rankRanges(higher, [92, 91, 91], undefined).map(wordRange)).toEqual(["1", "2–3", "2–3"]);
    expect(rankRanges({ better: "lower" }, [7.75, 7.16], undefined).map(wordRange)).toEqual(["2", "1"]);
  });
});
