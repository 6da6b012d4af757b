import { type Description, sentence, short } from "./description.ts";
import { byPriority } from "./points.ts";
import type { ArrowsSpec, HeatmapSpec, ScatterSpec } from "./spec.ts";
import { capital } from "./text.ts";
import { fixedNumber, formatNumber } from "./words.ts";

interface Pair {
  row: number;
  column: number;
  value: number;
}

/** How large it is, its most and least alike pair, and as many of the values as find room. */
export function describeHeatmap(spec: HeatmapSpec, text: Description): void {
  const { rows, columns, values, decimals = 2 } = spec;
  const known = (row: number, column: number): number | null => {
    const value = values[row]?.[column] ?? null;
    return value !== null && Number.isFinite(value) ? value : null;
  };
  const size = `${plural(rows.length, "row")} by ${plural(columns.length, "column")}`;
  text.add(sentence(`${size}, ${short(spec.valueLabel)}`).trim());
  const same = isSymmetric(spec);
  const { least, most, unknown } = extremes(rows.length, columns.length, { known, same });
  const words = ({ row, column, value }: Pair): string => {
    const names = [short(rows[row]?.label ?? ""), short(columns[column]?.label ?? "")];
    return `${names.join(same ? " and " : ", ")} ${fixedNumber(value, decimals)}`;
  };
  if (most !== undefined && least !== undefined) {
    text.add(`${same ? "Most alike" : "Highest"}: ${words(most)}.`);
    text.add(`${same ? "Least alike" : "Lowest"}: ${words(least)}.`);
  }
  if (unknown > 0) text.add(unknown === 1 ? "1 value is unknown." : `${unknown} values are unknown.`);
  const shown = rows.slice(0, MOST_LISTED);
  text.lists(
    shown.map(({ label }, row) => [
      short(label),
      columns.flatMap((column, at) =>
        same && at <= row ? [] : `${short(column.label)} ${fixedNumber(known(row, at), decimals)}`,
      ),
    ]),
  );
}

/** Beyond these a list of each row would say nothing of any. */
const MOST_LISTED = 6;

/** Whether rows and columns are the same things and the values the same both ways: then each pair counts once. */
function isSymmetric({ rows, columns, values }: HeatmapSpec): boolean {
  if (rows.length !== columns.length || rows.some(({ label }, at) => label !== columns[at]?.label))
    return false;
  return rows.every((_, row) =>
    columns.every(
      (_, column) =>
        Math.abs((values[row]?.[column] ?? 0) - (values[column]?.[row] ?? 0)) <= 1e-6 || column > row,
    ),
  );
}

function extremes(
  rows: number,
  columns: number,
  { known, same }: { known: (row: number, column: number) => number | null; same: boolean },
): { least: Pair | undefined; most: Pair | undefined; unknown: number } {
  let [least, most]: (Pair | undefined)[] = [];
  let unknown = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = same ? row : 0; column < columns; column += 1) {
      const value = known(row, column);
      if (value === null) unknown += 1;
      if (value === null || (same && row === column)) continue;
      if (most === undefined || value > most.value) most = { row, column, value };
      if (least === undefined || value < least.value) least = { row, column, value };
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
