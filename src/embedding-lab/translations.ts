import { type Accuracy, accuracyOf } from "../labs/classifier.ts";
import { cosine, type Vector } from "../labs/vectors.ts";
import type { ClassifyTask, ParallelSentence } from "./lab-data.ts";
import type { VectorsOf } from "./provider-note.ts";

/** One text with its vector, and which sentence it says in which language. */
export interface Said {
  meaning: number;
  name: string;
  language: string;
  text: string;
  vector: Vector;
  /** Its place among all texts. */
  at: number;
  /** The cosine with each of all texts, by their places; undefined where one is all zeros. */
  cosines: readonly (number | undefined)[];
}

/** The test texts of some tasks as sentences: many of a kind, harder to tell apart than one of each topic. */
export function testSentences(tasks: readonly ClassifyTask[]): ParallelSentence[] {
  const sentences = new Map<string, ParallelSentence>();
  for (const { id, tests } of tasks)
    for (const { language, item, text } of tests) {
      const name = `${id} ${item + 1}`;
      const known = sentences.get(name) ?? { name, texts: {} };
      known.texts[language] = text;
      sentences.set(name, known);
    }
  return [...sentences.values()];
}

/** The languages of some sentences: English first where it is among them, the others as they come. */
export function languagesOf(sentences: readonly Pick<ParallelSentence, "texts">[]): string[] {
  const all = [...new Set(sentences.flatMap(({ texts }) => Object.keys(texts)))];
  return all.includes("en") ? ["en", ...all.filter((one) => one !== "en")] : all;
}

/** All texts that have a vector, meaning by meaning, and how many have none. */
export function saidOf(
  sentences: readonly ParallelSentence[],
  vectorsOf: VectorsOf,
): { said: Said[]; missing: number } {
  const languages = languagesOf(sentences);
  let missing = 0;
  const known = sentences.flatMap(({ name, texts }, meaning) =>
    languages.flatMap((language): Omit<Said, "at" | "cosines">[] => {
      const text = texts[language];
      if (text === undefined) return [];
      const vector = vectorsOf(text);
      if (vector === null) missing += 1;
      return vector === null ? [] : [{ meaning, name, language, text, vector }];
    }),
  );
  const cosines = cosinesOf(known.map(({ vector }) => vector));
  return { said: known.map((one, at) => ({ ...one, at, cosines: cosines[at] ?? [] })), missing };
}

/** Of every vector with every other, each pair computed once. */
function cosinesOf(vectors: readonly Vector[]): (number | undefined)[][] {
  const rows = vectors.map(() => new Array<number | undefined>(vectors.length).fill(undefined));
  vectors.forEach((one, at) => {
    for (let other = at; other < vectors.length; other += 1) {
      const alike = cosine(one, vectors[other] as Vector);
      (rows[at] as (number | undefined)[])[other] = alike;
      (rows[other] as (number | undefined)[])[at] = alike;
    }
  });
  return rows;
}

/** A text that looked for its translation. */
export interface Search {
  one: Said;
  /** Undefined where nothing of the text is known. */
  found: Said | undefined;
  cosine: number | undefined;
  right: boolean;
}

export interface Retrieval {
  from: string;
  to: string;
  accuracy: Accuracy;
  /** Of what is right by chance, 0 to 1. */
  chance: number;
  searches: Search[];
}

/** How often the nearest text in the other language means the same. A tie for the first place is a miss. */
export function retrievalOf(said: readonly Said[], from: string, to: string): Retrieval {
  const there = said.filter(({ language }) => language === to);
  const searches = said
    .filter((one) => one.language === from && there.some(({ meaning }) => meaning === one.meaning))
    .map((one) => searchFor(one, there));
  return {
    from,
    to,
    accuracy: accuracyOf(searches.filter(({ right }) => right).length, searches.length),
    chance: there.length === 0 ? 0 : 1 / there.length,
    searches,
  };
}

