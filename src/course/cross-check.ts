import type { Path } from "./data-file.ts";
import { nearestWords } from "./edit-distance.ts";
import type { Course, Erratum, Model, Problem, Source } from "./model.ts";
import { FACTS } from "./model.ts";
import { nameKey } from "./name-tokens.ts";

/** An entry and where it stands. */
export interface Placed<Value> {
  value: Value;
  file: string;
  lineOf: (path: Path) => number;
}

/** What the files say, each valid in itself, not yet held against each other. */
export interface Claims {
  models: Placed<Model>[];
  /** Ids of models too broken to load: what refers to them is no second problem. */
  brokenModels: string[];
  sources: [string, Source][];
  errata: Placed<Erratum>[];
  problems: Problem[];
}

const MOST_TYPOS = 3;

/** Makes a course of the claims: first come, first served among duplicates, and a problem for all that does not fit. */
export function crossCheck(claims: Claims): Course {
  const { problems } = claims;
  const models = withoutDuplicates(claims.models, problems);
  const errata = withoutDuplicates(claims.errata, problems);
  const sources = Object.fromEntries(claims.sources);
  const ids = new Set([...models.map(({ value }) => value.id), ...claims.brokenModels]);
  for (const model of models) {
    checkSources(model, new Set(Object.keys(sources)), problems);
    checkBase(model, ids, problems);
  }
  checkNames(models, problems);
  for (const erratum of errata) checkErratum(erratum, ids, problems);
  problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  return {
    models: models.map(({ value }) => value).sort(byRelease),
    sources,
    errata: errata.map(({ value }) => value),
    problems,
  };
}

function byRelease(a: Model, b: Model): number {
  const released = (model: Model) => String(model.facts.release_date?.value ?? "unknown");
  return released(a).localeCompare(released(b));
}

function withoutDuplicates<Value extends { id: string | number }>(
  entries: Placed<Value>[],
  problems: Problem[],
): Placed<Value>[] {
  const first = new Map<string | number, Placed<Value>>();
  for (const entry of entries) {
    const { id } = entry.value;
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, entry);
    else {
      const where = `${earlier.file}, line ${earlier.lineOf(["id"])}`;
      problems.push(
        problem(
          entry,
          ["id"],
          `the id ${id} is already taken in ${where}`,
          "give this entry an id of its own",
        ),
      );
    }
  }
  return [...first.values()];
}

function checkSources(model: Placed<Model>, keys: ReadonlySet<string>, problems: Problem[]): void {
  for (const name of FACTS) {
    const source = model.value.facts[name]?.source;
    if (source === undefined || keys.has(source)) continue;
    const message = `${model.value.id}: ${name}.source "${source}" is not in sources.yaml`;
    problems.push(
      problem(model, [name, "source"], message, suggestion(source, keys, "add it to sources.yaml")),
    );
  }
}

function checkBase(model: Placed<Model>, ids: ReadonlySet<string>, problems: Problem[]): void {
  const { id, base } = model.value;
  if (base === undefined) return;
  if (base === id) {
    problems.push(
      problem(model, ["base"], `${id}: base is the model itself`, "name the model it was tuned from"),
    );
  } else if (!ids.has(base)) {
    const mend = suggestion(base, ids, "add that model, or leave base out");
    problems.push(problem(model, ["base"], `${id}: base "${base}" is no model's id`, mend));
  }
}

/** Two models with one name could not be told apart by what people type. */
function checkNames(models: Placed<Model>[], problems: Problem[]): void {
  const owners = new Map<string, Model>();
  for (const { value: model } of models) {
    for (const name of [model.id, model.name])
      if (!owners.has(nameKey(name))) owners.set(nameKey(name), model);
  }
  for (const model of models) {
    const { id, name, aliases } = model.value;
    const names: [Path, string][] = [
      [["name"], name],
      ...aliases.map((alias, at): [Path, string] => [["aliases", at], alias]),
    ];
    for (const [path, text] of names) {
      const owner = owners.get(nameKey(text)) ?? model.value;
      if (owner.id !== id) {
        const message = `${id}: ${path[0] === "name" ? "the name" : "the alias"} "${text}" already means ${owner.name}`;
        problems.push(problem(model, path, message, "remove it, or add what tells the two apart"));
      } else owners.set(nameKey(text), model.value);
    }
  }
}

function checkErratum(erratum: Placed<Erratum>, ids: ReadonlySet<string>, problems: Problem[]): void {
  for (const [at, id] of erratum.value.models.entries()) {
    if (ids.has(id)) continue;
    const message = `erratum ${erratum.value.id}: "${id}" is no model's id`;
    problems.push(
      problem(erratum, ["models", at], message, suggestion(id, ids, "remove it, or add that model")),
    );
  }
}

function suggestion(text: string, known: Iterable<string>, otherwise: string): string {
  const [nearest] = nearestWords(text, known, Math.min(MOST_TYPOS, Math.floor(text.length / 3)));
  return nearest === undefined ? otherwise : `did you mean ${nearest}? Otherwise ${otherwise}`;
}

function problem(entry: Placed<unknown>, path: Path, message: string, mend: string): Problem {
  return { file: entry.file, line: entry.lineOf(path), message, mend };
}
