import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import { init } from "echarts";
import { drawSheet } from "../src/charts/draw.ts";
import { createDrawingPool } from "../src/charts/pool.ts";
import type { ChartSpec } from "../src/charts/spec.ts";
import { samples } from "../tests/charts/samples.ts";
import { echartsOption } from "./echarts-options.ts";

export interface Row {
  measure: string;
  value: string;
  goal: string;
  ok: boolean;
}

const SPECS: ChartSpec[] = [samples.prompting, samples.losses, samples.tradeOff, samples.landscape];
const ROUNDS = 15;
const WARM_UP = 3;
const compress = promisify(deflate);

type Contender = (spec: ChartSpec) => Promise<unknown>;

/**
 * Charts a second, one at a time and each awaited, so that every contender has one drawing thread (ours the pool's, the
 * others this one) and the same system threads for compression. Contenders take turns on the same specification and
 * medians are compared, so that a busy machine slows all of them alike.
 */
export async function benchCharts(): Promise<Row[]> {
  const pool = createDrawingPool({ threads: 1 });
  const contenders: Record<"ours" | "canvas" | "echarts" | "floor", Contender> = {
    ours: (spec) => pool.draw(spec),
    canvas: (spec) => drawSheet(spec).canvas.encode("png"),
    echarts: async (spec) => drawWithEcharts(spec),
    floor,
  };
  const times = await takeTurns(contenders);
  await pool.close();
  return rows(times);
}

/** The least that these pixels cost: layout, raster, one copy and level-3 deflate, without a file around them. */
async function floor(spec: ChartSpec): Promise<unknown> {
  return await compress(drawSheet(spec).canvas.data(), { level: 3, memLevel: 9, chunkSize: 262_144 });
}

function drawWithEcharts(spec: ChartSpec): Buffer {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: 1200, height: 675 });
  chart.setOption(echartsOption(spec));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return new Resvg(svg, { font: { loadSystemFonts: true } }).render().asPng();
}

/** The sum, over the specifications, of each contender's median time in milliseconds. */
async function takeTurns<Name extends string>(
  contenders: Record<Name, Contender>,
): Promise<Record<Name, number>> {
  const names = Object.keys(contenders) as Name[];
  const sums = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  for (const spec of SPECS) {
    const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      for (const name of names) {
        const start = performance.now();
        await contenders[name](spec);
        if (round >= 0) times[name].push(performance.now() - start);
        await new Promise((resolve) => setImmediate(resolve)); // native pixel buffers are freed between turns
      }
    }
    for (const name of names) sums[name] += times[name].sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  }
  return sums;
}

function rows(times: Record<"ours" | "canvas" | "echarts" | "floor", number>): Row[] {
  const rate = (ms: number): string => `${((SPECS.length * 1000) / ms).toFixed(1)} charts/s`;
  const faster = (ms: number): number => ms / times.ours;
  const overFloor = times.ours / times.floor;
  return [
    { measure: "Charts, our pool, 1 thread", value: rate(times.ours), goal: "measured", ok: true },
    {
      measure: "Charts, chart.js with the canvas's own encoder, 1 thread",
      value: `${rate(times.canvas)}; ours is ${faster(times.canvas).toFixed(2)} × as fast`,
      goal: "ours ≥ 2 ×",
      ok: faster(times.canvas) >= 2,
    },
    {
      measure: "Charts, echarts SSR with resvg, 1 thread",
      value: `${rate(times.echarts)}; ours is ${faster(times.echarts).toFixed(2)} × as fast`,
      goal: "ours ≥ 2 ×",
      ok: faster(times.echarts) >= 2,
    },
    {
      measure: "Charts, floor: layout, raster and level-3 deflate of the same pixels",
      value: `${rate(times.floor)}; ours takes ${overFloor.toFixed(2)} × its time`,
      goal: "≤ 1.3 ×",
      ok: overFloor <= 1.3,
    },
  ];
}
