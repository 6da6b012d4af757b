import { drawColumns } from "./bar-columns.ts";
import { type Bars, barColour, readBars } from "./bar-data.ts";
import { drawRows } from "./bar-rows.ts";
import { drawFoot, drawHead } from "./frame.ts";
import type { LegendItem } from "./legend.ts";
import { groupLooks, lookLabel } from "./palette.ts";
import { createSheet, type Sheet } from "./sheet.ts";
import type { BarSpec } from "./spec.ts";
import { HEIGHT, THEMES, WIDTH } from "./theme.ts";

/** Bars in panels. Columns whose labels would not fit under them are drawn as rows instead. */
export function drawBars(spec: BarSpec): Sheet {
  const sheet = createSheet({ width: WIDTH, height: HEIGHT }, THEMES[spec.theme ?? "light"]);
  const bars = readBars(spec);
  const area = drawHead(sheet, spec, legendOf(bars));
  const asColumns = spec.orientation === "vertical" && drawColumns(sheet, area, bars);
  if (!asColumns) drawRows(sheet, area, bars);
  drawFoot(sheet, spec.source, bars.notes);
  return sheet;
}

/** Series when there are several; else the groups that colour the bars, when there are several. */
function legendOf(bars: Bars): LegendItem[] {
  const series = bars.panels.find((panel) => panel.series.length > 1)?.series;
  if (series !== undefined) {
    return series.map((one, at) => ({
      label: one.label,
      colour: barColour(bars, { series: at, category: 0, of: series }),
      shape: "rect",
      pattern: at,
    }));
  }
  const looks = groupLooks(bars.categories.flatMap(({ group }) => group ?? []));
  if (looks.length < 2) return [];
  return looks.map((look) => ({ label: lookLabel(look), colour: look.colour, shape: "rect", pattern: 0 }));
}
