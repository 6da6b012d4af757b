import { leftOut } from "./left-out.ts";
import { pointLook } from "./marks.ts";
import { groupLooks, type Look, NEUTRAL, nthColour, plainLooks, roundLooks, type Shape } from "./palette.ts";
import { byPriority } from "./points.ts";
import type { ScatterSpec } from "./spec.ts";
import { drawable } from "./text.ts";
import { THEMES } from "./theme.ts";
import { isOnAxis } from "./ticks.ts";

export interface Dot {
  x: number;
  y: number;
  r: number;
  label: string;
  colour: string;
  shape: Shape;
  hollow: boolean;
  priority: number;
}

export interface Dots {
  /** Each a mark of its own, most of them with a name. */
  marks: Dot[];
  /** So many without a name that they are small and let each other shine through. */
  cloud: Dot[];
}

export const PLAIN_RADIUS = 9;
/** More points than these are smaller, in a taller picture. */
export const MANY = 40;
const RADIUS_OF_MANY = 7;
const SMALLEST_BUBBLE = 7;
const LARGEST_BUBBLE = 36;
const LARGEST_OF_MANY = 27;
const FEW = 14;
/** More dots without a name than these are a cloud. */
const MOST_SINGLE = 60;
/** Of more names than these, most would find no room: the other points join the cloud. */
const MOST_NAMED = 300;
const MOST_POINTS = 10_000;
/** How large the dots of a cloud are, by how many there are. */
const CLOUD: readonly { upTo: number; radius: number }[] = [
  { upTo: 300, radius: 6 },
  { upTo: 800, radius: 5 },
  { upTo: 3000, radius: 4 },
  { upTo: Number.POSITIVE_INFINITY, radius: 3 },
];

/** The points as they will be drawn. Of bubbles the largest come first: small ones stay visible on top of them. */
export function readDots(spec: ScatterSpec, notes: string[]): Dots {
  const bubbles = isBubbles(spec);
  const shown = spec.points
    .filter(({ x, y }) => isOnAxis(x, spec.x.scale) && isOnAxis(y, spec.y.scale))
    .slice(0, MOST_POINTS);
  const lost = spec.points.length - shown.length;
  if (lost > 0) notes.push(leftOut(lost, "point").replace(" more", ""));
  const single = singles(shown);
  const look = looksFor(looksOf(spec));
  const dot = ({ x, y, label, group, hollow = false, priority = 0 }: Point, r: number): Dot => {
    return { x, y, r, label: drawable(label), hollow, priority, ...look(group) };
  };
  const sizes = spec.points.map(({ size }) => size ?? null).filter((size) => isOnAxis(size, "log"));
  const largest = sizes.reduce((most, size) => Math.max(most, size), Number.MIN_VALUE);
  const widest = spec.points.length > FEW ? LARGEST_OF_MANY : LARGEST_BUBBLE;
  const radius = ({ size = 0, group }: Point): number => {
    if (!bubbles) return plainRadius(spec, single.size) * pointLook(look(group).shape).scale;
    const share = isOnAxis(size, "log") ? size / largest : 0;
    return Math.max(SMALLEST_BUBBLE, Math.sqrt(share) * widest);
  };
  const marks = shown.filter((point) => single.has(point)).map((point) => dot(point, radius(point)));
  const rest = shown.filter((point) => !single.has(point));
  const small = CLOUD.find(({ upTo }) => rest.length <= upTo)?.radius ?? 3;
  const cloud = rest.map((point) => ({ ...dot(point, small), hollow: false }));
  return { marks: bubbles ? marks.sort((one, other) => other.r - one.r) : marks, cloud };
}

type Point = ScatterSpec["points"][number];

const isNamed = ({ label }: Point): boolean => drawable(label) !== "";

/** Those that are drawn one by one: the most important names, and the nameless where they are few. */
function singles(points: readonly Point[]): ReadonlySet<Point> {
  const named = byPriority(points.filter(isNamed)).slice(0, MOST_NAMED);
  const nameless = points.filter((point) => !isNamed(point));
  return new Set(nameless.length > MOST_SINGLE ? named : [...named, ...nameless]);
}

/** With a cloud around them the named ones stand out. */
const plainRadius = (spec: ScatterSpec, single: number): number =>
  spec.points.length > MANY && single > MANY ? RADIUS_OF_MANY : PLAIN_RADIUS;

export const isBubbles = (spec: ScatterSpec): boolean =>
  spec.points.some(({ size }) => isOnAxis(size ?? null, "log"));

function looksFor(looks: readonly Look[]): (group: string | undefined) => Pick<Look, "colour" | "shape"> {
  const byName = new Map(
    looks.flatMap(({ names, colour, shape }) => names.map((name) => [name, { colour, shape }])),
  );
  const other = { colour: looks.length > 0 ? NEUTRAL : nthColour(0), shape: "circle" as const };
  return (group) => (group === undefined ? other : (byName.get(group) ?? other));
}

/** Bubbles are all round, so that their areas compare. Groups that are no organisations each have their own colour. */
export function looksOf(spec: ScatterSpec): Look[] {
  const groups = spec.points.flatMap(({ group }) => group ?? []);
  const round = isBubbles(spec);
  if (spec.groupLabel === undefined && spec.bare !== true)
    return round ? roundLooks(groups, THEMES[spec.theme ?? "light"]) : groupLooks(groups);
  const looks = plainLooks(groups);
  return round ? looks.map((look) => ({ ...look, shape: "circle" })) : looks;
}
