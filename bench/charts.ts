import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { createDrawingPool } from "../src/charts/pool.ts";
import type { ChartSpec } from "../src/charts/spec.ts";
import { samples } from "../tests/charts/samples.ts";
import { median, type Row } from "./row.ts";

const SPECS: ChartSpec[] = [samples.prompting, samples.losses, samples.tradeOff, samples.landscape];
const ROUNDS = 15;
const WARM_UP = 4;
const RIVALS = ["canvas", "echarts", "floor"] as const;

type Name = "ours" | (typeof RIVALS)[number];
interface Contender {
  draw: (spec: ChartSpec) => Promise<unknown>;
  close: () => Promise<void>;
}

/**
 * Charts a second, one at a time and each awaited. Every contender draws the same specifications in one thread of its
 * own, takes the finished picture out of it, and has the same system threads for compression. Contenders take turns, in
 * another order each round, and medians of rounds are compared, so that a busy machine slows all of them alike.
 */
export async function benchCharts(): Promise<Row[]> {
  const ours = createDrawingPool({ threads: 1 });
  const contenders: [Name, Contender][] = [
    ["ours", ours],
    ...RIVALS.map((name): [Name, Contender] => [name, rival(name)]),
  ];
  const times: Record<Name, number[]> = { ours: [], canvas: [], echarts: [], floor: [] };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const [name, contender] = contenders[(turn + round + WARM_UP) % contenders.length] ?? ["ours", ours];
      const start = performance.now();
      for (const spec of SPECS) await contender.draw(spec);
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  for (const [, contender] of contenders) await contender.close();
  return rows({
    ours: median(times.ours),
    canvas: median(times.canvas),
    echarts: median(times.echarts),
    floor: median(times.floor),
  });
}

function rival(name: (typeof RIVALS)[number]): Contender {
  const filename = fileURLToPath(new URL("./chart-thread.js", import.meta.url));
  const piscina = new Piscina<ChartSpec, Buffer>({ filename, name, minThreads: 1, maxThreads: 1 });
  return { draw: (spec) => piscina.run(spec), close: () => piscina.close() };
}

function rows(ms: Record<Name, number>): Row[] {
  const rate = (time: number): string => `${((SPECS.length * 1000) / time).toFixed(1)}/s`;
  const against = (name: Name, measure: string): Row => {
    const faster = ms[name] / ms.ours;
    return {
      measure,
      value: `${rate(ms[name])}; ours ${faster.toFixed(2)} × as fast`,
      goal: "ours ≥ 2 ×",
      met: faster >= 2,
    };
  };
  const over = ms.ours / ms.floor;
  return [
    { measure: "Charts, ours, 1 thread", value: rate(ms.ours) },
    against("canvas", "Charts, chart.js with the canvas's encoder, 1 thread"),
    against("echarts", "Charts, echarts SSR with resvg, 1 thread"),
    {
      measure: "Charts, floor: the same pixels without a file, 1 thread",
      value: `${rate(ms.floor)}; ours takes ${over.toFixed(2)} × its time`,
      goal: "≤ 1.3 ×",
      met: over <= 1.3,
    },
  ];
}
