import { type Look, plainLooks } from "./palette.ts";
import { measureAt, type Sheet } from "./sheet.ts";
import type { HeatmapSpec } from "./spec.ts";
import { clipped, drawable, fitsIn, wrapped } from "./text.ts";
import { MARGIN, SIZE, WIDTH } from "./theme.ts";
import { fixedNumber } from "./words.ts";

export const MOST_CELLS = 40;
export const LINE_HEIGHT = 1.16;
export const GAP = 10;
/** Room for the mark of a group beside a name. */
export const MARK = 26;
/** Room for the bold name of the rows, or of the columns. */
export const AXIS_NAME = 42;
const WIDEST_CELL = 230;
const TALLEST_CELL = 130;
/** How tall the cells together become, if their shape allows. */
const TARGET = 620;
const TALLEST = 960;
const LOWEST_CELL = 21;
const LONGEST_COLUMN = 230;
/** Names longer than this that stand at rows and columns alike are numbered, and the columns have but the numbers. */
const LONG_NAME = 210;
const NUMBER_SIZES = [40, 34, 28, 26, 24, 22, 20, 18, 16, 15] as const;
/** Between the number of a row and its name. */
export const NUMBER_GAP = 14;
const NAME_SIZES = [26, 24, 22, 20, 18, 16, 15] as const;

export interface Names {
  size: number;
  lines: string[][];
  /** Of the longest. */
  width: number;
}

/** Numbered rows begin at the left, behind a column of their numbers that is this wide. */
export interface RowNames extends Names {
  numbers: number | undefined;
}

export interface Grid {
  /** Of the first cell. */
  x: number;
  cell: { width: number; height: number };
  rows: RowNames;
  columns: Names & { turned: 0 | 45 | 90; height: number };
  looks: { all: Look[]; rows: (Look | undefined)[]; columns: (Look | undefined)[] };
  /** Size of the numbers in the cells, where they fit. */
  numbers: number | undefined;
  words: (string | undefined)[][];
}

/** Where everything stands, from names and numbers as they measure. */
export function layOutGrid(sheet: Sheet, spec: HeatmapSpec): Grid {
  const rows = spec.rows.slice(0, MOST_CELLS).map(({ label, group }) => ({ label: drawable(label), group }));
  const columns = spec.columns
    .slice(0, MOST_CELLS)
    .map(({ label, group }) => ({ label: drawable(label), group }));
  const looks = looksOf(rows, columns);
  const texts = namesOf(sheet, rows, columns);
  const left = spec.rowsLabel === undefined ? 0 : AXIS_NAME;
  const marks = looks.rows.some((look) => look !== undefined) ? MARK : 0;
  const most = columns.length <= 12 ? 430 : columns.length <= 24 ? 300 : 220;
  const measure = measureAt(sheet.ctx, SIZE.label);
  const numbers = texts.numbered ? measure(`${rows.length}`) + NUMBER_GAP : 0;
  const wanted = Math.min(most, Math.max(0, ...texts.rows.map(measure)) + numbers + 2);
  const room = WIDTH - 2 * MARGIN - left - marks - wanted - GAP;
  const cellWidth = (overhang: number): number =>
    Math.min(WIDEST_CELL, (room - overhang) / Math.max(1, columns.length));
  const first = columnNames(sheet, texts.columns, cellWidth(0));
  const width = cellWidth(overhangOf(sheet, first, cellWidth(0)));
  const count = Math.max(1, rows.length);
  const wished = Math.max(TARGET / count, Math.min(width / 2, TALLEST / count));
  const tall = Math.min(width * 1.15, TALLEST_CELL, wished);
  const cell = { width, height: Math.max(LOWEST_CELL, tall) };
  const names = rowNames(sheet, texts.rows, { width: wanted, height: cell.height, numbers });
  const turned = columnNames(sheet, texts.columns, width);
  const words = rows.map((_, row) =>
    columns.map((_, column) => {
      const value = spec.values[row]?.[column] ?? null;
      return value === null || !Number.isFinite(value) ? undefined : fixedNumber(value, spec.decimals ?? 2);
    }),
  );
  const whole = left + names.width + marks + GAP + width * columns.length;
  const spare = Math.max(0, WIDTH - 2 * MARGIN - whole - overhangOf(sheet, turned, width));
  return {
    x: MARGIN + spare / 2 + whole - width * columns.length,
    cell,
    rows: names,
    columns: turned,
    looks,
    numbers: numberSize(sheet, words.flat(), cell),
    words,
  };
}

