import { lessonSchema } from "./content-schema.ts";
import { readInfo } from "./course-info.ts";
import { type Claims, crossCheck, type Lists, noClaims } from "./cross-check.ts";
import { type DataFile, type Entry, readDataFile } from "./data-file.ts";
import { camelCased, probableIds, salvageEntry } from "./entries.ts";
import { readLessonFile } from "./lesson-file.ts";
import { type Course, FACTS, type Fact, type Model, type Problem, type Source } from "./model.ts";
import type { CourseFile } from "./read-folder.ts";
import { type ListName, scannedIds } from "./scan-ids.ts";
import { ENTRY_SCHEMAS, type ModelEntry, type Part, sourceSchema } from "./schema.ts";

/** Which list stands in a file, and to which part of a course it belongs; sources belong to all. */
const KINDS: readonly { path: RegExp; list: ListName; part: Part | null }[] = [
  { path: /^sources\.yaml$/, list: "sources", part: null },
  { path: /^models\/.*\.yaml$/, list: "models", part: "models" },
  { path: /^errata\.yaml$/, list: "errata", part: "errata" },
  { path: /^benchmarks\/.*\.yaml$/, list: "benchmarks", part: "benchmarks" },
  { path: /^scores\/.*\.yaml$/, list: "scores", part: "benchmarks" },
  { path: /^entrants\.yaml$/, list: "entrants", part: "benchmarks" },
  { path: /^tables\.yaml$/, list: "tables", part: "tables" },
  { path: /^leaderboards\.yaml$/, list: "leaderboards", part: "leaderboards" },
  { path: /^lessons\/.*\.md$/, list: "lessons", part: "lessons" },
  { path: /^glossary\.yaml$/, list: "terms", part: "glossary" },
  { path: /^figures\/.*\.yaml$/, list: "figures", part: "lessons" },
  { path: /^prices\.yaml$/, list: "offers", part: "prices" },
];

/**
 * Parses and checks the data files. An entry is kept without its broken parts where it can do without them. Files of a
 * course folder come after the built-in ones: their entries replace built-in ones with the same id.
 */
export function parseCourse(files: readonly CourseFile[]): Course {
  const claims = noClaims();
  const kept = readInfo(files, claims);
  for (const { file, path, text, own, unread } of files) {
    claims.problems.push(...(unread ?? []));
    const kind = KINDS.find((candidate) => candidate.path.test(path));
    if (kind === undefined) continue;
    const { list, part } = kind;
    if (unread !== undefined) excuse(claims, list, { path, text, unread });
    else if (!own && part !== null && !kept.includes(part))
      leaveOut(claims, kind, scannedIds(list, path, text));
    else if (list === "sources") readSources(file, text, claims);
    else {
      const data = list === "lessons" ? readLessonFile(file, text) : readDataFile(file, text, list);
      readList({ file, own, list }, data, claims);
      if (data.cut) excuse(claims, list, { path, text });
    }
  }
  claims.problems.push(...missingFiles(files));
  return crossCheck(claims);
}

/** What cannot be read is known by its id all the same; by any id where not even that can be told. */
function excuse(
  claims: Claims,
  list: ListName,
  { path, text, unread }: Pick<CourseFile, "path" | "text" | "unread">,
): void {
  const ids = scannedIds(list, path, text);
  if (list === "sources") claims.brokenSources.push(...ids);
  else claims.broken[list].push(...ids);
  if (list === "scores" || (ids.length === 0 && unread && text === "")) claims.incomplete.add(list);
  else if (ids.length === 0 && !unread) claims.emptied.add(list);
}

function leaveOut(claims: Claims, { list, part }: (typeof KINDS)[number], ids: readonly string[]): void {
  if (list === "sources" || part === null) return;
  for (const id of ids) claims.leftOut[list].set(id, part);
}

/** What the built-in data cannot do without. */
function missingFiles(files: readonly CourseFile[]): Problem[] {
  const builtIn = files.filter(({ own }) => !own).map(({ path }) => path);
  const needed = ["sources.yaml", "errata.yaml", "models"];
  const missing = needed.filter(
    (name) => !builtIn.some((path) => path === name || path.startsWith(`${name}/`)),
  );
  return missing.map((file) => ({
    file,
    line: 1,
    message: "cannot be read, or is empty",
    mend: "restore it, or name the data directory",
  }));
}

function readList(
  { file, own, list }: { file: string; own: boolean; list: keyof Lists },
  data: DataFile,
  claims: Claims,
): void {
  claims.problems.push(...data.problems);
  for (const entry of data.entries) {
    const { value, problems, dropped } = salvaged(list, file, entry);
    claims.problems.push(...problems);
    if (value === undefined) claims.broken[list].push(...probableIds(entry.value));
    else claims.lists[list].push({ value: value as never, file, own, dropped, lineOf: entry.lineOf });
    if (value === undefined && list === "scores") claims.brokenScores.push(scoreOf(entry.value));
  }
}

function scoreOf(raw: unknown): Claims["brokenScores"][number] {
  const { model, benchmark } = (raw ?? {}) as Record<string, unknown>;
  return {
    ...(typeof model === "string" ? { model } : {}),
    ...(typeof benchmark === "string" ? { benchmark } : {}),
  };
}

function salvaged(list: keyof Lists, file: string, { value: raw, lineOf }: Entry) {
  const place = { file, raw, lineOf };
  if (list === "models") {
    const { value, ...rest } = salvageEntry(ENTRY_SCHEMAS.models, place);
    return { ...rest, value: value && toModel(value) };
  }
  const schema = list === "lessons" ? lessonSchema : ENTRY_SCHEMAS[list];
  const { value, ...rest } = salvageEntry<unknown>(schema, place);
  return { ...rest, value: value === undefined ? undefined : withoutNullArxiv(camelCased(value)) };
}

function readSources(file: string, text: string, claims: Claims): void {
  const data = readDataFile(file, text, "sources");
  claims.problems.push(...data.problems);
  if (data.cut) excuse(claims, "sources", { path: "sources.yaml", text });
  for (const { value: pair, lineOf } of data.entries) {
    const [label, raw] = pair as [string, unknown];
    const { value, problems } = salvageEntry(sourceSchema, { file, raw, lineOf, label });
    claims.problems.push(...problems);
    if (value === undefined) claims.brokenSources.push(label);
    else claims.sources.push([label, camelCased(value) as Source]);
  }
}

function toModel(entry: ModelEntry): Model {
  const facts: Model["facts"] = {};
  for (const name of FACTS) {
    const fact = entry[name];
    if (fact !== undefined) facts[name] = camelCased(fact) as Fact;
  }
  const { id, name, aliases, organisation, base, paper, what_we_learned: whatWeLearned } = entry;
  return withoutNullArxiv({
    ...{ id, name, aliases, organisation },
    ...(base === undefined ? {} : { base }),
    ...{ facts, whatWeLearned },
    paper: paper && { ...paper },
  }) as Model;
}

/** A paper without an arXiv number has none, rather than null. */
function withoutNullArxiv<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || !("paper" in value)) return value;
  const { paper } = value;
  if (typeof paper === "object" && paper !== null && "arxiv" in paper && paper.arxiv === null)
    delete paper.arxiv;
  return value;
}
