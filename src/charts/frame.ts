import type { Box } from "./labels.ts";
import { drawLegend, type LegendItem, layOutLegend, legendRowHeight } from "./legend.ts";
import { drawText, measureAt, type Sheet } from "./sheet.ts";
import type { ChartSpec } from "./spec.ts";
import { clipped, drawable, fitsIn, wrapped } from "./text.ts";
import { MARGIN, SIZE } from "./theme.ts";

const TITLE_SIZES = [SIZE.title, 36, 34, 32, 28];
const LINE_HEIGHT = 1.22;
const FOOT_HEIGHT = 34;
const HEADING_GAP = 22;

/** A legend that says what its items are. */
interface HeadedLegend {
  heading: string;
  items: readonly LegendItem[];
}

/** Draws title, subtitle and legend, and gives the box that is left for the chart above the foot. */
export function drawHead(
  sheet: Sheet,
  spec: ChartSpec,
  legend: readonly LegendItem[] | HeadedLegend = [],
): Box {
  const { canvas, ctx, theme } = sheet;
  const width = canvas.width - 2 * MARGIN;
  let y = MARGIN - 6;
  const title = titleLines(sheet, drawable(spec.title), width);
  for (const line of title.lines) {
    const style = { size: title.size, weight: 700, colour: theme.text, baseline: "top" } as const;
    drawText(ctx, line, { x: MARGIN, y, ...style });
    y += title.size * LINE_HEIGHT;
  }
  const subtitle = drawable(spec.subtitle ?? "");
  if (subtitle !== "") {
    const measure = measureAt(ctx, SIZE.subtitle);
    for (const line of wrapped(subtitle, width, { measure, most: title.lines.length > 1 ? 1 : 2 })) {
      drawText(ctx, line, { x: MARGIN, y: y + 2, size: SIZE.subtitle, colour: theme.muted, baseline: "top" });
      y += SIZE.subtitle * LINE_HEIGHT;
    }
  }
  const headed = "items" in legend ? legend : { heading: "", items: legend };
  if (headed.items.length > 0) y = drawHeadedLegend(sheet, headed, { x: MARGIN, y: y + 4, width });
  y += 8;
  return { x: MARGIN, y, width, height: canvas.height - y - FOOT_HEIGHT - 10 };
}

/** The heading stands before the rows. */
function drawHeadedLegend(
  sheet: Sheet,
  { heading, items }: HeadedLegend,
  { x, y, width }: { x: number; y: number; width: number },
): number {
  if (heading === "") return drawLegend(sheet, layOutLegend(sheet, items, width), { x, y });
  const measure = measureAt(sheet.ctx, SIZE.legend, 700);
  const text = clipped(heading, width / 4, measure);
  const indent = measure(text) + HEADING_GAP;
  const legend = layOutLegend(sheet, items, width - indent);
  const style = { size: legend.size, weight: 700, colour: sheet.theme.text, baseline: "middle" } as const;
  drawText(sheet.ctx, text, { x, y: y + legendRowHeight(legend) / 2, ...style });
  return drawLegend(sheet, legend, { x: x + indent, y });
}

function titleLines(sheet: Sheet, title: string, width: number): { lines: string[]; size: number } {
  const fits = (size: number, most: number): boolean =>
    fitsIn(title, width, { measure: measureAt(sheet.ctx, size, 700), most });
  const smallest = 28;
  const oneLine = TITLE_SIZES.slice(0, 3).find((size) => fits(size, 1));
  const size = oneLine ?? TITLE_SIZES.find((each) => fits(each, 2)) ?? smallest;
  const measure = measureAt(sheet.ctx, size, 700);
  return { lines: title === "" ? [] : wrapped(title, width, { measure, most: 2 }), size };
}

/** Draws the source, and to its right what the picture had to leave out or to call otherwise. */
export function drawFoot(
  sheet: Sheet,
  { source, note: known }: Pick<ChartSpec, "source" | "note">,
  leftOut: readonly string[],
): void {
  const { canvas, ctx, theme } = sheet;
  const y = canvas.height - FOOT_HEIGHT / 2 - 4;
  const width = canvas.width - 2 * MARGIN;
  const style = { y, size: SIZE.source, colour: theme.muted } as const;
  const measure = measureAt(ctx, SIZE.source);
  const notes = known === undefined ? leftOut : [known, ...leftOut];
  const note = clipped(notes.join(", "), width * 0.6, measure);
  if (note !== "") {
    drawText(ctx, note, { ...style, x: canvas.width - MARGIN, align: "right", colour: theme.text });
  }
  const text = drawable(source);
  if (text === "") return;
  const room = width - (note === "" ? 0 : measure(note) + 30);
  const named = /^sources?\b/i.test(text) ? text : `Source: ${text}`;
  const size = measure(named) <= room ? SIZE.source : SIZE.source - 4;
  drawText(ctx, clipped(named, room, measureAt(ctx, size)), { ...style, size, x: MARGIN });
}
