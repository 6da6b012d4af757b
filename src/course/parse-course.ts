import type { z } from "zod";
import { type Claims, crossCheck, type Placed } from "./cross-check.ts";
import { type Entry, readDataFile } from "./data-file.ts";
import type { DataFiles } from "./load.ts";
import { type Complaint, complaints, isFact } from "./mend.ts";
import {
  type Course,
  type Erratum,
  FACTS,
  type Fact,
  type Model,
  type Problem,
  type Source,
} from "./model.ts";
import { type ErratumEntry, erratumSchema, type ModelEntry, modelSchema, sourceSchema } from "./schema.ts";

/** Parses and checks the data files. An entry is kept without its broken parts where it can do without them. */
export function parseCourse(files: DataFiles): Course {
  const claims: Claims = { models: [], brokenModels: [], sources: [], errata: [], problems: [] };
  for (const [file, text] of files) {
    if (file === "sources.yaml") readSources(file, text, claims);
    else if (file === "errata.yaml") claims.errata.push(...readErrata(file, text, claims.problems));
    else readModels(file, text, claims);
  }
  for (const file of ["sources.yaml", "errata.yaml"]) {
    if (!files.has(file)) claims.problems.push(missing(file));
  }
  if (claims.models.length + claims.brokenModels.length === 0) claims.problems.push(missing("models"));
  return crossCheck(claims);
}

function missing(file: string): Problem {
  return {
    file,
    line: 1,
    message: "cannot be read, or is empty",
    mend: "restore it, or name the data directory",
  };
}

function readModels(file: string, text: string, claims: Claims): void {
  const data = readDataFile(file, text, "models");
  claims.problems.push(...data.problems);
  const keys = Object.keys(modelSchema.shape);
  for (const entry of data.entries) {
    const { value, complaints: found } = salvage(modelSchema, entry.value, keys);
    const label = labelOf(entry.value);
    claims.problems.push(...found.map((complaint) => problemOf(file, entry, complaint, label)));
    if (value === undefined) claims.brokenModels.push(label);
    else claims.models.push({ value: toModel(value), file, lineOf: entry.lineOf });
  }
}

function readSources(file: string, text: string, claims: Claims): void {
  const data = readDataFile(file, text, "sources");
  claims.problems.push(...data.problems);
  for (const entry of data.entries) {
    const [key, value] = entry.value as [string, unknown];
    const { value: source, complaints: found } = salvage(
      sourceSchema,
      value,
      Object.keys(sourceSchema.shape),
    );
    claims.problems.push(...found.map((complaint) => problemOf(file, entry, complaint, key)));
    if (source !== undefined) claims.sources.push([key, withoutUndefined(source) as Source]);
  }
}

function readErrata(file: string, text: string, problems: Problem[]): Placed<Erratum>[] {
  const data = readDataFile(file, text, "errata");
  problems.push(...data.problems);
  const keys = Object.keys(erratumSchema.shape);
  return data.entries.flatMap((entry) => {
    const { value, complaints: found } = salvage(erratumSchema, entry.value, keys);
    problems.push(...found.map((complaint) => problemOf(file, entry, complaint, labelOf(entry.value))));
    return value === undefined ? [] : [{ value: toErratum(value), file, lineOf: entry.lineOf }];
  });
}

/** What is left of an entry without unknown fields and broken facts; undefined when the rest is not valid either. */
function salvage<Value>(schema: z.ZodType<Value>, raw: unknown, keys: readonly string[]) {
  const whole = schema.safeParse(raw);
  if (whole.success) return { value: whole.data, complaints: [] };
  const found = complaints(whole.error.issues, raw, keys);
  const rest: Record<string, unknown> = typeof raw === "object" && raw !== null ? { ...raw } : {};
  for (const { path } of found) {
    const [top] = path;
    if (isFact(top) || (typeof top === "string" && !keys.includes(top))) delete rest[top];
  }
  return { value: schema.safeParse(rest).data, complaints: found };
}

function problemOf(file: string, entry: Entry, complaint: Complaint, label: string): Problem {
  return {
    file,
    line: entry.lineOf(complaint.path),
    message: `${label}: ${complaint.message}`,
    mend: complaint.mend,
  };
}

function labelOf(raw: unknown): string {
  const id = typeof raw === "object" && raw !== null && "id" in raw ? raw.id : undefined;
  return typeof id === "string" || typeof id === "number" ? String(id) : "an entry without id";
}

function toModel(entry: ModelEntry): Model {
  const facts: Model["facts"] = {};
  for (const name of FACTS) {
    const fact = entry[name];
    if (fact === undefined) continue;
    const { value, unit, source, verified, note, slide_says: slideSays } = fact;
    facts[name] = withoutUndefined({ value, unit, source, verified, note, slideSays }) as Fact;
  }
  const { id, name, aliases, organisation, base, paper, what_we_learned: whatWeLearned } = entry;
  return {
    ...{ id, name, aliases, organisation },
    ...(base === undefined ? {} : { base }),
    ...{ facts, whatWeLearned },
    paper: paper && { title: paper.title, ...(paper.arxiv === null ? {} : { arxiv: paper.arxiv }) },
  };
}

function toErratum(entry: ErratumEntry): Erratum {
  const {
    id,
    severity,
    slide_says: slideSays,
    source_says: sourceSays,
    source,
    status,
    models,
    field,
    note,
  } = entry;
  return withoutUndefined({
    id,
    severity,
    slideSays,
    sourceSays,
    source,
    status,
    models,
    field,
    note,
  }) as Erratum;
}

/** A course from the cache, which is JSON, must equal one just parsed. */
function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}
