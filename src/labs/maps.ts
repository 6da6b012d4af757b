import { UMAP } from "umap-js";
import { project } from "./pca.ts";
import { MOST_TSNE_POINTS, tsne } from "./tsne.ts";
import { seededRandom, type Vector } from "./vectors.ts";

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
/** umap-learn's own defaults. */
const NEIGHBOURS = 15;
const MIN_DISTANCE = 0.1;
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

function umap(points: number[][], seed: number): [number, number][] {
  const library = new UMAP({
    nComponents: 2,
    nNeighbors: Math.min(NEIGHBOURS, points.length - 1),
    minDist: MIN_DISTANCE,
    random: seededRandom(seed),
  });
  return library.fit(points).map(([x = 0, y = 0]) => [x, y]);
}

/** t-SNE begins at the main components, as in scikit-learn: what is far apart stays apart more often. */
function fromMiddle(points: number[][], seed: number): [number, number][] {
  const { places, kept } = pcaMap(points);
  return tsne(points, { seed, ...(kept?.[0] === 0 ? {} : { start: places }) });
}
