import { join } from "node:path";
import { NO_CONTENT } from "../../src/course/content.ts";
import { loadCourse } from "../../src/course/load.ts";
import type { Course } from "../../src/course/model.ts";
import { packageRoot } from "../../src/package-root.ts";
import { SEED } from "../../src/seed.ts";

let loaded: Promise<Course> | undefined;

/** The real course data, read once per test file. */
export function realCourse(): Promise<Course> {
  loaded ??= loadCourse({ dir: join(packageRoot, "data"), cache: SEED.course });
  return loaded;
}

/** A course with nothing in it. */
export const emptyCourse: Course = { ...NO_CONTENT, models: [], errata: [], problems: [] };
