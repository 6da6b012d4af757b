import type { BarSpec, RadarSpec } from "../../src/charts/spec.ts";

/** Llama 3 paper, table 2. */
const BENCHMARKS = [
  "MMLU",
  "MMLU-Pro",
  "IFEval",
  "HumanEval",
  "MBPP EvalPlus",
  "GSM8K",
  "MATH",
  "ARC Challenge",
  "GPQA",
  "BFCL",
  "Nexus",
  "Multilingual MGSM",
];

const SCORES: Record<string, { group: string; values: (number | null)[] }> = {
  "Llama 3.1 405B": {
    group: "Meta",
    values: [87.3, 73.3, 88.6, 89, 88.6, 96.8, 73.8, 96.9, 51.1, 88.5, 58.7, 91.6],
  },
  "Llama 3.1 70B": {
    group: "Meta",
    values: [83.6, 66.4, 87.5, 80.5, 86, 95.1, 68, 94.8, 46.7, 84.8, 56.7, 86.9],
  },
  "Nemotron-4 340B": {
    group: "NVIDIA",
    values: [82.6, 62.7, 85.1, 73.2, 72.8, 92.3, 41.1, 94.6, null, 86.5, null, null],
  },
  "GPT-4o": {
    group: "OpenAI",
    values: [89.1, 74, 85.6, 90.2, 87.8, 96.1, 76.6, 96.7, 53.6, 80.5, 56.1, 90.5],
  },
  "Claude 3.5 Sonnet": {
    group: "Anthropic",
    values: [89.9, 77, 88, 92, 90.5, 96.4, 71.1, 96.7, 59.4, 90.2, 45.7, 91.6],
  },
  "Mistral 7B": {
    group: "Mistral AI",
    values: [61.1, 36.9, 57.6, 40.2, 49.5, 53.2, 13, 74.2, 28.8, 60.4, 24.7, 29.9],
  },
};

const source = "Llama 3 team 2024, table 2";
const accuracy = { label: "score", scale: "linear", format: "percent" } as const;

function seriesOf(names: readonly string[], length: number) {
  return names.map((label) => {
    const { group = "", values = [] } = SCORES[label] ?? {};
    return { label, group, values: values.slice(0, length) };
  });
}

/** Three models, two of them of one organisation, on twelve benchmarks. */
export const suite: BarSpec = {
  kind: "bar",
  orientation: "vertical",
  title: "Llama 3.1: 405B parameters gain most over 70B on HumanEval and MMLU-Pro",
  source,
  categories: BENCHMARKS.map((label) => ({ label })),
  panels: [{ axis: accuracy, series: seriesOf(["Llama 3.1 405B", "Llama 3.1 70B", "Nemotron-4 340B"], 12) }],
};

/** As many models and benchmarks as one chart takes: the picture grows. */
export const crowdedSuite: BarSpec = {
  ...suite,
  orientation: "horizontal",
  title: "Six models on eighteen benchmarks",
  categories: [...BENCHMARKS, ...BENCHMARKS.slice(0, 6)].map((label, at) => ({
    label: at < 12 ? label : `${label}, again`,
  })),
  panels: [
    {
      axis: accuracy,
      series: seriesOf(Object.keys(SCORES), 12).map((series) => ({
        ...series,
        values: [...series.values, ...series.values.slice(0, 6)],
      })),
    },
  ],
};

/** Few enough for columns. */
export const codeScores: BarSpec = {
  ...suite,
  title: "Claude 3.5 Sonnet leads in code, Llama 3.1 405B in school mathematics",
  categories: BENCHMARKS.slice(3, 6).map((label) => ({ label })),
  panels: [
    {
      axis: accuracy,
      series: seriesOf(["Llama 3.1 405B", "Llama 3.1 70B", "GPT-4o", "Claude 3.5 Sonnet"], 12).map(
        (series) => ({ ...series, values: series.values.slice(3, 6) }),
      ),
    },
  ],
};

const SUBSETS: [label: string, gopher: number, chinchilla: number][] = [
  ["MassiveWeb", 48, 45],
  ["Books", 27, 30],
  ["C4", 10, 10],
  ["News", 10, 10],
  ["GitHub", 3, 4],
  ["Wikipedia", 2, 1],
];

export const mixture: BarSpec = {
  kind: "bar",
  orientation: "horizontal",
  stacked: true,
  title: "Chinchilla read a little more of books and code than Gopher",
  subtitle: "Shares of MassiveText's subsets in training",
  source: "Hoffmann et al. 2022, table A1",
  categories: [{ label: "Gopher" }, { label: "Chinchilla" }],
  panels: [
    {
      axis: { label: "share of training tokens", scale: "linear", format: "percent" },
      series: SUBSETS.map(([label, ...values]) => ({ label, values })),
    },
  ],
};

export const profile: RadarSpec = {
  kind: "radar",
  title: "Nemotron-4 340B falls behind Llama 3.1 in mathematics and code",
  source,
  axes: BENCHMARKS.slice(0, 9).map((label) => ({ label, format: "percent" })),
  series: seriesOf(["Llama 3.1 405B", "Llama 3.1 70B", "Nemotron-4 340B"], 9),
};

/** Sixteen axes, six series. */
export const crowdedProfile: RadarSpec = {
  ...profile,
  title: "Six models on sixteen benchmarks",
  axes: [...BENCHMARKS, "ZeroSCROLLS/QuALITY", "InfiniteBench/En.MC", "NIH/Multi-needle", "DROP"].map(
    (label) => ({ label, format: "percent" }),
  ),
  series: seriesOf(Object.keys(SCORES), 12).map((series) => ({
    ...series,
    values: [...series.values, ...series.values.slice(4, 8)],
  })),
};

/** Axes of different units. */
export const shape: RadarSpec = {
  kind: "radar",
  title: "Chinchilla: fewer parameters than Gopher, more data, a higher MMLU",
  source: "Rae et al. 2021; Hoffmann et al. 2022",
  axes: [
    { label: "parameters", format: "count" },
    { label: "training tokens", format: "count" },
    { label: "layers", format: "plain" },
    { label: "width", format: "plain" },
    { label: "MMLU", format: "percent" },
  ],
  series: [
    { label: "Gopher", group: "DeepMind", values: [280e9, 300e9, 80, 16_384, 60] },
    { label: "Chinchilla", group: "DeepMind", values: [70e9, 1.4e12, 80, 8192, 67.5] },
  ],
};

/** Too few axes for a web. */
export const duel: RadarSpec = {
  ...profile,
  title: "Two benchmarks",
  axes: profile.axes.slice(0, 2),
  series: profile.series.map((series) => ({ ...series, values: series.values.slice(0, 2) })),
};
