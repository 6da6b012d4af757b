import type { Claims, Lists, Placed, Values } from "./cross-check.ts";
import type { Problem } from "./model.ts";
import type { Part } from "./schema.ts";

/** What entries may refer to. */
export interface Known {
  /** Ids that may be referred to, also of entries that are too broken to load. */
  ids: (list: keyof Values) => ReadonlySet<string>;
  sources: ReadonlySet<string>;
  topics: readonly string[];
  /** Lists of which not all ids could be told. */
  incomplete: Claims["incomplete"];
  brokenScores: Claims["brokenScores"];
  /**
   * Whether an id that is not there is no mistake where it stands: its file could not be read, or `keep` leaves it out,
   * which is then said once for all such places.
   */
  excused: (lists: readonly (keyof Values)[], id: string, from: Problem) => boolean;
}

/** Built-in things that somebody refers to although `keep` leaves them out. */
export type Missed = Map<Part, { id: string; from: Problem }[]>;

export function knownOf(claims: Claims, kept: Lists, missed: Missed): Known {
  const { broken, leftOut } = claims;
  // Where nothing else is either, all that is referred to was to come from the empty file.
  const empty = [...claims.emptied].filter((list) => list === "sources" || kept[list].length === 0);
  const incomplete = new Set([...claims.incomplete, ...empty]);
  const ids = new Map<keyof Values, ReadonlySet<string>>();
  for (const [list, entries] of Object.entries(kept) as [keyof Values, Placed<{ id?: unknown }>[]][]) {
    ids.set(list, new Set([...entries.map(({ value }) => String(value.id)), ...broken[list]]));
  }
  return {
    ids: (list) => ids.get(list) ?? new Set(),
    sources: new Set([...claims.sources.map(([key]) => key), ...claims.brokenSources]),
    topics: claims.info.topics.map(({ id }) => id),
    incomplete,
    brokenScores: claims.brokenScores,
    excused: (lists, id, from) => {
      if (lists.some((list) => incomplete.has(list))) return true;
      const part = lists.flatMap((list) => leftOut[list].get(id) ?? [])[0];
      if (part === undefined) return false;
      missed.set(part, [...(missed.get(part) ?? []), { id, from }]);
      return true;
    },
  };
}

/** One problem for each part that `keep` leaves out and somebody needs. */
export function problemsOfKeep(missed: Missed, keepAt: Claims["keepAt"]): Problem[] {
  if (keepAt === undefined) return [];
  return [...missed].map(([part, places]) => {
    const [first] = places;
    const where =
      first === undefined ? "" : `, first ${first.from.file}, line ${first.from.line} (${first.id})`;
    const count = places.length === 1 ? "one place names" : `${places.length} places name`;
    return {
      ...keepAt,
      message: `the course: keep leaves out the built-in ${part}, but ${count} something of it${where}`,
      mend: `add ${part} to keep, or change what names it`,
    };
  });
}

/** Built-in entries that say something about left-out models go with them. */
export function withoutOrphans(lists: Lists, leftOut: Claims["leftOut"]): Lists {
  const own = new Set([...lists.models, ...lists.entrants].map(({ value }) => value.id));
  const gone = (model: string): boolean => !own.has(model) && leftOut.models.has(model);
  return {
    ...lists,
    scores: lists.scores.filter(({ own: ownEntry, value }) => ownEntry || !gone(value.model)),
    offers: lists.offers.filter(({ own: ownEntry, value }) => ownEntry || !gone(value.model)),
    errata: lists.errata.map((entry) =>
      entry.own
        ? entry
        : { ...entry, value: { ...entry.value, models: entry.value.models.filter((id) => !gone(id)) } },
    ),
  };
}
