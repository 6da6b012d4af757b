import { drawChart, type Picture } from "./draw.ts";
import { assertFonts } from "./fonts.ts";
import type { ChartSpec } from "./spec.ts";

assertFonts();

/** What a drawing thread does; the pool finds it by name. */
export async function draw(spec: ChartSpec): Promise<Picture> {
  return await drawChart(spec);
}
