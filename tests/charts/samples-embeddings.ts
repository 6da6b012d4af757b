import type { ArrowsSpec, Axis, HeatmapSpec, ScatterSpec } from "../../src/charts/spec.ts";

/** The same every time: between 0 and 1 for each number. */
const noise = (at: number): number => Math.abs(Math.sin(at * 12.9898 + 4.1) * 43758.5453) % 1;

const KINDS: [group: string, words: string[]][] = [
  ["fruit", ["apple", "banana", "cherry", "strawberry"]],
  ["sport", ["football", "basketball", "tennis", "hockey"]],
  ["vehicle", ["car", "truck"]],
  ["building", ["house", "building", "castle"]],
];
const words = KINDS.flatMap(([group, all]) => all.map((label) => ({ label, group })));

function likeness(items: readonly { group: string }[], at: { near: number; far: number }): number[][] {
  return items.map((one, row) =>
    items.map((other, column) => {
      if (row === column) return 1;
      const base = one.group === other.group ? at.near : at.far;
      return base + 0.18 * noise(Math.min(row, column) * 31 + Math.max(row, column));
    }),
  );
}

export const wordLikeness: HeatmapSpec = {
  kind: "heatmap",
  title: "Words of one kind are closest to each other",
  subtitle: "Cosine similarity of 13 words",
  source: "all-MiniLM-L6-v2, 384 dimensions",
  rows: words,
  columns: words,
  values: likeness(words, { near: 0.46, far: 0.12 }),
  from: 0,
  to: 1,
  valueLabel: "cosine similarity",
};

const SENTENCES: [group: string, label: string][] = [
  ["weather", "It will rain all day tomorrow in the north of the country."],
  ["weather", "Heavy showers are expected, so take an umbrella with you."],
  ["weather", "A clear and sunny weekend lies ahead."],
  ["money", "The central bank raised its interest rate by a quarter of a point."],
  ["money", "Shares fell after the company cut its forecast for the third time this year."],
  ["money", "My savings account pays almost nothing."],
  ["cooking", "Simmer the sauce gently for twenty minutes and stir it now and then."],
  ["cooking", "Add salt at the end."],
  ["cooking", "Knead the dough until it is smooth, then let it rest under a damp cloth."],
  ["cooking", "The oven should be hot before the bread goes in."],
];
const sentences = SENTENCES.map(([group, label]) => ({ group, label }));

export const sentenceLikeness: HeatmapSpec = {
  ...wordLikeness,
  title: "Sentences about one subject share few words and are still alike",
  subtitle: "Cosine similarity of 10 sentences",
  rows: sentences,
  columns: sentences,
  values: likeness(sentences, { near: 0.34, far: -0.09 }).map((row, at) =>
    row.map((value, column) => ((at === 5) !== (column === 5) ? null : value)),
  ),
  from: -0.2,
  to: 1,
};

const TONES = ["negative", "neutral", "positive"].map((label) => ({ label }));

export const confusion: HeatmapSpec = {
  kind: "heatmap",
  title: "Neutral reviews are taken for positive ones",
  subtitle: "300 reviews, accuracy 82 %",
  source: "Nearest labelled neighbour, all-MiniLM-L6-v2",
  rows: TONES,
  columns: TONES,
  values: [
    [91, 6, 3],
    [9, 63, 28],
    [2, 6, 92],
  ],
  from: 0,
  to: 100,
  valueLabel: "texts",
  decimals: 0,
  rowsLabel: "true label",
  columnsLabel: "answer",
};

const LANGUAGES = [
  "English",
  "German",
  "Dutch",
  "French",
  "Spanish",
  "Italian",
  "Russian",
  "Chinese",
  "Japanese",
  "Arabic",
];
const families = [
  "Germanic",
  "Germanic",
  "Germanic",
  "Romance",
  "Romance",
  "Romance",
  "Slavic",
  "Sinitic",
  "Japonic",
  "Semitic",
];
const languages = LANGUAGES.map((label, at) => ({ label, group: families[at] ?? "" }));

export const languageLikeness: HeatmapSpec = {
  ...wordLikeness,
  title: "The same sentence in ten languages: an English model knows its neighbours only",
  subtitle: "Cosine similarity of translations, mean of 50 sentences",
  rows: languages,
  columns: languages,
  values: likeness(languages, { near: 0.5, far: 0.02 }),
};

const many = Array.from({ length: 40 }, (_, at) => ({
  label: at % 5 === 0 ? `A rather long text of many words, number ${at}` : `text ${at}`,
  group: `topic ${at % 12}`,
}));

export const manyLikeness: HeatmapSpec = {
  ...wordLikeness,
  title: "Forty texts on twelve topics",
  subtitle: "",
  rows: many,
  columns: many.map(({ label, group }) => ({ label: label.slice(0, 30), group })),
  values: likeness(many, { near: 0.5, far: 0.05 }),
};

