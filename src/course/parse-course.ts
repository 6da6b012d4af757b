import { lessonSchema } from "./content-schema.ts";
import { type Claims, crossCheck, type Lists, noClaims } from "./cross-check.ts";
import { type DataFile, type Entry, readDataFile } from "./data-file.ts";
import { camelCased, salvageEntry } from "./entries.ts";
import { readLessonFile } from "./lesson-file.ts";
import type { DataFiles } from "./load.ts";
import { type Course, FACTS, type Fact, type Model, type Problem, type Source } from "./model.ts";
import { courseSchema, ENTRY_SCHEMAS, type ModelEntry, PARTS, type Part, sourceSchema } from "./schema.ts";

/** Which list stands in a file, and to which part of a course it belongs. */
const KINDS: readonly { path: RegExp; list: keyof Lists; part: Part | null }[] = [
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
export function parseCourse(files: DataFiles): Course {
  const claims = noClaims();
  const kept = readInfo(files, claims);
  for (const { file, path, text, own } of files) {
    if (path === "sources.yaml") readSources(file, text, claims);
    const kind = KINDS.find((candidate) => candidate.path.test(path));
    if (kind === undefined || (!own && kind.part !== null && !kept.includes(kind.part))) continue;
    const data = kind.list === "lessons" ? readLessonFile(file, text) : readDataFile(file, text, kind.list);
    readList({ file, own, list: kind.list }, data, claims);
  }
  claims.problems.push(...missingFiles(files));
  return crossCheck(claims);
}

/** What the built-in data cannot do without. */
function missingFiles(files: DataFiles): Problem[] {
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

/** The titles and topics of the last course.yaml that has them; which built-in parts are kept. */
function readInfo(files: DataFiles, claims: Claims): readonly Part[] {
  let kept: readonly Part[] = PARTS;
  for (const { file, path, text, own } of files) {
    if (path !== "course.yaml") continue;
    const data = readDataFile(file, text, null);
    claims.problems.push(...data.problems);
    for (const { value: raw, lineOf } of data.entries) {
      const { value, problems } = salvageEntry(courseSchema, { file, raw, lineOf, label: "the course" });
      claims.problems.push(...problems);
      if (value === undefined) continue;
      if (own && value.keep !== undefined) kept = value.keep;
      const topics = own && !kept.includes("lessons") ? [] : claims.info.topics;
      const ids = new Set(value.topics.map(({ id }) => id));
      claims.info = {
        title: value.title,
        topics: [...topics.filter(({ id }) => !ids.has(id)), ...value.topics],
      };
    }
  }
  return kept;
}

function readList(
  { file, own, list }: { file: string; own: boolean; list: keyof Lists },
  data: DataFile,
  claims: Claims,
): void {
  claims.problems.push(...data.problems);
  for (const entry of data.entries) {
    const { value, problems, label } = salvaged(list, file, entry);
    claims.problems.push(...problems);
    if (value === undefined) claims.broken[list].push(label);
    else claims.lists[list].push({ value: value as never, file, own, lineOf: entry.lineOf });
  }
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
  for (const { value: pair, lineOf } of data.entries) {
    const [label, raw] = pair as [string, unknown];
    const { value, problems } = salvageEntry(sourceSchema, { file, raw, lineOf, label });
    claims.problems.push(...problems);
    if (value !== undefined) claims.sources.push([label, camelCased(value) as Source]);
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
