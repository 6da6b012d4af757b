import { drawArrows } from "./arrows.ts";
import { drawBars } from "./bar.ts";
import { drawableSpec } from "./drawable.ts";
import { canDraw } from "./fonts.ts";
import { drawHeatmap } from "./heatmap.ts";
import { drawLines } from "./line.ts";
import { encodePng } from "./png.ts";
import { drawRadar } from "./radar.ts";
import { drawPoints } from "./scatter.ts";
import type { Sheet } from "./sheet.ts";
import type { ChartSpec } from "./spec.ts";
import { drawTable } from "./table.ts";
import { drawTree } from "./tree.ts";

export interface Picture {
  png: Buffer;
  width: number;
  height: number;
}

/** The chart as a PNG, 1200 pixels wide: 675 tall, or as tall as its rows need.
 * Takes any specification. */
export async function drawChart(spec: ChartSpec): Promise<Picture> {
  const { canvas } = drawSheet(spec);
  const { width, height } = canvas;
  return { png: await encodePng({ data: canvas.data(), width, height }), width, height };
}

/** The chart before it is a file. */
export function drawSheet(given: ChartSpec): Sheet {
  const spec = drawableSpec(given, canDraw);
  switch (spec.kind) {
    case "bar":
      return drawBars(spec);
    case "line":
      return drawLines(spec);
    case "scatter":
      return drawPoints(spec);
    case "radar":
      return drawRadar(spec);
    case "tree":
      return drawTree(spec);
    case "heatmap":
      return drawHeatmap(spec);
    case "arrows":
      return drawArrows(spec);
    case "table":
      return drawTable(spec);
    default:
      return spec satisfies never;
  }
}
