import type { HeatmapSpec, ScatterSpec } from "../charts/spec.ts";
import { MAP_NAMES } from "../labs/maps.ts";
import { titleOf } from "./embed-finding.ts";
import { briefly, type EmbeddedTexts, LONGEST_NAME, labelsOf, textAt } from "./embedded-texts.ts";
import { modelName } from "./model-note.ts";
import { percent } from "./wording.ts";

/** So many points get their names. */
const MOST_NAMED = 60;
/** Of words two name a cluster, of longer texts one does, as far as a legend has room. */
const WORD = 16;
const LONGEST_IN_LEGEND = 24;

const many = (count: number): string => count.toLocaleString("en");

/** The label of each drawn point: the one that was given, else the cluster's, named by what is most in its middle. */
function groupsOf(shown: EmbeddedTexts): { names: (string | undefined)[]; label: string } {
  const labels = labelsOf(shown);
  if (labels.some((label) => label !== undefined))
    return { names: labels.map((label) => label ?? "no label"), label: "Label" };
  const { clusters } = shown.analysis;
  if (clusters === undefined) return { names: labels, label: "k-means cluster" };
  const names = clusters.sizes.map((_, cluster) => clusterName(shown, cluster));
  return { names: clusters.of.map((cluster) => names[cluster]), label: "k-means cluster" };
}

function clusterName(shown: EmbeddedTexts, cluster: number): string {
  const { drawn, clusters, map } = shown.analysis;
  const members = drawn.flatMap((_, at) => (clusters?.of[at] === cluster ? [at] : []));
  const middle = [0, 1].map(
    (axis) => members.reduce((sum, at) => sum + (map.places[at]?.[axis] ?? 0), 0) / members.length,
  );
  const far = (at: number): number =>
    Math.hypot((map.places[at]?.[0] ?? 0) - (middle[0] ?? 0), (map.places[at]?.[1] ?? 0) - (middle[1] ?? 0));
  const [first = "", second] = [...members]
    .sort((a, b) => far(a) - far(b))
    .slice(0, 2)
    .map((at) => textAt(shown, at));
  const words = drawn.every((_, at) => textAt(shown, at).length <= WORD);
  const name = words && second !== undefined ? `${first}, ${second}` : briefly(first, LONGEST_IN_LEGEND);
  const more = members.length > (words ? 2 : 1) && !name.endsWith("…") ? " …" : "";
  return `${cluster + 1}: ${name}${more}`;
}

/** The texts on a map. What a picture of them costs stands in the subtitle, for pictures are passed on without their notes. */
export function scatter(shown: EmbeddedTexts): ScatterSpec {
  const { analysis, embedded } = shown;
  const { names, label } = groupsOf(shown);
  const { kind, places, kept } = analysis.map;
  const axis = (at: 0 | 1): ScatterSpec["x"] => ({
    label:
      kind === "pca" ? `principal component ${at + 1} (${percent(kept?.[at] ?? 0)} of the variance)` : "",
    scale: "linear",
    format: "plain",
  });
  const named = places.length <= MOST_NAMED;
  return {
    kind: "scatter",
    title: titleOf(shown),
    subtitle: subtitleOf(shown),
    source: modelName(embedded),
    bare: true,
    groupLabel: label,
    x: axis(0),
    y: axis(1),
    points: places.map(([x, y], at) => {
      const group = names[at];
      return {
        x,
        y,
        label: named ? briefly(textAt(shown, at), LONGEST_NAME) : "",
        ...(group === undefined ? {} : { group }),
      };
    }),
  };
}

/** "PCA of 13 texts, 46 % of the variance" */
function subtitleOf({ request, texts, analysis }: EmbeddedTexts): string {
  const { map, drawn, faithful } = analysis;
  const all = many(texts.length);
  const of =
    drawn.length < texts.length ? `${many(drawn.length)} of ${all} texts, drawn by chance` : `${all} texts`;
  const worth =
    map.kept === null
      ? `${percent(faithful)} next to their true nearest`
      : `${percent(map.kept[0] + map.kept[1])} of the variance`;
  const instead = request.map === map.kind ? "" : ` (too few for ${MAP_NAMES[request.map]})`;
  return `${MAP_NAMES[map.kind]} of ${of}, ${worth}${instead}`;
}

/** Rows and columns in the order of their groups, so that what belongs together is one block. */
export function heatmap(shown: EmbeddedTexts): HeatmapSpec {
  const { analysis, embedded } = shown;
  const { names } = groupsOf(shown);
  const order = analysis.drawn
    .map((_, at) => at)
    .sort((a, b) => (names[a] ?? "").localeCompare(names[b] ?? "", "en", { numeric: true }) || a - b);
  const axis = order.map((at) => ({
    label: briefly(textAt(shown, at), LONGEST_NAME),
    ...(names[at] === undefined ? {} : { group: names[at] }),
  }));
  const values = order.map((row) => order.map((column) => analysis.similarities?.[row]?.[column] ?? null));
  const all = values.flat().map((value) => value ?? 0);
  const least = Math.min(0, ...all);
  return {
    kind: "heatmap",
    title: titleOf(shown),
    source: modelName(embedded),
    rows: axis,
    columns: axis,
    values,
    from: least < -0.05 ? -1 : 0,
    to: 1,
    valueLabel: "cosine similarity",
    // What is nearly the same is not to look the same.
    ...(all.some((value) => value >= 0.995 && value < 0.9995) ? { decimals: 3 } : {}),
  };
}
