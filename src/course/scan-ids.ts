import type { Claims } from "./cross-check.ts";

/** A list of a course, or the sources. */
export type ListName = keyof Claims["lists"] | "sources";

/**
 * The ids that a file seems to hold, also where it cannot be parsed: too many rather than too few, for what refers to
 * them is then no second problem.
 */
export function scannedIds(list: ListName, path: string, text: string): string[] {
  if (list === "lessons") return [path.replace(/^.*\//, "").replace(/\.\w+$/, "")];
  const pattern =
    list === "sources" ? /^\s+["']?([\w.-]+)["']?:\s*(?:\{|$)/gm : /\bid["']?:\s*["']?([\w.-]+)/g;
  return [...text.matchAll(pattern)].map(([, id = ""]) => id);
}
