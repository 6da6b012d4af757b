import { describe, expect, test } from "vitest";
import { evaluator } from "../../src/course/comparable.ts";
import { scoreTable } from "../../src/registry/score-table.ts";
import { wordScore } from "../../src/registry/scores.ts";
import { cellText } from "../../src/replies/text-table.ts";
import { course } from "../course/registry.ts";

const tables = course.tables.filter(({ models }) => models !== undefined);
function table(id: string) {
  const found = tables.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no table ${id}`);
  return scoreTable(course, found);
}
const rowsOf = (id: string, start: string): string[][] =>
  table(id)
    .rows.map((row) => row.map(cellText))
    .filter(([name]) => name === start);

describe("the course's benchmark tables", () => {
  test("five of them are filled from scores", () => {
    expect(tables.map(({ id }) => id)).toEqual([
      "llama-3.1-benchmarks-8b",
      "llama-3.1-benchmarks-70b",
      "llama-3.1-benchmarks-405b",
      "phi-3-benchmarks",
      "mistral-7b-benchmarks",
    ]);
  });

  test.each(tables)("$id reproduces every figure of its source", (one) => {
    const made = scoreTable(course, one);
    const models = one.models ?? [];
    const own = course.scores.filter(({ source, model }) => source === one.source && models.includes(model));
    expect(own.length).toBeGreaterThan(20);
    for (const score of own) {
      const column = models.indexOf(score.model) + 2;
      const name = course.benchmarks.find(({ id }) => id === score.benchmark)?.name;
      const there = made.rows
        .filter(([benchmark]) => benchmark === name)
        .map((row) => cellText(row[column] ?? ""));
      expect(
        there.some((text) => text.startsWith(wordScore(score))),
        `${score.model} ${name}`,
      ).toBe(true);
    }
    const filled = made.rows.flatMap((row) => row.slice(2)).filter((cell) => cell !== "–");
    expect(filled.length).toBe(made.scores.length);
    expect(new Set(made.scores.map((score) => evaluator(score))).size).toBe(1);
  });

  test("footnotes of the Llama table are marked and its rows are not to be ranked", () => {
    const [gsm8k] = rowsOf("llama-3.1-benchmarks-405b", "GSM8K");
    expect(gsm8k).toEqual(["GSM8K", "8-shot, CoT", "96.8 %", "92.3 % (b)", "94.2 %", "96.1 %", "96.4 % (b)"]);
    expect(table("llama-3.1-benchmarks-405b").marks).toEqual([
      { mark: "(a)", text: "taken as 0-shot, no CoT" },
      { mark: "(b)", text: "taken as 0-shot" },
    ]);
    expect(table("llama-3.1-benchmarks-405b").note).toContain("Not to be ranked");
    const mmlu = rowsOf("llama-3.1-benchmarks-8b", "MMLU");
    expect(mmlu.map((row) => row[3])).toEqual(["72.3 %", "72.3 % (a)"]);
  });

  test("the Phi-3 table joins report and card, and says which figures are from memory", () => {
    const [mmlu] = rowsOf("phi-3-benchmarks", "MMLU");
    expect(mmlu?.slice(2)).toEqual(
      ["68.8 %", "75.3 %†", "78.2 %†", "56.3 %†", "61.7 %", "63.6 %", "66.0 %†", "68.4 %†", "71.4 %†"], // the slide's row
    );
    expect(table("phi-3-benchmarks").note).toContain("† from memory");
  });

  test("in the Mistral table Llama 2 13B is ahead on Natural Questions", () => {
    expect(rowsOf("mistral-7b-benchmarks", "Natural Questions")[0]?.slice(2)).toEqual([
      "24.7 %",
      "29.0 %",
      "11.0 %",
      "28.8 %",
    ]);
    expect(table("mistral-7b-benchmarks").marks).toEqual([]);
  });
});
