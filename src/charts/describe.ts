import type { Cell } from "../replies/reply.ts";
import {
  describeArrows,
  describeGroups,
  describeHeatmap,
  describeMap,
  describeSteps,
} from "./describe-likeness.ts";
import { Description, type NamedList, sentence, short } from "./description.ts";
import { byPriority } from "./points.ts";
import { radarAsBars } from "./radar-data.ts";
import type {
  Axis,
  BarSpec,
  ChartSpec,
  LineSpec,
  NumberFormat,
  RadarSpec,
  ScatterSpec,
  TableSpec,
  TreeSpec,
} from "./spec.ts";
import { capital } from "./text.ts";
import { readForest } from "./tree-layout.ts";
import { formatNumber } from "./words.ts";

const LONGEST_TITLE = 300;

/** What the chart shows, with its main figures, for those who do not see it. It says how much was left out. */
export function describeChart(spec: ChartSpec): string {
  const bars = spec.kind === "radar" ? radarAsBars(spec) : undefined;
  if (bars !== undefined) return describeChart(bars);
  const text = new Description(sentence(nameOf(spec)) + sentence(short(spec.title, LONGEST_TITLE)));
  switch (spec.kind) {
    case "bar":
      if (spec.stacked === true) describeStacks(spec, text);
      else describeBars(spec, text);
      break;
    case "radar":
      describeProfiles(spec, text);
      break;
    case "tree":
      describeTree(spec, text);
      break;
    case "line":
      describeLines(spec, text);
      break;
    case "scatter":
      describePoints(spec, text);
      break;
    case "heatmap":
      describeHeatmap(spec, text);
      break;
    case "arrows":
      describeArrows(spec, text);
      break;
    case "table":
      describeTable(spec, text);
      break;
    default:
      return spec satisfies never;
  }
  return text.toString();
}

function nameOf(spec: ChartSpec): string {
  if (spec.kind === "scatter" && spec.bare === true) return "Map of points";
  if (spec.kind === "bar" && spec.stacked === true) return "Stacked bar chart";
  return KINDS[spec.kind];
}

const KINDS: Readonly<Record<ChartSpec["kind"], string>> = {
  bar: "Bar chart",
  line: "Line chart",
  scatter: "Scatter chart",
  radar: "Radar chart",
  tree: "Family tree",
  heatmap: "Heat map",
  arrows: "Arrows",
  table: "Table",
};

function describeBars(spec: BarSpec, text: Description): void {
  const lists = spec.panels.flatMap(({ axis, series }) =>
    series.map(({ label, values }): NamedList => {
      const names = [axisName(axis), series.length > 1 ? short(label) : ""];
      return [
        names.filter((name) => name !== "").join(", "),
        spec.categories.map((one, at) => figure(one, values[at], axis)),
      ];
    }),
  );
  text.lists(lists);
}

const figure = (
  { label }: { label: string },
  value: number | null | undefined,
  axis: { format: NumberFormat },
) => `${short(label)} ${formatNumber(value ?? null, axis.format)}`;

/** Each bar with its parts. */
function describeStacks(spec: BarSpec, text: Description): void {
  for (const { axis, series } of spec.panels) {
    text.add(sentence(axisName(axis)).trim());
    text.lists(
      spec.categories.map(({ label }, at) => [
        short(label),
        series.map((one) => figure(one, one.values[at], axis)),
      ]),
    );
  }
}

function describeProfiles({ axes, series }: RadarSpec, text: Description): void {
  const unknown = series.flatMap(({ values }) =>
    axes.filter((_, at) => (values[at] ?? null) === null),
  ).length;
  if (unknown > 0) text.add(unknown === 1 ? "1 value is unknown." : `${unknown} values are unknown.`);
  text.lists(
    series.map(({ label, values }) => [short(label), axes.map((axis, at) => figure(axis, values[at], axis))]),
  );
}

