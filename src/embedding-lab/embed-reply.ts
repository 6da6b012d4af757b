import type { HeatmapSpec, ScatterSpec } from "../charts/spec.ts";
import type { EmbedderResult } from "../embeddings/embedder.ts";
import type { MapKind } from "../labs/maps.ts";
import { shorten } from "../replies/limits.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Button, Json, Reply, TableBlock } from "../replies/reply.ts";
import type { Analysis } from "./analyse.ts";
import { leftOut } from "./items.ts";
import { aboutModel, modelName } from "./model-note.ts";
import { type EmbedTexts, type KeptItems, toValue } from "./request.ts";

export interface EmbeddedTexts {
  request: EmbedTexts;
  input: KeptItems;
  /** The different texts that have a vector. */
  texts: readonly string[];
  embedded: EmbedderResult;
  analysis: Analysis;
}

const MAP_NAMES: Record<MapKind, string> = { pca: "PCA", umap: "UMAP", tsne: "t-SNE" };
/** Below, neighbours are shown for each item. */
const FEW = 20;
/** So many points get their names. */
const MOST_NAMED = 60;
const LONGEST_NAME = 32;
/** By how much the odd one's mean cosine is behind the next one's. */
const CLEARLY_ODD = 0.08;

const decimals = (number: number): string => number.toFixed(2).replace("-", "−");
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const cited = (text: string): string => `*${plain(shorten(text, 60))}*`;

/** How texts lie in the space of their vectors: a map or a heat map, the nearest pairs, and what to make of it. */
export function embedReply(shown: EmbeddedTexts): Reply {
  return {
    blocks: [...howTheyLie(shown), { kind: "actions", buttons: buttons(shown, isHeat(shown)) }],
    data: dataOf(shown),
  };
}

const isHeat = ({ request, analysis }: EmbeddedTexts): boolean =>
  request.show === "heat" && analysis.similarities !== undefined;

/** The same without its buttons; the text that comes first says what was found. */
export function howTheyLie(shown: EmbeddedTexts): Block[] {
  const { request, input, texts, embedded, analysis } = shown;
  const heat = isHeat(shown);
  const unknown = unknownTexts(shown);
  const notes = [
    heat || texts.length === 1 ? "" : aboutMap(analysis, request.map),
    unknown,
    leftOut(input),
    aboutModel(embedded),
  ].filter((line) => line !== "");
  const table = texts.length <= FEW && texts.length > 2 ? neighbourTable(shown) : pairTable(shown);
  return [
    { kind: "text", text: finding(shown) },
    ...(texts.length === 1 ? [] : [{ kind: "chart" as const, spec: heat ? heatmap(shown) : scatter(shown) }]),
    ...(table === undefined ? [] : [table]),
    { kind: "note", text: notes.join("\n") },
  ];
}

function finding(shown: EmbeddedTexts): string {
  const { texts, analysis, input } = shown;
  const [pair] = analysis.pairs;
  if (pair === undefined) return `One text: ${cited(texts[0] ?? "")}. Give more to see how they lie.`;
  const of = (at: number): string => texts[analysis.drawn[at] ?? -1] ?? "";
  const repeats = input.items.length - new Set(input.items.map(({ text }) => text)).size;
  const many = `${texts.length.toLocaleString("en")} different texts${repeats > 0 ? ` (${repeats.toLocaleString("en")} repeats)` : ""}. `;
  const near = `Nearest: ${cited(of(pair.one))} and ${cited(of(pair.other))}, cosine similarity ${decimals(pair.cosine)}.`;
  return `${texts.length > FEW ? many : ""}${near}${lastOf(shown)}${oddOne(shown)}`;
}

/** The text that was given last, as one that is to find its place among the others. */
function lastOf({ texts, analysis }: EmbeddedTexts): string {
  const at = analysis.drawn.length - 1;
  const close = analysis.neighbours[at] ?? [];
  if (texts.length > FEW || close.length < 3) return "";
  const named = close.map(
    ({ at: other, cosine }) => `${cited(texts[analysis.drawn[other] ?? -1] ?? "")} ${decimals(cosine)}`,
  );
  return ` Nearest to the last one, ${cited(texts[analysis.drawn[at] ?? -1] ?? "")}: ${named.join(", ")}.`;
}

/** Said only where it stands out, and has no companion. */
function oddOne({ texts, analysis: { odd, drawn, neighbours } }: EmbeddedTexts): string {
  if (odd === undefined || odd.margin < CLEARLY_ODD) return "";
  const companions = neighbours.map(([first]) => first?.cosine ?? -1);
  if (companions.some((cosine, at) => at !== odd.at && cosine <= (companions[odd.at] ?? -1))) return "";
  return ` The odd one out is ${cited(texts[drawn[odd.at] ?? -1] ?? "")}: ${decimals(odd.means[odd.at] ?? 0)} to the others on average.`;
}

