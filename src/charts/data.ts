import type { Cell, Column } from "../replies/reply.ts";
import type {
  ArrowsSpec,
  Axis,
  BarSpec,
  ChartSpec,
  HeatmapSpec,
  LineSpec,
  NumberFormat,
  RadarSpec,
  ScatterSpec,
  TableSpec,
  TreeSpec,
} from "./spec.ts";
import { capital } from "./text.ts";
import { readForest } from "./tree-layout.ts";
import { fixedNumber, formatNumber, UNKNOWN } from "./words.ts";

/** The numbers behind a chart. */
export interface ChartTable {
  columns: Column[];
  /** As many cells in each row as there are columns. */
  rows: Cell[][];
}

/** The numbers behind any chart as a table: the texts are those of the picture, the values have full precision. */
export function chartTable(spec: ChartSpec): ChartTable {
  switch (spec.kind) {
    case "bar":
      return barTable(spec);
    case "line":
      return lineTable(spec);
    case "scatter":
      return pointTable(spec);
    case "radar":
      return profileTable(spec);
    case "tree":
      return nodeTable(spec);
    case "heatmap":
      return matrixTable(spec);
    case "arrows":
      return arrowTable(spec);
    case "table":
      return wholeTable(spec);
    default:
      return spec satisfies never;
  }
}

/** A row for each category, a column for each series of each panel. */
function barTable({ categories, panels, groupLabel }: BarSpec): ChartTable {
  const series = panels.flatMap(({ axis, series }) =>
    series.map(({ label, values }) => {
      const name =
        series.length > 1 ? [nameOf(axis), label].filter(Boolean).join(": ") : nameOf(axis) || label;
      return { column: figures(name), cell: (at: number): Cell => cell(values[at], axis.format) };
    }),
  );
  return described(categories, {
    columns: series.map(({ column }) => column),
    cells: (at) => series.map(({ cell }) => cell(at)),
    ...(groupLabel === undefined ? {} : { groupLabel }),
  });
}

/** A column for each line where all have points at the same places and no bands, else a row for each point. */
function lineTable({ x, y, series, bandLabel = "band" }: LineSpec): ChartTable {
  const first = series[0]?.points ?? [];
  const banded = series.some(({ points }) => points.some(({ low, high }) => (low ?? high) !== undefined));
  const shared = series.length > 1 && !banded && series.every(({ points }) => haveSamePlaces(points, first));
  if (shared) {
    return {
      columns: [figures(nameOf(x)), ...series.map(({ label }) => figures(label))],
      rows: first.map((point, at) => [
        cell(point.x, x.format),
        ...series.map(({ points }) => cell(points[at]?.y, y.format)),
      ]),
    };
  }
  return {
    columns: [
      { label: "Line" },
      figures(nameOf(x)),
      figures(nameOf(y)),
      ...(banded ? [figures(`${capital(bandLabel)} from`), figures("to")] : []),
    ],
    rows: series.flatMap(({ label, points }) =>
      points.map((point) => [
        label,
        cell(point.x, x.format),
        cell(point.y, y.format),
        ...(banded
          ? [point.low, point.high].map((end) => (end === undefined ? "" : cell(end, y.format)))
          : []),
      ]),
    ),
  };
}

function haveSamePlaces(one: readonly { x: number }[], other: readonly { x: number }[]): boolean {
  return one.length === other.length && one.every(({ x }, at) => Object.is(x, other[at]?.x));
}

function pointTable({ x, y, sizeLabel, hollowLabel, points, groupLabel }: ScatterSpec): ChartTable {
  const sized = points.some(({ size }) => size !== undefined);
  const marked = points.some(({ hollow }) => hollow === true);
  return described(points, {
    columns: [
      figures(nameOf(x)),
      figures(nameOf(y)),
      ...(sized ? [figures(capital(sizeLabel ?? "size"))] : []),
      ...(marked ? [{ label: capital(hollowLabel ?? "hollow") }] : []),
    ],
    cells: (at) => {
      const point = points[at];
      return [
        cell(point?.x, x.format),
        cell(point?.y, y.format),
        ...(sized ? [cell(point?.size, "count")] : []),
        ...(marked ? [point?.hollow === true ? "yes" : "no"] : []),
      ];
    },
    ...(groupLabel === undefined ? {} : { groupLabel: capital(groupLabel) }),
  });
}

/** A row for each axis, a column for each profile. */
function profileTable({ axes, series }: RadarSpec): ChartTable {
  return {
    columns: [{ label: "Axis" }, ...series.map(({ label }) => figures(label))],
    rows: axes.map(({ label, format }, at) => [
      label,
      ...series.map(({ values }) => cell(values[at], format)),
    ]),
  };
}

function nodeTable({ nodes }: TreeSpec): ChartTable {
  const { parents } = readForest(nodes);
  const detailed = nodes.some(({ detail }) => detail !== undefined);
  return described(nodes, {
    columns: [{ label: "Made from" }, ...(detailed ? [{ label: "Detail" }] : [])],
    cells: (at) => [nodes[parents[at] ?? -1]?.label ?? "", ...(detailed ? [nodes[at]?.detail ?? ""] : [])],
  });
}

/** The matrix as it is drawn. */
function matrixTable(spec: HeatmapSpec): ChartTable {
  const { rows, columns, values, decimals = 2, rowsLabel, unknownLabel } = spec;
  return described(rows, {
    columns: columns.map(({ label }) => figures(label)),
    cells: (row) =>
      columns.map((_, column) => {
        const value = values[row]?.[column] ?? null;
        if (value === null || !Number.isFinite(value)) return unknownLabel ?? UNKNOWN;
        return { text: fixedNumber(value, decimals), value };
      }),
    groupLabel: "Group",
    ...(rowsLabel === undefined ? {} : { nameLabel: capital(rowsLabel) }),
  });
}

/** A column for each dimension. */
function arrowTable({ axes, arrows }: ArrowsSpec): ChartTable {
  return described(arrows, {
    columns: axes.map((label) => figures(capital(label))),
    cells: (at) => axes.map((_, axis) => cell(arrows[at]?.at[axis], "plain")),
    groupLabel: "Group",
  });
}

/** Every row with a cell for each column. */
function wholeTable({ columns, rows }: TableSpec): ChartTable {
  return { columns: [...columns], rows: rows.map((row) => columns.map((_, at) => row[at] ?? "")) };
}

/** The things themselves in the first column and, where any has one, their groups in the second. */
function described(
  things: readonly { label: string; group?: string }[],
  more: { columns: Column[]; cells: (at: number) => Cell[]; groupLabel?: string; nameLabel?: string },
): ChartTable {
  const grouped = things.some(({ group }) => group !== undefined);
  return {
    columns: [
      { label: more.nameLabel ?? "Name" },
      ...(grouped ? [{ label: more.groupLabel ?? "Organisation" }] : []),
      ...more.columns,
    ],
    rows: things.map(({ label, group = "" }, at) => [label, ...(grouped ? [group] : []), ...more.cells(at)]),
  };
}

/** "unknown" is a text without a value: no number says it. */
function cell(value: number | null | undefined, format: NumberFormat): Cell {
  const text = formatNumber(value ?? null, format);
  return value === null || value === undefined || !Number.isFinite(value) ? text : { text, value };
}

const figures = (label: string): Column => ({ label, align: "right" });
const nameOf = ({ label }: Axis): string => capital(label);
