import type { ScatterSpec } from "../../src/charts/spec.ts";

/** Organisations with the name of a made-up family and the month of its first model. */
const FAMILIES: [group: string, family: string, from: number][] = [
  ["OpenAI", "Aster", 2018.4],
  ["Google", "Birch", 2018.8],
  ["DeepMind", "Cedar", 2020.9],
  ["EleutherAI", "Dahlia", 2021.2],
  ["Microsoft", "Elder", 2020.1],
  ["Meta", "Fern", 2022.3],
  ["Anthropic", "Ginkgo", 2022.9],
  ["NVIDIA", "Hazel", 2021.7],
  ["Mistral AI", "Iris", 2023.7],
  ["DeepSeek", "Juniper", 2023.9],
  ["Alibaba", "Kelp", 2023.6],
  ["Technology Innovation Institute", "Larch", 2023.3],
];

const SIZES = [1, 3, 7, 13, 34, 70, 180, 405];
const UNTIL = 2026.4;

/** A hundred numbers that look random and are always the same. */
function numbers(): () => number {
  let state = 20_240_723;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function models(): ScatterSpec["points"] {
  const next = numbers();
  const points = Array.from({ length: 108 }, (_, at) => {
    const [group, family, from] = FAMILIES[at % FAMILIES.length] ?? ["", "", 2020];
    const generation = Math.floor(at / FAMILIES.length);
    const x = from + ((UNTIL - from) * (generation + next() * 0.8)) / 9;
    // Models grow until 2022, then small ones come as well.
    const largest = Math.min(7, 0.5 + (x - 2018) * 1.9);
    const size = x < 2021.5 ? largest * (0.5 + next() / 2) : next() * 7.4;
    const billions = SIZES[Math.min(7, Math.floor(size))] ?? 1;
    const factor = x < 2020 ? 0.1 : 1;
    const hollow = x > 2023 && billions > 30 && next() < 0.5;
    const y = billions * factor * (hollow ? 3 : 1) * 1e9;
    const words = y >= 1e9 ? `${Math.round(y / 1e9)}B` : `${Math.round(y / 1e6)}M`;
    const label = `${family} ${generation + 1} ${words}`;
    return { x, y, label, group, ...(hollow && { hollow }), ...(at % 9 === 4 && { priority: 1 }) };
  });
  return points.sort((one, other) => one.x - other.x);
}

/** As many models as the registry has, all made up. */
export const timeline: ScatterSpec = {
  kind: "scatter",
  title: "Large models became sparse, and small ones came back",
  subtitle: "108 made-up models of twelve organisations",
  source: "Made up for this test",
  x: { label: "release", scale: "linear", format: "year" },
  y: { label: "parameters", scale: "log", format: "count" },
  hollowLabel: "mixture of experts",
  points: models(),
};

/** The same with bubbles. */
export const timelineBubbles: ScatterSpec = {
  ...timeline,
  title: "The same models with their training tokens",
  sizeLabel: "training tokens",
  points: timeline.points.map((point) => ({ ...point, size: point.y * (20 + (point.x - 2018) * 10) })),
};
