import type { Axis, BarSpec, LineSpec, ScatterSpec, TableSpec } from "../../src/charts/spec.ts";
import * as benchmarks from "./samples-benchmarks.ts";
import * as embeddings from "./samples-embeddings.ts";
import * as lineages from "./samples-lineage.ts";
import * as scripts from "./samples-scripts.ts";
import * as timelines from "./samples-timeline.ts";

const parameters: Axis = { label: "parameters", scale: "log", format: "count" };
const tokens: Axis = { label: "training tokens", scale: "log", format: "count" };

export const comparison: BarSpec = {
  kind: "bar",
  orientation: "horizontal",
  title: "Chinchilla: a quarter of Gopher's size, 4.7 times its tokens",
  source: "Brown et al. 2020; Rae et al. 2021; Hoffmann et al. 2022",
  categories: [
    { label: "GPT-3 175B", group: "OpenAI" },
    { label: "Gopher", group: "DeepMind" },
    { label: "Chinchilla", group: "DeepMind" },
  ],
  panels: [
    { axis: parameters, series: [{ label: "parameters", values: [175e9, 280e9, 70e9] }] },
    { axis: tokens, series: [{ label: "tokens", values: [300e9, 300e9, 1.4e12] }] },
    {
      axis: { label: "tokens per parameter", scale: "log", format: "plain" },
      series: [{ label: "ratio", values: [1.714, 1.071, 20] }],
    },
  ],
};

export const prompting: BarSpec = {
  kind: "bar",
  orientation: "vertical",
  title: "Chain of thought helps the large model and not the small one",
  subtitle: "GSM8K, accuracy with and without worked steps",
  source: "Wei et al. 2022, Table 1",
  categories: [{ label: "PaLM 8B" }, { label: "PaLM 62B" }, { label: "PaLM 540B" }, { label: "GPT-3 175B" }],
  panels: [
    {
      axis: { label: "accuracy", scale: "linear", format: "percent" },
      series: [
        { label: "Standard prompt", values: [4.9, 9.6, 17.9, 15.6] },
        { label: "Chain of thought", values: [4.1, null, 56.9, 46.9] },
      ],
    },
  ],
};

const sizes = ["70M", "410M", "2.8B", "12B"];

export const losses: LineSpec = {
  kind: "line",
  title: "Four times the parameters lower the loss about as much as four times the tokens",
  subtitle: "Loss predicted by the fit of Hoffmann et al.",
  source: "Hoffmann et al. 2022, section 3.3",
  x: tokens,
  y: { label: "loss in nats per token", scale: "linear", format: "plain" },
  series: sizes.map((label, at) => ({
    label,
    dashed: at === 0,
    points: Array.from({ length: 9 }, (_, step) => {
      const seen = 1e9 * 10 ** (step / 2.5);
      const size = [70e6, 410e6, 2.8e9, 12e9][at] ?? 1e9;
      return { x: seen, y: 1.69 + 406.4 / size ** 0.34 + 410.7 / seen ** 0.28 };
    }),
  })),
};

/** Steps at equal distances, with bands. */
export const shots: LineSpec = {
  kind: "line",
  title: "More examples, better answers",
  source: "Sample",
  x: { label: "examples of each label", scale: "linear", format: "plain" },
  y: { label: "test texts right", scale: "linear", format: "percent" },
  steps: true,
  bandLabel: "95 % interval",
  series: [
    {
      label: "English",
      points: [0, 1, 2, 4, 8, 16].map((x, at) => ({
        x,
        y: 60 + 6 * at,
        low: 50 + 6 * at,
        high: 66 + 6 * at,
      })),
    },
    {
      label: "By chance",
      dashed: true,
      points: [0, 16].map((x) => ({ x, y: 50 })),
    },
  ],
};

type Model = [label: string, group: string, year: number, parameters: number, tokens: number];

