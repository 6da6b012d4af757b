import { settingWords } from "./comparable.ts";
import type { Lists, Placed } from "./cross-check.ts";
import type { Path } from "./data-file.ts";
import { findField } from "./fields.ts";
import type { Known } from "./known.ts";
import type { Problem } from "./model.ts";
import { piecesOf, type Reference } from "./references.ts";
import { suggestion } from "./suspicions.ts";

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
  const inLesson = path[0] === "sections";
  let line = entry.lineOf(path);
  for (const piece of piecesOf(text)) {
    const written = "text" in piece ? unclosedIn(piece.text) : piece.written;
    const before =
      "text" in piece && written !== undefined ? piece.text.slice(0, piece.text.indexOf(written)) : "";
    const at = inLesson ? line + lineEnds(before) : entry.lineOf(path, written);
    if ("text" in piece && inLesson) line += lineEnds(piece.text);
    if (written === undefined) continue;
    const place = { file: entry.file, line: at, message: `${entry.value.id}: ${written}`, mend: "" };
    const complaint = "text" in piece ? UNCLOSED : complain(piece.reference, { lists, known, place });
    if (complaint === undefined) continue;
    const message = `${place.message} ${complaint.message}`;
    problems.push({ ...place, message, mend: complaint.mend });
  }
}

const UNCLOSED: Complaint = { message: "… is not closed", mend: "end it on the same line with }}" };

/** "{{gpt-3.parameters}" */
const unclosedIn = (text: string): string | undefined => /\{\{[^\n]{0,20}/.exec(text)?.[0];

const lineEnds = (text: string): number => text.split("\n").length - 1;

interface Around {
  lists: Lists;
  known: Known;
  place: Problem;
}

/** A complaint if the id is nowhere; nothing where that is excused, and no figure is looked for then either. */
function missing(
  id: string,
  [names, what]: [(keyof Lists)[], string],
  { known, place }: Around,
): Complaint | undefined {
  const ids = new Set(names.flatMap((name) => [...known.ids(name)]));
  if (ids.has(id) || known.excused(names, id, place)) return undefined;
  return { message: `names no ${what}`, mend: suggestion(id, ids, `name the id of a ${what}`) };
}

const BENCHMARK: [(keyof Lists)[], string] = [["benchmarks"], "benchmark"];
const TABLE: [(keyof Lists)[], string] = [["tables"], "table"];

function complain(reference: Reference, around: Around): Complaint | undefined {
  const { lists } = around;
  switch (reference.kind) {
    case "fact":
      return missing(reference.model, [["models"], "model"], around) ?? unknownFact(reference, lists);
    case "score":
      return (
        missing(reference.model, [["models", "entrants"], "model"], around) ??
        missing(reference.benchmark, BENCHMARK, around) ??
        unknownScore(reference, around)
      );
    case "benchmark":
      return missing(reference.benchmark, BENCHMARK, around) ?? unknownBenchmarkFact(reference, lists);
    case "cell":
      return missing(reference.table, TABLE, around) ?? unknownCell(reference, lists);
    case "figure":
      return missing(reference.id, [["figures"], "figure"], around);
    case "table":
      return missing(reference.id, TABLE, around);
    case "term":
      return missing(reference.id, [["terms"], "term of the glossary"], around);
    case "lesson":
      return missing(reference.id, [["lessons"], "lesson"], around);
    case "unreadable":
      return { message: "cannot be read", mend: "see the kinds of reference in docs/course-pack.md" };
    default:
      return reference satisfies never;
  }
}

type Of<Kind extends Reference["kind"]> = Extract<Reference, { kind: Kind }>;

function unknownFact({ model: id, field: name }: Of<"fact">, { models }: Lists): Complaint | undefined {
  const entry = models.find(({ value }) => value.id === id);
  if (entry === undefined) return undefined;
  const model = entry.value;
  if (name === "name" || name === "organisation") return undefined;
  const field = findField(name);
  if (field === undefined) return { message: "names no field", mend: "use a field such as parameters" };
  const needs = field.id === "tokens_per_parameter" ? ["training_tokens", "parameters"] : [field.id];
  if (needs.some((need) => entry.dropped.has(need))) return undefined;
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
  { lists, known }: Around,
): Complaint | undefined {
  const named = [...lists.models, ...lists.entrants].some(({ value }) => value.id === model);
  const broken = known.brokenScores.some(
    (score) => (score.model ?? model) === model && (score.benchmark ?? benchmark) === benchmark,
  );
  if (!named || broken || known.incomplete.has("scores")) return undefined;
  const all = lists.scores
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
  const entry = benchmarks.find(({ value }) => value.id === id);
  if (entry === undefined || entry.dropped.has(field)) return undefined;
  const benchmark = entry.value;
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
  const entry = tables.find(({ value }) => value.id === id);
  if (entry === undefined || entry.dropped.has("columns") || entry.dropped.has("rows")) return undefined;
  const table = entry.value;
  const keys = table.columns.map(({ key }) => key);
  if (!keys.includes(column)) return { message: "names no column", mend: `use one of: ${keys.join(", ")}` };
  const rows = table.rows.map(([first]) => String(first));
  if (!rows.includes(row)) return { message: "names no row", mend: `use one of: ${rows.join(", ")}` };
  return undefined;
}
