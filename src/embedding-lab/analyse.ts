import {
  type Clusters,
  clustersOf,
  likenessOf,
  nearestTo,
  oddOneOut,
  type Pair,
  shortened,
} from "../labs/clusters.ts";
import { type MapKind, MOST_POINTS, mapOf, nearestOf, type PointMap } from "../labs/maps.ts";
import { nearestPairs } from "../labs/nearest-pairs.ts";
import { cosine, norm, seededRandom, type Vector } from "../labs/vectors.ts";
import { type Misleading, misleading } from "./misleading.ts";

export interface AnalysisRequest {
  /** All numbers of all vectors, one vector after the other: what passes to a thread without being copied. */
  numbers: Float32Array<ArrayBuffer>;
  dimension: number;
  map: MapKind;
  groups?: number;
}

export interface Analysis {
  /** Which points were drawn: of more than a picture holds a seeded choice, in order. The rest is about these, but for the pairs. */
  drawn: number[];
  map: PointMap;
  /** Numbered in the order of their first points; undefined where there are too few points to make groups. */
  clusters?: Clusters;
  /** The nearest of all points, not only of the drawn ones. */
  pairs: Pair[];
  /** The point most like each by cosine; −1 where there is no other. */
  nearest: number[];
  /** The three nearest of each, nearest first, up to 40 points. */
  neighbours: { at: number; cosine: number }[][];
  odd?: { at: number; means: number[]; margin: number };
  /** Cosines of all pairs, up to 40 points. */
  similarities?: (number | null)[][];
  /** The share of points whose nearest in the picture is also their nearest among all numbers, 0 to 1. */
  faithful: number;
  misleading?: Misleading;
}

const MOST_IN_HEATMAP = 40;
const MOST_DRAWN = 2_000;
const FEWEST_CLUSTERED = 6;
const MOST_CLUSTERS = 8;
const FEW_NEIGHBOURS = 40;
const PAIRS = 5;
/** So many points tell how many clusters there are. */
const TELLING = 400;

/** What can be said of vectors: their map, clusters, nearest pairs and the odd one out. The same for the same vectors. */
export function analyse({ numbers, dimension, map, groups }: AnalysisRequest): Analysis {
  const all = Array.from({ length: numbers.length / dimension }, (_, at) =>
    numbers.subarray(at * dimension, (at + 1) * dimension),
  );
  const drawn = chosen(all, Math.min(MOST_POINTS[map], MOST_DRAWN));
  const points = drawn.map((at) => all[at] as Vector);
  const places = mapOf(points, { kind: map });
  const clusters = clustered(shortened(points), groups);
  const { pairs, nearest } = likenessOf(points, PAIRS);
  const shown = nearestOf(places.places);
  const lie = misleading(points, { places: places.places, shown, nearest });
  const few = points.length <= MOST_IN_HEATMAP;
  const odd = few ? oddOneOut(points) : undefined;
  return {
    drawn,
    map: places,
    ...(clusters === undefined ? {} : { clusters }),
    pairs: drawn.length < all.length ? nearestPairs(all, PAIRS) : pairs,
    nearest,
    neighbours:
      points.length > FEW_NEIGHBOURS
        ? []
        : points.map((point, own) =>
            nearestTo(point, points, points.length)
              .filter(({ at }) => at !== own)
              .slice(0, 3),
          ),
    ...(odd === undefined ? {} : { odd }),
    ...(few ? { similarities: points.map((one) => points.map((other) => cosine(one, other) ?? null)) } : {}),
    faithful: points.length < 3 ? 1 : shown.filter((at, own) => at === nearest[own]).length / points.length,
    ...(lie === undefined ? {} : { misleading: lie }),
  };
}

/** All places that have a direction, or a seeded choice of them. */
function chosen(all: readonly Vector[], most: number): number[] {
  const places = all.flatMap((vector, at) => (norm(vector) > 0 ? [at] : []));
  if (places.length <= most) return places;
  const random = seededRandom(1);
  for (let at = 0; at < most; at += 1) {
    const other = at + Math.floor(random() * (places.length - at));
    [places[at], places[other]] = [places[other] as number, places[at] as number];
  }
  return places.slice(0, most).sort((a, b) => a - b);
}

/** As many clusters as are wanted, or as many as sit best by their silhouette; of many points a part tells how many. */
function clustered(points: readonly Vector[], wanted: number | undefined): Clusters | undefined {
  if (wanted !== undefined) return wanted <= points.length ? inOrder(clustersOf(points, wanted)) : undefined;
  if (points.length < FEWEST_CLUSTERED) return undefined;
  const step = Math.ceil(points.length / TELLING);
  const part = points.filter((_, at) => at % step === 0);
  const most = Math.min(MOST_CLUSTERS, Math.floor(part.length / 2));
  const tried = Array.from({ length: most - 1 }, (_, at) => clustersOf(part, at + 2));
  const best = tried.reduce((one, other) =>
    (other.silhouette ?? -1) > (one.silhouette ?? -1) ? other : one,
  );
  return inOrder(step === 1 ? best : clustersOf(points, best.sizes.length));
}

/** Numbered as they come, which is the order of a legend. */
function inOrder({ of, sizes, silhouette }: Clusters): Clusters {
  const order = [...new Set(of)];
  return {
    of: of.map((cluster) => order.indexOf(cluster)),
    sizes: order.map((cluster) => sizes[cluster] ?? 0),
    silhouette,
  };
}