/** The label of each drawn point: the one that was given, else the cluster's, named by what is most in its middle. */
function groupsOf({ texts, input, analysis }: EmbeddedTexts): {
  names: (string | undefined)[];
  label: string;
} {
  const given = new Map(input.items.map(({ text, label }) => [text, label]));
  const drawn = analysis.drawn.map((at) => texts[at] ?? "");
  if (drawn.some((text) => given.get(text) !== undefined))
    return { names: drawn.map((text) => given.get(text) ?? "no label"), label: "Label" };
  const { clusters } = analysis;
  if (clusters === undefined) return { names: drawn.map(() => undefined), label: "Cluster" };
  const names = clusters.sizes.map((_, cluster) => clusterName(cluster, drawn, analysis));
  return { names: clusters.of.map((cluster) => names[cluster]), label: "Cluster of" };
}

function clusterName(cluster: number, drawn: readonly string[], { clusters, map }: Analysis): string {
  const members = drawn.flatMap((_, at) => (clusters?.of[at] === cluster ? [at] : []));
  const middle = [0, 1].map(
    (axis) => members.reduce((sum, at) => sum + (map.places[at]?.[axis] ?? 0), 0) / members.length,
  );
  const far = (at: number): number =>
    Math.hypot((map.places[at]?.[0] ?? 0) - (middle[0] ?? 0), (map.places[at]?.[1] ?? 0) - (middle[1] ?? 0));
  const [first, second] = [...members].sort((a, b) => far(a) - far(b)).map((at) => drawn[at] ?? "");
  const short = drawn.every((text) => text.length <= 16);
  const name = short && second !== undefined ? `${first}, ${second}` : shorten(first ?? "", LONGEST_NAME);
  return `${cluster + 1}: ${name}${members.length > (short ? 2 : 1) ? " …" : ""}`;
}

function scatter(shown: EmbeddedTexts): ScatterSpec {
  const { request, texts, analysis, embedded } = shown;
  const { names, label } = groupsOf(shown);
  const { kind, places, kept } = analysis.map;
  const pca = kind === "pca";
  const axis = (at: 0 | 1): ScatterSpec["x"] => ({
    label: pca ? `principal component ${at + 1} (${percent(kept?.[at] ?? 0)} of the variance)` : "",
    scale: "linear",
    format: "plain",
  });
  const named = places.length <= MOST_NAMED;
  return {
    kind: "scatter",
    title: titleOf(shown),
    subtitle: `${MAP_NAMES[kind]} of ${texts.length.toLocaleString("en")} texts${analysis.drawn.length < texts.length ? `, ${analysis.drawn.length.toLocaleString("en")} of them drawn` : ""}${request.map === kind ? "" : ` (too few for ${MAP_NAMES[request.map]})`}`,
    source: modelName(embedded),
    bare: true,
    groupLabel: label,
    x: axis(0),
    y: axis(1),
    points: places.map(([x, y], at) => {
      const group = names[at];
      const text = texts[analysis.drawn[at] ?? -1] ?? "";
      return {
        x,
        y,
        label: named ? shorten(text, LONGEST_NAME) : "",
        ...(group === undefined ? {} : { group }),
      };
    }),
  };
}

/** States the finding, in the chart's plain text. */
function titleOf({ texts, analysis }: EmbeddedTexts): string {
  const [pair] = analysis.pairs;
  if (pair === undefined) return shorten(texts[0] ?? "", 60);
  const of = (at: number): string => shorten(texts[analysis.drawn[at] ?? -1] ?? "", LONGEST_NAME);
  return `Nearest: ${of(pair.one)} and ${of(pair.other)} (${decimals(pair.cosine)})`;
}

/** Rows and columns in the order of their groups, so that what belongs together is one block. */
function heatmap(shown: EmbeddedTexts): HeatmapSpec {
  const { texts, analysis, embedded } = shown;
  const { names } = groupsOf(shown);
  const order = analysis.drawn
    .map((_, at) => at)
    .sort((a, b) => (names[a] ?? "").localeCompare(names[b] ?? "") || a - b);
  const axis = order.map((at) => ({
    label: shorten(texts[analysis.drawn[at] ?? -1] ?? "", LONGEST_NAME),
    ...(names[at] === undefined ? {} : { group: names[at] }),
  }));
  const values = order.map((row) => order.map((column) => analysis.similarities?.[row]?.[column] ?? null));
  const least = Math.min(0, ...values.flat().map((value) => value ?? 0));
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
  };
}

