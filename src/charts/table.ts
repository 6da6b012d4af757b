import type { Cell } from "../replies/reply.ts";
import { drawFoot, drawHead } from "./frame.ts";
import type { Box } from "./labels.ts";
import { leftOut } from "./left-out.ts";
import { createSheet, drawText, measureAt, type Sheet } from "./sheet.ts";
import type { TableSpec } from "./spec.ts";
import { clipped, drawable, wrapped } from "./text.ts";
import { MARGIN, THEMES, WIDTH } from "./theme.ts";

const SIZES = [28, 26, 24, 22, 20, 18];
const MOST_ROWS = 40;
const MOST_COLUMNS = 12;
const MOST_LINES = 3;
const CELL_PADDING = 14;
const LINE_HEIGHT = 1.25;
const NARROWEST = 60;

interface Grid {
  size: number;
  /** Of each column, padding included. */
  widths: number[];
  right: boolean[];
  header: string[][];
  rows: string[][][];
}

/** A table as a picture: what does not fit is counted below it. */
export function drawTable(spec: TableSpec): Sheet {
  const theme = THEMES[spec.theme ?? "light"];
  const probe = createSheet({ width: WIDTH, height: WIDTH }, theme);
  const top = drawHead(probe, spec).y;
  const grid = layOut(probe, spec);
  const notes: string[] = [];
  if (spec.columns.length > MOST_COLUMNS) notes.push(leftOut(spec.columns.length - MOST_COLUMNS, "column"));
  const hidden = spec.rows.length - grid.rows.length;
  const tallest = [grid.header, ...grid.rows].reduce((sum, row) => sum + rowHeight(grid, row), 0);
  const foot = spec.source === "" && spec.note === undefined && notes.length === 0 ? MARGIN : 64;
  const more = hidden > 0 ? grid.size * 2 : 0;
  const sheet = createSheet({ width: WIDTH, height: Math.ceil(top + tallest + more + foot) }, theme);
  const area = drawHead(sheet, spec);
  const bottom = drawGrid(sheet, area, grid);
  if (hidden > 0) {
    const text = `… ${hidden} more ${hidden === 1 ? "row" : "rows"}`;
    drawText(sheet.ctx, text, {
      x: MARGIN + CELL_PADDING,
      y: bottom + more / 2,
      size: grid.size,
      colour: theme.muted,
    });
  }
  drawFoot(sheet, spec, notes);
  return sheet;
}

function layOut(sheet: Sheet, spec: TableSpec): Grid {
  const columns = spec.columns.slice(0, MOST_COLUMNS);
  const texts = spec.rows
    .slice(0, MOST_ROWS)
    .map((row) => columns.map((_, at) => drawable(cellText(row[at]))));
  const labels = columns.map(({ label }) => drawable(label));
  const room = WIDTH - 2 * MARGIN;
  const naturals = (size: number): number[] => {
    const [plain, bold] = [measureAt(sheet.ctx, size), measureAt(sheet.ctx, size, 700)];
    return labels.map((label, at) => {
      const widest = Math.max(bold(label), ...texts.map((row) => plain(row[at] ?? "")));
      return Math.max(NARROWEST, Math.ceil(widest) + 2 * CELL_PADDING);
    });
  };
  const fits = (size: number): boolean => sum(naturals(size)) <= room;
  const size = SIZES.find(fits) ?? 20;
  const widths = shared(naturals(size), room);
  const [measure, bold] = [measureAt(sheet.ctx, size), measureAt(sheet.ctx, size, 700)];
  const lines = (row: string[], by: typeof measure): string[][] =>
    row.map((text, at) =>
      wrapped(text, (widths[at] ?? 0) - 2 * CELL_PADDING, { measure: by, most: MOST_LINES }),
    );
  return {
    size,
    widths,
    right: columns.map(({ align }) => align === "right"),
    header: lines(labels, bold),
    rows: texts.map((row) => lines(row, measure)),
  };
}

/** Fills the room: narrow columns get what they need and the rest is shared; spare room is spread evenly. */
function shared(naturals: number[], room: number): number[] {
  const spare = room - sum(naturals);
  if (spare >= 0) return naturals.map((width) => width + spare / Math.max(1, naturals.length));
  let limit = room / naturals.length;
  for (let round = 0; round < naturals.length; round += 1) {
    const wide = naturals.filter((width) => width > limit);
    const left = room - sum(naturals.filter((width) => width <= limit));
    if (wide.length > 0) limit = left / wide.length;
  }
  return naturals.map((width) => Math.min(width, limit));
}

const rowHeight = ({ size }: Grid, cells: string[][]): number =>
  Math.max(1, ...cells.map((lines) => lines.length)) * size * LINE_HEIGHT + size * 0.8;

function drawGrid({ ctx, theme }: Sheet, area: Box, grid: Grid): number {
  let y = area.y;
  for (const [at, cells] of [grid.header, ...grid.rows].entries()) {
    const height = rowHeight(grid, cells);
    if (at > 0 && at % 2 === 1) {
      ctx.fillStyle = theme.zebra;
      ctx.fillRect(area.x, y, area.width, height);
    }
    const isHeader = at === 0;
    drawCells(ctx, { cells, grid, x: area.x, y, height, bold: isHeader, colour: theme.text });
    y += height;
    if (isHeader) {
      ctx.fillStyle = theme.muted;
      ctx.fillRect(area.x, y - 2, area.width, 2);
    }
  }
  return y;
}

function drawCells(
  ctx: Sheet["ctx"],
  at: { cells: string[][]; grid: Grid; x: number; y: number; height: number; bold: boolean; colour: string },
): void {
  const { size, widths, right } = at.grid;
  let x = at.x;
  for (const [column, lines] of at.cells.entries()) {
    const width = widths[column] ?? 0;
    const isRight = right[column] ?? false;
    for (const [line, text] of lines.entries()) {
      const above = (line - (lines.length - 1) / 2) * size * LINE_HEIGHT;
      drawText(ctx, clipped(text, width, measureAt(ctx, size)), {
        x: isRight ? x + width - CELL_PADDING : x + CELL_PADDING,
        y: at.y + at.height / 2 + above,
        size,
        weight: at.bold ? 700 : 400,
        colour: at.colour,
        align: isRight ? "right" : "left",
      });
    }
    x += width;
  }
}

const cellText = (cell: Cell | undefined): string => (typeof cell === "object" ? cell.text : (cell ?? ""));
const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);
