import { clustersOf, likenessOf, nearestTo, oddOneOut, type Pair, shortened } from "../labs/clusters.ts";
import { type MapKind, MOST_POINTS, mapOf, type PointMap } from "../labs/maps.ts";
import { cosine, norm, seededRandom, squaredDistance, type Vector } from "../labs/vectors.ts";

export interface AnalysisRequest {
  /** All numbers of all vectors, one vector after the other: what passes to a thread without being copied. */
  numbers: Float32Array;
  dimension: number;
  map: MapKind;
  groups?: number;
}

export interface Analysis {
  /** Which points were drawn: of more than a picture holds a seeded choice, in order. */
  drawn: number[];
  map: PointMap;
  /** Of the drawn points; undefined where there are too few to make groups. */
  clusters?: { of: number[]; sizes: number[]; silhouette: number | undefined };
  pairs: Pair[];
  /** The three nearest of each drawn point, nearest first. */
  neighbours: { at: number; cosine: number }[][];
  odd?: { at: number; means: number[]; margin: number };
  /** Cosines of all pairs, up to 40 points. */
  similarities?: (number | null)[][];
  /** The share of drawn points whose nearest point in the picture is also their nearest among all numbers, 0 to 1. */
  faithful: number;
}

export const MOST_IN_HEATMAP = 40;
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
  const few = points.length <= MOST_IN_HEATMAP;
  const odd = few ? oddOneOut(points) : undefined;
  return {
    drawn,
    map: places,
    ...(clusters === undefined ? {} : { clusters }),
    pairs,
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
    faithful: faithfulness(nearest, places.places),
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
function clustered(points: readonly Vector[], wanted: number | undefined): Analysis["clusters"] {
  if (wanted !== undefined) return wanted <= points.length ? clustersOf(points, wanted) : undefined;
  if (points.length < FEWEST_CLUSTERED) return undefined;
  const step = Math.ceil(points.length / TELLING);
  const part = points.filter((_, at) => at % step === 0);
  const most = Math.min(MOST_CLUSTERS, Math.floor(part.length / 2));
  const tried = Array.from({ length: most - 1 }, (_, at) => clustersOf(part, at + 2));
  const best = tried.reduce((one, other) =>
    (other.silhouette ?? -1) > (one.silhouette ?? -1) ? other : one,
  );
  return step === 1 ? best : clustersOf(points, best.sizes.length);
}

/** How many find the same nearest point in the picture as among all numbers. */
function faithfulness(truly: readonly number[], places: readonly (readonly [number, number])[]): number {
  if (places.length < 3) return 1;
  const same = places.filter((own, at) => {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (const [other, place] of places.entries()) {
      const far = other === at ? Number.POSITIVE_INFINITY : squaredDistance(own, place);
      if (far < least) [best, least] = [other, far];
    }
    return best === truly[at];
  });
  return same.length / places.length;
}
