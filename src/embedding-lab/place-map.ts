import { clustersOf } from "../labs/clusters.ts";
import { project } from "../labs/pca.ts";
import { add, cosine, distance, dot, scale, subtract, unit, type Vector } from "../labs/vectors.ts";

export interface PlacedWord {
  word: string;
  vector: Vector;
}

interface Region {
  /** A to D, from left to right. */
  label: string;
  members: string[];
  x: number;
  y: number;
  radius: number;
}

export interface PlaceMap {
  points: { word: string; x: number; y: number; region: string }[];
  regions: Region[];
  /** Where another vector lies on the same map. */
  placeOf: (vector: Vector) => { x: number; y: number };
  /** The region whose words are most alike to a vector by their mean cosine, with that of each. */
  regionOf: (vector: Vector) => { label: string; cosine: number }[];
  /** The share of the words' spread that the plane keeps, 0 to 1. */
  kept: number;
}

const REGIONS = 4;
const LETTERS = "ABCD";
/** Around the outermost word, as a share of the map's width. */
const MARGIN = 0.05;
/** Views that are tried, around half a ball. */
const STEPS = 36;

type Plane = [number[], number[]];

/**
 * Words on a plane with a region around each of four groups. The middles of four groups span three dimensions; the plane is the
 * view of these in which the groups are farthest apart, for on the plane of most variance two of them may overlap. It is a plain
 * projection, so a word that comes later has its place without moving the others.
 */
export function placeMap(words: readonly PlacedWord[]): PlaceMap {
  const units = words.map(({ vector }) => unit(vector) ?? Array.from(vector));
  const { of } = clustersOf(units, REGIONS);
  const groups = Array.from({ length: REGIONS }, (_, group) => units.filter((_, at) => of[at] === group));
  const middles = groups.map(meanOf);
  const mean = meanOf(middles);
  const plane = bestPlane(axesOf(middles, mean), units, { of, mean });
  const at = (vector: Vector): [number, number] => {
    const from = subtract(unit(vector) ?? vector, mean);
    return [dot(plane[0], from), dot(plane[1], from)];
  };
  const places = units.map(at);
  const xs = places.map(([x]) => x);
  const margin = (Math.max(...xs) - Math.min(...xs)) * MARGIN;
  const circles = groups.map((_, group) => circle(places.filter((_, place) => of[place] === group)));
  const letters = lettersOf(circles);
  const regions = circles.map((round, group) => ({
    ...round,
    radius: round.radius + margin,
    label: letters[group] ?? "",
    members: words.filter((_, place) => of[place] === group).map(({ word }) => word),
  }));
  return {
    points: words.map(({ word }, place) => {
      const [x, y] = places[place] ?? [0, 0];
      return { word, x, y, region: letters[of[place] ?? 0] ?? "" };
    }),
    regions: regions.sort((a, b) => (a.label < b.label ? -1 : 1)),
    placeOf: (vector) => {
      const [x, y] = at(vector);
      return { x, y };
    },
    regionOf: (vector) =>
      groups
        .map((group, index) => ({ label: letters[index] ?? "", cosine: meanCosine(vector, group) }))
        .sort((a, b) => b.cosine - a.cosine),
    kept: spreadOf(places) / spreadOf(units),
  };
}

const meanOf = (vectors: readonly Vector[]): number[] =>
  scale(
    vectors.slice(1).reduce<number[]>((sum, vector) => add(sum, vector), Array.from(vectors[0] ?? [])),
    1 / vectors.length,
  );

const meanCosine = (vector: Vector, group: readonly Vector[]): number =>
  group.reduce((sum, member) => sum + (cosine(vector, member) ?? 0), 0) / group.length;

/** The three directions in which the middles lie, each of length 1. */
function axesOf(middles: readonly number[][], mean: readonly number[]): number[][] {
  const { rows } = project(middles, REGIONS - 1);
  return Array.from({ length: REGIONS - 1 }, (_, axis) => {
    const sum = middles.reduce<number[]>(
      (total, middle, at) => add(total, scale(subtract(middle, mean), rows[at]?.[axis] ?? 0)),
      mean.map(() => 0),
    );
    return unit(sum) ?? sum;
  });
}

/** Of all views of the three directions the one with the widest gap between two groups. */
function bestPlane(
  axes: readonly number[][],
  units: readonly number[][],
  { of, mean }: { of: readonly number[]; mean: readonly number[] },
): Plane {
  const inside = units.map((vector) => axes.map((axis) => dot(axis, subtract(vector, mean))));
  let [best, widest] = [viewFrom(0, 0), Number.NEGATIVE_INFINITY];
  for (let turn = 0; turn < 2 * STEPS; turn += 1)
    for (let tilt = 0; tilt <= STEPS / 2; tilt += 1) {
      const view = viewFrom((turn * Math.PI) / STEPS, (tilt * Math.PI) / STEPS);
      const places = inside.map((place): [number, number] => [dot(view[0], place), dot(view[1], place)]);
      const gap = narrowestGap(places, of);
      if (gap > widest + 1e-9) [best, widest] = [view, gap];
    }
  const whole = (direction: Vector): number[] =>
    axes.reduce<number[]>(
      (sum, axis, at) => add(sum, scale(axis, direction[at] ?? 0)),
      mean.map(() => 0),
    );
  return [whole(best[0]), whole(best[1])];
}

/** Two directions at a right angle to the line of sight, and to each other. */
const viewFrom = (turn: number, tilt: number): Plane => [
  [-Math.sin(turn), Math.cos(turn), 0],
  [-Math.cos(turn) * Math.sin(tilt), -Math.sin(turn) * Math.sin(tilt), Math.cos(tilt)],
];

function narrowestGap(places: readonly [number, number][], of: readonly number[]): number {
  const circles = Array.from({ length: REGIONS }, (_, group) =>
    circle(places.filter((_, at) => of[at] === group)),
  );
  const gaps = circles.flatMap((one, at) =>
    circles
      .slice(at + 1)
      .map((other) => distance([one.x, one.y], [other.x, other.y]) - one.radius - other.radius),
  );
  return Math.min(...gaps);
}

function circle(places: readonly [number, number][]): { x: number; y: number; radius: number } {
  const [x = 0, y = 0] = meanOf(places);
  return { x, y, radius: Math.max(0, ...places.map((place) => distance(place, [x, y]))) };
}

function lettersOf(circles: readonly { x: number }[]): string[] {
  const order = circles.map((_, at) => at).sort((a, b) => (circles[a]?.x ?? 0) - (circles[b]?.x ?? 0));
  return circles.map((_, at) => LETTERS.charAt(order.indexOf(at)));
}

function spreadOf(vectors: readonly Vector[]): number {
  const mean = meanOf(vectors);
  return vectors.reduce((sum, vector) => sum + distance(vector, mean) ** 2, 0);
}