const MODELS: Model[] = [
  ["GPT-1", "OpenAI", 2018.44, 117e6, 1e9],
  ["BERT-Large", "Google", 2018.78, 340e6, 137e9],
  ["GPT-2", "OpenAI", 2019.12, 1.5e9, 10e9],
  ["T5-11B", "Google", 2019.81, 11e9, 1e12],
  ["GPT-3 175B", "OpenAI", 2020.41, 175e9, 300e9],
  ["GPT-J-6B", "EleutherAI", 2021.44, 6e9, 402e9],
  ["Jurassic-1", "AI21 Labs", 2021.61, 178e9, 300e9],
  ["Megatron-Turing NLG", "Microsoft and NVIDIA", 2021.78, 530e9, 270e9],
  ["Gopher", "DeepMind", 2021.94, 280e9, 300e9],
  ["GLaM", "Google", 2021.95, 1.2e12, 280e9],
  ["LaMDA", "Google", 2022.05, 137e9, 768e9],
  ["GPT-NeoX-20B", "EleutherAI", 2022.11, 20e9, 472e9],
  ["Chinchilla", "DeepMind", 2022.24, 70e9, 1.4e12],
  ["PaLM 540B", "Google", 2022.26, 540e9, 780e9],
  ["OPT-175B", "Meta AI", 2022.34, 175e9, 180e9],
  ["BLOOM", "BigScience", 2022.53, 176e9, 366e9],
  ["LLaMA 65B", "Meta AI", 2023.15, 65e9, 1.4e12],
  ["LLaMA 7B", "Meta AI", 2023.15, 6.7e9, 1e12],
  ["Pythia-12B", "EleutherAI", 2023.26, 12e9, 300e9],
  ["Falcon-40B", "Technology Innovation Institute", 2023.4, 40e9, 1e12],
  ["MPT-30B", "MosaicML", 2023.47, 30e9, 1e12],
  ["Llama 2 70B", "Meta", 2023.54, 70e9, 2e12],
  ["Falcon-180B", "Technology Innovation Institute", 2023.68, 180e9, 3.5e12],
  ["Phi-2", "Microsoft", 2023.95, 2.7e9, 1.4e12],
  ["DeepSeek LLM 67B", "DeepSeek", 2024.01, 67e9, 2e12],
  ["Gemma 7B", "Google DeepMind", 2024.14, 8.5e9, 6e12],
  ["DBRX", "Databricks", 2024.24, 132e9, 12e12],
  ["Llama 3 8B", "Meta", 2024.3, 8e9, 15e12],
  ["Llama 3 70B", "Meta", 2024.3, 70e9, 15e12],
  ["Phi-3-mini", "Microsoft", 2024.31, 3.8e9, 3.3e12],
  ["DeepSeek-V2", "DeepSeek", 2024.35, 236e9, 8.1e12],
  ["Qwen2 72B", "Alibaba", 2024.43, 72e9, 7e12],
  ["Nemotron-4 340B", "NVIDIA", 2024.45, 340e9, 9e12],
  ["Gemma 2 27B", "Google DeepMind", 2024.49, 27e9, 13e12],
  ["Llama 3.1 405B", "Meta", 2024.56, 405e9, 15.6e12],
  ["Qwen2.5 72B", "Alibaba", 2024.72, 72e9, 18e12],
  ["DeepSeek-V3", "DeepSeek", 2024.98, 671e9, 14.8e12],
];

export const landscape: ScatterSpec = {
  kind: "scatter",
  title: "Since Chinchilla, models grow in tokens more than in parameters",
  source: "The papers and model cards of each model",
  x: { label: "release", scale: "linear", format: "year" },
  y: parameters,
  sizeLabel: "training tokens",
  points: MODELS.map(([label, group, x, y, size]) => ({ label, group, x, y, size })),
};

export const tradeOff: ScatterSpec = {
  kind: "scatter",
  title: "Parameters and tokens",
  subtitle: "Twelve open models",
  source: "Model cards",
  x: parameters,
  y: tokens,
  points: MODELS.slice(15, 27).map(([label, group, , x, y]) => ({ label, group, x, y })),
};

export const gopherTable: TableSpec = {
  kind: "table",
  title: "Gopher: the six model sizes",
  source: "Rae et al. 2021, Table 1",
  columns: [
    { label: "Model" },
    { label: "Layers", align: "right" },
    { label: "Heads", align: "right" },
    { label: "Key size", align: "right" },
    { label: "Width", align: "right" },
    { label: "Learning rate", align: "right" },
    { label: "Batch in tokens", align: "right" },
  ],
  rows: [
    ["44M", "8", "16", "32", "512", "0.0006", "0.25M"],
    ["117M", "12", "12", "64", "768", "0.0006", "0.25M"],
    ["417M", "12", "12", "128", "1536", "0.0002", "0.25M"],
    ["1.4B", "24", "16", "128", "2048", "0.0002", "0.25M"],
    ["7.1B", "32", "32", "128", "4096", "0.00012", "2M"],
    ["Gopher 280B", "80", "128", "128", "16384", "0.00004", "3M to 6M"],
  ],
};

/** Every kind, with the name of its golden picture. */
export const samples = {
  comparison,
  prompting,
  losses,
  shots,
  landscape,
  tradeOff,
  gopherTable,
  ...benchmarks,
  ...embeddings,
  ...scripts,
  ...lineages,
  ...timelines,
};
