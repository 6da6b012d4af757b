import type { Cell, Column } from "../replies/reply.ts";

/** How numbers on an axis are worded: `count` 1B, 1.4T; `plain` 20; `percent` 46.2 %; `year` 2023 for 2023.95. */
export type NumberFormat = "count" | "plain" | "percent" | "year";

export interface Axis {
  /** What is measured, with its unit in words: "parameters", "training tokens". */
  label: string;
  scale: "linear" | "log";
  format: NumberFormat;
}

interface Common {
  /** States the finding: "Chinchilla: a quarter of Gopher's size, 4.7 times its tokens". */
  title: string;
  subtitle?: string;
  /** Where the figures come from, in small type. */
  source: string;
  /** What else must be known to read the picture, in small type. */
  note?: string;
  theme?: "light" | "dark";
}

/** Bars for the same categories, in one or more panels side by side, each with an axis of its own.
 * `null` is drawn as "unknown". `group` (an organisation, say) decides the colour, the same in every chart; series that
 * share one differ by shade and pattern. Columns that would be too narrow for their words are drawn as rows, and a
 * chart of many rows is a taller picture. */
export interface BarSpec extends Common {
  kind: "bar";
  orientation: "vertical" | "horizontal";
  /** The series are parts of one bar for each category (a mix of data, say), on a linear axis and always as rows. */
  stacked?: boolean;
  /** What the groups are, as the head of their column in the numbers; organisations unless it says so. */
  groupLabel?: string;
  categories: { label: string; group?: string }[];
  panels: { axis: Axis; series: { label: string; group?: string; values: (number | null)[] }[] }[];
}

export interface LineSpec extends Common {
  kind: "line";
  x: Axis;
  y: Axis;
  /** The places on x that occur stand at equal distances, each with its number: 0, 1, 2, 4, 8, 16. */
  steps?: boolean;
  /** What the band from `low` to `high` is: "95 % interval". */
  bandLabel?: string;
  series: { label: string; group?: string; dashed?: boolean; points: LinePoint[] }[];
}

/** With `low` and `high` a band lies around the line. */
export interface LinePoint {
  x: number;
  y: number;
  low?: number;
  high?: number;
}

/** Labelled points; with `size` in them a bubble chart. A point whose label is "" is a dot without a name. */
export interface ScatterSpec extends Common {
  kind: "scatter";
  x: Axis;
  y: Axis;
  /** A map: the axes are drawn without numbers, and a unit is as long across as upwards, so that distances are true. */
  bare?: boolean;
  /** What the groups are: shown over their legend and as the head of their column in the numbers. Organisations unless it says so. */
  groupLabel?: string;
  /** Named places, behind the points: a letter in a circle around the middle. */
  regions?: { label: string; x: number; y: number; radius: number }[];
  /** Arrows from one point to another, by their places in `points`. */
  steps?: [from: number, to: number][];
  /** What the area of a bubble stands for. */
  sizeLabel?: string;
  /** What it means that a point is hollow: "mixture of experts". */
  hollowLabel?: string;
  /** Where not all names find room, those of the highest `priority` (0 unless given) are placed first; above 0 a name
   * may also stand farther from its point. */
  points: {
    x: number;
    y: number;
    label: string;
    group?: string;
    size?: number;
    hollow?: boolean;
    priority?: number;
  }[];
}

/** Profiles over 3 to 16 axes, each from 0 at the centre to its `max` at the corner (100 for percentages, else the
 * largest value rounded up). `null` leaves a gap in the line. With fewer than three axes it is drawn as bars. */
export interface RadarSpec extends Common {
  kind: "radar";
  axes: { label: string; max?: number; format: NumberFormat }[];
  /** One value for each axis. At most six series are drawn. */
  series: { label: string; group?: string; values: (number | null)[] }[];
}

/** What was made from what, from left to right. Several roots are fine; a node with an unknown parent is one, and a
 * circle of parents is cut open at its first node. */
export interface TreeSpec extends Common {
  kind: "tree";
  nodes: {
    id: string;
    parent?: string;
    label: string;
    /** In small type under the label: a date, a size. */
    detail?: string;
    /** Decides the colour, as in every chart. */
    group?: string;
    /** Outlined strongly, and the last to be left out. */
    highlight?: boolean;
  }[];
}

/** How alike things are, as coloured cells with their numbers: `values[row][column]`, null where there is none. With
 * `from` to `to` the scale of colours; one that goes below 0 has a neutral colour at 0. At most 40 rows and columns. */
export interface HeatmapSpec extends Common {
  kind: "heatmap";
  rows: { label: string; group?: string }[];
  columns: { label: string; group?: string }[];
  values: (number | null)[][];
  from: number;
  to: number;
  /** What a value is, beside the scale: "cosine similarity", "texts". */
  valueLabel: string;
  /** What a cell without a value is: "same language"; "unknown" unless it says so. */
  unknownLabel?: string;
  /** Decimals of the numbers in the cells; 2 unless it says so. Cells too small for a number have none. */
  decimals?: number;
  /** What the rows and the columns are, where that is not the same: "true label", "answer". */
  rowsLabel?: string;
  columnsLabel?: string;
}

/** Arrows from the origin, in one, two or three dimensions (three in perspective, with the axes drawn). */
export interface ArrowsSpec extends Common {
  kind: "arrows";
  /** The name of each dimension: 1 to 3. */
  axes: string[];
  /** One number for each axis. Negative ones are fine. */
  arrows: { label: string; at: number[]; group?: string; dashed?: boolean }[];
  /** Draws the arc between two arrows, by their places in `arrows`, with these words: "36°". */
  angle?: { between: [number, number]; label: string };
}

/** A table as a picture, for platforms that have none. */
export interface TableSpec extends Common {
  kind: "table";
  columns: Column[];
  rows: Cell[][];
}

/** What a chart shows, as data; a worker draws it. */
export type ChartSpec =
  | BarSpec
  | LineSpec
  | ScatterSpec
  | RadarSpec
  | TreeSpec
  | HeatmapSpec
  | ArrowsSpec
  | TableSpec;
