import fc from "fast-check";
import { expect, test } from "vitest";
import { describeChart } from "../../src/charts/describe.ts";
import { LONGEST_DESCRIPTION } from "../../src/charts/description.ts";
import type { ChartSpec } from "../../src/charts/spec.ts";
import { samples } from "./samples.ts";
import { anySpec } from "./specs.ts";

test("any specification has a description within the limit", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      const text = describeChart(spec);
      expect(text.length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
      expect(text).toMatch(
        /^(Bar chart|Stacked bar chart|Line chart|Scatter chart|Radar chart|Family tree|Heat map|Arrows|Map of points|Table)\./,
      );
      expect(text).not.toMatch(/NaN|Infinity|undefined|null\b/);
    }),
  );
});

test("bars: every panel with every figure", () => {
  expect(describeChart(samples.comparison)).toBe(
    "Bar chart. Chinchilla: a quarter of Gopher's size, 4.7 times its tokens. " +
      "Parameters: GPT-3 175B 175B, Gopher 280B, Chinchilla 70B. " +
      "Training tokens: GPT-3 175B 300B, Gopher 300B, Chinchilla 1.4T. " +
      "Tokens per parameter: GPT-3 175B 1.71, Gopher 1.07, Chinchilla 20.",
  );
});

test("bars of several series name the series, and say unknown", () => {
  expect(describeChart(samples.prompting)).toContain(
    "Accuracy, Chain of thought: PaLM 8B 4.1 %, PaLM 62B unknown, PaLM 540B 56.9 %",
  );
});

test("lines: both ends and the turning point", () => {
  const spec: ChartSpec = {
    ...samples.losses,
    title: "Warm-up",
    series: [
      {
        label: "rate",
        points: [
          { x: 1e3, y: 0 },
          { x: 2e9, y: 9 },
          { x: 3e12, y: 1 },
        ],
      },
    ],
  };
  expect(describeChart(spec)).toBe(
    "Line chart. Warm-up. Loss in nats per token against training tokens. " +
      "rate: from 0 at 1000 to 1 at 3T, highest 9 at 2B.",
  );
});

test("a list that does not fit says how many it leaves out", () => {
  const { points } = samples.landscape;
  const many = { ...samples.landscape, points: [...points, ...points, ...points] };
  const text = describeChart(many);
  expect(text).toContain("Gopher 280B at 2021,");
  expect(text).toMatch(/, and \d+ more\.$/);
  const shown = text.split(" at 20").length - 1;
  expect(text).toContain(`and ${many.points.length - shown} more.`);
});

test("a size that the name says already is not said again", () => {
  const text = describeChart(samples.landscape);
  expect(text).toContain("GPT-3 175B at 20");
  expect(text).not.toMatch(/(\b[\d.]+[MBT]) \1\b/);
});

test("tables: columns, the number of rows, and the rows", () => {
  expect(describeChart(samples.gopherTable)).toContain(
    "Columns: Model, Layers, Heads, Key size, Width, Learning rate, Batch in tokens. 6 rows. 44M, 8, 16, 32,",
  );
});

test("stacks: each bar with its parts", () => {
  expect(describeChart(samples.mixture)).toContain(
    "Stacked bar chart. Chinchilla read a little more of books and code than Gopher. Share of training tokens. " +
      "Gopher: MassiveWeb 48 %, Books 27 %, C4 10 %, News 10 %, GitHub 3 %, Wikipedia 2 %.",
  );
});

test("radars: each profile, and what is unknown", () => {
  const text = describeChart(samples.profile);
  expect(text).toMatch(/^Radar chart\. .*\. 1 value is unknown\. Llama 3\.1 405B: MMLU 87\.3 %, /);
  expect(text).toContain("GPQA unknown.");
});

test("a radar of two axes is the bars that are drawn", () => {
  expect(describeChart(samples.duel)).toBe(
    "Bar chart. Two benchmarks. Llama 3.1 405B: MMLU 87.3 %, MMLU-Pro 73.3 %. " +
      "Llama 3.1 70B: MMLU 83.6 %, MMLU-Pro 66.4 %. Nemotron-4 340B: MMLU 82.6 %, MMLU-Pro 62.7 %.",
  );
});

