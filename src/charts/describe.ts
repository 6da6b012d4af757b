import type { Cell } from "../replies/reply.ts";
import type { Axis, BarSpec, ChartSpec, LineSpec, ScatterSpec, TableSpec } from "./spec.ts";
import { formatNumber } from "./words.ts";

/** No alt text is longer, whatever the chart holds. */
export const LONGEST_DESCRIPTION = 1000;
const LONGEST_TITLE = 300;
const LONGEST_NAME = 80;

/** What the chart shows, with its main figures, for those who do not see it. It says how much was left out. */
export function describeChart(spec: ChartSpec): string {
  const kind = {
    bar: "Bar chart",
    line: "Line chart",
    scatter: "Scatter chart",
    tree: "Tree",
    table: "Table",
  }[spec.kind];
  const text = new Description(sentence(kind) + sentence(short(spec.title, LONGEST_TITLE)));
  switch (spec.kind) {
    case "bar":
      describeBars(spec, text);
      break;
    case "line":
      describeLines(spec, text);
      break;
    case "scatter":
      describePoints(spec, text);
      break;
    case "tree":
      text.list(
        "",
        spec.nodes.map(({ label }) => label),
      );
      break;
    case "table":
      describeTable(spec, text);
      break;
    default:
      return spec satisfies never;
  }
  return text.toString();
}

function describeBars(spec: BarSpec, text: Description): void {
  for (const panel of spec.panels) {
    for (const series of panel.series) {
      const named =
        panel.series.length > 1 ? `${axisName(panel.axis)}, ${short(series.label)}` : axisName(panel.axis);
      const figures = spec.categories.map(
        ({ label }, at) => `${short(label)} ${formatNumber(series.values[at] ?? null, panel.axis.format)}`,
      );
      text.list(named, figures);
    }
  }
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
  text.list("", lines, "; ");
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
  text.add(`${axisName(spec.y)} against ${lowered(axisName(spec.x))}${size}; ${count}.`);
  const points = spec.points.map(
    ({ label, x, y }) =>
      `${short(label)} ${formatNumber(y, spec.y.format)} at ${formatNumber(x, spec.x.format)}`,
  );
  text.list("", points);
}

function describeTable(spec: TableSpec, text: Description): void {
  const cellText = (cell: Cell | undefined): string => (typeof cell === "object" ? cell.text : (cell ?? ""));
  text.list(
    "Columns",
    spec.columns.map(({ label }) => short(label)),
  );
  text.add(spec.rows.length === 1 ? "1 row." : `${spec.rows.length} rows.`);
  const rows = spec.rows.map((row) => spec.columns.map((_, at) => short(cellText(row[at]))).join(", "));
  text.list("", rows, "; ");
}

/** Sentences up to the limit; a list that does not fit says how many items it leaves out. */
class Description {
  #text: string;

  constructor(start: string) {
    this.#text = start;
  }

  add(words: string): void {
    this.#text = `${this.#text} ${words}`;
  }

  list(name: string, items: readonly string[], separator = ", "): void {
    if (items.length === 0) return;
    const start = name === "" ? "" : `${name}: `;
    let shown = items.length;
    let words = `${start}${items.join(separator)}.`;
    while (shown > 0 && this.#text.length + words.length + 1 > LONGEST_DESCRIPTION) {
      shown -= 1;
      words = `${start}${items.slice(0, shown).join(separator)}${separator}and ${items.length - shown} more.`;
    }
    if (shown > 0) this.add(words);
    else this.add(`${start}${items.length} more.`);
  }

  toString(): string {
    return cutAt(this.#text.replace(/\s+/g, " ").trim(), LONGEST_DESCRIPTION);
  }
}

function axisName(axis: Axis): string {
  const name = short(axis.label);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const lowered = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const short = (text: string, length = LONGEST_NAME): string =>
  cutAt(text.replace(/\s+/g, " ").trim(), length);
const sentence = (text: string): string => (text === "" ? "" : ` ${text}${/[.…?]$/.test(text) ? "" : "."}`);

function cutAt(text: string, length: number): string {
  const whole = text.replace(/\p{Cs}/gu, "");
  if (whole.length <= length) return whole;
  return `${whole
    .slice(0, length - 1)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd()}…`;
}
