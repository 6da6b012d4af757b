import { FEWEST_FOR_NEIGHBOURS, MAP_KINDS, MAP_NAMES } from "../labs/maps.ts";
import type { Block, Button, Json, Reply, TableBlock } from "../replies/reply.ts";
import { heatmap, scatter } from "./embed-charts.ts";
import { finding } from "./embed-finding.ts";
import { notes } from "./embed-notes.ts";
import {
  briefly,
  cosineWords,
  type EmbeddedTexts,
  FEW,
  FEWEST_MAPPED,
  isHeat,
  LONGEST_NAME,
  textAt,
} from "./embedded-texts.ts";
import { type EmbedTexts, toValue } from "./request.ts";

const LONGEST_IN_TABLE = 80;

/** How texts lie in the space of their vectors: a map or a heat map, the nearest pairs, and what to make of it. */
export function embedReply(shown: EmbeddedTexts): Reply {
  return {
    blocks: [...howTheyLie(shown), { kind: "actions", buttons: buttons(shown) }],
    data: dataOf(shown),
  };
}

/** The same without its buttons; the text that comes first says what was found. */
export function howTheyLie(shown: EmbeddedTexts): Block[] {
  const { texts } = shown;
  const table = tableOf(shown);
  const heat = isHeat(shown);
  const drawn = heat || texts.length >= FEWEST_MAPPED;
  return [
    { kind: "text", text: finding(shown) },
    ...(drawn ? [{ kind: "chart" as const, spec: heat ? heatmap(shown) : scatter(shown) }] : []),
    ...(table === undefined ? [] : [table]),
    { kind: "note", text: notes(shown) },
  ];
}

/** Each text's neighbours where they are few, else the nearest pairs; a single pair needs no table. */
function tableOf(shown: EmbeddedTexts): TableBlock | undefined {
  const { texts, analysis } = shown;
  if (texts.length < 3) return undefined;
  return texts.length < FEWEST_MAPPED || texts.length > FEW || analysis.neighbours.length === 0
    ? pairTable(shown)
    : neighbourTable(shown);
}

function neighbourTable(shown: EmbeddedTexts): TableBlock {
  const name = (at: number): string => briefly(textAt(shown, at), LONGEST_NAME);
  return {
    kind: "table",
    caption: "The nearest of each, by cosine similarity",
    columns: ["Text", "Nearest", "Second", "Third"].map((label) => ({ label })),
    rows: shown.analysis.neighbours.map((near, at) => [
      name(at),
      ...[0, 1, 2].map((place) => {
        const one = near[place];
        return one === undefined ? "" : `${name(one.at)} ${cosineWords(one.cosine)}`;
      }),
    ]),
  };
}

function pairTable({ texts, analysis }: EmbeddedTexts): TableBlock {
  const of = (at: number): string => briefly(texts[at] ?? "", LONGEST_IN_TABLE);
  return {
    kind: "table",
    caption:
      texts.length > FEW ? `Nearest pairs of ${texts.length.toLocaleString("en")} texts` : "Nearest pairs",
    columns: [{ label: "Text" }, { label: "Text" }, { label: "Cosine", align: "right" }],
    rows: analysis.pairs.map(({ one, other, cosine }) => [
      of(one),
      of(other),
      { text: cosineWords(cosine), value: Number(cosine.toFixed(4)) },
    ]),
  };
}

function buttons(shown: EmbeddedTexts): Button[] {
  const { request, texts, analysis } = shown;
  const heat = isHeat(shown);
  const show = (label: string, change: Partial<EmbedTexts>): Button => ({
    action: "lab embed.show",
    label,
    value: toValue({ ...request, ...change }),
  });
  const fewest = (map: EmbedTexts["map"]): number => (map === "pca" ? FEWEST_MAPPED : FEWEST_FOR_NEIGHBOURS);
  const maps = MAP_KINDS.filter((map) => heat || map !== request.map)
    .filter((map) => texts.length >= fewest(map))
    .map((map) => show(MAP_NAMES[map], { map, show: "map" }));
  const similar =
    heat || analysis.similarities === undefined || texts.length < FEWEST_MAPPED
      ? []
      : [show("Heat map", { show: "heat" })];
  return [...maps, ...similar, show("Vectors as CSV", { show: "vectors" })];
}

/** What was found, for programs. */
export function dataOf(shown: EmbeddedTexts): { [key: string]: Json } {
  const { texts, analysis, embedded, request } = shown;
  const { pairs, neighbours, map, odd, misleading } = analysis;
  const of = (at: number): string => textAt(shown, at);
  return {
    texts: texts.length,
    drawn: analysis.drawn.length,
    model: embedded.provider.model,
    provider: embedded.provider.id,
    dimension: embedded.provider.dimension,
    computed: embedded.asked,
    cached: embedded.cached,
    failed: embedded.failed.length,
    calls: embedded.calls,
    map: map.kind,
    variance: map.kept,
    faithful: analysis.faithful,
    pairs: pairs.map(({ one, other, cosine }) => ({
      one: texts[one] ?? "",
      other: texts[other] ?? "",
      cosine,
    })),
    neighbours: neighbours.map((near, at) => ({
      text: of(at),
      nearest: near.map(({ at: other, cosine }) => ({ text: of(other), cosine })),
    })),
    clusters: analysis.clusters?.of ?? null,
    odd: odd === undefined ? null : of(odd.at),
    misleading:
      misleading === undefined
        ? null
        : { text: of(misleading.at), beside: of(misleading.beside), nearest: of(misleading.nearest) },
    show: request.show,
  };
}
