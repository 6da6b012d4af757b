import { editDistance } from "./edit-distance.ts";
import { nameKey } from "./name-tokens.ts";

/** Something that people call by name: a benchmark, a lesson, a term, a table. */
export interface NamedEntry {
  id: string;
  name: string;
  aliases: readonly string[];
}

export type FoundNamed<Entry> =
  /** `exact` is false where the name was completed or corrected: say what was taken. */
  | { kind: "found"; entry: Entry; exact: boolean }
  | { kind: "ambiguous"; candidates: Entry[] }
  | { kind: "unknown"; nearest: Entry[] };

const MOST_CANDIDATES = 25;
const LONGEST_NAME = 120;
/** One typing mistake for every so many letters. */
const LETTERS_FOR_A_TYPO = 4;
const MOST_TYPOS = 3;

const namesOf = ({ id, name, aliases }: NamedEntry): string[] => [id, name, ...aliases].map(nameKey);

/** The entry that is called so: by a whole name, else by the beginning or a part of one, else with typing mistakes. */
export function findNamed<Entry extends NamedEntry>(
  entries: readonly Entry[],
  text: string,
): FoundNamed<Entry> {
  const wanted = nameKey(text.slice(0, LONGEST_NAME));
  if (wanted === "") return { kind: "unknown", nearest: [] };
  const whole = entries.find((entry) => namesOf(entry).includes(wanted));
  if (whole !== undefined) return { kind: "found", entry: whole, exact: true };
  for (const matches of [
    (name: string) => name.startsWith(wanted),
    (name: string) => wanted.length > 2 && name.includes(wanted),
  ]) {
    const found = entries.filter((entry) => namesOf(entry).some(matches));
    const [only] = found;
    if (only !== undefined && found.length === 1 && wanted.length > 1)
      return { kind: "found", entry: only, exact: false };
    if (found.length > 0) return { kind: "ambiguous", candidates: found.slice(0, MOST_CANDIDATES) };
  }
  const limit = Math.min(MOST_TYPOS, Math.floor(wanted.length / LETTERS_FOR_A_TYPO));
  const near = nearest(entries, wanted, limit);
  const [first, second] = near;
  if (first === undefined)
    return { kind: "unknown", nearest: nearest(entries, wanted, MOST_TYPOS).map(({ entry }) => entry) };
  return second === undefined || second.distance > first.distance
    ? { kind: "found", entry: first.entry, exact: false }
    : {
        kind: "ambiguous",
        candidates: near.filter(({ distance }) => distance === first.distance).map(({ entry }) => entry),
      };
}

function nearest<Entry extends NamedEntry>(entries: readonly Entry[], wanted: string, limit: number) {
  return entries
    .map((entry) => ({
      entry,
      distance: Math.min(...namesOf(entry).map((name) => editDistance(name, wanted, limit))),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_CANDIDATES);
}

/** For what is typed so far: names that begin so, then names with a word that begins so, then names that hold it. */
export function completeNamed<Entry extends NamedEntry>(
  entries: readonly Entry[],
  partial: string,
  limit: number,
): Entry[] {
  const wanted = nameKey(partial);
  if (wanted === "") return entries.slice(0, limit);
  const rank = (entry: NamedEntry): number => {
    const names = namesOf(entry);
    if (names.some((name) => name === wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted))) return 1;
    const words = [entry.name, ...entry.aliases].flatMap((name) => name.split(/[\s/-]+/)).map(nameKey);
    if (words.some((word) => word.startsWith(wanted))) return 2;
    return names.some((name) => name.includes(wanted)) ? 3 : 4;
  };
  const ranked = entries.map((entry) => ({ entry, rank: rank(entry) })).filter((each) => each.rank < 4);
  if (ranked.length === 0)
    return nearest(entries, wanted, MOST_TYPOS)
      .map(({ entry }) => entry)
      .slice(0, limit);
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ entry }) => entry);
}