test("several lists share the room: each says something of every series", () => {
  const text = describeChart(samples.crowdedSuite);
  for (const { label } of samples.crowdedSuite.panels[0]?.series ?? []) {
    expect(text).toContain(`Score, ${label}: MMLU `);
  }
  expect(text).toMatch(/and \d+ more\.$/);
});

test("trees: roots, the highlighted, and what was made from what", () => {
  const text = describeChart(samples.lineage);
  expect(text).toContain("12 nodes. Roots: LLaMA (Feb 2023, 7B to 65B), Llama 2 (");
  expect(text).toContain("Highlighted: Vicuna (Mar 2023, 7B and 13B).");
  expect(text).toContain("From Llama 2: Llama 2 Chat (Jul 2023), Code Llama (Aug 2023).");
});

test("points: how many are hollow, and the important ones first", () => {
  const text = describeChart(samples.timeline);
  expect(text).toContain("108 points, 17 of them hollow (mixture of experts).");
  const first = samples.timeline.points.find(({ priority }) => priority === 1);
  expect(text).toContain(`experts). ${first?.label} `);
});

test("heat maps of likeness: the most and the least alike pair, and what each is most like", () => {
  const text = describeChart(samples.wordLikeness);
  expect(text).toContain("13 rows by 13 columns, cosine similarity. Most alike: banana and cherry 0.62. ");
  expect(text).toContain("Least alike: cherry and car 0.12. ");
  expect(text).toContain("Each to the one most like it: apple to banana 0.58, banana to cherry 0.62,");
  expect(describeChart(samples.sentenceLikeness)).toContain("9 values are unknown.");
});

test("heat maps of two kinds of thing: which row and column, with all values where they are few", () => {
  const text = describeChart(samples.confusion);
  expect(text).toContain("Highest: true label positive, answer positive 92. ");
  expect(text).toContain("True label neutral: negative 9, neutral 63, positive 28.");
});

test("arrows: the coordinates of each, and the angle", () => {
  expect(describeChart(samples.lemonsAndLimes)).toBe(
    "Arrows. Lemons and limes point the same way, Jordan does not. 3 arrows from the origin. " +
      "Between lemons and limes: 7.7° apart. lemons: sour 8, basketball 2; " +
      "limes: sour 9, basketball 1; Jordan: sour 0, basketball 10.",
  );
});

test("maps: the arrows between points", () => {
  const point = (label: string, x: number) => ({ label, x, y: 0 });
  const points = [point("man", 0), point("king", 1), point("woman", 2), point("", 3)];
  const map = { ...samples.wordMap, points };
  expect(describeChart({ ...map, steps: [[0, 1]] })).toContain(" Arrow: man to king. ");
  const several: [number, number][] = [
    [0, 1],
    [2, 0],
    [0, 3],
    [9, 0],
  ];
  expect(describeChart({ ...map, steps: several })).toContain(" Arrows: man to king, woman to man. ");
  expect(describeChart(map)).not.toContain("Arrow");
});

test("maps: the groups, the regions and who is nearest to whom", () => {
  const text = describeChart(samples.wordMap);
  expect(text).toContain("13 points. Kind: fruit 4, sport 4, vehicle 2, building 3. ");
  expect(text).toContain("Nearest: apple to banana, ");
  expect(text).not.toContain("UMAP");
  expect(describeChart(samples.regionMap)).toContain("Regions: A (refund, refund 4, refund 8), B (");
  expect(describeChart(samples.cloud)).toMatch(/Medicine 333\.$/);
});

test("a hundred thousand items are described like a few", () => {
  const nodes = Array.from({ length: 100_000 }, (_, at) => ({
    id: `${at}`,
    parent: `${at - 1}`,
    label: `model ${at}`,
  }));
  expect(describeChart({ ...samples.lineage, nodes })).toContain("100000 nodes.");
});
