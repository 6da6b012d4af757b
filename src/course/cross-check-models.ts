import type { Lists, Placed } from "./cross-check.ts";
import { SOURCE_SEPARATOR } from "./fields.ts";
import type { Known } from "./known.ts";
import type { Erratum, Model, Problem } from "./model.ts";
import { FACTS } from "./model.ts";
import { checkNames, problemAt, suggestion } from "./suspicions.ts";

/** Holds models and errata against each other and against the sources. */
export function checkModels({ models, errata }: Lists, known: Known, problems: Problem[]): void {
  for (const model of models) {
    checkSources(model, known, problems);
    checkBase(model, known, problems);
  }
  checkNames(
    models.map((entry) => ({ entry, named: { ...entry.value, field: "name" } })),
    problems,
  );
  for (const erratum of errata) checkErratum(erratum, known, problems);
}

function checkSources(model: Placed<Model>, { sources, incomplete }: Known, problems: Problem[]): void {
  for (const name of FACTS) {
    const source = model.value.facts[name]?.source;
    if (source === undefined) continue;
    for (const key of source.split(SOURCE_SEPARATOR)) {
      if (sources.has(key) || incomplete.has("sources")) continue;
      const message = `${model.value.id}: ${name}.source "${key}" is not in sources.yaml`;
      problems.push(
        problemAt(model, [name, "source"], message, suggestion(key, sources, "add it to sources.yaml")),
      );
    }
  }
}

function checkBase(model: Placed<Model>, known: Known, problems: Problem[]): void {
  const { id, base } = model.value;
  if (base === undefined) return;
  if (base === id) {
    problems.push(
      problemAt(model, ["base"], `${id}: base is the model itself`, "name the model it was tuned from"),
    );
    return;
  }
  const ids = known.ids("models");
  const mend = suggestion(base, ids, "add that model, or leave base out");
  const problem = problemAt(model, ["base"], `${id}: base "${base}" is no model's id`, mend);
  if (!ids.has(base) && !known.excused(["models"], base, problem)) problems.push(problem);
}

function checkErratum(erratum: Placed<Erratum>, known: Known, problems: Problem[]): void {
  const ids = known.ids("models");
  for (const [at, id] of erratum.value.models.entries()) {
    if (ids.has(id)) continue;
    const message = `erratum ${erratum.value.id}: "${id}" is no model's id`;
    const mend = suggestion(id, ids, "remove it, or add that model");
    const problem = problemAt(erratum, ["models", at], message, mend);
    if (!known.excused(["models"], id, problem)) problems.push(problem);
  }
}
