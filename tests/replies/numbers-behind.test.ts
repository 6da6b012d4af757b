import { describe, expect, test } from "vitest";
import type { ChartSpec } from "../../src/charts/spec.ts";
import { numbersOf, withNumbers } from "../../src/replies/numbers-behind.ts";
import type { Block, Reply } from "../../src/replies/reply.ts";

const table: Block = {
  kind: "table",
  caption: "Sizes of models",
  columns: [{ label: "Model" }, { label: "Parameters", align: "right" }],
  rows: [["Gopher", { text: "280B", value: 280e9 }]],
};
const spec: ChartSpec = {
  kind: "bar",
  orientation: "vertical",
  title: "Gopher is larger",
  source: "",
  categories: [{ label: "Gopher" }, { label: "Chinchilla" }],
  panels: [
    {
      axis: { label: "parameters", scale: "log", format: "count" },
      series: [{ label: "parameters", values: [280e9, null] }],
    },
  ],
};
const chart: Block = { kind: "chart", spec };
const share = { action: "share", label: "Share", value: "model gopher" };
const buttons = ({ blocks }: Reply): string[] =>
  blocks.flatMap((block) =>
    block.kind === "actions" ? block.buttons.map(({ label, value }) => `${label}: ${value}`) : [],
  );

describe("what an answer offers", () => {
  test("in a chat: buttons with the line, and no file before somebody asks", () => {
    const files = [{ name: "all.csv", mediaType: "text/csv" as const, alt: "All", text: "a\r\n" }];
    for (const platform of ["slack", "discord"] as const) {
      const offered = withNumbers({ blocks: [table, chart], files }, "compare gopher", platform);
      expect(buttons(offered)).toEqual(["Download CSV: compare gopher", "Show data: compare gopher"]);
      expect(offered.files).toBeUndefined();
    }
  });

  test("on the web page and in the terminal the files are there", () => {
    const web = withNumbers({ blocks: [table, chart] }, "compare gopher", "web");
    expect(web.files?.map(({ name }) => name)).toEqual([
      "sizes-of-models-1.csv",
      "chart-gopher-is-larger-2.csv",
    ]);
    expect(buttons(web)).toEqual(["Show data: compare gopher"]);
    expect(buttons(withNumbers({ blocks: [table] }, "x", "terminal"))).toEqual([]);
  });

  test("a file's name takes no footnote sign for a figure", () => {
    const marked = { ...table, caption: "Hyperparameters ⁴˒¹" };
    expect(withNumbers({ blocks: [marked] }, "x", "web").files?.map(({ name }) => name)).toEqual([
      "hyperparameters.csv",
    ]);
  });

  test("buttons join the row that is there, unless it is full", () => {
    const row = (count: number): Block => ({
      kind: "actions",
      buttons: Array.from({ length: count }, () => share),
    });
    expect(withNumbers({ blocks: [table, row(1)] }, "x", "slack").blocks).toHaveLength(2);
    expect(withNumbers({ blocks: [table, row(5)] }, "x", "slack").blocks).toHaveLength(3);
  });

  test("words and mistakes offer nothing", () => {
    const words: Reply = { blocks: [{ kind: "text", text: "Yes." }] };
    expect(withNumbers(words, "x", "slack")).toEqual(words);
    const mistake: Reply = { blocks: [table], error: true };
    expect(withNumbers(mistake, "x", "slack")).toEqual(mistake);
  });
});

describe("what a press gives", () => {
  test("the command's own file where it has one, else each table and chart with full figures", () => {
    const { files } = numbersOf({ blocks: [table, chart] }, "csv", "discord");
    expect(files?.map(({ text }) => text)).toEqual([
      "Model,Parameters\r\nGopher,280000000000\r\n",
      expect.stringContaining("280000000000"),
    ]);
    const own = [{ name: "all.csv", mediaType: "text/csv" as const, alt: "All", text: "a\r\n" }];
    expect(numbersOf({ blocks: [table], files: own }, "csv", "slack").files).toEqual(own);
  });

  test("the data of the charts as tables, with the sources", () => {
    const note: Block = { kind: "note", text: "Sources: ¹ Somewhere · ¹² Elsewhere" };
    const { blocks } = numbersOf(
      { blocks: [table, chart, note, { kind: "actions", buttons: [share] }] },
      "data",
      "slack",
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["table", "note"]);
    expect(JSON.stringify(blocks)).toContain("Gopher is larger");
    expect(JSON.stringify(blocks)).toContain("unknown");
    // No figure here carries a number.
    expect(blocks.at(-1)).toEqual({ kind: "note", text: "Sources: Somewhere · Elsewhere" });
  });
});
