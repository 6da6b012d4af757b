import { editDistance } from "./edit-distance.ts";
import { type Fit, fitOf } from "./match-words.ts";
import {
  keyOfParts,
  type NamedEntry,
  type NamedIndex,
  type NamedSpelling,
  namedIndex,
  partsOf,
  stemOf,
  tellingWords,
} from "./named-index.ts";

export type { NamedEntry } from "./named-index.ts";

export type FoundNamed<Entry> =
  /** `exact` is false where the name was completed or corrected: say what was taken. */
  | { kind: "found"; entry: Entry; exact: boolean }
  /** Best first; a single one where a short word was misspelt, which may be another name. */
  | { kind: "ambiguous"; candidates: Entry[] }
  | { kind: "unknown"; nearest: Entry[] };

const MOST_CANDIDATES = 25;
const MOST_NEAREST = 5;
const LONGEST_NAME = 120;
/** Names that have less in common than this, from 0 to 1, are not near. */
const NEAR = 0.3;
/** One slip for every so many letters of a name typed without its gaps. */
const LETTERS_FOR_A_SLIP = 5;
const MOST_SLIPS = 3;

interface Ranked<Entry> {
  entry: Entry;
  /** Less is better. */
  cost: number;
  doubtful: boolean;
}

/** What was typed, in the forms in which it is compared. */
interface Typed {
  key: string;
  words: readonly string[];
}

/**
 * The entry that is called so: by a whole name, by its words in any order (plural or not), by some of them or their
 * beginnings, or with slips. Digits are never corrected. What fits several equally well is a question back.
 */
export function findNamed<Entry extends NamedEntry>(
  entries: readonly Entry[],
  text: string,
): FoundNamed<Entry> {
  const index = namedIndex(entries);
  const typed = typedOf(index, text);
  if (typed.key === "") return { kind: "unknown", nearest: [] };
  const whole = wholeName(index, typed);
  if (whole !== undefined) return whole;
  const ranked = best(index.spellings.flatMap((spelling) => ranking(spelling, typed)));
  const [first, second] = ranked;
  if (first === undefined) return { kind: "unknown", nearest: nearest(index, typed.key) };
  const clear = second === undefined || second.cost - first.cost >= 1;
  if (clear && !first.doubtful) return { kind: "found", entry: first.entry, exact: false };
  return { kind: "ambiguous", candidates: ranked.slice(0, MOST_CANDIDATES).map(({ entry }) => entry) };
}

/** Words that the names write as one are joined: "human eval", "qa truthful". */
function typedOf<Entry>(index: NamedIndex<Entry>, text: string): Typed {
  const parts = partsOf(text.slice(0, LONGEST_NAME));
  const words: string[] = [];
  for (const word of tellingWords(parts)) {
    const last = words.at(-1);
    const joined = [`${last}${word}`, `${word}${last}`].map(stemOf).find((both) => index.words.has(both));
    if (last !== undefined && joined !== undefined) words[words.length - 1] = joined;
    else words.push(word);
  }
  return { key: keyOfParts(parts), words };
}

/** Ids and names come before aliases; what two entries are called alike is asked. */
function wholeName<Entry>(
  { spellings }: NamedIndex<Entry>,
  { key, words }: Typed,
): FoundNamed<Entry> | undefined {
  const stem = keyOfParts(words);
  const sorted = [...words].sort().join(" ");
  const ways: { same: (spelling: NamedSpelling<Entry>) => boolean; exact: boolean }[] = [
    { same: (spelling) => spelling.main && spelling.key === key, exact: true },
    { same: (spelling) => spelling.key === key, exact: true },
    { same: (spelling) => keyOfParts(spelling.words) === stem, exact: true },
    { same: (spelling) => [...spelling.words].sort().join(" ") === sorted, exact: false },
  ];
  for (const { same, exact } of ways) {
    const called = [...new Set(spellings.filter(same).map(({ entry }) => entry))];
    const [entry] = called;
    if (entry !== undefined && called.length === 1) return { kind: "found", entry, exact };
    if (called.length > 0) return { kind: "ambiguous", candidates: called };
  }
  return undefined;
}

function ranking<Entry>(spelling: NamedSpelling<Entry>, { key, words }: Typed): Ranked<Entry>[] {
  const { entry } = spelling;
  const found: Ranked<Entry>[] = [];
  const fit = fitOf(words, spelling.words);
  // One letter of a short word besides others that are missing: anything could be meant.
  if (fit !== undefined && !(fit.doubtful && fit.left > 0))
    found.push({ entry, cost: costOf(fit), doubtful: isDoubtful(fit, words) });
  if (key.length > 1 && beginsWith(spelling.key, key)) {
    // "mbppp" is a beginning of "MBPP plus", but hardly meant so.
    const [first = 0] = spelling.ends;
    const whole = key.length <= first || spelling.ends.includes(key.length);
    found.push({ entry, cost: whole ? 1 : 1.5, doubtful: false });
  }
  const slips = Math.min(MOST_SLIPS, Math.floor(key.length / LETTERS_FOR_A_SLIP));
  if (slips > 0 && digitsOf(key) === digitsOf(spelling.key)) {
    const distance = editDistance(spelling.key, key, slips);
    if (distance <= slips) found.push({ entry, cost: 1 + distance, doubtful: key.length < 6 });
  }
  if (slips > 0 && isNearBeginning(spelling.key, key)) found.push({ entry, cost: 3, doubtful: true });
  return found;
}

