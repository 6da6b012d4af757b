import { type Description, sentence, short } from "./description.ts";
import { byPriority } from "./points.ts";
import type { ArrowsSpec, HeatmapSpec, ScatterSpec } from "./spec.ts";
import { capital } from "./text.ts";
import { fixedNumber, formatNumber, UNKNOWN } from "./words.ts";

interface Pair {
  row: number;
  column: number;
  value: number;
}

type Known = (row: number, column: number) => number | null;

/** How large it is, its most and least alike pair; then for each row what is most alike to it, or its values. */
export function describeHeatmap(spec: HeatmapSpec, text: Description): void {
  const { rows, columns, values, decimals = 2 } = spec;
  const known: Known = (row, column) => {
    const value = values[row]?.[column] ?? null;
    return value !== null && Number.isFinite(value) ? value : null;
  };
  const size = `${plural(rows.length, "row")} by ${plural(columns.length, "column")}`;
  text.add(sentence([size, short(spec.valueLabel)].filter(Boolean).join(", ")).trim());
  const same = isSymmetric(spec, known);
  const { least, most, unknown } = extremes(rows.length, columns.length, { known, same });
  const words = ({ row, column, value }: Pair): string => {
    const names = [named(rows[row], spec.rowsLabel), named(columns[column], spec.columnsLabel)];
    return `${names.join(same ? " and " : ", ")} ${fixedNumber(value, decimals)}`;
  };
  if (most !== undefined && least !== undefined) {
    text.add(`${same ? "Most alike" : "Highest"}: ${words(most)}.`);
    text.add(`${same ? "Least alike" : "Lowest"}: ${words(least)}.`);
  }
  const none = short(spec.unknownLabel ?? UNKNOWN);
  if (unknown > 0) text.add(unknown === 1 ? `1 value is ${none}.` : `${unknown} values are ${none}.`);
  if (same) describeNearest(spec, known, text);
  else if (rows.length * columns.length <= MOST_LISTED) describeRows(spec, known, text);
}

/** More values than these say less than the highest and the lowest. */
const MOST_LISTED = 36;
const SHORT_NAME = 40;

/** "true label negative" */
function named(item: { label: string } | undefined, of: string | undefined): string {
  const name = short(item?.label ?? "", SHORT_NAME);
  return of === undefined ? name : `${short(of, SHORT_NAME)} ${name}`;
}

function describeNearest({ rows, decimals = 2 }: HeatmapSpec, known: Known, text: Description): void {
  const items = rows.flatMap(({ label }, row) => {
    const best = rows.reduce<Pair | undefined>((found, _, column) => {
      const value = row === column ? null : known(row, column);
      return value !== null && value > (found?.value ?? Number.NEGATIVE_INFINITY)
        ? { row, column, value }
        : found;
    }, undefined);
    if (best === undefined) return [];
    const other = short(rows[best.column]?.label ?? "", SHORT_NAME);
    return `${short(label, SHORT_NAME)} to ${other} ${fixedNumber(best.value, decimals)}`;
  });
  text.list("Each to the one most like it", items);
}

function describeRows(spec: HeatmapSpec, known: Known, text: Description): void {
  const { rows, columns, rowsLabel, decimals = 2 } = spec;
  const value = (row: number, column: number): string => fixedNumber(known(row, column), decimals);
  text.lists(
    rows.map((item, row) => [
      capital(named(item, rowsLabel)),
      columns.map(({ label }, column) => `${short(label, SHORT_NAME)} ${value(row, column)}`),
    ]),
  );
}

/** Whether rows and columns are the same things and the values the same both ways: then each pair counts once. */
function isSymmetric({ rows, columns }: HeatmapSpec, known: Known): boolean {
  if (rows.length !== columns.length || rows.some(({ label }, at) => label !== columns[at]?.label))
    return false;
  return rows.every((_, row) =>
    columns.slice(0, row).every((_, column) => {
      const [one, other] = [known(row, column), known(column, row)];
      return one === other || (one !== null && other !== null && Math.abs(one - other) <= 1e-6);
    }),
  );
}

