import { settingWords } from "../course/comparable.ts";
import { type Field, figureOf, findField, wordFact, wordNumber } from "../course/fields.ts";
import type { Course, Fact } from "../course/model.ts";
import type { Reference } from "../course/references.ts";
import { wordValue } from "../registry/course-table.ts";
import { exactNumber, exactText, wordUnit } from "../registry/exact-words.ts";

/** What a reference to a figure leads to. */
export interface Looked {
  /** Without the unit: "1.4T". */
  words: string;
  /** As it follows the number: "tokens", "%", "" where there is none. */
  unit: string;
  /** How a score was taken: "5-shot, CoT". */
  setting?: string;
  /** Absent where it is no figure, such as the name of an organisation. */
  fact?: Fact;
}

type Of<Kind extends Reference["kind"]> = Extract<Reference, { kind: Kind }>;

/** The figure a reference names; undefined where there is none, or it is unknown. */
export function lookUp(reference: Reference, course: Course): Looked | undefined {
  switch (reference.kind) {
    case "fact":
      return modelFact(reference, course);
    case "score":
      return modelScore(reference, course);
    case "benchmark":
      return benchmarkFact(reference, course);
    case "cell":
      return tableCell(reference, course);
    case "figure":
      return Object.hasOwn(course.figures, reference.id) ? exactly(course.figures[reference.id]) : undefined;
    default:
      return undefined;
  }
}

function exactly(fact: Fact | undefined): Looked | undefined {
  const value = fact?.value ?? null;
  if (fact === undefined || value === null) return undefined;
  const words = typeof value === "number" ? exactNumber(value) : exactText(String(value));
  return { words, unit: wordUnit(fact.unit), fact };
}

function modelFact({ model: id, field: name }: Of<"fact">, course: Course): Looked | undefined {
  const model = course.models.find((candidate) => candidate.id === id);
  if (model === undefined) return undefined;
  if (name === "organisation" || name === "name") return { words: model[name], unit: "" };
  const field = findField(name);
  const fact = field && figureOf(model, field);
  if (field === undefined || fact === undefined || fact.value === null) return undefined;
  return typeof fact.value === "number"
    ? { ...wordedNumber(fact.value, field, fact.unit), fact }
    : { words: wordFact(fact, field), unit: "", fact };
}

/** "131,072 (128K)" is a number and its name, and the unit goes between them. */
function wordedNumber(value: number, field: Field, unitOfFact: string): Pick<Looked, "words" | "unit"> {
  const [, number = "", name = ""] = /^(\S+)(.*)$/.exec(wordNumber(value, field)) ?? [];
  const unit = wordUnit(field.unit === "" ? unitOfFact : field.unit);
  return { words: number, unit: `${unit}${name}` };
}

function modelScore({ model, benchmark, setting, source }: Of<"score">, course: Course): Looked | undefined {
  const found = course.scores.find(
    (score) =>
      score.model === model &&
      score.benchmark === benchmark &&
      score.source === source &&
      settingWords(score.setting) === setting,
  );
  if (found === undefined) return undefined;
  const { score: value, unit, verified } = found;
  const looked = exactly({ value, unit, source, verified });
  return looked && { ...looked, setting };
}

function benchmarkFact({ benchmark: id, field }: Of<"benchmark">, course: Course): Looked | undefined {
  const benchmark = course.benchmarks.find((candidate) => candidate.id === id);
  if (benchmark === undefined) return undefined;
  if (field === "size") return exactly(benchmark.size);
  if (field === "random_baseline") return exactly(benchmark.randomBaseline);
  return field === "human_level" ? exactly(benchmark.humanLevel) : undefined;
}

function tableCell({ table: id, row, column: key }: Of<"cell">, course: Course): Looked | undefined {
  const table = course.tables.find((candidate) => candidate.id === id);
  const at = table?.columns.findIndex((column) => column.key === key) ?? -1;
  const column = table?.columns[at];
  const value = table?.rows.find(([first]) => String(first) === row)?.[at] ?? null;
  if (table === undefined || column === undefined || value === null) return undefined;
  const { source, verified } = table;
  return {
    words: wordValue(value, `${column.key} ${column.label}`),
    unit: "",
    fact: { value, unit: "", source, verified },
  };
}
