import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Course } from "./model.ts";
import { type CourseFile, readFolder } from "./read-folder.ts";

/** Raise it when the loader makes something else of the same files: old caches are ignored then. */
const LOADER_VERSION = 4;

/** Where the course is: the built-in data, and a folder of the same shape that extends or replaces them. */
export interface CourseFolders {
  dir: string;
  /** Its files are named with this before them in problems. */
  own?: string;
}

/**
 * Everything in the data directory and in the own folder. Broken files never throw: what is good loads, the rest is in `problems`.
 * `cache` is the path of a JSON file that saves parsing while no data file changes; neither the YAML parser nor the
 * schemas are imported then, so a start takes milliseconds.
 */
export async function loadCourse(options: CourseFolders & { cache?: string }): Promise<Course> {
  const files = filesOf(options);
  const hash = hashOf(files);
  const cached = options.cache === undefined ? undefined : readCache(options.cache, hash);
  if (cached !== undefined) return cached;
  const { parseCourse } = await import("./parse-course.ts");
  const course = parseCourse(files);
  if (options.cache !== undefined) writeCache(options.cache, JSON.stringify({ hash, course }));
  return course;
}

/** The built-in files, then those of the course's own folder, which may be the built-in one itself. */
function filesOf({ dir, own }: CourseFolders): CourseFile[] {
  const builtIn = readFolder(dir, false);
  if (own === undefined || isSame(dir, own)) return builtIn;
  return [...builtIn, ...readFolder(own, true)];
}

const isSame = (dir: string, own: string): boolean => {
  const real = attempt(() => realpathSync(own));
  return real !== undefined && real === attempt(() => realpathSync(dir));
};

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function hashOf(files: readonly CourseFile[]): string {
  const hash = createHash("sha256").update(`loader ${LOADER_VERSION}`);
  for (const { file, path, text, unread = null } of files) {
    hash.update(`\0${JSON.stringify([file, path, text.length, unread])}\0`).update(text);
  }
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
