import type { Course, Source } from "./model.ts";

/** The source with this key; a course folder may name any key, "constructor" too. */
export const sourceOf = (course: Pick<Course, "sources">, key: string): Source | undefined =>
  Object.hasOwn(course.sources, key) ? course.sources[key] : undefined;
