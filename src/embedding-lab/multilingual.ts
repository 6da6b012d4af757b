import type { MapKind } from "../labs/maps.ts";
import type { Block, Json, Reply, TableBlock, TextFile } from "../replies/reply.ts";
import { tableCsv } from "../replies/text-table.ts";
import type { ParallelSentence } from "./lab-data.ts";
import { type AskedPair, pairOf } from "./language-pair.ts";
import { languageHeatmap, MOST_CELLS, pairHeatmap, sentenceHeatmap } from "./multilingual-charts.ts";
import { type MapColour, meaningMap } from "./multilingual-map.ts";
import {
  cosineWords,
  type Facts,
  finding,
  flattery,
  intervalNote,
  oddIn,
  oddWords,
  warnings,
} from "./multilingual-words.ts";
import {
  languageName,
  limitsNote,
  providerData,
  type VectorSource,
  type VectorsOf,
} from "./provider-note.ts";
import { languagesOf, meanCosines, retrievalOf, saidOf } from "./translations.ts";
import { counted, intervalWords } from "./wording.ts";

/** All texts that are to be embedded, for the purpose "clustering". */
export const multilingualTexts = (sentences: readonly ParallelSentence[]): string[] => [
  ...new Set(sentences.flatMap(({ texts }) => Object.values(texts))),
];

export interface Multilingual {
  sentences: readonly ParallelSentence[];
  /** Others whose vectors are there too, to hold the figures against: more similar ones, for a person's own the built-in ones. */
  beside?: readonly ParallelSentence[];
  vectorsOf: VectorsOf;
  provider: VectorSource;
  /** Sentences of the asker's own, few of which are compared one by one. */
  own?: boolean;
  pair?: AskedPair;
  map?: MapKind;
  colour?: MapColour;
}

const MOST_ROWS = 12;

/** How alike translations are, whether they find each other, and a map of all. */
export function multilingualReply(asked: Multilingual): Reply {
  const { sentences, beside = [], vectorsOf, provider, own = false } = asked;
  const { said, missing } = saidOf(sentences, vectorsOf);
  const languages = languagesOf(sentences);
  // With one sentence there is nothing else to find.
  const from = sentences.length > 1 ? languages : [];
  const searches = from.flatMap((one) =>
    languages.filter((to) => to !== one).map((to) => retrievalOf(said, one, to)),
  );
  const facts: Facts = {
    said,
    languages,
    searches,
    meanings: sentences.length,
    beside: saidOf(beside, vectorsOf).said,
  };
  const blocks: Block[] = [
    { kind: "heading", text: finding(facts) },
    ...textOf(own ? oddWords(facts) : flattery(facts, provider)),
    ...textOf(cosineWords(facts)),
    ...textOf(warnings(said, missing)),
    ...chartsOf(asked, facts),
    { kind: "note", text: `${limitsNote(provider, languages)}${intervalNote(facts)}` },
  ];
  return {
    blocks,
    ...(searches.length > 0 ? { files: files(facts) } : {}),
    data: dataOf(asked, facts),
  };
}

const textOf = (text: string | undefined): Block[] => (text === undefined ? [] : [{ kind: "text", text }]);

function chartsOf(
  { own = false, pair: askedPair, map = "umap", colour, provider }: Multilingual,
  facts: Facts,
): Block[] {
  const { said, languages, meanings } = facts;
  const source = `${own ? "Your own sentences" : "Lectern's own sentences"}; vectors: ${provider.model}`;
  const oneByOne = own && said.length <= MOST_CELLS;
  const pair = meanings > 1 ? pairOf(askedPair, languages) : undefined;
  const paired = pair !== undefined && (!oneByOne || askedPair !== undefined);
  const scatter = meanings > 1 ? meaningMap(said, { kind: map, colour, source }) : undefined;
  return [
    ...(paired ? [{ kind: "chart" as const, spec: pairHeatmap(said, pair, source) }] : []),
    {
      kind: "chart",
      spec: oneByOne ? sentenceHeatmap(said, source) : languageHeatmap(said, languages, source),
    },
    ...(meanings > 1 ? [retrievalTable(facts)] : []),
    ...(scatter === undefined ? [] : [{ kind: "chart" as const, spec: scatter }]),
  ];
}

