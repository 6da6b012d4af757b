import type { HeatmapSpec, ScatterSpec } from "../charts/spec.ts";
import { type MapKind, mapOf } from "../labs/maps.ts";
import { norm } from "../labs/vectors.ts";
import { languageName } from "./provider-note.ts";
import { meanCosines, neighbourKinds, type Said } from "./translations.ts";
import { inShort } from "./wording.ts";

export type MapColour = "meaning" | "language";

/** As many rows and columns as a heat map takes. */
export const MOST_CELLS = 40;
const LONGEST_ROW = 30;

/** The scale goes below 0 only where values do. */
const lowest = (values: readonly (readonly (number | null)[])[]): number =>
  Math.min(0, ...values.flat().map((value) => (value === null ? 0 : Math.floor(value * 10) / 10)));

const cosineText = (value: number | undefined): string => (value === undefined ? "none" : value.toFixed(2));

/** The mean cosine of translations, by pairs of languages. */
export function languageHeatmap(
  said: readonly Said[],
  languages: readonly string[],
  source: string,
): HeatmapSpec {
  const shown = languages.slice(0, MOST_CELLS);
  const values = shown.map((from) => shown.map((to) => meanCosines(said, [from], [to]).same ?? null));
  const names = shown.map((code) => ({ label: languageName(code) }));
  const { same, different } = meanCosines(said, languages, languages);
  return {
    kind: "heatmap",
    title: `Translations: mean cosine ${cosineText(same)}; different sentences: ${cosineText(different)}`,
    subtitle: "Mean over the sentences, for each pair of languages",
    source,
    rows: names,
    columns: names,
    values,
    from: lowest(values),
    to: 1,
    valueLabel: "mean cosine similarity of translations",
  };
}

/** Every text with every other, translations side by side. */
export function sentenceHeatmap(said: readonly Said[], source: string): HeatmapSpec {
  const names = said.map(({ language, text, name }) => ({
    label: inShort(`${language}: ${text}`, LONGEST_ROW),
    group: name,
  }));
  const values = said.map((one) => said.map((other) => one.cosines[other.at] ?? null));
  const languages = [...new Set(said.map(({ language }) => language))];
  const { same, different } = meanCosines(said, languages, languages);
  const others = different === undefined ? "" : `; different sentences: ${cosineText(different)}`;
  return {
    kind: "heatmap",
    title: `Translations: mean cosine ${cosineText(same)}${others}`,
    subtitle: "Texts of one meaning stand together",
    source,
    rows: names,
    columns: names,
    values,
    from: lowest(values),
    to: 1,
    valueLabel: "cosine similarity",
  };
}

/** All texts as points: a colour for each meaning or for each language. Texts of which nothing is known have no place. */
export function meaningMap(
  said: readonly Said[],
  { kind, colour, source }: { kind: MapKind; colour: MapColour; source: string },
): ScatterSpec | undefined {
  const known = said.filter(({ vector }) => norm(vector) > 0);
  if (known.length < 3) return undefined;
  const map = mapOf(
    known.map(({ vector }) => vector),
    { kind },
  );
  const near = neighbourKinds(known);
  const bare = map.kind !== "pca";
  return {
    kind: "scatter",
    title: `${near.meaning} of ${known.length} texts lie nearest to a translation of theirs, ${near.language} to another text of their language`,
    subtitle: bare
      ? `${map.kind === "umap" ? "UMAP" : "t-SNE"}: near points are alike; distances between far groups mean little`
      : `PCA: the two axes keep ${Math.round(100 * ((map.kept?.[0] ?? 0) + (map.kept?.[1] ?? 0)))} % of the variance`,
    source,
    x: { label: bare ? "" : "first component", scale: "linear", format: "plain" },
    y: { label: bare ? "" : "second component", scale: "linear", format: "plain" },
    ...(bare ? { bare } : {}),
    groupLabel: colour === "meaning" ? "Sentence" : "Language",
    points: known.map(({ name, language }, at) => ({
      x: map.places[at]?.[0] ?? 0,
      y: map.places[at]?.[1] ?? 0,
      label: colour === "meaning" ? language : name,
      group: colour === "meaning" ? name : languageName(language),
    })),
  };
}