function neighbourTable({ texts, analysis }: EmbeddedTexts): TableBlock {
  return {
    kind: "table",
    caption: "The nearest of each, by cosine similarity",
    columns: ["Text", "Nearest", "Second", "Third"].map((label) => ({ label })),
    rows: analysis.neighbours.map((near, at) => [
      shorten(texts[analysis.drawn[at] ?? -1] ?? "", LONGEST_NAME),
      ...[0, 1, 2].map((place) => {
        const one = near[place];
        return one === undefined
          ? ""
          : `${shorten(texts[analysis.drawn[one.at] ?? -1] ?? "", LONGEST_NAME)} ${decimals(one.cosine)}`;
      }),
    ]),
  };
}

function pairTable({ texts, analysis }: EmbeddedTexts): TableBlock | undefined {
  if (analysis.pairs.length === 0) return undefined;
  const of = (at: number): string => shorten(texts[analysis.drawn[at] ?? -1] ?? "", 80);
  return {
    kind: "table",
    caption: "Nearest pairs",
    columns: [{ label: "Text" }, { label: "Text" }, { label: "Cosine", align: "right" }],
    rows: analysis.pairs.map(({ one, other, cosine }) => [
      of(one),
      of(other),
      { text: decimals(cosine), value: Number(cosine.toFixed(4)) },
    ]),
  };
}

/** What the picture keeps, and what it cannot show. */
function aboutMap({ map, drawn, faithful, clusters }: Analysis, wanted: MapKind): string {
  const few = map.kind !== wanted ? `${MAP_NAMES[wanted]} needs at least 15 texts, so this is PCA. ` : "";
  const what =
    map.kept !== null
      ? `The two axes keep ${percent((map.kept[0] ?? 0) + (map.kept[1] ?? 0))} of the variance; the rest is not in the picture.`
      : `${MAP_NAMES[map.kind]} keeps neighbours together; distances between groups, and their sizes, mean little.`;
  const near =
    drawn.length < 3
      ? ""
      : ` ${percent(faithful)} of the texts have their true nearest neighbour next to them in the picture; pairs and similarities are computed from all numbers.`;
  const sits =
    clusters?.silhouette === undefined
      ? ""
      : ` Clusters by k-means, silhouette ${decimals(clusters.silhouette)} (1 is clear, 0 is none).`;
  return `${few}${what}${near}${sits}`;
}

function unknownTexts({ input, texts, embedded }: EmbeddedTexts): string {
  const known = new Set([...texts, ...embedded.failed.map(({ text }) => text)]);
  const unknown = [...new Set(input.items.map(({ text }) => text))].filter((text) => !known.has(text));
  if (unknown.length === 0) return "";
  const named = unknown.slice(0, 5).map((text) => cited(text));
  const more = unknown.length > named.length ? ` and ${unknown.length - named.length} more` : "";
  return `Not known to this model, so left out: ${named.join(", ")}${more}.`;
}

function buttons({ request, analysis, texts }: EmbeddedTexts, heat: boolean): Button[] {
  const show = (label: string, change: Partial<EmbedTexts>): Button => ({
    action: "lab embed.show",
    label,
    value: toValue({ ...request, ...change }),
  });
  const maps = (["pca", "umap", "tsne"] as const)
    .filter((map) => heat || map !== request.map)
    .filter((map) => map === "pca" || texts.length >= 15)
    .map((map) => show(MAP_NAMES[map], { map, show: "map" }));
  const similar = heat || analysis.similarities === undefined ? [] : [show("Heat map", { show: "heat" })];
  return [...maps, ...similar, show("Vectors as CSV", { show: "vectors" })];
}

/** What was found, for programs. */
export function dataOf(shown: EmbeddedTexts): { [key: string]: Json } {
  const { texts, analysis, embedded, request } = shown;
  const of = (at: number): string => texts[analysis.drawn[at] ?? -1] ?? "";
  return {
    texts: texts.length,
    model: embedded.provider.model,
    provider: embedded.provider.id,
    dimension: embedded.provider.dimension,
    computed: embedded.asked,
    cached: embedded.cached,
    calls: embedded.calls,
    map: analysis.map.kind,
    variance: analysis.map.kept,
    faithful: analysis.faithful,
    pairs: analysis.pairs.map(({ one, other, cosine }) => ({ one: of(one), other: of(other), cosine })),
    neighbours: analysis.neighbours.map((near, at) => ({
      text: of(at),
      nearest: near.map(({ at: other, cosine }) => ({ text: of(other), cosine })),
    })),
    clusters: analysis.clusters?.of ?? null,
    odd: analysis.odd === undefined ? null : of(analysis.odd.at),
    show: request.show,
  };
}
