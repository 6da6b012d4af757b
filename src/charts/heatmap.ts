import {
  type ColourScale,
  colourScale,
  drawScale,
  readableOn,
  SCALE_HEIGHT,
  unknownFill,
} from "./colour-scale.ts";
import { drawFoot, drawHead } from "./frame.ts";
import {
  AXIS_NAME,
  GAP,
  type Grid,
  LINE_HEIGHT,
  layOutGrid,
  MARK,
  MOST_CELLS,
  NUMBER_GAP,
} from "./heatmap-layout.ts";
import { leftOut } from "./left-out.ts";
import type { LegendItem } from "./legend.ts";
import { drawMark } from "./marks.ts";
import { type Look, lookLabel } from "./palette.ts";
import { createSheet, drawText, measureAt, type Sheet } from "./sheet.ts";
import type { HeatmapSpec } from "./spec.ts";
import { capital, clipped, drawable } from "./text.ts";
import { MARGIN, SIZE, THEMES, WIDTH } from "./theme.ts";
import { UNKNOWN } from "./words.ts";

const FOOT = 56;
const LOWEST = 400;
const MARK_RADIUS = 8;
/** Of the height of a row, so that marks of neighbours do not touch. */
const MARK_SHARE = 0.33;

/** Coloured cells with their numbers where they fit, as tall as their rows need. */
export function drawHeatmap(spec: HeatmapSpec): Sheet {
  const theme = THEMES[spec.theme ?? "light"];
  const probe = createSheet({ width: WIDTH, height: WIDTH }, theme);
  const grid = layOutGrid(probe, spec);
  const legend = grid.looks.all.map(
    (look): LegendItem => ({ label: lookLabel(look), colour: look.colour, shape: look.shape }),
  );
  const y = drawHead(probe, spec, legend).y + SCALE_HEIGHT + headRoom(spec, grid);
  const notes = [
    ...(spec.rows.length > MOST_CELLS ? [leftOut(spec.rows.length - MOST_CELLS, "row")] : []),
    ...(spec.columns.length > MOST_CELLS ? [leftOut(spec.columns.length - MOST_CELLS, "column")] : []),
  ];
  const height = Math.max(LOWEST, Math.ceil(y + grid.rows.lines.length * grid.cell.height + FOOT));
  const sheet = createSheet({ width: WIDTH, height }, theme);
  const area = drawHead(sheet, spec, legend);
  const scale = colourScale({ from: spec.from, to: spec.to, values: known(spec) }, theme);
  const unknown = grid.words.some((row) => row.includes(undefined))
    ? (spec.unknownLabel ?? UNKNOWN)
    : undefined;
  drawScale(sheet, scale, { ...area, label: spec.valueLabel, unknown });
  if (grid.rows.lines.length * grid.columns.lines.length === 0) {
    const style = { size: SIZE.label, colour: theme.muted, align: "center" } as const;
    drawText(sheet.ctx, "No values", { x: WIDTH / 2, y: height / 2, ...style });
  } else {
    drawCells(sheet, spec, { grid, scale, y });
    drawRowNames(sheet, grid, y);
    drawColumnNames(sheet, grid, y);
    drawAxisNames(sheet, spec, { grid, y });
  }
  drawFoot(sheet, spec, notes);
  return sheet;
}

const known = ({ values }: HeatmapSpec): number[] =>
  values.flatMap((row) => row.flatMap((value) => value ?? []));

const hasMarks = (looks: readonly (Look | undefined)[]): boolean => looks.some((look) => look !== undefined);

const markRadius = ({ width, height }: Grid["cell"]): number =>
  Math.min(MARK_RADIUS, Math.min(width, height) * MARK_SHARE);

/** Between the scale of colours and the first row. */
function headRoom(spec: HeatmapSpec, { columns, looks }: Grid): number {
  return (
    columns.height +
    2 * GAP +
    (hasMarks(looks.columns) ? MARK : 0) +
    (spec.columnsLabel === undefined ? 0 : AXIS_NAME)
  );
}

