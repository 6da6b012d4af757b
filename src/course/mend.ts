import { z } from "zod";
import type { Path } from "./data-file.ts";
import { nearestWords } from "./edit-distance.ts";
import { FACTS, type FactName } from "./model.ts";
import { readQuantity } from "./quantity.ts";
import { FACT_VALUES, type ValueKind } from "./schema.ts";
import { type Found, mendOf, whatIsWrong, wordPath } from "./wrong-values.ts";

type Issue = z.core.$ZodIssue;

/** A complaint about one place in an entry, in words a person can act on. */
export interface Complaint {
  path: Path;
  message: string;
  mend: string;
}

const MOST_TYPOS = 4;

const MUST_BE: Record<ValueKind, string> = {
  number: "a number or null",
  text: "text or null",
  date: "a date or null",
  boolean: "true, false or null",
};

/** Zod's issues about `entry`, reworded; `schema` is what the entry should have fitted. */
export function complaints(issues: readonly Issue[], entry: unknown, schema: z.ZodType): Complaint[] {
  const missing = (path: Path): boolean =>
    issues.some((issue) => samePath(issue.path, path)) && valueAt(entry, path) === undefined;
  const misspelt: Path[] = [];
  const found = issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [complaint(issue, valueAt(entry, issue.path))];
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const absent = known.filter((name) => missing([...issue.path, name]));
      const nearest = nearestKey(key, absent) ?? nearestKey(key, known);
      if (nearest !== undefined) misspelt.push([...issue.path, nearest]);
      return unknownKey([...issue.path, key], nearest, known);
    });
  });
  // A required field that is misspelt is not missing besides.
  return found.filter(({ path }) => !misspelt.some((other) => missing(path) && samePath(path, other)));
}

const samePath = (a: Path, b: Path): boolean =>
  a.length === b.length && a.every((step, at) => String(step) === String(b[at]));

/** The field names that the schema knows at a place inside it. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const [step, ...rest] = path;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return keysAt(schema.unwrap(), path);
  }
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest);
  if (schema instanceof z.ZodUnion) {
    return [...new Set(schema.options.flatMap((option) => keysAt(option, path)))];
  }
  if (!(schema instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(schema.shape);
  const inner = (schema.shape as Record<string, z.core.$ZodType>)[String(step)];
  return inner === undefined ? [] : keysAt(inner, rest);
}

function nearestKey(key: string, known: readonly string[]): string | undefined {
  return nearestWords(key, known, Math.min(MOST_TYPOS, Math.floor(key.length / 3)))[0];
}

function unknownKey(path: Path, nearest: string | undefined, known: readonly string[]): Complaint {
  return {
    path,
    message: `unknown field ${wordPath(path)}`,
    mend: nearest === undefined ? `use one of: ${known.join(", ")}` : `did you mean ${nearest}?`,
  };
}

function complaint(issue: Issue, found: unknown): Complaint {
  const { path } = issue;
  const name = wordPath(path);
  if (found === undefined) {
    return { path, message: `${name} is missing`, mend: `add ${String(path.at(-1) ?? "it")}` };
  }
  const [fact, part] = path;
  if (path.length === 2 && isFact(fact)) {
    const { kind, unit } = FACT_VALUES[fact];
    if (part === "value")
      return { path, message: `${name} must be ${MUST_BE[kind]}`, mend: mendOfValue(kind, found) };
    if (part === "unit") return { path, message: `${name} must be "${unit}"`, mend: `write unit: "${unit}"` };
  }
  if (path.length === 1 && isFact(fact)) {
    const value = typeof found === "string" ? `"${found}"` : String(found);
    const mend = `write {value: ${value}, unit: "${FACT_VALUES[fact].unit}", source: …, verified: …}`;
    return { path, message: `${name} must be a fact`, mend };
  }
  const wrong: Found = { issue, value: found };
  return { path, message: `${name} ${whatIsWrong(wrong)}`, mend: mendOf(wrong) };
}

function mendOfValue(kind: ValueKind, found: unknown): string {
  if (kind === "boolean") return "write true or false without quotes, or null where it is unknown";
  if (kind === "date") return 'write "2021-12-08", or "2021-12" or "2021" where no more is known';
  if (kind === "text") return "put the text in quotes, or write null where it is unknown";
  const meant = typeof found === "string" ? readQuantity(found) : undefined;
  const example =
    meant === undefined ? "write a plain number, or null where it is unknown" : `write ${meant}`;
  return typeof found === "string" ? `${example}, not "${found}"` : example;
}

function valueAt(entry: unknown, path: Path): unknown {
  let here = entry;
  for (const step of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = Object.hasOwn(here, step) ? (here as Record<PropertyKey, unknown>)[step] : undefined;
  }
  return here;
}

export function isFact(name: unknown): name is FactName {
  return FACTS.some((fact) => fact === name);
}
