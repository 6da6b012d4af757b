import { describe, expect, test } from "vitest";
import type { CourseTable } from "../../src/course/content.ts";
import type { Course } from "../../src/course/model.ts";
import { courseTableBlock, courseTableChart } from "../../src/registry/course-table.ts";
import { tableReply } from "../../src/registry/table-reply.ts";
import { DISCORD } from "../../src/replies/limits.ts";
import { cellText } from "../../src/replies/text-table.ts";
import { toText } from "../../src/replies/to-text.ts";
import { course } from "../course/registry.ts";
import { buttonsOf, replyOf, routerWorld, said } from "../support/router.ts";

const { ask } = routerWorld(course);
function table(id: string): CourseTable {
  const found = course.tables.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no table ${id}`);
  return found;
}
const columnOf = (id: string, label: string): string[] => {
  const block = courseTableBlock(table(id), course);
  const at = block.columns.findIndex((column) => column.label === label);
  return block.rows.map((row) => cellText(row[at] ?? ""));
};

describe("a table's cells", () => {
  test("numbers stand on the right, words on the left", () => {
    const align = (id: string) =>
      Object.fromEntries(courseTableBlock(table(id), course).columns.map((one) => [one.label, one.align]));
    expect(align("massivetext")).toMatchObject({
      Subset: "left",
      Documents: "right",
      "Disk size, TB": "right",
    });
    expect(align("gopher-tasks")).toMatchObject({ Tasks: "right", Examples: "left" });
    expect(align("chinchilla-table3")).toMatchObject({ "In units of Gopher's budget": "right" });
  });

  test("small and large numbers stay exact, unknown and yes are words", () => {
    expect(columnOf("gopher-family", "Largest learning rate").at(-1)).toBe("0.00004");
    expect(columnOf("gopher-family", "Model dimension").at(-1)).toBe("16,384");
    expect(columnOf("chinchilla-table3", "FLOPs")[3]).toBe("5.76e23");
    expect(columnOf("llama-family", "Heads").at(-1)).toBe("unknown");
    expect(columnOf("llama-family", "Grouped-query attention").at(-1)).toBe("yes");
  });

  test("of a benchmark table come from the scores of its source", () => {
    const block = courseTableBlock(table("llama-3.1-benchmarks-405b"), course);
    expect(block.columns).toHaveLength(7);
    const words = block.rows.map((row) => row.map(cellText));
    const cot = words.find(([name, setting]) => name === "MMLU" && setting?.startsWith("0-shot, CoT")) ?? [];
    expect(cot.slice(2)).toEqual(["88.6 %", "78.7 % (a)", "85.4 %", "88.7 %", "88.3 %"]);
    const names = words.map(([name, setting]) => `${name} ${setting}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("the charts that tables declare", () => {
  const charted = course.tables.filter(({ chart }) => chart !== undefined);

  test("the tables of the course that ask for one have one", () => {
    expect(charted.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        "massivetext",
        "gopher-tasks",
        "palm-data",
        "palm-mfu",
        "llama31-data",
        "gopher-family",
      ]),
    );
  });

  test.each(charted.map(({ id }) => id))("%s: every bar has its figure from the table", (id) => {
    const spec = courseTableChart(table(id), course);
    const values = spec?.panels.flatMap(({ series }) => series.flatMap((one) => one.values)) ?? [];
    expect(values.length).toBe(table(id).rows.length * (table(id).chart?.values.length ?? 0));
    expect(values.filter((value) => value === null)).toEqual([]);
    const cells = JSON.stringify(table(id).rows);
    for (const percentage of /(\d+(?:\.\d+)?) %/g.exec(spec?.title ?? "")?.slice(1) ?? [])
      expect(cells).toContain(percentage);
  });

  test("a stacked one has a bar for each column and a part for each row", () => {
    const spec = courseTableChart(table("massivetext"), course);
    expect(spec).toMatchObject({
      stacked: true,
      categories: [{ label: "Share in Gopher" }, { label: "Share in Chinchilla" }],
    });
    const series = spec?.panels[0]?.series ?? [];
    expect(series.find(({ label }) => label === "Books")?.values).toEqual([27, 30]);
    for (const bar of [0, 1])
      expect(
        series.reduce((sum, { values }) => sum + Number(values[bar]), 0),
        `bar ${bar}`,
      ).toBe(100);
  });

  test("sizes in words become numbers, models get their organisation's colour", () => {
    expect(courseTableChart(table("gopher-family"), course)?.panels[0]?.series[0]?.values.at(-1)).toBe(280e9);
    expect(courseTableChart(table("palm-models"), course)?.categories[0]?.group).toBe("Google");
    expect(courseTableChart(table("palm-data"), course)?.categories[0]).not.toHaveProperty("group");
  });

  test("a table without one has none", () => {
    expect(courseTableChart(table("mistral-architecture"), course)).toBeUndefined();
  });
});

describe("/table", () => {
  test("every table shows its source, its status and where the slide differs", () => {
    for (const one of course.tables) {
      const text = toText(tableReply(course, one));
      expect(text, one.id).toMatch(/Source: .+\. (Checked against|Worked out|From memory|Only the slide)/);
      for (const { slideSays } of one.slideDifferences)
        expect(text, one.id).toContain(`The slide says “${slideSays}”`);
      expect(text, one.id).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test("data hold the rows by column key", () => {
    expect(tableReply(course, table("palm-mfu")).data).toMatchObject({
      table: "palm-mfu",
      rows: expect.arrayContaining([expect.objectContaining({ model: "PaLM", mfu_percent: 46.2 })]),
    });
  });

  test("without a name lists every table once, in menus that fit", async () => {
    const reply = replyOf(await ask("table"));
    const menus = reply.blocks.flatMap((block) => (block.kind === "actions" ? (block.menus ?? []) : []));
    const offered = menus.flatMap(({ options }) => options.map(({ value }) => value));
    expect(offered.sort()).toEqual(course.tables.map(({ id }) => id).sort());
    for (const { options } of menus) expect(options.length).toBeLessThanOrEqual(DISCORD.selectOptions);
    expect(menus.map(({ label }) => label)).not.toContain("Other tables");
  });

  test("the menu shows a table; a table that has gone leads to the list", async () => {
    const show = (value: string) => ask({ kind: "action", action: "table.show", value });
    expect(said(await show("palm-mfu"))).toContain("Hardware and efficiency of large runs");
    expect(said(await show("gone"))).toMatch(/tables of the course/);
  });

  test("an ambiguous name offers the tables, an unknown one the list", async () => {
    const outcome = await ask("table gopher");
    expect(replyOf(outcome).error).toBe(true);
    expect(buttonsOf(outcome).map(({ value }) => value)).toEqual([
      "table gopher-family",
      "table massivetext",
      "table gopher-tasks",
      "table chinchilla-vs-gopher",
    ]);
    expect(said(await ask("table banana split"))).toContain("/table");
  });

  test("a course without tables says so", async () => {
    const bare: Course = { ...course, tables: [] };
    expect(said(await routerWorld(bare).ask("table"))).toContain("This course has no tables");
  });
});
