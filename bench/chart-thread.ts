import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import { init } from "echarts";
import { drawSheet } from "../src/charts/draw.ts";
import type { ChartSpec } from "../src/charts/spec.ts";
import { echartsOption } from "./echarts-options.ts";

const compress = promisify(deflate);

/** Our drawing through chart.js, and the canvas's own encoder. */
export const canvas = (spec: ChartSpec): Promise<Buffer> => drawSheet(spec).canvas.encode("png");

/** The least that these pixels cost: layout, raster, one copy and level-3 deflate, without a file around them. */
export const floor = (spec: ChartSpec): Promise<Buffer> =>
  compress(drawSheet(spec).canvas.data(), { level: 3, memLevel: 9, chunkSize: 262_144 });

export async function echarts(spec: ChartSpec): Promise<Buffer> {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: 1200, height: 675 });
  chart.setOption(echartsOption(spec));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return new Resvg(svg, { font: { loadSystemFonts: true } }).render().asPng();
}
