import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Course } from "./model.ts";

/** Raise it when the loader makes something else of the same files: old caches are ignored then. */
const LOADER_VERSION = 2;

/** The data files: the built-in ones, then those of the course's own folder. */
export type DataFiles = {
  /** As problems name it. */
  file: string;
  /** Relative to its folder, with `/`. */
  path: string;
  text: string;
  own: boolean;
}[];

const TOP_LEVEL_FILES = [
  "course.yaml",
  "sources.yaml",
  "errata.yaml",
  "entrants.yaml",
  "tables.yaml",
  "leaderboards.yaml",
  "glossary.yaml",
  "prices.yaml",
];
const FOLDERS = { models: ".yaml", benchmarks: ".yaml", scores: ".yaml", figures: ".yaml", lessons: ".md" };

/** Where the course is: the built-in data, and a folder of the same shape that extends or replaces them. */
export interface CourseFolders {
  dir: string;
  own?: string;
}

/**
 * Everything in the data directory. Broken files never throw: what is good loads, the rest is in `problems`.
 * `cache` is the path of a JSON file that saves parsing while no data file changes; neither the YAML parser nor the
 * schemas are imported then, so a start takes milliseconds.
 */
export async function loadCourse(options: CourseFolders & { cache?: string }): Promise<Course> {
  const own = options.own === undefined ? [] : readDataFiles(options.own, `${options.own}/`);
  const files = [...readDataFiles(options.dir), ...own];
  const hash = hashOf(files);
  const cached = options.cache === undefined ? undefined : readCache(options.cache, hash);
  if (cached !== undefined) return cached;
  const { parseCourse } = await import("./parse-course.ts");
  const course = parseCourse(files);
  if (options.cache !== undefined) writeCache(options.cache, JSON.stringify({ hash, course }));
  return course;
}

/**
 * A file that is missing is left out: parsing reports what it needed from it. Read synchronously, which for many small
 * files takes a fifth of the time; nothing else happens yet.
 */
function readDataFiles(dir: string, prefix = ""): DataFiles {
  const inFolders = Object.entries(FOLDERS).flatMap(([folder, ending]) => {
    const names = attempt(() => readdirSync(join(dir, folder))) ?? [];
    return names
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => `${folder}/${name}`);
  });
  return [...TOP_LEVEL_FILES, ...inFolders].flatMap((path) => {
    const text = attempt(() => readFileSync(join(dir, path), "utf8"));
    return text === undefined ? [] : [{ file: prefix + path, path, text, own: prefix !== "" }];
  });
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function hashOf(files: DataFiles): string {
  const hash = createHash("sha256").update(`loader ${LOADER_VERSION}`);
  for (const { file, text } of files) hash.update(`\0${file}\0${text.length}\0`).update(text);
  return hash.digest("hex");
}

function readCache(path: string, hash: string): Course | undefined {
  const cached = attempt((): { hash?: unknown; course: Course } => JSON.parse(readFileSync(path, "utf8")));
  return cached?.hash === hash ? cached.course : undefined;
}

/** Written beside and renamed, so that a reader never meets half a file. Not being able to write costs time only. */
function writeCache(path: string, content: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  const written = attempt(() => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, path);
    return true;
  });
  if (written !== true) attempt(() => rmSync(temporary, { force: true }));
}
