import { UMAP } from "umap-js";
import { project } from "./pca.ts";
import { MOST_TSNE_POINTS, tsne } from "./tsne.ts";
import { seededRandom, squaredDistance, type Vector } from "./vectors.ts";

export const MAP_KINDS = ["pca", "umap", "tsne"] as const;
export type MapKind = (typeof MAP_KINDS)[number];
export const MAP_NAMES: Readonly<Record<MapKind, string>> = { pca: "PCA", umap: "UMAP", tsne: "t-SNE" };

export interface PointMap {
  /** What was drawn: PCA where the wanted one makes no sense for so few points. */
  kind: MapKind;
  /** In the order of the points; without a unit. */
  places: [number, number][];
  /** Share of the variance along each axis, 0 to 1; null where axes mean nothing. */
  kept: [number, number] | null;
}

/** Below this, neighbourhoods are most of the points and their pictures accidental. */
export const FEWEST_FOR_NEIGHBOURS = 15;
/** Within seconds on one core; more points are for the caller to choose from. */
export const MOST_POINTS: Record<MapKind, number> = { pca: 10_000, umap: 2_000, tsne: MOST_TSNE_POINTS };
/** umap-learn's own defaults; of few points two fifths are neighbours: with 15 everybody would be everybody's, with 4 groups
 * would know nothing of each other and drift apart until each is a spot. */
const NEIGHBOURS = 15;
const MIN_DISTANCE = 0.1;
const FEWEST_NEIGHBOURS = 8;
const NEIGHBOURS_OF_FEW = 0.4;
/** Of so many points a map depends on chance: the best of several is taken, each made with more patience. */
const FEW = 80;
const STARTS = 5;
/** So many points take their time: they begin at the main components, and have settled after half the usual rounds. */
const MANY = 1_000;
const ROUNDS = { few: 800, usual: 500, many: 250 };
/** How far from the middle a map begins: near enough that all push each other. */
const START_REACH = 3;
/** Long vectors are shortened first: neighbours stay the same, and it takes a tenth of the time. */
const SHORTENED = 50;
const SHORTENING_ROUNDS = 5;

/** Points in two dimensions, the same for the same points and seed. */
export function mapOf(
  points: readonly Vector[],
  { kind, seed = 1 }: { kind: MapKind; seed?: number },
): PointMap {
  if (points.length > MOST_POINTS[kind])
    throw new RangeError(`${kind} takes at most ${MOST_POINTS[kind]} points`);
  if (kind === "pca" || points.length < FEWEST_FOR_NEIGHBOURS) return pcaMap(points);
  const short = shortened(points);
  return { kind, places: kind === "umap" ? umap(short, seed) : fromMiddle(short, seed), kept: null };
}

function pcaMap(points: readonly Vector[]): PointMap {
  const { rows, kept } = project(points, 2);
  return {
    kind: "pca",
    places: rows.map(([x = 0, y = 0]) => [x, y]),
    kept: [kept[0] ?? 0, kept[1] ?? 0],
  };
}

function shortened(points: readonly Vector[]): number[][] {
  if ((points[0]?.length ?? 0) <= SHORTENED * 2) return points.map((point) => Array.from(point));
  return project(points, Math.min(SHORTENED, points.length - 1), SHORTENING_ROUNDS).rows;
}

/** UMAP of few points: of several seeded ones the first that keeps most nearest neighbours. */
function umap(points: number[][], seed: number): [number, number][] {
  if (points.length > FEW) return oneUmap(points, seed);
  const truly = nearestOf(points);
  const tries = Array.from({ length: STARTS }, (_, start) => oneUmap(points, seed * STARTS + start));
  const kept = tries.map((places) => nearestOf(places).filter((near, at) => near === truly[at]).length);
  return tries[kept.indexOf(Math.max(...kept))] ?? [];
}

/** It begins at the main components, like t-SNE here, with a little chance so that equal points part. */
function oneUmap(points: number[][], seed: number): [number, number][] {
  const random = seededRandom(seed);
  const library = new UMAP({
    nComponents: 2,
    nNeighbors: Math.min(
      NEIGHBOURS,
      Math.max(FEWEST_NEIGHBOURS, Math.round(points.length * NEIGHBOURS_OF_FEW)),
    ),
    minDist: MIN_DISTANCE,
    random,
    nEpochs: points.length <= FEW ? ROUNDS.few : points.length < MANY ? ROUNDS.usual : ROUNDS.many,
  });
  const rounds = library.initializeFit(points);
  const begin = pcaMap(points).places;
  const reach = begin.flat().reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = START_REACH / (reach || 1);
  for (const [at, place] of library.getEmbedding().entries())
    for (const axis of [0, 1] as const) place[axis] = (begin[at]?.[axis] ?? 0) * scale + random() * 1e-3;
  for (let round = 0; round < rounds; round += 1) library.step();
  return library.getEmbedding().map(([x = 0, y = 0]) => [x, y]);
}

/** For each point the nearest other by straight distance, of equally near ones the first; −1 where there is no other. */
export function nearestOf(points: readonly Vector[]): number[] {
  return points.map((own, at) => {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (const [other, point] of points.entries()) {
      const far = other === at ? Number.POSITIVE_INFINITY : squaredDistance(own, point);
      if (far < least) [best, least] = [other, far];
    }
    return best;
  });
}

/** t-SNE begins at the main components, as in scikit-learn: what is far apart stays apart more often. */
function fromMiddle(points: number[][], seed: number): [number, number][] {
  const { places, kept } = pcaMap(points);
  return tsne(points, { seed, ...(kept?.[0] === 0 ? {} : { start: places }) });
}
