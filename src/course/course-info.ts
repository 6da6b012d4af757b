import type { CourseInfo } from "./content.ts";
import type { Claims } from "./cross-check.ts";
import { type Entry, readDataFile } from "./data-file.ts";
import { nearestWords } from "./edit-distance.ts";
import { salvageEntry } from "./entries.ts";
import type { CourseFile } from "./read-folder.ts";
import { courseSchema, PARTS, type Part } from "./schema.ts";
import { problemAt } from "./suspicions.ts";

const MOST_TYPOS = 3;

/**
 * The title of the last course.yaml that has one, the topics of all, and which built-in parts are kept. What is wrong in
 * it is reported, and of the rest as much is taken as can be: an own course must not turn into the built-in one.
 */
export function readInfo(files: readonly CourseFile[], claims: Claims): readonly Part[] {
  let kept: readonly Part[] = PARTS;
  for (const { file, path, text, own, unread } of files) {
    if (path !== "course.yaml") continue;
    if (unread !== undefined) {
      claims.incomplete.add("topics");
      if (keepsNothing(files, own)) kept = [];
      continue;
    }
    const data = readDataFile(file, text, null);
    // Without its `keep` an own course would lie over the built-in one, which nobody asked for.
    const nothing = data.cut && !saysKeep(data.entries) && keepsNothing(files, own);
    if (nothing) kept = [];
    claims.problems.push(
      ...data.problems.map((problem) =>
        nothing ? { ...problem, message: `${problem.message}; until then ${NOTHING_KEPT}` } : problem,
      ),
    );
    if (data.cut) claims.incomplete.add("topics");
    for (const { value: raw, lineOf } of data.entries) {
      const said = raw as Record<string, unknown>;
      const { problems } = salvageEntry(courseSchema, { file, raw, lineOf, label: "the course" });
      // What is missing may stand where the file cannot be read.
      claims.problems.push(...problems.filter(({ mend }) => !(data.cut && mend === "add title")));
      if (own && Array.isArray(said.keep)) {
        kept = said.keep.flatMap(partOf);
        claims.keepAt = { file, line: lineOf(["keep"]) };
      }
      const topics = own && !kept.includes("lessons") ? [] : claims.info.topics;
      const added = topicsIn(said.topics);
      for (const [at, { id }] of added.entries()) {
        if (added.findIndex((other) => other.id === id) === at) continue;
        const message = `the course: the topic ${id} is there twice`;
        claims.problems.push(problemAt({ file, lineOf }, ["topics", at], message, "keep one of the two"));
      }
      const ids = new Set(added.map(({ id }) => id));
      claims.info = {
        title:
          typeof said.title === "string" && said.title !== "" ? said.title : nothing ? "" : claims.info.title,
        topics: [...topics.filter(({ id }) => !ids.has(id)), ...added],
      };
    }
  }
  return kept;
}

const NOTHING_KEPT = "nothing of the built-in course is kept";

/** A course with lessons of its own is meant to stand alone where it cannot be told. */
const keepsNothing = (files: readonly CourseFile[], own: boolean): boolean =>
  own && files.some((file) => file.own && file.path.startsWith("lessons/"));

const saysKeep = (entries: readonly Entry[]): boolean =>
  entries.some(({ value }) => Array.isArray((value as Record<string, unknown>).keep));

/** Also of a misspelt name; what cannot be told is not kept. */
function partOf(name: unknown): Part[] {
  const [nearest] = nearestWords(
    String(name),
    PARTS,
    Math.min(MOST_TYPOS, Math.floor(String(name).length / 3)),
  );
  return PARTS.filter((part) => part === (nearest ?? name));
}

function topicsIn(value: unknown): CourseInfo["topics"] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((topic) => {
    const { id, title } = (topic ?? {}) as Record<string, unknown>;
    if (typeof id !== "string" || id === "") return [];
    return { id, title: typeof title === "string" ? title : id };
  });
}