/** The roots, then from which node which others come. */
function describeTree({ nodes }: TreeSpec, text: Description): void {
  const forest = readForest(nodes);
  const name = (at: number): string => {
    const { label = "", detail = "" } = nodes[at] ?? {};
    return short(detail) === "" ? short(label) : `${short(label)} (${short(detail)})`;
  };
  text.add(nodes.length === 1 ? "1 node." : `${nodes.length} nodes.`);
  const { roots } = forest;
  text.list(roots.length === 1 ? "Root" : "Roots", roots.map(name));
  const marked = nodes.flatMap(({ highlight }, at) => (highlight === true ? name(at) : []));
  text.list("Highlighted", marked);
  const families = forest.children.map((all, at): NamedList => {
    return [`From ${short(nodes[at]?.label ?? "")}`, all.map(name)];
  });
  text.lists(families.filter(([, all]) => all.length > 0));
}

function describeLines(spec: LineSpec, text: Description): void {
  text.add(`${axisName(spec.y)} against ${lowered(axisName(spec.x))}.`);
  const place = ({ x, y }: { x: number; y: number }): string =>
    `${formatNumber(y, spec.y.format)} at ${formatNumber(x, spec.x.format)}`;
  const lines = spec.series.map((series) => {
    const points = series.points.toSorted((one, other) => one.x - other.x);
    const first = points[0];
    const last = points.at(-1);
    if (first === undefined || last === undefined) return `${short(series.label)}: no points`;
    if (points.length === 1) return `${short(series.label)}: ${place(first)}`;
    return `${short(series.label)}: from ${place(first)} to ${place(last)}${turn(series.points, place)}`;
  });
  text.list("", lines, { separator: "; " });
}

/** The highest or lowest point, when a line does not simply run from one to the other. */
function turn(
  points: LineSpec["series"][number]["points"],
  place: (point: { x: number; y: number }) => string,
) {
  const byHeight = points.toSorted((one, other) => one.y - other.y);
  const byPlace = points.toSorted((one, other) => one.x - other.x);
  const isEnd = (point: unknown): boolean => point === byPlace[0] || point === byPlace.at(-1);
  const [lowest, highest] = [byHeight[0], byHeight.at(-1)];
  if (highest !== undefined && !isEnd(highest)) return `, highest ${place(highest)}`;
  return lowest !== undefined && !isEnd(lowest) ? `, lowest ${place(lowest)}` : "";
}

function describePoints(spec: ScatterSpec, text: Description): void {
  const size = spec.sizeLabel === undefined ? "" : `, bubble area: ${short(spec.sizeLabel)}`;
  const count = spec.points.length === 1 ? "1 point" : `${spec.points.length} points`;
  const hollow = spec.points.filter((point) => point.hollow === true);
  const named = spec.hollowLabel === undefined ? "" : ` (${short(spec.hollowLabel)})`;
  const also = hollow.length === 0 ? "" : `, ${hollow.length} of them hollow${named}`;
  const axes = spec.bare === true ? "" : `${axisName(spec.y)} against ${lowered(axisName(spec.x))}`;
  text.add(`${[axes + size, count + also].filter(Boolean).join("; ")}.`);
  if (spec.groupLabel !== undefined || spec.bare === true) describeGroups(spec, text);
  describeSteps(spec, text);
  if (spec.bare === true) describeMap(spec, text);
  else describePlaces(spec, text);
}

/** Every named point with its figures. */
function describePlaces(spec: ScatterSpec, text: Description): void {
  const points = byPriority(spec.points.filter(isNamed)).map(({ label, x, y }) => {
    const figure = formatNumber(y, spec.y.format);
    // "GPT-3 6.7B" says its size already.
    const named = label.split(/[ -]/).includes(figure) ? short(label) : `${short(label)} ${figure}`;
    return `${named} at ${formatNumber(x, spec.x.format)}`;
  });
  text.list("", points);
}

const isNamed = ({ label }: { label: string }): boolean => label.trim() !== "";

function describeTable(spec: TableSpec, text: Description): void {
  const cellText = (cell: Cell | undefined): string => (typeof cell === "object" ? cell.text : (cell ?? ""));
  text.list(
    "Columns",
    spec.columns.map(({ label }) => short(label)),
  );
  text.add(spec.rows.length === 1 ? "1 row." : `${spec.rows.length} rows.`);
  const rows = spec.rows.map((row) => spec.columns.map((_, at) => short(cellText(row[at]))).join(", "));
  text.list("", rows, { separator: "; " });
}

const axisName = (axis: Axis): string => capital(short(axis.label));

const lowered = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
