import type { ArrowsSpec, HeatmapSpec, ScatterSpec } from "../../src/charts/spec.ts";

const PARCELS = [
  "荷物が届きません",
  "私の荷物はどこ",
  "我的包裹在哪里",
  "Где моя посылка",
  "Gdzie jest paczka",
];

export const japaneseLikeness: HeatmapSpec = {
  kind: "heatmap",
  title: "Nearest: 荷物が届きません and 私の荷物はどこ (0.81)",
  source: "word vectors behind a concept dictionary",
  rows: PARCELS.map((label) => ({ label })),
  columns: PARCELS.map((label) => ({ label })),
  values: PARCELS.map((_, row) =>
    PARCELS.map((_, column) => (row === column ? 1 : 0.85 - 0.04 * (row + column))),
  ),
  from: 0,
  to: 1,
  valueLabel: "cosine similarity",
};

/** No font that comes along has Thai, Arabic, Korean or emoji. */
const MANY: [label: string, group: string][] = [
  ["พัสดุของฉันอยู่ที่ไหน", "parcels"],
  ["Where is my parcel?", "parcels"],
  ["أين طردي", "parcels"],
  ["荷物はどこ", "parcels"],
  ["😀", "อารมณ์"],
  ["날씨가 좋다", "อารมณ์"],
  ["a sunny day 🌞", "อารมณ์"],
];

export const manyScripts: ScatterSpec = {
  kind: "scatter",
  title: "Nearest: พัสดุของฉันอยู่ที่ไหน and أين طردي (0.81), ไม่มีชื่อ",
  subtitle: "PCA of 7 texts",
  source: "a model of many languages",
  bare: true,
  groupLabel: "Label",
  x: { label: "principal component 1", scale: "linear", format: "plain" },
  y: { label: "principal component 2", scale: "linear", format: "plain" },
  points: MANY.map(([label, group], at) => ({
    x: Math.cos(at * 1.7),
    y: Math.sin(at * 1.7) + at / 5,
    label,
    group,
  })),
};

export const undrawableArrows: ArrowsSpec = {
  kind: "arrows",
  title: "ราชา − ชาย + woman ends near ราชินี",
  source: "Two directions of a word space",
  axes: ["royal", "หญิง"],
  arrows: [
    { label: "ราชา", at: [0.8, -0.6] },
    { label: "ชาย", at: [-0.2, -0.62] },
    { label: "woman", at: [-0.22, 0.66] },
    { label: "ราชินี", at: [0.78, 0.64], dashed: true },
  ],
};
