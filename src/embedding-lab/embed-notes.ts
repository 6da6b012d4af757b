import { FEWEST_FOR_NEIGHBOURS, MAP_NAMES, type MapKind } from "../labs/maps.ts";
import {
  cosineWords,
  type EmbeddedTexts,
  FEW_UNKNOWN,
  FEWEST_MAPPED,
  isHeat,
  labelsOf,
  textAt,
  unknownOf,
} from "./embedded-texts.ts";
import { cited, decimals, listed } from "./figures.ts";
import { leftOut } from "./items.ts";
import type { Misleading } from "./misleading.ts";
import { aboutModel } from "./model-note.ts";
import { understoodNote } from "./understood-note.ts";
import { percent } from "./wording.ts";

/** From these shares on a map keeps neighbours, or some of them. */
const KEEPS = 0.7;
const KEEPS_SOME = 0.4;
const MOST_NAMED = 5;

const many = (count: number): string => count.toLocaleString("en");

/** The small print: what the picture cannot show, what was left out, and the model. */
export function notes(shown: EmbeddedTexts): string {
  const { texts, input, embedded, hint = "" } = shown;
  const map =
    texts.length < FEWEST_MAPPED
      ? `A map needs at least ${FEWEST_MAPPED} texts.`
      : isHeat(shown)
        ? ""
        : aboutMap(shown);
  return [
    map,
    unknownTexts(shown),
    leftOut(input),
    understoodNote(embedded, texts),
    hint,
    aboutModel(embedded),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function aboutMap(shown: EmbeddedTexts): string {
  const { analysis, request } = shown;
  const { map, faithful, drawn } = analysis;
  const few =
    map.kind === request.map
      ? ""
      : `${MAP_NAMES[request.map]} needs at least ${FEWEST_FOR_NEIGHBOURS} texts, so this is PCA.`;
  const own = `${percent(faithful)} of the${drawn.length < shown.texts.length ? " drawn" : ""} texts have their true nearest neighbour next to them in the picture`;
  const what =
    map.kept === null
      ? neighboursKept(map.kind, faithful, own)
      : `The two axes keep ${percent(map.kept[0] + map.kept[1])} of the variance; ${own}.`;
  return [few, what, misleads(shown), clustersSaid(shown)].filter((part) => part !== "").join(" ");
}

/** What such a map is made for, and how far it got. */
function neighboursKept(kind: MapKind, faithful: number, own: string): string {
  const name = MAP_NAMES[kind];
  if (faithful >= KEEPS) return `${name} keeps neighbours together: ${own}.`;
  if (faithful >= KEEPS_SOME) return `${name} keeps some neighbours together: ${own}.`;
  return `${name} is made to keep neighbours together, but these texts do not fit into a plane: only ${own}.`;
}

/** What goes wrong when a picture is read like a ground plan, with an instance from the data. */
function misleads(shown: EmbeddedTexts): string {
  const { map, misleading } = shown.analysis;
  const far =
    map.kept === null
      ? "Empty space, distances between groups and their sizes mean nothing."
      : "Empty space means nothing.";
  const all = "Pairs and similarities are computed from all numbers.";
  const here = misleading === undefined ? "" : `: here ${misplaced(shown, misleading)}`;
  return `Texts that lie close in the picture need not be close in truth${here}. ${far} ${all}`;
}

function misplaced(shown: EmbeddedTexts, { at, beside, cosine, nearest, best }: Misleading): string {
  const name = (one: number): string => cited(textAt(shown, one));
  return `${name(at)} lies beside ${name(beside)} (cosine ${cosineWords(cosine)}), but truly nearest to it is ${name(nearest)} (${cosineWords(best)})`;
}

function clustersSaid(shown: EmbeddedTexts): string {
  const { clusters } = shown.analysis;
  if (labelsOf(shown).some((label) => label !== undefined))
    return shown.request.groups === undefined ? "" : "The colours are the labels, so groups: was not used.";
  if (clusters?.silhouette === undefined) return "";
  return `Clusters by k-means, silhouette ${decimals(clusters.silhouette)} (1 is clear, 0 is none).`;
}

/** The names of more than the answer itself says. */
function unknownTexts(shown: EmbeddedTexts): string {
  const unknown = unknownOf(shown);
  if (unknown.length <= FEW_UNKNOWN) return "";
  const named = unknown.slice(0, MOST_NAMED).map((text) => cited(text));
  const rest = unknown.length - named.length;
  return `Not known to this model: ${rest > 0 ? `${named.join(", ")} and ${many(rest)} more` : listed(named)}.`;
}
