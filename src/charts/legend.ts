import { drawPoint } from "chart.js/helpers";
import { fillOf } from "./fill.ts";
import type { Shape } from "./palette.ts";
import { drawText, measureAt, type Sheet } from "./sheet.ts";
import { clipped, drawable } from "./text.ts";
import { SIZE } from "./theme.ts";

export interface LegendItem {
  label: string;
  colour: string;
  shape: Shape;
  /** Which of the series' patterns fills the bars. */
  pattern?: number;
}

const MARK = 22;
const AFTER_MARK = 8;
const BETWEEN = 26;
const ROW_HEIGHT = 32;
const MOST_ROWS = 2;
const LONGEST = 290;

interface Placed {
  item: LegendItem | undefined;
  text: string;
  x: number;
}

/** The items in rows; what does not fit is counted by a last entry without a mark. */
export function layOutLegend(sheet: Sheet, items: readonly LegendItem[], width: number): Placed[][] {
  const measure = measureAt(sheet.ctx, SIZE.legend);
  const rows: Placed[][] = [[]];
  let x = 0;
  for (const [at, item] of items.entries()) {
    const text = clipped(drawable(item.label), LONGEST, measure);
    const space = MARK + AFTER_MARK + measure(text);
    const isLastRow = rows.length === MOST_ROWS;
    const reserve = isLastRow && at < items.length - 1 ? measure("and 99 more") + BETWEEN : 0;
    if (x > 0 && x + space + reserve > width) {
      if (isLastRow) {
        rows.at(-1)?.push({ item: undefined, text: `and ${items.length - at} more`, x });
        break;
      }
      rows.push([]);
      x = 0;
    }
    rows.at(-1)?.push({ item, text, x });
    x += space + BETWEEN;
  }
  return rows;
}

/** Draws the rows and gives the y below them. */
export function drawLegend(sheet: Sheet, rows: readonly Placed[][], from: { x: number; y: number }): number {
  const { ctx, theme } = sheet;
  let y = from.y;
  for (const row of rows) {
    const middle = y + ROW_HEIGHT / 2;
    for (const { item, text, x } of row) {
      const left = from.x + x;
      if (item !== undefined) drawMark(sheet, item, { x: left + MARK / 2, y: middle });
      const indent = item === undefined ? 0 : MARK + AFTER_MARK;
      drawText(ctx, text, { x: left + indent, y: middle, size: SIZE.legend, colour: theme.muted });
    }
    y += ROW_HEIGHT;
  }
  return y;
}

function drawMark({ ctx, theme }: Sheet, item: LegendItem, at: { x: number; y: number }): void {
  if (item.pattern !== undefined) {
    ctx.fillStyle = fillOf(item.colour, item.pattern, theme.background);
    ctx.fillRect(at.x - MARK / 2, at.y - MARK / 2, MARK, MARK);
    return;
  }
  ctx.fillStyle = item.colour;
  ctx.strokeStyle = item.colour;
  ctx.lineWidth = item.shape === "star" ? 4 : 1;
  drawPoint(ctx, { pointStyle: item.shape, radius: MARK / 2 - 1, borderWidth: 1, rotation: 0 }, at.x, at.y);
}
