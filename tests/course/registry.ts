import { join } from "node:path";
import { loadCourse } from "../../src/course/load.ts";
import type { Model } from "../../src/course/model.ts";

export const DATA = join(import.meta.dirname, "../../data");

/** The real course, parsed once per test file. */
export const course = await loadCourse({ dir: DATA });

export function model(id: string): Model {
  const found = course.models.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no model ${id}`);
  return found;
}