export const lemonsAndLimes: ArrowsSpec = {
  kind: "arrows",
  title: "Lemons and limes point the same way, Jordan does not",
  subtitle: "How often each word stands near “sour” and near “basketball”",
  source: "Counts made up for the lesson",
  axes: ["sour", "basketball"],
  arrows: [
    { label: "lemons", at: [8, 2] },
    { label: "limes", at: [9, 1] },
    { label: "Jordan", at: [0, 10] },
  ],
  angle: { between: [0, 1], label: "7.7° apart" },
};

export const analogy: ArrowsSpec = {
  kind: "arrows",
  title: "king − man + woman ends near queen",
  source: "Two directions of a word space",
  axes: ["royal", "female"],
  arrows: [
    { label: "king", at: [0.8, -0.6] },
    { label: "man", at: [-0.2, -0.62] },
    { label: "woman", at: [-0.22, 0.66] },
    { label: "queen", at: [0.79, 0.64] },
    { label: "king − man + woman", at: [0.78, 0.68], dashed: true },
    { label: "zero", at: [0, 0] },
  ],
  angle: { between: [0, 3], label: "76°" },
};

export const oneDimension: ArrowsSpec = {
  kind: "arrows",
  title: "One number for each word: how pleasant it is",
  source: "Ratings from −5 to 5",
  axes: ["pleasantness"],
  arrows: [
    { label: "holiday", at: [4.2] },
    { label: "friend", at: [3.6] },
    { label: "table", at: [0.2] },
    { label: "traffic jam", at: [-2.9] },
  ],
};

export const threeDimensions: ArrowsSpec = {
  kind: "arrows",
  title: "Cat and dog are close, the car stands apart",
  subtitle: "Three properties, each from 0 to 10",
  source: "Values made up for the lesson",
  axes: ["alive", "size", "speed"],
  arrows: [
    { label: "cat", at: [9, 2, 5], group: "animal" },
    { label: "dog", at: [9, 4, 6], group: "animal" },
    { label: "car", at: [0, 7, 10], group: "thing" },
  ],
  angle: { between: [0, 2], label: "55°" },
};

const first: Axis = { label: "UMAP 1", scale: "linear", format: "plain" };
const second: Axis = { label: "UMAP 2", scale: "linear", format: "plain" };
const MIDDLES = [
  [2, 3],
  [8, 7],
  [3, 8],
  [9, 2],
  [5.5, 5],
  [0.5, 6],
] as const;

const around = (at: number, group: number, spread: number): { x: number; y: number } => {
  const [x, y] = MIDDLES[group] ?? [0, 0];
  const turn = noise(at * 7 + 1) * Math.PI * 2;
  const away = Math.sqrt(-2 * Math.log(noise(at * 3 + 2) + 1e-4)) * spread;
  return { x: x + Math.cos(turn) * away, y: y + Math.sin(turn) * away };
};

export const wordMap: ScatterSpec = {
  kind: "scatter",
  title: "Thirteen words fall into four groups",
  subtitle: "Word vectors of 384 numbers, drawn in two dimensions",
  source: "all-MiniLM-L6-v2, principal components",
  x: first,
  y: second,
  bare: true,
  groupLabel: "kind",
  points: words.map(({ label, group }, at) => ({
    label,
    group,
    ...around(
      at,
      KINDS.findIndex(([name]) => name === group),
      0.7,
    ),
  })),
};

const TOPICS = ["Space and astronomy", "Hockey", "Religion", "Cryptography", "Motorcycles", "Medicine"];

export const cloud: ScatterSpec = {
  ...wordMap,
  title: "Two thousand posts form six clusters without being told their topics",
  subtitle: "20 Newsgroups, UMAP of sentence embeddings",
  groupLabel: "topic",
  points: Array.from({ length: 2000 }, (_, at) => ({
    label: "",
    group: TOPICS[at % 6] ?? "",
    ...around(at, at % 6, 0.75),
  })),
};

export const regionMap: ScatterSpec = {
  ...wordMap,
  title: "Which region holds questions about refunds?",
  subtitle: "120 support questions",
  groupLabel: "channel",
  points: Array.from({ length: 120 }, (_, at) => ({
    label:
      at < 12 ? (["refund", "delivery", "login", "invoice"][at % 4] ?? "") + (at < 4 ? "" : ` ${at}`) : "",
    group: ["mail", "chat"][at % 2] ?? "",
    ...around(at, at % 4, 0.8),
  })),
  regions: MIDDLES.slice(0, 4).map(([x, y], at) => ({ label: "ABCD"[at] ?? "", x, y, radius: 1.7 })),
};
