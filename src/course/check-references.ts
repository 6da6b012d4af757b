import { settingWords } from "./comparable.ts";
import type { Lists, Placed } from "./cross-check.ts";
import type { Path } from "./data-file.ts";
import { findField } from "./fields.ts";
import type { Problem } from "./model.ts";
import { piecesOf, type Reference } from "./references.ts";
import { type Known, suggestion } from "./suspicions.ts";

const BENCHMARK_FIELDS = ["size", "random_baseline", "human_level"];

interface Complaint {
  message: string;
  mend: string;
}

/** Every reference in the text of lessons and glossary leads somewhere, and to a figure that is known. */
export function checkReferences(lists: Lists, known: Known, problems: Problem[]): void {
  for (const entry of lists.lessons) {
    for (const [at, { text }] of entry.value.sections.entries()) {
      checkText(entry, ["sections", at], text, { lists, known, problems });
    }
  }
  for (const entry of lists.terms)
    checkText(entry, ["meaning"], entry.value.meaning, { lists, known, problems });
}

function checkText(
  entry: Placed<{ id: string }>,
  path: Path,
  text: string,
  { lists, known, problems }: { lists: Lists; known: Known; problems: Problem[] },
): void {
  let line = entry.lineOf(path);
  for (const piece of piecesOf(text)) {
    if ("text" in piece) {
      // Texts in YAML are on one line whatever they hold.
      if (path[0] === "sections") line += piece.text.split("\n").length - 1;
      continue;
    }
    const complaint = complain(piece.reference, lists, known);
    if (complaint === undefined) continue;
    const message = `${entry.value.id}: ${piece.written} ${complaint.message}`;
    problems.push({ file: entry.file, line, message, mend: complaint.mend });
  }
}

function complain(reference: Reference, lists: Lists, known: Known): Complaint | undefined {
  const missing = (id: string, list: keyof Lists, what: string): Complaint | undefined => {
    const ids = known.ids(list);
    if (ids.has(id)) return undefined;
    return { message: `names no ${what}`, mend: suggestion(id, ids, `name the id of a ${what}`) };
  };
  switch (reference.kind) {
    case "fact":
      return missing(reference.model, "models", "model") ?? unknownFact(reference, lists);
    case "score":
      return missing(reference.benchmark, "benchmarks", "benchmark") ?? unknownScore(reference, lists);
    case "benchmark":
      return (
        missing(reference.benchmark, "benchmarks", "benchmark") ?? unknownBenchmarkFact(reference, lists)
      );
    case "cell":
      return missing(reference.table, "tables", "table") ?? unknownCell(reference, lists);
    case "figure":
      return missing(reference.id, "figures", "figure");
    case "table":
      return missing(reference.id, "tables", "table");
    case "term":
      return missing(reference.id, "terms", "term of the glossary");
    case "lesson":
      return missing(reference.id, "lessons", "lesson");
    case "unreadable":
      return { message: "cannot be read", mend: "see the kinds of reference in data/README.md" };
    default:
      return reference satisfies never;
  }
}

type Of<Kind extends Reference["kind"]> = Extract<Reference, { kind: Kind }>;

function unknownFact({ model: id, field: name }: Of<"fact">, { models }: Lists): Complaint | undefined {
  const model = models.find(({ value }) => value.id === id)?.value;
  if (model === undefined || name === "organisation") return undefined;
  const field = findField(name);
  if (field === undefined) return { message: "names no field", mend: "use a field such as parameters" };
  const { training_tokens: tokens, parameters } = model.facts;
  const facts = field.id === "tokens_per_parameter" ? [tokens, parameters] : [model.facts[field.id]];
  if (facts.every((fact) => fact !== undefined && fact.value !== null)) return undefined;
  return {
    message: "is a figure that is unknown",
    mend: "name another figure, or say in words that it is unknown",
  };
}

function unknownScore(
  { model, benchmark, setting, source }: Of<"score">,
  { scores }: Lists,
): Complaint | undefined {
  const all = scores
    .map(({ value }) => value)
    .filter((score) => score.model === model && score.benchmark === benchmark);
  if (all.some((score) => score.source === source && settingWords(score.setting) === setting))
    return undefined;
  const there = all.map((score) => `"${settingWords(score.setting)}" ${score.source}`).join("; ");
  return {
    message: "is no score that is known",
    mend: there === "" ? "name a model with a score there" : `known are: ${there}`,
  };
}

function unknownBenchmarkFact(
  { benchmark: id, field }: Of<"benchmark">,
  { benchmarks }: Lists,
): Complaint | undefined {
  if (!BENCHMARK_FIELDS.includes(field)) {
    return { message: "names no figure of a benchmark", mend: `use one of: ${BENCHMARK_FIELDS.join(", ")}` };
  }
  const benchmark = benchmarks.find(({ value }) => value.id === id)?.value;
  if (benchmark === undefined) return undefined;
  const facts = {
    size: benchmark.size,
    random_baseline: benchmark.randomBaseline,
    human_level: benchmark.humanLevel,
  };
  const fact = facts[field as keyof typeof facts];
  if (fact !== undefined && fact.value !== null) return undefined;
  return {
    message: "is a figure that is unknown",
    mend: "name another figure, or say in words that it is unknown",
  };
}

function unknownCell({ table: id, row, column }: Of<"cell">, { tables }: Lists): Complaint | undefined {
  const table = tables.find(({ value }) => value.id === id)?.value;
  if (table === undefined) return undefined;
  const keys = table.columns.map(({ key }) => key);
  if (!keys.includes(column)) return { message: "names no column", mend: `use one of: ${keys.join(", ")}` };
  const rows = table.rows.map(([first]) => String(first));
  if (!rows.includes(row)) return { message: "names no row", mend: `use one of: ${rows.join(", ")}` };
  return undefined;
}
