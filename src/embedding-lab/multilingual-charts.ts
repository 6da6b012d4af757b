import type { HeatmapSpec } from "../charts/spec.ts";
import type { LanguagePair } from "./language-pair.ts";
import { cosineText } from "./multilingual-words.ts";
import { languageName } from "./provider-note.ts";
import { meanCosines, retrievalOf, type Said } from "./translations.ts";
import { inShort } from "./wording.ts";

/** As many rows and columns as a heat map takes. */
export const MOST_CELLS = 40;
const LONGEST_ROW = 30;
/** Of a matrix of sentences, whose cells need the room. */
const LONGEST_NAME = 22;

type Values = readonly (readonly (number | null)[])[];

/** The tenths around all values: a scale that went on to 0 or 1 would show few differences. */
function rangeOf(values: Values): { from: number; to: number } {
  const known = values.flat().filter((value) => value !== null);
  if (known.length === 0) return { from: 0, to: 1 };
  const from = Math.floor(Math.min(...known) * 10 + 1e-9) / 10;
  return { from, to: Math.min(1, Math.max(from + 0.1, Math.ceil(Math.max(...known) * 10 - 1e-9) / 10)) };
}

/** The sentences of one language in rows, those of another in columns, in the same order: translations are the diagonal. */
export function pairHeatmap(said: readonly Said[], { from, to }: LanguagePair, source: string): HeatmapSpec {
  const both = said.filter(
    ({ language, meaning }) =>
      language === from && said.some((other) => other.language === to && other.meaning === meaning),
  );
  const rows = both.slice(0, MOST_CELLS);
  const columns = rows.flatMap(
    ({ meaning }) => said.find((other) => other.language === to && other.meaning === meaning) ?? [],
  );
  const values = rows.map((one) => columns.map((other) => one.cosines[other.at] ?? null));
  const { accuracy } = retrievalOf([...rows, ...columns], from, to);
  const { same, different } = meanCosines([...rows, ...columns], [from], [to]);
  const names = [languageName(from), languageName(to)];
  return {
    kind: "heatmap",
    title: `${accuracy.right} of ${accuracy.trials} ${names[0]} sentences are most like their ${names[1]} translation`,
    subtitle: `Darker is more alike. On the diagonal translations, mean ${cosineText(same)}; elsewhere ${cosineText(different)}`,
    source,
    rows: rows.map(({ text }) => ({ label: inShort(text, LONGEST_NAME) })),
    columns: columns.map(({ text }) => ({ label: inShort(text, LONGEST_NAME) })),
    values,
    ...rangeOf(values),
    valueLabel: "cosine similarity",
    rowsLabel: names[0] ?? from,
    columnsLabel: names[1] ?? to,
  };
}

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
    title: `Translations: mean cosine ${cosineText(same)}${spreadWords(shown, values)}`,
    subtitle: `Mean over the sentences, for each pair of languages; different sentences have ${cosineText(different)}`,
    source,
    rows: names,
    columns: names,
    values,
    ...rangeOf(values),
    valueLabel: "mean cosine of translations",
    unknownLabel: "same language",
  };
}

/** ", from 0.69 (Italian–Russian) to 0.89 (Japanese–Chinese)" */
function spreadWords(languages: readonly string[], values: Values): string {
  const pairs = values.flatMap((row, one) =>
    row
      .slice(0, one)
      .flatMap((value, other) =>
        value === null ? [] : [{ value, names: [languages[other], languages[one]] as const }],
      ),
  );
  const [first, ...rest] = pairs.toSorted((a, b) => a.value - b.value);
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return "";
  const words = ({ value, names }: typeof first): string =>
    `${cosineText(value)} (${names.map((code) => languageName(code ?? "")).join("–")})`;
  return `, from ${words(first)} to ${words(last)}`;
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
    ...rangeOf(values),
    valueLabel: "cosine similarity",
  };
}
