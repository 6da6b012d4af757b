import { leftOut } from "./left-out.ts";
import { type Look, NEUTRAL, nthColour, plainLooks } from "./palette.ts";
import type { ArrowsSpec } from "./spec.ts";
import { capital, drawable } from "./text.ts";
import { isOnAxis } from "./ticks.ts";
import { formatNumber } from "./words.ts";

export interface Arrow {
  label: string;
  /** "(8, 2)" */
  figures: string;
  /** One number for each axis. */
  at: number[];
  colour: string;
  dashed: boolean;
}

export interface Arrows {
  axes: string[];
  arrows: Arrow[];
  looks: Look[];
  angle: { arrows: [Arrow, Arrow]; label: string } | undefined;
  notes: string[];
}

const MOST_AXES = 3;
const MOST_ARROWS = 16;
/** More arrows than these are named without their figures. */
const MOST_FIGURES = 8;
/** A name such as "(8, 2)" needs none beside it. */
const ONLY_FIGURES = /^\([\d\s.,−-]+\)$/;

/** The arrows as they will be drawn; one with a number that has no place is left out. */
export function readArrows(spec: ArrowsSpec): Arrows {
  const axes = spec.axes.slice(0, MOST_AXES).map((axis) => capital(drawable(axis)));
  const looks = plainLooks(spec.arrows.flatMap(({ group }) => group ?? []));
  const all = spec.arrows.map((arrow, index): Arrow | undefined => {
    const at = axes.map((_, axis) => arrow.at[axis] ?? Number.NaN);
    if (!at.every((value) => isOnAxis(value, "linear"))) return undefined;
    const label = drawable(arrow.label);
    const isNamed = spec.arrows.length <= MOST_FIGURES && !ONLY_FIGURES.test(label);
    return {
      label,
      figures: isNamed ? figures(at) : "",
      at,
      colour: colourOf(looks, arrow.group, index),
      dashed: arrow.dashed === true,
    };
  });
  const shown = new Set(all.filter((arrow) => arrow !== undefined).slice(0, MOST_ARROWS));
  const [one, other] = (spec.angle?.between ?? []).map((index) => all[index]);
  const drawn = one !== undefined && other !== undefined && shown.has(one) && shown.has(other);
  const lost = spec.arrows.length - shown.size;
  return {
    axes,
    arrows: [...shown],
    looks,
    angle:
      spec.angle !== undefined && drawn
        ? { arrows: [one, other], label: drawable(spec.angle.label) }
        : undefined,
    notes: lost > 0 ? [leftOut(lost, "arrow").replace(" more", "")] : [],
  };
}

function figures(at: readonly number[]): string {
  const words = at.map((value) => formatNumber(value, "plain"));
  return words.length < 2 ? words.join("") : `(${words.join(", ")})`;
}

function colourOf(looks: readonly Look[], group: string | undefined, at: number): string {
  if (looks.length === 0) return nthColour(at);
  return looks.find(({ names }) => group !== undefined && names.includes(group))?.colour ?? NEUTRAL;
}

/** From the lowest to the highest number of each axis, zero included. */
export function spans({ axes, arrows }: Arrows): { min: number; max: number }[] {
  return axes.map((_, axis) => {
    const values = [0, ...arrows.map(({ at }) => at[axis] ?? 0)];
    return { min: Math.min(...values), max: Math.max(...values) };
  });
}

const ARC_STEPS = 48;

/** The arc between two arrows, in as many dimensions as they have, that far from the origin: none where there is no
 * angle. */
export function arcBetween(one: readonly number[], other: readonly number[], radius: number): number[][] {
  const first = unit(one);
  const second = unit(other);
  if (first === undefined || second === undefined || first.length < 2) return [];
  const alike = dot(first, second);
  const angle = Math.acos(Math.max(-1, Math.min(1, alike)));
  if (angle < 1e-4) return [];
  const across =
    unit(
      second.map((value, at) => value - alike * (first[at] ?? 0)),
      1e-6,
    ) ?? perpendicular(first);
  return Array.from({ length: ARC_STEPS + 1 }, (_, step) => {
    const turn = (angle * step) / ARC_STEPS;
    return first.map((value, at) => radius * (Math.cos(turn) * value + Math.sin(turn) * (across[at] ?? 0)));
  });
}

export const lengthOf = (values: readonly number[]): number => Math.hypot(...values);

function unit(values: readonly number[], least = 0): number[] | undefined {
  const length = lengthOf(values);
  return length > least ? values.map((value) => value / length) : undefined;
}

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

/** Any direction square to this one. */
const perpendicular = ([x = 0, y = 0, z]: readonly number[]): number[] =>
  z === undefined ? [-y, x] : (unit([-y, x, 0], 1e-9) ?? [1, 0, 0]);