function searchFor(one: Said, there: readonly Said[]): Search {
  const ranked = there
    .flatMap((other) => {
      const alike = one.cosines[other.at];
      return alike === undefined ? [] : [{ other, alike }];
    })
    .sort((a, b) => b.alike - a.alike);
  const [first, second] = ranked;
  const right = first?.other.meaning === one.meaning && first.alike !== second?.alike;
  return { one, found: first?.other, cosine: first?.alike, right };
}

/** All searches of some retrievals as one share. Chance is that of an average search. */
export function together(retrievals: readonly Retrieval[]): { accuracy: Accuracy; chance: number } {
  const sum = (of: (one: Retrieval) => number): number =>
    retrievals.reduce((total, one) => total + of(one), 0);
  const trials = sum(({ accuracy }) => accuracy.trials);
  return {
    accuracy: accuracyOf(
      sum(({ accuracy }) => accuracy.right),
      trials,
    ),
    chance: trials === 0 ? 0 : sum(({ accuracy, chance }) => accuracy.trials * chance) / trials,
  };
}

/** Mean cosine of the same sentences, and of different ones, in two languages; undefined where there is no pair. */
export function meanCosines(
  said: readonly Said[],
  from: readonly string[],
  to: readonly string[],
): { same: number | undefined; different: number | undefined } {
  const same: number[] = [];
  const different: number[] = [];
  for (const one of said.filter(({ language }) => from.includes(language)))
    for (const other of said.filter(({ language }) => to.includes(language))) {
      const alike = one.language === other.language ? undefined : one.cosines[other.at];
      if (alike !== undefined) (one.meaning === other.meaning ? same : different).push(alike);
    }
  return { same: mean(same), different: mean(different) };
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** What a text is nearest to among all others: a translation of its own, another text of its language, or neither. */
export function neighbourKinds(said: readonly Said[]): NeighbourKind[] {
  return said.map((one) => {
    const { found } = searchFor(
      one,
      said.filter((other) => other !== one),
    );
    if (found?.meaning === one.meaning) return "meaning";
    return found?.language === one.language ? "language" : "neither";
  });
}

export type NeighbourKind = "meaning" | "language" | "neither";

/** A text that is less like its translations than translations are. */
export interface Odd {
  one: Said;
  /** What should be its translations. */
  partners: readonly Said[];
  /** Its mean cosine with them. */
  own: number;
  /** What it falls behind, and what that is. */
  than: number;
  reason: "partners" | "other sentence" | "different sentences";
}

/** Of the built-in sentences, three languages at a time, one text in thirty is so far below its partners. */
const FAR_BELOW = 0.25;

/** Texts that are perhaps no translations. `different`: what different sentences have as a mean elsewhere, with the same vectors. */
export function oddOnes(said: readonly Said[], different: number | undefined): Odd[] {
  return said.flatMap((one): Odd[] => {
    const group = said.filter(({ meaning }) => meaning === one.meaning);
    const partners = group.filter((other) => other !== one);
    const own = meanWith(one, partners);
    if (own === undefined) return [];
    const among = meanAmong(partners);
    if (among !== undefined && among - own > FAR_BELOW)
      return [{ one, partners, own, than: among, reason: "partners" }];
    const strangers = [...new Set(said.map(({ meaning }) => meaning))]
      .filter((meaning) => meaning !== one.meaning)
      .flatMap(
        (meaning) =>
          meanWith(
            one,
            said.filter((other) => other.meaning === meaning),
          ) ?? [],
      );
    const nearest = Math.max(...strangers);
    if (strangers.length > 0 && nearest > own)
      return [{ one, partners, own, than: nearest, reason: "other sentence" }];
    if (different !== undefined && own < different)
      return [{ one, partners, own, than: different, reason: "different sentences" }];
    return [];
  });
}

/** The mean cosine of a text with some others of other languages. */
const meanWith = (one: Said, others: readonly Said[]): number | undefined =>
  mean(others.flatMap((other) => (other.language === one.language ? [] : (one.cosines[other.at] ?? []))));

const meanAmong = (group: readonly Said[]): number | undefined =>
  mean(group.flatMap((one) => meanWith(one, group) ?? []));