function extremes(
  rows: number,
  columns: number,
  { known, same }: { known: Known; same: boolean },
): { least: Pair | undefined; most: Pair | undefined; unknown: number } {
  let [least, most]: (Pair | undefined)[] = [];
  let unknown = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = same ? row + 1 : 0; column < columns; column += 1) {
      const value = known(row, column);
      if (value === null) unknown += 1;
      else {
        if (most === undefined || value > most.value) most = { row, column, value };
        if (least === undefined || value < least.value) least = { row, column, value };
      }
    }
  }
  return { least, most, unknown };
}

/** Each arrow with its coordinates, and the angle. */
export function describeArrows({ axes, arrows, angle }: ArrowsSpec, text: Description): void {
  text.add(`${plural(arrows.length, "arrow")} from the origin.`);
  const [first, second] = angle?.between ?? [-1, -1];
  const between = [arrows[first]?.label, arrows[second]?.label];
  if (angle !== undefined && between.every((label) => label !== undefined)) {
    text.add(
      sentence(
        `Between ${between.map((label) => short(label ?? "")).join(" and ")}: ${short(angle.label)}`,
      ).trim(),
    );
  }
  const items = arrows.map(({ label, at }) => {
    const places = axes
      .slice(0, 3)
      .map((axis, index) => `${short(axis)} ${formatNumber(at[index] ?? null, "plain")}`);
    return `${short(label)}: ${places.join(", ")}`;
  });
  text.list("", items, { separator: "; " });
}

/** The groups with how many points each has. */
export function describeGroups({ points, groupLabel }: ScatterSpec, text: Description): void {
  const counts = new Map<string, number>();
  for (const { group } of points) if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
  const groups = [...counts].map(([group, count]) => `${short(group)} ${count}`);
  text.list(short(capital(groupLabel ?? "groups")), groups, { room: LONGEST_GROUPS });
}

const LONGEST_GROUPS = 400;
/** As many points are asked who is nearest to them. */
const MOST_ASKED = 60;

/** Which points arrows lead from and to. */
export function describeSteps({ points, steps = [] }: ScatterSpec, text: Description): void {
  const named = steps.flatMap(([from, to]) => {
    const [start, end] = [points[from]?.label ?? "", points[to]?.label ?? ""];
    return start.trim() === "" || end.trim() === "" ? [] : `${short(start)} to ${short(end)}`;
  });
  text.list(named.length === 1 ? "Arrow" : "Arrows", named, { room: LONGEST_GROUPS });
}

/** A map whose axes mean nothing: what lies in each region, and who is nearest to whom. */
export function describeMap(spec: ScatterSpec, text: Description): void {
  const points = spec.points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const regions = (spec.regions ?? []).map(({ label, x, y, radius }) => {
    const inside = points.filter((point) => Math.hypot(point.x - x, point.y - y) <= radius);
    const names = inside.map((point) => short(point.label)).filter((name) => name !== "");
    const words = names.length > 0 && names.length <= 6 ? names.join(", ") : plural(inside.length, "point");
    return `${short(label)} (${words})`;
  });
  text.list(regions.length === 1 ? "Region" : "Regions", regions, { room: LONGEST_GROUPS });
  const named = byPriority(points.filter(({ label }) => label.trim() !== "")).slice(0, MOST_ASKED);
  const nearest = named.flatMap((point) => {
    const others = named.filter((other) => other !== point);
    const distance = (other: { x: number; y: number }): number =>
      Math.hypot(other.x - point.x, other.y - point.y);
    const best = others.toSorted((one, other) => distance(one) - distance(other))[0];
    return best === undefined ? [] : `${short(point.label)} to ${short(best.label)}`;
  });
  text.list("Nearest", nearest);
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;