/** Slips weigh most, then words cut short; what was left out decides nothing between names that all hold the words. */
const costOf = ({ edits, begun, left }: Fit): number => 2 * edits + (begun + left > 0 ? 1 : 0);

/** A slip together with words left out is a guess. */
function isDoubtful({ edits, left, doubtful }: Fit, words: readonly string[]): boolean {
  return doubtful || (edits > 0 && left > 0) || words.every((word) => word.length < 2);
}

function beginsWith(name: string, beginning: string): boolean {
  return name.startsWith(beginning) && !cutsNumber(name, beginning.length);
}

/** "math 5" is no beginning of MATH-500. */
const cutsNumber = (name: string, at: number): boolean => /^\d{2}$/.test(name.slice(at - 1, at + 1));

/** "infinte bench" for InfiniteBench En.MC. */
function isNearBeginning(name: string, typed: string): boolean {
  return [typed.length - 1, typed.length, typed.length + 1].some((length) => {
    if (length >= name.length || cutsNumber(name, length)) return false;
    const beginning = name.slice(0, length);
    return digitsOf(beginning) === digitsOf(typed) && editDistance(beginning, typed, 1) <= 1;
  });
}

const digitsOf = (key: string): string => key.replace(/\D+/g, " ").trim();

/** Each entry once with its least cost; what costs much more than the best is no candidate. */
function best<Entry>(all: readonly Ranked<Entry>[]): Ranked<Entry>[] {
  const least = new Map<Entry, Ranked<Entry>>();
  for (const ranked of all) {
    const known = least.get(ranked.entry);
    if (known === undefined || ranked.cost < known.cost) least.set(ranked.entry, ranked);
  }
  const sorted = [...least.values()].sort((a, b) => a.cost - b.cost);
  return sorted.filter(({ cost }) => cost < (sorted[0]?.cost ?? 0) + 1);
}

/** By the pairs of letters that two names share. */
function nearest<Entry>({ spellings }: NamedIndex<Entry>, key: string): Entry[] {
  const wanted = pairsOf(key);
  const scores = new Map<Entry, number>();
  for (const spelling of spellings) {
    const named = pairsOf(spelling.key);
    const shared = [...wanted].filter((pair) => named.has(pair)).length;
    const score = (2 * shared) / Math.max(1, wanted.size + named.size);
    if (score >= NEAR) scores.set(spelling.entry, Math.max(score, scores.get(spelling.entry) ?? 0));
  }
  const ranked = [...scores].sort(([, a], [, b]) => b - a);
  return ranked.slice(0, MOST_NEAREST).map(([entry]) => entry);
}

function pairsOf(key: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, key.length - 1) }, (_, at) => key.slice(at, at + 2)));
}

/** Ranks of a completion, best first. */
const WHOLE = 0;
const NAME_BEGINS = 1;
const ALIAS_BEGINS = 2;
const WORDS_BEGIN = 3;
const INSIDE = 4;

/** For what is typed so far, best first, equals in their own order; what may be meant where nothing begins so. */
export function completeNamed<Entry extends NamedEntry>(
  entries: readonly Entry[],
  partial: string,
  limit: number,
): Entry[] {
  const index = namedIndex(entries);
  const parts = partsOf(partial.slice(0, LONGEST_NAME));
  const key = keyOfParts(parts);
  if (key === "") return entries.slice(0, limit);
  const ranks = new Map<Entry, number>();
  for (const spelling of index.spellings) {
    const rank = rankOf(spelling, key, parts);
    if (rank < (ranks.get(spelling.entry) ?? INSIDE + 1)) ranks.set(spelling.entry, rank);
  }
  const match = findNamed(entries, partial);
  if (match.kind === "found") ranks.set(match.entry, WHOLE);
  else if (ranks.size === 0)
    return (match.kind === "ambiguous" ? match.candidates : match.nearest).slice(0, limit);
  const ranked = entries.filter((entry) => ranks.has(entry));
  return ranked.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0)).slice(0, limit);
}

function rankOf(
  { key: name, main, words }: NamedSpelling<unknown>,
  key: string,
  parts: readonly string[],
): number {
  if (name === key) return WHOLE;
  if (name.startsWith(key)) return main ? NAME_BEGINS : ALIAS_BEGINS;
  if (parts.every((part) => words.some((word) => word.startsWith(part) || word === stemOf(part))))
    return WORDS_BEGIN;
  return name.includes(key) ? INSIDE : INSIDE + 1;
}
