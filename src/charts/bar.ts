import { drawColumns } from "./bar-columns.ts";
import { type Bars, barColour, readBars } from "./bar-data.ts";
import { drawRows, planRows } from "./bar-rows.ts";
import { drawFoot, drawHead } from "./frame.ts";
import type { LegendItem } from "./legend.ts";
import { groupLooks, lookLabel } from "./palette.ts";
import { createSheet, type Sheet } from "./sheet.ts";
import type { BarSpec } from "./spec.ts";
import { HEIGHT, THEMES, WIDTH } from "./theme.ts";

/** Bars in panels. Columns whose words would not fit are drawn as rows instead; many rows make a taller picture. */
export function drawBars(spec: BarSpec): Sheet {
  const theme = THEMES[spec.theme ?? "light"];
  const bars = readBars(spec, theme);
  const legend = legendOf(bars);
  let sheet = createSheet({ width: WIDTH, height: HEIGHT }, theme);
  let area = drawHead(sheet, spec, legend);
  const asColumns = spec.orientation === "vertical" && !bars.stacked && drawColumns(sheet, area, bars);
  if (!asColumns) {
    const plan = planRows(bars, area.height);
    if (plan.height > area.height) {
      const height = Math.ceil(HEIGHT + plan.height - area.height);
      sheet = createSheet({ width: WIDTH, height }, theme);
      area = drawHead(sheet, spec, legend);
    }
    drawRows(sheet, area, plan);
  }
  drawFoot(sheet, spec, bars.notes);
  return sheet;
}

/** Series when there are several; else the groups that colour the bars, when there are several. */
function legendOf(bars: Bars): LegendItem[] {
  const series = bars.panels.find((panel) => panel.series.length > 1)?.series;
  if (series !== undefined) {
    return series.map((one, at) => ({
      label: one.label,
      colour: barColour(bars, one, 0),
      shape: "rect",
      pattern: bars.stacked ? 0 : at,
    }));
  }
  const looks = groupLooks(bars.categories.flatMap(({ group }) => group ?? []));
  if (looks.length < 2) return [];
  return looks.map((look) => ({ label: lookLabel(look), colour: look.colour, shape: "rect", pattern: 0 }));
}
