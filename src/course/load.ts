import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Course } from "./model.ts";

/** Raise it when the loader makes something else of the same files: old caches are ignored then. */
const LOADER_VERSION = 1;

/** The text of a data file by its path relative to the data directory, with `/`. */
export type DataFiles = Map<string, string>;

const TOP_LEVEL_FILES = ["sources.yaml", "errata.yaml"];

/**
 * Everything in the data directory. Broken files never throw: what is good loads, the rest is in `problems`.
 * `cache` is the path of a JSON file that saves parsing while no data file changes; neither the YAML parser nor the
 * schemas are imported then, so a start takes milliseconds.
 */
export async function loadCourse(options: { dir: string; cache?: string }): Promise<Course> {
  const files = readDataFiles(options.dir);
  const hash = hashOf(files);
  const cached = options.cache === undefined ? undefined : readCache(options.cache, hash);
  if (cached !== undefined) return cached;
  const { parseCourse } = await import("./parse-course.ts");
  const course = parseCourse(files);
  if (options.cache !== undefined) writeCache(options.cache, JSON.stringify({ hash, course }));
  return course;
}

/**
 * A file that is missing is left out: parsing reports what it needed from it. Read synchronously, which for fifty small
 * files takes a fifth of the time; nothing else happens yet.
 */
function readDataFiles(dir: string): DataFiles {
  const models = attempt(() => readdirSync(join(dir, "models"))) ?? [];
  const yaml = models.filter((name) => name.endsWith(".yaml")).sort();
  const files: DataFiles = new Map();
  for (const path of [...TOP_LEVEL_FILES, ...yaml.map((name) => `models/${name}`)]) {
    const text = attempt(() => readFileSync(join(dir, path), "utf8"));
    if (text !== undefined) files.set(path, text);
  }
  return files;
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
  for (const [path, text] of files) hash.update(`\0${path}\0${text.length}\0`).update(text);
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
