import { z } from "zod";
import type { Entry } from "./data-file.ts";
import { type Complaint, complaints } from "./mend.ts";
import type { Problem } from "./model.ts";

/** An entry of a file that fits its schema, perhaps without its broken optional parts, and what was wrong. */
export interface Salvaged<Value> {
  value: Value | undefined;
  problems: Problem[];
  /** What a person calls the entry: its id, mostly. */
  label: string;
  /** Fields that were left out because they are broken. */
  dropped: ReadonlySet<string>;
}

export function salvageEntry<Value>(
  schema: z.ZodType<Value>,
  entry: { file: string; raw: unknown; label?: string } & Pick<Entry, "lineOf">,
): Salvaged<Value> {
  const { file, raw, lineOf, label = labelOf(raw) } = entry;
  const whole = schema.safeParse(raw);
  if (whole.success) return { value: whole.data, problems: [], label, dropped: new Set() };
  const found = complaints(whole.error.issues, raw, schema);
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
  const rest: Record<string, unknown> = typeof raw === "object" && raw !== null ? { ...raw } : {};
  for (const { path } of found) {
    const top = String(path[0]);
    const known = shape[top];
    if (known === undefined || known.safeParse(undefined).success) delete rest[top];
  }
  const problems = found.map((complaint) => problemOf(file, lineOf, complaint, label));
  const dropped = new Set(found.map(({ path }) => String(path[0])));
  return { value: schema.safeParse(rest).data, problems, label, dropped };
}

function problemOf(
  file: string,
  lineOf: Entry["lineOf"],
  { path, message, mend }: Complaint,
  label: string,
): Problem {
  return { file, line: lineOf(path), message: `${label}: ${message}`, mend };
}

function labelOf(raw: unknown): string {
  if (typeof raw !== "object" || raw === null) return "an entry";
  if ("id" in raw && (typeof raw.id === "string" || typeof raw.id === "number")) return String(raw.id);
  // Scores and prices have no id: the model says which is meant.
  return "model" in raw && typeof raw.model === "string" ? raw.model : "an entry without id";
}

/** The ids under which others may refer to an entry that is too broken to load: of one without id, what its name suggests. */
export function probableIds(raw: unknown): string[] {
  if (typeof raw !== "object" || raw === null) return [];
  const { id, name, title, term } = raw as Record<string, unknown>;
  // "Hydration!" is broken, and who refers to hydration means it.
  if (typeof id === "string" || typeof id === "number") return [...new Set([String(id), idOf(String(id))])];
  return [name, title, term].flatMap((words) => (typeof words === "string" ? idOf(words) : []));
}

const idOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^-|-$/g, "");

/** `known_problems` in the files is `knownProblems` in the program; also inside. Nothing is undefined in the result. */
export function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    entries.map(([key, part]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      camelCased(part),
    ]),
  );
}
