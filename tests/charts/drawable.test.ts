import { createCanvas } from "@napi-rs/canvas";
import { describe, expect, test } from "vitest";
import { type CanDraw, drawableSpec } from "../../src/charts/drawable.ts";
import { canDraw, font, registerFonts } from "../../src/charts/fonts.ts";
import type { BarSpec, HeatmapSpec, TreeSpec } from "../../src/charts/spec.ts";
import { samples } from "./samples.ts";

const latin: CanDraw = (character) => /[\p{Script=Latin}\p{Script=Common}]/u.test(character);

describe("a chart in letters that can be drawn", () => {
  test("is the same one where all can be", () => {
    for (const spec of [samples.comparison, samples.lineage, samples.wordMap, samples.gopherTable])
      expect(drawableSpec(spec, canDraw)).toBe(spec);
    expect(drawableSpec(samples.japaneseLikeness, canDraw)).toBe(samples.japaneseLikeness);
  });

  test("calls labels by their numbers, in the title too, and keeps the given one as it was", () => {
    const before = structuredClone(samples.manyScripts);
    const { title, points, note } = drawableSpec(samples.manyScripts, canDraw);
    expect(points.map(({ label }) => label)).toEqual([
      "text 1",
      "Where is my parcel?",
      "text 3",
      "荷物はどこ",
      "text 5",
      "text 6",
      "a sunny day 🌞",
    ]);
    expect(new Set(points.map(({ group }) => group))).toEqual(new Set(["parcels", "group 2"]));
    expect(title).toBe("Nearest: text 1 and text 3 (0.81), …");
    expect(note).toContain("by their place in the message or the table");
    expect(samples.manyScripts).toEqual(before);
  });

  test("has one number for a text in rows and columns", () => {
    const spec: HeatmapSpec = {
      ...samples.japaneseLikeness,
      rows: [{ label: "car" }, { label: "車" }],
      columns: [{ label: "車" }, { label: "家" }],
    };
    const { rows, columns } = drawableSpec(spec, latin);
    expect([...rows, ...columns].map(({ label }) => label)).toEqual(["car", "text 2", "text 2", "text 4"]);
  });

  test("replaces whole words alone, the longest first", () => {
    const spec: BarSpec = {
      ...samples.comparison,
      title: "аб и аб (x) обаб 😀",
      categories: [{ label: "аб" }, { label: "аб (x)" }, { label: "😀" }],
    };
    expect(drawableSpec(spec, latin).title).toBe("text 1 … text 2 … text 3");
  });

  test("leaves what is never shown", () => {
    const spec: TreeSpec = {
      kind: "tree",
      title: "",
      source: "",
      nodes: [
        { id: "木", label: "木" },
        { id: "x", parent: "木", label: "枝", detail: "葉 2024" },
      ],
    };
    expect(drawableSpec(spec, latin).nodes).toEqual([
      { id: "木", label: "text 1" },
      { id: "x", parent: "木", label: "text 2", detail: "… 2024" },
    ]);
  });

  test("numbers axes by themselves", () => {
    const { axes, title } = drawableSpec(samples.undrawableArrows, canDraw);
    expect([axes, title]).toEqual([["royal", "axis 2"], "text 1 − text 2 + woman ends near text 4"]);
  });

  test("needs no small print where nothing got a number", () => {
    const made = drawableSpec({ ...samples.comparison, title: "Size ใหญ่" }, canDraw);
    expect([made.title, made.note]).toEqual(["Size …", undefined]);
  });

  test("numbers the rows of a table by their first cells", () => {
    const table = {
      ...samples.gopherTable,
      columns: [{ label: "ก" }, { label: "x" }],
      rows: [["a"], ["ข", "ข"]],
    };
    const { columns, rows } = drawableSpec(table, canDraw);
    expect([columns[0]?.label, rows]).toEqual(["…", [["a"], ["text 2", "text 2"]]]);
  });
});

test("the course's languages can be drawn, and what is said to be drawable has a letter", () => {
  const words =
    "Größe façade señor città coração één żółć Ёлка 荷物が届きません、ァー 我的包裹在哪里？ ≤ → × “…” 駅語语";
  const letters = [...new Set(words.replaceAll(" ", ""))];
  expect(letters.filter((letter) => !canDraw(letter))).toEqual([]);
  expect([..."한ไعא😀🌍🇩㍻\u{10ffff}"].filter(canDraw)).toEqual([]);
  registerFonts();
  const ctx = createCanvas(24, 24).getContext("2d");
  ctx.font = font(20);
  ctx.textBaseline = "middle";
  const picture = (text: string): string => {
    ctx.clearRect(0, 0, 24, 24);
    ctx.fillText(text, 2, 12);
    return Buffer.from(ctx.getImageData(0, 0, 24, 24).data).toString("latin1");
  };
  const none = picture("\u{10ffff}");
  const some = Array.from({ length: 0xa4 }, (_, at) => String.fromCodePoint(0x4e00 + at * 0x80)).filter(
    canDraw,
  );
  expect(some.length).toBeGreaterThan(50);
  expect([...letters, ...some].filter((letter) => picture(letter) === none)).toEqual([]);
});
