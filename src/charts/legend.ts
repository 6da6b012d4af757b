import { fillOf } from "./fill.ts";
import { drawMark } from "./marks.ts";
import type { Shape } from "./palette.ts";
import { drawText, measureAt, type Sheet } from "./sheet.ts";
import { clipped, drawable } from "./text.ts";
import { LINE_WIDTH, SIZE } from "./theme.ts";

export interface LegendItem {
  label: string;
  colour: string;
  shape: Shape;
  /** Which of the series' patterns fills the bars. */
  pattern?: number;
  /** For a line: its dashes, drawn with the marker in the middle. */
  dash?: readonly number[];
}

const MARK = 22;
/** Every kind of dash begins and ends with a stroke in it. */
const LINE_MARK = 72;
const AFTER_MARK = 8;
const BETWEEN = 26;

interface Setting {
  size: number;
  rows: number;
  longest: number;
}

/** The first in which every item fits is taken, else the last. */
const SETTINGS: readonly [Setting, ...Setting[]] = [
  { size: SIZE.legend, rows: 2, longest: 290 },
  { size: 20, rows: 3, longest: 280 },
  { size: 18, rows: 3, longest: 250 },
];

interface Placed {
  item: LegendItem | undefined;
  text: string;
  x: number;
}

export interface Legend {
  size: number;
  rows: Placed[][];
}

/** The items in rows; what does not fit is counted by a last entry without a mark. */
export function layOutLegend(sheet: Sheet, items: readonly LegendItem[], width: number): Legend {
  let legend: Legend = { size: SIZE.legend, rows: [] };
  for (const setting of SETTINGS) {
    legend = { size: setting.size, rows: rowsOf(sheet, items, { ...setting, width }) };
    if (legend.rows.every((row) => row.every(({ item }) => item !== undefined))) break;
  }
  return legend;
}

function rowsOf(
  sheet: Sheet,
  items: readonly LegendItem[],
  { size, rows: most, longest, width }: Setting & { width: number },
): Placed[][] {
  const measure = measureAt(sheet.ctx, size);
  const rows: Placed[][] = [[]];
  let x = 0;
  for (const [at, item] of items.entries()) {
    const text = clipped(drawable(item.label), longest, measure);
    const space = markWidth(item) + AFTER_MARK + measure(text);
    const isLastRow = rows.length === most;
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
export function drawLegend(sheet: Sheet, { size, rows }: Legend, from: { x: number; y: number }): number {
  const { ctx, theme } = sheet;
  const rowHeight = legendRowHeight({ size });
  let y = from.y;
  for (const row of rows) {
    const middle = y + rowHeight / 2;
    for (const { item, text, x } of row) {
      const width = item === undefined ? 0 : markWidth(item);
      const left = from.x + x;
      if (item !== undefined) drawSample(sheet, item, { x: left + width / 2, y: middle });
      const indent = item === undefined ? 0 : width + AFTER_MARK;
      drawText(ctx, text, { x: left + indent, y: middle, size, colour: theme.muted });
    }
    y += rowHeight;
  }
  return y;
}

export const legendRowHeight = ({ size }: Pick<Legend, "size">): number => size + 10;

const markWidth = ({ dash }: LegendItem): number => (dash === undefined ? MARK : LINE_MARK);

function drawSample({ ctx, theme }: Sheet, item: LegendItem, at: { x: number; y: number }): void {
  if (item.pattern !== undefined) {
    // The pattern begins at the origin: it is moved so that it lies in the middle of the mark.
    ctx.save();
    ctx.translate(Math.round(at.x), Math.round(at.y));
    ctx.fillStyle = fillOf(item.colour, item.pattern, theme);
    ctx.fillRect(-MARK / 2, -MARK / 2, MARK, MARK);
    ctx.restore();
    return;
  }
  if (item.dash !== undefined) {
    ctx.strokeStyle = item.colour;
    ctx.lineWidth = LINE_WIDTH;
    ctx.setLineDash([...item.dash]);
    ctx.beginPath();
    ctx.moveTo(at.x - LINE_MARK / 2, at.y);
    ctx.lineTo(at.x + LINE_MARK / 2, at.y);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  const { shape, colour } = item;
  drawMark(ctx, at, { shape, colour, radius: item.dash === undefined ? 9.5 : 8.5 });
}
