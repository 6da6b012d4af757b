import type { MapKind } from "../labs/maps.ts";
import { norm } from "../labs/vectors.ts";
import type { Block, Json, Reply, TableBlock, TextFile } from "../replies/reply.ts";
import { tableCsv } from "../replies/text-table.ts";
import type { ParallelSentence } from "./lab-data.ts";
import {
  languageHeatmap,
  type MapColour,
  MOST_CELLS,
  meaningMap,
  sentenceHeatmap,
} from "./multilingual-charts.ts";
import {
  languageName,
  limitsNote,
  providerData,
  type VectorSource,
  type VectorsOf,
} from "./provider-note.ts";
import {
  languagesOf,
  meanCosines,
  type Retrieval,
  retrievalOf,
  type Said,
  saidOf,
  together,
} from "./translations.ts";
import { counted, intervalWords, percent, shareWords } from "./wording.ts";

/** All texts that are to be embedded, for the purpose "clustering". */
export const multilingualTexts = (sentences: readonly ParallelSentence[]): string[] => [
  ...new Set(sentences.flatMap(({ texts }) => Object.values(texts))),
];

export interface Multilingual {
  sentences: readonly ParallelSentence[];
  vectorsOf: VectorsOf;
  provider: VectorSource;
  /** Sentences of the asker's own, few of which are compared one by one. */
  own?: boolean;
  map?: MapKind;
  colour?: MapColour;
}

const MOST_ROWS = 12;

/** How alike translations are, whether they find each other, and a map of all. */
export function multilingualReply(asked: Multilingual): Reply {
  const { sentences, vectorsOf, provider, own = false, map = "umap", colour = "meaning" } = asked;
  const { said, missing } = saidOf(sentences, vectorsOf);
  const languages = languagesOf(sentences);
  // With one sentence there is nothing else to find.
  const from = sentences.length > 1 ? languages : [];
  const searches = from.flatMap((one) =>
    languages.filter((to) => to !== one).map((to) => retrievalOf(said, one, to)),
  );
  const source = `${own ? "Your own sentences" : "Lectern's own sentences"}; vectors: ${provider.model}`;
  const oneByOne = own && said.length <= MOST_CELLS;
  const scatter = sentences.length > 1 ? meaningMap(said, { kind: map, colour, source }) : undefined;
  const facts = { said, languages, searches, meanings: sentences.length };
  const blocks: Block[] = [
    { kind: "heading", text: finding(facts) },
    { kind: "text", text: cosineWords(facts) },
    ...warnings(said, missing),
    {
      kind: "chart",
      spec: oneByOne ? sentenceHeatmap(said, source) : languageHeatmap(said, languages, source),
    },
    ...(sentences.length > 1 ? [retrievalTable(facts)] : []),
    ...(scatter === undefined ? [] : [{ kind: "chart" as const, spec: scatter }]),
    { kind: "note", text: smallPrint(provider, facts, own) },
  ];
  return {
    blocks,
    ...(searches.length > 0 ? { files: files(facts) } : {}),
    data: dataOf(provider, facts),
  };
}

interface Facts {
  said: readonly Said[];
  languages: readonly string[];
  searches: readonly Retrieval[];
  meanings: number;
}

function finding({ said, languages, searches, meanings }: Facts): string {
  const [pivot = "", ...others] = languages;
  if (meanings === 1) {
    const { same } = meanCosines(said, languages, languages);
    const alike = same === undefined ? "cannot be compared" : `have a mean cosine of ${same.toFixed(2)}`;
    return `One sentence in ${counted(languages.length, "language")}: its translations ${alike}`;
  }
  const { accuracy, chance } = together(searches.filter(({ to }) => to === pivot));
  const [only] = others;
  const who =
    others.length === 1
      ? `${aOrAn(languageName(only ?? ""))} sentence finds its`
      : `Sentences in ${others.length} languages find their`;
  return `${who} ${languageName(pivot)} translation in ${shareWords(accuracy, "cases")}; by chance ${chanceWords(chance)}`;
}

const aOrAn = (name: string): string => `${/^[AEIO]/.test(name) ? "An" : "A"} ${name}`;

/** "1 of 12"; as a percentage where languages have different numbers of sentences. */
const chanceWords = (chance: number): string =>
  chance > 0 && Math.abs(1 / chance - Math.round(1 / chance)) < 1e-9
    ? `1 of ${Math.round(1 / chance)}`
    : percent(chance);

function cosineWords({ said, languages, searches, meanings }: Facts): string {
  const { same, different } = meanCosines(said, languages, languages);
  const translations = `Across languages, translations have a mean cosine of ${same?.toFixed(2) ?? "none"}`;
  if (meanings === 1) return `${translations}; 1 would be the same direction, 0 nothing in common.`;
  const { accuracy, chance } = together(searches);
  return `${translations}, different sentences ${different?.toFixed(2) ?? "none"} (1: same direction, 0: nothing in common). Over all ${counted(searches.length, "direction")} between two languages the nearest sentence is the translation in ${shareWords(accuracy, "cases")}; by chance ${chanceWords(chance)}.`;
}

function warnings(said: readonly Said[], missing: number): Block[] {
  const unknown = said.filter(({ vector }) => norm(vector) === 0).length;
  const parts = [
    ...(unknown === 0
      ? []
      : [
          `Of ${counted(unknown, "text")} nothing is known: a vector of zeros, which finds nothing and is on no map.`,
        ]),
    ...(missing === 0
      ? []
      : [`${counted(missing, "text")} got no vector and ${missing === 1 ? "is" : "are"} left out.`]),
  ];
  return parts.length === 0 ? [] : [{ kind: "text", text: parts.join(" ") }];
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

function smallPrint(provider: VectorSource, { languages, meanings }: Facts, own: boolean): string {
  const parts = [limitsNote(provider, languages)];
  if (!own)
    parts.push("Each sentence has a topic of its own; among more similar ones fewer find their translation.");
  if (meanings > 1) {
    const several =
      languages.length > 2
        ? "; all languages say the same sentences, so those over several languages are too narrow"
        : "";
    parts.push(`Intervals hold 95 % (Wilson) and take cases as independent${several}.`);
  }
  return parts.join(" ");
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

function dataOf(
  provider: VectorSource,
  { said, languages, searches, meanings }: Facts,
): { [key: string]: Json } {
  const { same, different } = meanCosines(said, languages, languages);
  return {
    provider: providerData(provider),
    languages: [...languages],
    sentences: meanings,
    meanCosine: { translations: same ?? null, differentSentences: different ?? null },
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
