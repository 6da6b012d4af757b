import { drawBars } from "./bar.ts";
import { drawLines } from "./line.ts";
import { encodePng } from "./png.ts";
import { drawPoints } from "./scatter.ts";
import type { Sheet } from "./sheet.ts";
import type { ChartSpec } from "./spec.ts";
import { drawTable } from "./table.ts";

export interface Picture {
  png: Buffer;
  width: number;
  height: number;
}

/** The chart as a PNG of 1200 × 675 pixels; a table is as tall as its rows need. Takes any specification. */
export async function drawChart(spec: ChartSpec): Promise<Picture> {
  const { canvas } = drawSheet(spec);
  const { width, height } = canvas;
  return { png: await encodePng({ data: canvas.data(), width, height }), width, height };
}

/** The chart before it is a file. */
export function drawSheet(spec: ChartSpec): Sheet {
  switch (spec.kind) {
    case "bar":
      return drawBars(spec);
    case "line":
      return drawLines(spec);
    case "scatter":
      return drawPoints(spec);
    case "tree": {
      const { nodes, ...rest } = spec;
      const rows = nodes.map(({ label, parent }) => [label, parent ?? ""]);
      return drawTable({ ...rest, kind: "table", columns: [{ label: "Model" }, { label: "From" }], rows });
    }
    case "table":
      return drawTable(spec);
    default:
      return spec satisfies never;
  }
}