function drawCells(
  { ctx, theme }: Sheet,
  { values }: HeatmapSpec,
  { grid, scale, y }: { grid: Grid; scale: ColourScale; y: number },
): void {
  const { cell, words, numbers } = grid;
  const gap = Math.min(cell.width, cell.height) > 30 ? 2 : 1;
  const hatched = unknownFill(theme, cell.height < 40);
  for (const [row, texts] of words.entries()) {
    for (const [column, text] of texts.entries()) {
      const box = { x: Math.round(grid.x + column * cell.width), y: Math.round(y + row * cell.height) };
      const right = Math.round(grid.x + (column + 1) * cell.width) - gap;
      const bottom = Math.round(y + (row + 1) * cell.height) - gap;
      const colour = text === undefined ? undefined : scale.colour(values[row]?.[column] ?? 0);
      ctx.fillStyle = colour ?? hatched;
      ctx.fillRect(box.x, box.y, right - box.x, bottom - box.y);
      if (colour === undefined || text === undefined || numbers === undefined) continue;
      const middle = { x: (box.x + right) / 2, y: (box.y + bottom) / 2 };
      drawText(ctx, text, { ...middle, size: numbers, colour: readableOn(colour), align: "center" });
    }
  }
}

function drawRowNames({ ctx, theme }: Sheet, { x, cell, rows, looks }: Grid, y: number): void {
  const marks = hasMarks(looks.rows) ? MARK : 0;
  for (const [at, lines] of rows.lines.entries()) {
    const middle = y + (at + 0.5) * cell.height;
    const look = looks.rows[at];
    if (look !== undefined)
      drawMark(ctx, { x: x - GAP - MARK_RADIUS, y: middle }, { ...look, radius: markRadius(cell) });
    const style = { size: rows.size, colour: theme.text } as const;
    const right = x - GAP - marks;
    const left = right - rows.width + (rows.numbers ?? 0);
    if (rows.numbers !== undefined) {
      const number = { x: left - NUMBER_GAP, y: middle, colour: theme.muted, align: "right" } as const;
      drawText(ctx, `${at + 1}`, { ...style, ...number });
    }
    for (const [line, text] of lines.entries()) {
      const lineY = middle + (line - (lines.length - 1) / 2) * rows.size * LINE_HEIGHT;
      const place = rows.numbers === undefined ? ({ x: right, align: "right" } as const) : { x: left };
      drawText(ctx, text, { ...style, ...place, y: lineY });
    }
  }
}

function drawColumnNames({ ctx, theme }: Sheet, { x, cell, columns, looks }: Grid, y: number): void {
  const bottom = y - GAP - (hasMarks(looks.columns) ? MARK : 0);
  const { size, turned } = columns;
  for (const [at, lines] of columns.lines.entries()) {
    const middle = x + (at + 0.5) * cell.width;
    const look = looks.columns[at];
    if (look !== undefined)
      drawMark(ctx, { x: middle, y: y - GAP - MARK_RADIUS }, { ...look, radius: markRadius(cell) });
    for (const [line, text] of lines.entries()) {
      const above = (lines.length - 1 - line + 0.5) * size * LINE_HEIGHT;
      const style = { size, colour: theme.text, align: turned === 0 ? "center" : "left" } as const;
      ctx.save();
      ctx.translate(middle, bottom - (turned === 0 ? above : 0));
      ctx.rotate((-turned * Math.PI) / 180);
      drawText(ctx, text, { x: turned === 45 ? size * 0.3 : 0, y: 0, ...style });
      ctx.restore();
    }
  }
}

function drawAxisNames(
  { ctx, theme }: Sheet,
  { rowsLabel, columnsLabel }: HeatmapSpec,
  { grid, y }: { grid: Grid; y: number },
): void {
  const { x, cell, rows, columns, looks } = grid;
  const measure = measureAt(ctx, SIZE.label, 700);
  const style = { size: SIZE.label, weight: 700, colour: theme.text, align: "center" } as const;
  const width = columns.lines.length * cell.width;
  const height = rows.lines.length * cell.height;
  if (columnsLabel !== undefined) {
    const text = clipped(capital(drawable(columnsLabel)), width, measure);
    const above = columns.height + GAP + (hasMarks(looks.columns) ? MARK : 0) + AXIS_NAME / 2;
    drawText(ctx, text, { x: x + width / 2, y: y - above, ...style });
  }
  if (rowsLabel === undefined) return;
  const left = x - GAP - (hasMarks(looks.rows) ? MARK : 0) - rows.width - AXIS_NAME / 2;
  ctx.save();
  ctx.translate(Math.max(MARGIN + AXIS_NAME / 2 - 4, left), y + height / 2);
  ctx.rotate(-Math.PI / 2);
  drawText(ctx, clipped(capital(drawable(rowsLabel)), height, measure), { x: 0, y: 0, ...style });
  ctx.restore();
}
