import type { ScatterSpec } from "../charts/spec.ts";
import { type MapKind, mapOf, type PointMap } from "../labs/maps.ts";
import { norm } from "../labs/vectors.ts";
import { languageName } from "./provider-note.ts";
import { type NeighbourKind, neighbourKinds, type Said } from "./translations.ts";

export const MAP_COLOURS = ["neighbour", "meaning", "language"] as const;
export type MapColour = (typeof MAP_COLOURS)[number];

/** More colours than these are not told apart at a glance. */
const MOST_COLOURS = 6;
/** Of so few points each has its language beside it. */
const MOST_CODED = 24;

/** Families for colours where there are many languages. */
const FAMILIES: readonly { name: string; codes: string }[] = [
  { name: "Germanic", codes: "en de nl sv da no nb nn is af" },
  { name: "Romance", codes: "fr es it pt ro ca gl" },
  { name: "Slavic", codes: "pl ru uk cs sk bg sr hr sl" },
  { name: "East Asian", codes: "zh ja ko" },
];

interface Placed {
  one: Said;
  kind: NeighbourKind;
  place: readonly [number, number];
}

/** All texts as points. Texts of which nothing is known have no place. */
export function meaningMap(
  said: readonly Said[],
  { kind, colour: asked, source }: { kind: MapKind; colour: MapColour | undefined; source: string },
): ScatterSpec | undefined {
  const all = said.filter(({ vector }) => norm(vector) > 0);
  const meanings = [...new Set(all.map(({ meaning }) => meaning))];
  const colour = asked ?? (meanings.length > MOST_COLOURS ? "neighbour" : "meaning");
  const shown = colour === "meaning" ? meanings.slice(0, MOST_COLOURS) : meanings;
  const kinds = neighbourKinds(all);
  const known = all.flatMap((one, at) =>
    shown.includes(one.meaning) ? [{ one, kind: kinds[at] ?? "neither" }] : [],
  );
  if (known.length < 3) return undefined;
  const map = mapOf(
    known.map(({ one }) => one.vector),
    { kind },
  );
  const placed = known.map((each, at): Placed => ({ ...each, place: map.places[at] ?? [0, 0] }));
  const coded = placed.length <= MOST_CODED;
  const bare = map.kind !== "pca";
  return {
    kind: "scatter",
    title: finding(placed),
    subtitle: `${howDrawn(map)}; ${keyOf(placed, coded)}${leftOut(shown.length, meanings.length)}`,
    source,
    x: { label: bare ? "" : "first component", scale: "linear", format: "plain" },
    y: { label: bare ? "" : "second component", scale: "linear", format: "plain" },
    ...(bare ? { bare } : {}),
    groupLabel: { neighbour: "Nearest text", meaning: "Sentence", language: "Language" }[colour],
    points: coded ? codedPoints(placed, colour) : namedPoints(placed, colour),
  };
}

const countOf = (placed: readonly Placed[], kind: NeighbourKind): number =>
  placed.filter((one) => one.kind === kind).length;

function finding(placed: readonly Placed[]): string {
  const dimensions = placed[0]?.one.vector.length ?? 0;
  return `In all ${dimensions} dimensions ${countOf(placed, "meaning")} of ${placed.length} are nearest to a translation`;
}

function howDrawn({ kind, kept }: PointMap): string {
  if (kind !== "pca") return `${kind === "umap" ? "UMAP" : "t-SNE"}, which keeps neighbours but no distances`;
  return `PCA with ${Math.round(100 * ((kept?.[0] ?? 0) + (kept?.[1] ?? 0)))} % of the variance`;
}

/** What the names beside the points are. */
function keyOf(placed: readonly Placed[], coded: boolean): string {
  const strays = placed.filter(isStray);
  const code = (coded ? placed : strays)[0]?.one.language;
  const example = code === undefined ? "" : `${code}: ${languageName(code)}`;
  if (coded) return `codes are languages (${example})`;
  return strays.length === 0
    ? "names stand amid their texts"
    : `a name with a code (${example}) is nearest to another sentence, ${countOf(strays, "language")} of ${strays.length} in its own language`;
}

const leftOut = (shown: number, all: number): string =>
  shown < all ? `; ${shown} of ${all} sentences, to tell colours apart` : "";

const isStray = ({ kind }: Placed): boolean => kind !== "meaning";

const codedPoints = (placed: readonly Placed[], colour: MapColour): ScatterSpec["points"] =>
  placed.map((one) => ({ ...pointOf(one, { colour, all: placed }), label: one.one.language }));

/** One point of each sentence has its name, and each that is nearest to no translation its name and language. */
function namedPoints(placed: readonly Placed[], colour: MapColour): ScatterSpec["points"] {
  const middles = new Set(
    [...new Set(placed.map(({ one }) => one.name))].map((name) => middleOf(placed, name)),
  );
  return placed.map((each) => {
    const point = pointOf(each, { colour, all: placed });
    if (middles.has(each)) return { ...point, label: each.one.name, priority: 2 };
    return isStray(each) ? { ...point, label: `${each.one.name}, ${each.one.language}`, priority: 1 } : point;
  });
}

/** Of a sentence's texts the one nearest to their middle on the map; one that found its translation, if there is any. */
function middleOf(placed: readonly Placed[], name: string): Placed | undefined {
  const own = placed.filter(({ one }) => one.name === name);
  const settled = own.filter((one) => !isStray(one));
  const middle = [0, 1].map(
    (axis) => own.reduce((sum, { place }) => sum + (place[axis] ?? 0), 0) / own.length,
  );
  const distance = ({ place: [x, y] }: Placed): number =>
    Math.hypot(x - (middle[0] ?? 0), y - (middle[1] ?? 0));
  return (settled.length > 0 ? settled : own).toSorted((a, b) => distance(a) - distance(b))[0];
}

function pointOf(
  { one, kind, place: [x, y] }: Placed,
  { colour, all }: { colour: MapColour; all: readonly Placed[] },
): ScatterSpec["points"][number] {
  const languages = new Set(all.map((other) => other.one.language)).size;
  const group = {
    neighbour: kind === "meaning" ? "a translation" : "another sentence",
    meaning: one.name,
    language: languages > MOST_COLOURS ? familyOf(one.language) : languageName(one.language),
  }[colour];
  return { x, y, label: "", group };
}

const familyOf = (code: string): string =>
  FAMILIES.find(({ codes }) => codes.split(" ").includes(code))?.name ?? languageName(code);
