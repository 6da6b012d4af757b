import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chartTable } from "../../src/charts/data.ts";
import type { ChartSpec } from "../../src/charts/spec.ts";
import { tableCsv } from "../../src/replies/text-table.ts";
import { samples } from "./samples.ts";
import { anySpec } from "./specs.ts";

test("any specification is a table: as many cells in a row as columns, figures finite, the specification untouched", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const before = structuredClone(spec);
      const { columns, rows } = chartTable(spec);
      expect(spec).toEqual(before);
      for (const row of rows) {
        expect(row).toHaveLength(columns.length);
        for (const cell of row) {
          if (typeof cell === "string") continue;
          expect(typeof cell.text).toBe("string");
          expect(Number.isFinite(cell.value)).toBe(true);
        }
      }
      expect(tableCsv({ columns, rows })).not.toContain("undefined");
    }),
  );
});

const header = (spec: ChartSpec): string[] => chartTable(spec).columns.map(({ label }) => label);

test("bars: a row for each category, words of the picture, values in full", () => {
  expect(header(samples.comparison)).toEqual([
    "Name",
    "Organisation",
    "Parameters",
    "Training tokens",
    "Tokens per parameter",
  ]);
  expect(chartTable(samples.comparison).rows[0]).toEqual([
    "GPT-3 175B",
    "OpenAI",
    { text: "175B", value: 175e9 },
    { text: "300B", value: 300e9 },
    { text: "1.71", value: 1.714 },
  ]);
});

test("the column of groups says what they are where they are no organisations", () => {
  const people = { ...samples.comparison, groupLabel: "Group" };
  expect(header(people)[1]).toBe("Group");
});

test("bars of several series: a column for each, unknown without a value", () => {
  expect(header(samples.prompting)).toEqual([
    "Name",
    "Accuracy: Standard prompt",
    "Accuracy: Chain of thought",
  ]);
  expect(chartTable(samples.prompting).rows[1]).toEqual([
    "PaLM 62B",
    { text: "9.6 %", value: 9.6 },
    "unknown",
  ]);
});

test("lines over the same places share a row, others have a row for each point", () => {
  expect(header(samples.losses)).toEqual(["Training tokens", "70M", "410M", "2.8B", "12B"]);
  expect(chartTable(samples.losses).rows).toHaveLength(9);
  const [first, ...rest] = samples.losses.series;
  if (first === undefined) throw new Error("no series");
  const apart = { ...samples.losses, series: [{ ...first, points: first.points.slice(1) }, ...rest] };
  expect(header(apart)).toEqual(["Line", "Training tokens", "Loss in nats per token"]);
  expect(chartTable(apart).rows).toHaveLength(35);
});

test("lines with bands have a row for each point, with both ends", () => {
  expect(header(samples.shots)).toEqual([
    "Line",
    "Examples of each label",
    "Test texts right",
    "95 % interval from",
    "to",
  ]);
  const rows = chartTable(samples.shots).rows;
  expect(rows[2]?.map((cell) => (typeof cell === "string" ? cell : cell.value))).toEqual([
    "English",
    2,
    72,
    62,
    78,
  ]);
  expect(rows.at(-1)?.slice(3)).toEqual(["", ""]);
});

test("points: place, size and what hollow means", () => {
  expect(header(samples.landscape)).toEqual([
    "Name",
    "Organisation",
    "Release",
    "Parameters",
    "Training tokens",
  ]);
  expect(chartTable(samples.landscape).rows[0]).toEqual([
    "GPT-1",
    "OpenAI",
    { text: "2018", value: 2018.44 },
    { text: "117M", value: 117e6 },
    { text: "1B", value: 1e9 },
  ]);
  expect(header(samples.timeline).at(-1)).toBe("Mixture of experts");
  expect(chartTable(samples.timeline).rows.filter((row) => row.at(-1) === "yes")).toHaveLength(17);
});

test("radars: a row for each axis", () => {
  const { columns, rows } = chartTable(samples.profile);
  expect(columns.map(({ label }) => label)).toEqual([
    "Axis",
    "Llama 3.1 405B",
    "Llama 3.1 70B",
    "Nemotron-4 340B",
  ]);
  expect(rows.at(-1)).toEqual([
    "GPQA",
    { text: "51.1 %", value: 51.1 },
    { text: "46.7 %", value: 46.7 },
    "unknown",
  ]);
});

test("trees: what each was made from", () => {
  expect(header(samples.lineage)).toEqual(["Name", "Organisation", "Made from", "Detail"]);
  expect(chartTable(samples.lineage).rows.slice(0, 2)).toEqual([
    ["LLaMA", "Meta AI", "", "Feb 2023, 7B to 65B"],
    ["Alpaca", "Stanford", "LLaMA", "Mar 2023, 7B"],
  ]);
});

test("heat maps: a row and a column for each, unknown without a value", () => {
  expect(header(samples.confusion)).toEqual(["True label", "negative", "neutral", "positive"]);
  expect(chartTable(samples.confusion).rows[1]).toEqual([
    "neutral",
    { text: "9", value: 9 },
    { text: "63", value: 63 },
    { text: "28", value: 28 },
  ]);
  expect(header(samples.wordLikeness).slice(0, 3)).toEqual(["Name", "Group", "apple"]);
  expect(chartTable(samples.wordLikeness).rows[0]?.slice(0, 3)).toEqual([
    "apple",
    "fruit",
    { text: "1.00", value: 1 },
  ]);
  expect(chartTable(samples.sentenceLikeness).rows[5]?.[2]).toBe("unknown");
  const named = { ...samples.sentenceLikeness, unknownLabel: "same language" };
  expect(chartTable(named).rows[5]?.[2]).toBe("same language");
});

test("numbers of a heat map have the decimals asked for, and no minus before a zero", () => {
  const spec = { ...samples.confusion, decimals: 1, values: [[-0.04, -1.26, 12345]] };
  const [, ...cells] = chartTable(spec).rows[0] ?? [];
  expect(cells.map((cell) => (typeof cell === "string" ? cell : cell.text))).toEqual([
    "0.0",
    "−1.3",
    "12,345.0",
  ]);
});

test("arrows: a column for each dimension", () => {
  expect(header(samples.lemonsAndLimes)).toEqual(["Name", "Sour", "Basketball"]);
  expect(chartTable(samples.lemonsAndLimes).rows[2]).toEqual([
    "Jordan",
    { text: "0", value: 0 },
    { text: "10", value: 10 },
  ]);
  expect(header(samples.threeDimensions)).toEqual(["Name", "Group", "Alive", "Size", "Speed"]);
});

test("points whose groups are no organisations say what they are", () => {
  expect(header(samples.wordMap)).toEqual(["Name", "Kind", "UMAP 1", "UMAP 2"]);
});

test("tables are what they are", () => {
  expect(chartTable(samples.gopherTable)).toEqual({
    columns: samples.gopherTable.columns,
    rows: samples.gopherTable.rows,
  });
});

/** What a file of the charts imports at run time, and what that imports. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!file.startsWith("./")) return seen;
  const source = readFileSync(new URL(`../../src/charts/${file}`, import.meta.url), "utf8");
  for (const [, target] of source.matchAll(/^import (?!type )[^;]*? from "([^"]+)";/gm)) {
    if (target !== undefined) reached(target, seen);
  }
  return seen;
}

test.each(["./data.ts", "./describe.ts"])("%s never loads the canvas: the bot process uses it", (file) => {
  expect([...reached(file)].filter((one) => !/^\.\/[a-z-]+\.ts$/.test(one))).toEqual([]);
});
