import { comparisonKey, rowKey } from "./comparable.ts";
import type {
  Benchmark,
  CourseInfo,
  CourseTable,
  Entrant,
  Figure,
  Leaderboard,
  Lesson,
  Offer,
  Score,
  Term,
} from "./content.ts";
import { checkContent } from "./cross-check-content.ts";
import { checkModels } from "./cross-check-models.ts";
import type { Path } from "./data-file.ts";
import { knownOf, type Missed, problemsOfKeep, withoutOrphans } from "./known.ts";
import type { Course, Erratum, Model, Problem, Source } from "./model.ts";
import type { Part } from "./schema.ts";
import { problemAt } from "./suspicions.ts";

/** An entry and where it stands; `own` in the folder of a course of one's own. */
export interface Placed<Value> {
  value: Value;
  file: string;
  own: boolean;
  /** Fields, as the files call them, that were left out because they are broken. */
  dropped: ReadonlySet<string>;
  lineOf: (path: Path, words?: string) => number;
}

/** What the lists of the data files hold. */
export interface Values {
  models: Model;
  errata: Erratum;
  benchmarks: Benchmark;
  scores: Score;
  entrants: Entrant;
  tables: CourseTable;
  leaderboards: Leaderboard;
  lessons: Lesson;
  terms: Term;
  figures: Figure;
  offers: Offer;
}

export type Lists = { [Name in keyof Values]: Placed<Values[Name]>[] };

/** What the files say, each valid in itself, not yet held against each other. */
export interface Claims {
  info: CourseInfo;
  sources: [string, Source][];
  lists: Lists;
  /** Ids of entries too broken to load: what refers to them is no second problem. */
  broken: Record<keyof Values, string[]>;
  brokenSources: string[];
  /** Of whom and what scores are that are too broken to load, as far as that can be told. */
  brokenScores: { model?: string; benchmark?: string }[];
  /** Lists of which not all ids could be told. */
  incomplete: Set<keyof Values | "sources" | "topics">;
  /** Lists with a file in which nothing is. */
  emptied: Set<keyof Values | "sources">;
  /** Ids of built-in entries that the course's own folder does not keep, with the part to keep for them. */
  leftOut: Record<keyof Values, Map<string, Part>>;
  /** Where the course's own folder says what to keep. */
  keepAt?: { file: string; line: number };
  problems: Problem[];
}

const NAMES = [
  "models",
  "errata",
  "benchmarks",
  "scores",
  "entrants",
  "tables",
  "leaderboards",
  "lessons",
  "terms",
  "figures",
  "offers",
] as const satisfies readonly (keyof Values)[];

export function noClaims(): Claims {
  const each = <Made>(make: () => Made) => Object.fromEntries(NAMES.map((name) => [name, make()])) as never;
  return {
    info: { title: "", topics: [] },
    sources: [],
    lists: each(() => []),
    broken: each(() => []),
    brokenSources: [],
    brokenScores: [],
    incomplete: new Set(),
    emptied: new Set(),
    leftOut: each(() => new Map()),
    problems: [],
  };
}

/** Makes a course of the claims: first come, first served among duplicates, and a problem for all that does not fit. */
export function crossCheck(claims: Claims): Course {
  const { problems } = claims;
  const lists = withoutOrphans(claims.lists, claims.leftOut);
  const only = <Name extends keyof Values>(name: Name): Lists[Name] =>
    withoutDuplicates(lists[name] as Placed<Values[Name]>[], problems) as Lists[Name];
  const kept = Object.fromEntries(NAMES.map((name) => [name, only(name)])) as unknown as Lists;
  const missed: Missed = new Map();
  const known = knownOf(claims, kept, missed);
  checkModels(kept, known, problems);
  checkContent(kept, known, problems);
  problems.push(...problemsOfKeep(missed, claims.keepAt));
  problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  const values = <Name extends keyof Values>(name: Name): Values[Name][] =>
    (kept[name] as Placed<Values[Name]>[]).map(({ value }) => value);
  return {
    info: claims.info,
    sources: Object.fromEntries(claims.sources),
    models: values("models").sort(byRelease),
    errata: values("errata"),
    benchmarks: values("benchmarks"),
    scores: values("scores"),
    entrants: values("entrants"),
    tables: values("tables"),
    leaderboards: values("leaderboards"),
    lessons: inCourseOrder(values("lessons"), known.topics),
    terms: values("terms").sort((a, b) => a.term.localeCompare(b.term, "en", { sensitivity: "base" })),
    figures: Object.fromEntries(values("figures").map((figure) => [figure.id, figure])),
    offers: values("offers"),
    problems,
  };
}

function inCourseOrder(lessons: Lesson[], topics: readonly string[]): Lesson[] {
  const place = ({ topic }: Lesson): number => {
    const at = topics.indexOf(topic);
    return at === -1 ? topics.length : at;
  };
  return lessons.sort((a, b) => place(a) - place(b) || a.order - b.order || a.id.localeCompare(b.id));
}

function byRelease(a: Model, b: Model): number {
  const released = (model: Model) => String(model.facts.release_date?.value ?? "unknown");
  return released(a).localeCompare(released(b));
}

/** What makes an entry the same as another: its id; of a score, what was measured how; of an offer, who offers what. */
function keyOf(value: Values[keyof Values]): string {
  if ("score" in value) return [value.model, comparisonKey(value), rowKey(value), value.source].join("|");
  if ("offer" in value) return [value.model, value.provider].join("|");
  return String(value.id);
}

/** The first of those that have the same key; one of the course's own folder goes before a built-in one. */
function withoutDuplicates<Value extends Values[keyof Values]>(
  entries: readonly Placed<Value>[],
  problems: Problem[],
): Placed<Value>[] {
  const kept = new Map<string, Placed<Value>>();
  for (const entry of entries) {
    const key = keyOf(entry.value);
    const earlier = kept.get(key);
    if (earlier === undefined || (entry.own && !earlier.own)) kept.set(key, entry);
    else problems.push(duplicate(entry, earlier));
  }
  return [...kept.values()];
}

function duplicate(entry: Placed<Values[keyof Values]>, earlier: Placed<Values[keyof Values]>): Problem {
  const { value } = entry;
  if (!("id" in value)) {
    const where = `${earlier.file}, line ${earlier.lineOf([])}`;
    return problemAt(entry, [], `${value.model}: the same is already in ${where}`, "keep one of the two");
  }
  const where = `${earlier.file}, line ${earlier.lineOf(["id"])}`;
  const message = `the id ${value.id} is already taken in ${where}`;
  return problemAt(entry, ["id"], message, "give this entry an id of its own");
}