function retrievalTable({ languages, searches, said }: Facts): TableBlock {
  const [pivot = "", ...others] = languages;
  const name = languageName(pivot);
  const find = (from: string, to: string) =>
    searches.find((one) => one.from === from && one.to === to)?.accuracy;
  const shown = others.slice(0, MOST_ROWS);
  const left = others.length - shown.length;
  return {
    kind: "table",
    caption: `Nearest sentence is the translation${left > 0 ? ` (${counted(left, "more language")} in the file)` : ""}`,
    columns: [
      { label: "Language" },
      { label: `Finds ${name}`, align: "right" },
      { label: "95 %", align: "right" },
      { label: "Is found", align: "right" },
      { label: "Cosine", align: "right" },
    ],
    rows: shown.map((code) => {
      const to = find(code, pivot);
      const back = find(pivot, code);
      const { same } = meanCosines(said, [code], [pivot]);
      return [
        languageName(code),
        to === undefined ? "" : { text: `${to.right} of ${to.trials}`, value: to.share ?? 0 },
        to === undefined ? "" : intervalWords(to),
        back === undefined ? "" : { text: `${back.right} of ${back.trials}`, value: back.share ?? 0 },
        same === undefined ? "" : { text: same.toFixed(2), value: same },
      ];
    }),
  };
}

function files({ languages: [pivot], searches }: Facts): TextFile[] {
  // Those between all other languages would be ten times as many.
  const central = searches.filter(({ from, to }) => from === pivot || to === pivot);
  const texts = central.flatMap(({ from, to, searches: all }) =>
    all.map(({ one, found, cosine, right }) => [
      from,
      to,
      one.name,
      one.text,
      found?.text ?? "",
      cosine === undefined ? "" : cosine.toFixed(4),
      right ? "yes" : "no",
    ]),
  );
  const pairs = searches.map(({ from, to, accuracy, chance }) => [
    from,
    to,
    ...[accuracy.right, accuracy.trials].map(String),
    ...[accuracy.share ?? 0, accuracy.interval.low, accuracy.interval.high, chance].map((value) =>
      value.toFixed(4),
    ),
  ]);
  const csv = (names: string, rows: string[][]): string =>
    tableCsv({ columns: names.split(" ").map((label) => ({ label })), rows });
  return [
    {
      name: "translations-by-language.csv",
      mediaType: "text/csv",
      alt: "How often texts of one language find their translation in another, for each pair of languages",
      text: csv("from to right searches share low_95 high_95 chance", pairs),
    },
    {
      name: "translations-by-text.csv",
      mediaType: "text/csv",
      alt: `What each text finds as its nearest in ${languageName(pivot ?? "")}, and from there in each other language, with the cosine`,
      text: csv("from to sentence text nearest cosine right", texts),
    },
  ];
}

function dataOf({ provider, own = false }: Multilingual, facts: Facts): { [key: string]: Json } {
  const { said, languages, searches, meanings } = facts;
  const { same, different } = meanCosines(said, languages, languages);
  return {
    provider: providerData(provider),
    languages: [...languages],
    sentences: meanings,
    meanCosine: { translations: same ?? null, differentSentences: different ?? null },
    ...(own
      ? {
          perhapsNoTranslation: oddIn(facts).map(({ one, own: cosine }) => ({
            text: one.text,
            cosine,
          })),
        }
      : {}),
    retrieval: searches.map(({ from, to, accuracy, chance }) => ({
      from,
      to,
      right: accuracy.right,
      searches: accuracy.trials,
      share: accuracy.share ?? null,
      low95: accuracy.interval.low,
      high95: accuracy.interval.high,
      chance,
    })),
  };
}