type Item = { label: string; group: string | undefined };

function looksOf(rows: readonly Item[], columns: readonly Item[]): Grid["looks"] {
  const all = plainLooks([...rows, ...columns].flatMap(({ group }) => group ?? []));
  const look = ({ group }: Item): Look | undefined =>
    all.find(({ names }) => group !== undefined && names.includes(group));
  return { all, rows: rows.map(look), columns: columns.map(look) };
}

function namesOf(
  sheet: Sheet,
  rows: readonly Item[],
  columns: readonly Item[],
): { rows: string[]; columns: string[]; numbered: boolean } {
  const measure = measureAt(sheet.ctx, SIZE.legend);
  const same = rows.length === columns.length && rows.every(({ label }, at) => label === columns[at]?.label);
  const numbered = same && rows.some(({ label }) => measure(label) > LONG_NAME);
  return {
    numbered,
    rows: rows.map(({ label }) => label),
    columns: columns.map(({ label }, at) => (numbered ? `${at + 1}` : label)),
  };
}

/** The largest size at which all are whole, else the smallest, in as many lines as the row is tall. */
function rowNames(
  sheet: Sheet,
  texts: readonly string[],
  at: { width: number; height: number; numbers: number },
): RowNames {
  const lines = (size: number): number =>
    Math.max(1, Math.min(3, Math.floor((at.height - 2) / (size * LINE_HEIGHT))));
  const sizes = NAME_SIZES.filter((size) => size <= at.height * 0.86);
  const width = at.width - at.numbers;
  const fits = (size: number): boolean =>
    texts.every((text) => fitsIn(text, width, { measure: measureAt(sheet.ctx, size), most: lines(size) }));
  const size = sizes.find(fits) ?? sizes.find((each) => each <= 20) ?? NAME_SIZES.at(-1) ?? 15;
  const measure = measureAt(sheet.ctx, size);
  const all = texts.map((text) => wrapped(text, width, { measure, most: lines(size) }));
  const widest = Math.max(0, ...all.flat().map(measure));
  return { size, lines: all, width: widest + at.numbers, numbers: at.numbers > 0 ? at.numbers : undefined };
}

/** Level where they fit over their cells, else slanted, else upright. */
function columnNames(sheet: Sheet, texts: readonly string[], width: number): Grid["columns"] {
  const room = width - (width > 40 ? 8 : 1);
  const level = NAME_SIZES.filter((size) => width <= 40 || size >= 18).find((size) => {
    const options = { measure: measureAt(sheet.ctx, size), most: 2 };
    return texts.every((text) => fitsIn(text, room, options) && options.measure(longestWord(text)) <= room);
  });
  if (level !== undefined) {
    const measure = measureAt(sheet.ctx, level);
    const lines = texts.map((text) => wrapped(text, room, { measure, most: 2 }));
    const most = Math.max(1, ...lines.map((one) => one.length));
    const height = most * level * LINE_HEIGHT;
    return { size: level, lines, width, turned: 0, height };
  }
  const turned = width >= 36 ? 45 : 90;
  const size = Math.max(15, Math.min(24, Math.floor(width * (turned === 45 ? 0.56 : 0.78))));
  const measure = measureAt(sheet.ctx, size);
  const shown = texts.map((text) => clipped(text, LONGEST_COLUMN, measure));
  const longest = Math.max(0, ...shown.map(measure));
  const height = turned === 45 ? (longest + size) * Math.SQRT1_2 : longest;
  return { size, lines: shown.map((text) => [text]), width: longest, turned, height };
}

const longestWord = (text: string): string =>
  text.split(" ").reduce((longest, word) => (word.length > longest.length ? word : longest), "");

/** How far slanted names reach beyond the last cell. */
function overhangOf(sheet: Sheet, { lines, size, turned }: Grid["columns"], width: number): number {
  if (turned !== 45) return 0;
  const measure = measureAt(sheet.ctx, size);
  const beyond = lines.map(
    ([text = ""], at) => (measure(text) + size) * Math.SQRT1_2 - (lines.length - at - 0.5) * width,
  );
  return Math.max(0, ...beyond);
}

function numberSize(
  sheet: Sheet,
  words: readonly (string | undefined)[],
  { width, height }: Grid["cell"],
): number | undefined {
  const longest = (size: number): number =>
    Math.max(0, ...words.map((word) => measureAt(sheet.ctx, size)(word ?? "")));
  return NUMBER_SIZES.find((size) => size * 1.25 <= height && longest(size) + width * 0.1 + 2 <= width);
}
