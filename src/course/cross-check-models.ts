import type { Lists, Placed } from "./cross-check.ts";
import type { Erratum, Model, Problem } from "./model.ts";
import { FACTS } from "./model.ts";
import { checkNames, type Known, problemAt, suggestion } from "./suspicions.ts";

/** Holds models and errata against each other and against the sources. */
export function checkModels({ models, errata }: Lists, known: Known, problems: Problem[]): void {
  const ids = known.ids("models");
  for (const model of models) {
    checkSources(model, known.sources, problems);
    checkBase(model, ids, problems);
  }
  checkNames(
    models.map((entry) => ({ entry, named: { ...entry.value, field: "name" } })),
    problems,
  );
  for (const erratum of errata) checkErratum(erratum, ids, problems);
}

function checkSources(model: Placed<Model>, keys: ReadonlySet<string>, problems: Problem[]): void {
  for (const name of FACTS) {
    const source = model.value.facts[name]?.source;
    if (source === undefined || keys.has(source)) continue;
    const message = `${model.value.id}: ${name}.source "${source}" is not in sources.yaml`;
    problems.push(
      problemAt(model, [name, "source"], message, suggestion(source, keys, "add it to sources.yaml")),
    );
  }
}

function checkBase(model: Placed<Model>, ids: ReadonlySet<string>, problems: Problem[]): void {
  const { id, base } = model.value;
  if (base === undefined) return;
  if (base === id) {
    problems.push(
      problemAt(model, ["base"], `${id}: base is the model itself`, "name the model it was tuned from"),
    );
  } else if (!ids.has(base)) {
    const mend = suggestion(base, ids, "add that model, or leave base out");
    problems.push(problemAt(model, ["base"], `${id}: base "${base}" is no model's id`, mend));
  }
}

function checkErratum(erratum: Placed<Erratum>, ids: ReadonlySet<string>, problems: Problem[]): void {
  for (const [at, id] of erratum.value.models.entries()) {
    if (ids.has(id)) continue;
    const message = `erratum ${erratum.value.id}: "${id}" is no model's id`;
    problems.push(
      problemAt(erratum, ["models", at], message, suggestion(id, ids, "remove it, or add that model")),
    );
  }
}
