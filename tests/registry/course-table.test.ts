import { describe, expect, test } from "vitest";
import type { CourseTable } from "../../src/course/content.ts";
import { courseTableBlock } from "../../src/registry/course-table.ts";
import { cellText } from "../../src/replies/text-table.ts";
import { course } from "../course/registry.ts";

const table: CourseTable = {
  id: "t",
  title: "A table",
  aliases: [],
  source: "paper",
  verified: "seen",
  columns: ["name", "rate", "tokens", "Year of release", "text", "date"].map((label) => ({
    key: label,
    label,
  })),
  rows: [
    ["400M", 0.00004, "8.0B", 2021, "up to 3", "2021-12-08"],
    ["1B", 1.92e19, "1/29,968", null, true, "2021-12"],
    ["2B", 16384, "> 3.8T", 2020, null, null],
  ],
  notes: [],
  slideDifferences: [],
};

describe("a table of the course", () => {
  const block = courseTableBlock(table, course);

  test("has all digits, dates in words, years without a comma, and unknown as unknown", () => {
    expect(block.rows.map((row) => row.map(cellText))).toEqual([
      ["400M", "0.00004", "8.0B", "2021", "up to 3", "8 December 2021"],
      ["1B", "1.92e19", "1/29,968", "unknown", "yes", "December 2021"],
      ["2B", "16,384", "> 3.8T", "2020", "unknown", "unknown"],
    ]);
    expect(block.rows[2]?.[1]).toEqual({ text: "16,384", value: 16384 });
  });

  test("has numbers on the right, also those with a letter, and the names of rows on the left", () => {
    expect(block.columns.map(({ align }) => align)).toEqual([
      "left",
      "right",
      "right",
      "right",
      "left",
      "left",
    ]);
  });

  test("every table of the course has as many cells in each row as columns", () => {
    for (const each of course.tables) {
      const { columns, rows } = courseTableBlock(each, course);
      expect(rows.length, each.id).toBeGreaterThan(0);
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
    }
  });

  test("one with models is filled from the scores of its source", () => {
    const scores = course.tables.find(({ models }) => models?.includes("llama-3.1-8b-instruct"));
    if (scores === undefined) throw new Error("no table of scores");
    const { columns, rows } = courseTableBlock(scores, course);
    expect(columns).toHaveLength((scores.models?.length ?? 0) + 1);
    const mmlu = rows.find(([first]) => cellText(first ?? "") === "MMLU (5-shot)");
    const score = course.scores.find(
      ({ model, benchmark, source, setting }) =>
        model === "llama-3.1-8b-instruct" &&
        benchmark === "mmlu" &&
        source === scores.source &&
        setting.shots === 5,
    );
    expect(mmlu?.[1]).toMatchObject({ value: score?.score });
  });
});
