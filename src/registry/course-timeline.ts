import { type AsOf, wasReleased } from "../course/as-of.ts";
import type { CourseTable, TableValue } from "../course/content.ts";
import { FIELDS, type Field, figureOf } from "../course/fields.ts";
import { filterModels, parseFilters, sortModels } from "../course/filter-models.ts";
import { findModel } from "../course/find-model.ts";
import { findNamed } from "../course/find-named.ts";
import type { Course, Erratum, Model } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { echoed, plain } from "../replies/markdown.ts";
import type { Block, Cell, Reply, TableBlock } from "../replies/reply.ts";
import {
  asOfTyped,
  asOfWords,
  LATER_MARK,
  laterNote,
  publishedLater,
  wasCorrectable,
} from "./as-of-marks.ts";
import { correctionsToSlides } from "./card.ts";
import { figureCell, figuresCsv } from "./comparison.ts";
import { type Listing, marked } from "./model-list.ts";
import { Citations, figureData, RECALLED_MARK, RECALLED_NOTE } from "./sources.ts";

/** The table of `data/tables.yaml` that grows through the lecture: one row a model, in the order of the slides. */
const COURSE_TABLE = "course-timeline";
/** Stands behind a figure about which the slide says something else. */
const SLIDE_MARK = "§";
const SHOWN: readonly Field[] = FIELDS.filter(({ id }) =>
  ["release_date", "parameters", "training_tokens"].includes(id),
);

/** A row about several sizes lists them: "110M base, 340M large". */
const SEVERAL = ", ";

/** One row of the course's table and the model it is about; `whole` is false where it speaks of several sizes. */
interface CourseRow {
  id: string;
  name: string;
  aliases: string[];
  model: Model;
  whole: boolean;
  /** The table's own words, by column key. */
  words: Record<string, TableValue>;
}

const sizeOf = (model: Model): number => Number(model.facts.parameters?.value ?? 0);

function rowModel(course: Course, name: string): { model: Model; whole: boolean } | undefined {
  const found = findModel(course, name);
  if (found.kind === "found") return { model: found.model, whole: true };
  if (found.kind === "unknown") return undefined;
  const [largest] = [...found.candidates].sort((a, b) => sizeOf(b) - sizeOf(a));
  return largest === undefined ? undefined : { model: largest, whole: false };
}

function rowsOf(course: Course, table: CourseTable): CourseRow[] {
  return table.rows.flatMap((cells) => {
    const words = Object.fromEntries(table.columns.map(({ key }, at) => [key, cells[at] ?? null]));
    const name = String(words.model ?? "");
    const about = rowModel(course, name);
    if (about === undefined) return [];
    const { id, name: full, aliases } = about.model;
    const whole = about.whole && !String(words.parameters).includes(SEVERAL);
    return [{ id, name, aliases: [full, ...aliases], model: about.model, whole, words }];
  });
}

const known = new WeakMap<Course, CourseRow[]>();

/** The course's models in the order of the lecture; empty where the course has no such table. */
export function courseRows(course: Course): CourseRow[] {
  const table = course.tables.find(({ id }) => id === COURSE_TABLE);
  const rows = known.get(course) ?? (table === undefined ? [] : rowsOf(course, table));
  known.set(course, rows);
  return rows;
}

/** As far as the lecture has come: up to and including this model. */
function upTo(rows: CourseRow[], text: string, asOf: AsOf | undefined): CourseRow[] {
  const found = findNamed(rows, text);
  if (found.kind === "found") return rows.slice(0, rows.indexOf(found.entry) + 1);
  const candidates = found.kind === "ambiguous" ? found.candidates : rows;
  const names = candidates.map(({ name }) => plain(name)).join(", ");
  const suggestions = candidates.slice(0, 5).map(({ id, name }) => ({
    action: "run",
    label: `Up to ${name}`,
    value: `models course upto:${id}${asOfWords(asOf)}`,
  }));
  throw new UserError(`*${echoed(text)}* is not one model of the course's table. It has: ${names}.`, {
    suggestions,
    argument: "upto",
  });
}

/** In the order of their release; which models the lecture has reached is told by the order of the slides. */
function selected(course: Course, listing: Listing & { upto?: string | undefined }): CourseRow[] {
  const { filters, sort, upto, asOf } = listing;
  const all = courseRows(course);
  if (all.length === 0) {
    throw new UserError("This course has no comparison table. `/models` lists every model instead.", {
      suggestions: [{ action: "run", label: "List the models", value: "models" }],
    });
  }
  const reached = upto === undefined || upto.trim() === "" ? all : upTo(all, upto, asOf);
  const out = reached.filter(({ model }) => asOf === undefined || wasReleased(model, asOf) === true);
  const { models } = filterModels({ models: out.map(({ model }) => model) }, parseFilters(filters));
  const rows = out.filter(({ model }) => models.includes(model));
  const order = sortModels(models, sort ?? "date");
  return rows.sort((a, b) => order.indexOf(a.model) - order.indexOf(b.model));
}

interface Sheet {
  course: Course;
  fields: readonly Field[];
  citations: Citations;
  asOf: AsOf | undefined;
}

const corrections = ({ course, asOf }: Sheet, { model }: CourseRow, fields: readonly Field[]): Erratum[] =>
  course.errata.filter(
    (erratum) =>
      erratum.severity !== "typo" &&
      erratum.models.includes(model.id) &&
      fields.some(({ id }) => id === erratum.field) &&
      (asOf === undefined || wasCorrectable(erratum, asOf)),
  );

function rowCell(row: CourseRow, field: Field, sheet: Sheet): Cell {
  const { course, citations, asOf } = sheet;
  const fact = figureOf(row.model, field);
  const words = row.words[field.id];
  const ofSeveral = !row.whole && field.id !== "release_date" && typeof words === "string";
  const several = (): string => (fact === undefined ? "" : ` ${citations.mark(fact)}`);
  const cell = ofSeveral ? words + several() : figureCell(fact, field, citations);
  const isLater =
    asOf !== undefined &&
    fact !== undefined &&
    fact.value !== null &&
    fact.unit !== "date" &&
    publishedLater(course, fact, asOf) === true;
  const slide = corrections(sheet, row, [field]).length > 0 ? ` ${SLIDE_MARK}` : "";
  return marked(cell, (isLater ? LATER_MARK : "") + slide);
}

function courseTable(rows: readonly CourseRow[], sheet: Sheet): TableBlock {
  return {
    kind: "table",
    caption: "The models of the course",
    columns: [
      { label: "Model" },
      ...sheet.fields.map(({ label, kind }) => ({
        label,
        align: kind === "number" ? ("right" as const) : ("left" as const),
      })),
      { label: "Company" },
    ],
    rows: rows.map((row) => [
      row.name,
      ...sheet.fields.map((field) => rowCell(row, field, sheet)),
      row.model.organisation,
    ]),
  };
}

/** Sentences are too long for a column beside figures: a picture of the table would cut them. */
function lessonsLearned(rows: readonly CourseRow[]): Block[] {
  const lines = rows
    .filter(({ model }) => model.whatWeLearned !== "")
    .map(({ name, model }) => `- **${plain(name)}**: ${plain(model.whatWeLearned)}`);
  return lines.length === 0 ? [] : [{ kind: "text", text: `**What we learned**\n${lines.join("\n")}` }];
}

function firstLine(shown: number, all: number, listing: Listing & { last: string | undefined }): string {
  const { filters, asOf, last } = listing;
  const upTo = last === undefined ? "" : `, up to ${plain(last)}`;
  const when = asOf === undefined ? "" : `, out by ${asOf.words}`;
  const match = filters.length === 0 ? "" : `, matching ${plain(filters.join(" "))}`;
  return `**${shown} of the ${all} models of the course${upTo}${when}${match}.**`;
}

/** The course's own comparison table as far as the lecture has come, with the registry's figures and the corrections. */
export function courseModels(course: Course, listing: Listing & { upto?: string | undefined }): Reply {
  const { upto, columns, asOf } = listing;
  const rows = selected(course, listing);
  const citations = new Citations(course);
  const sheet: Sheet = { course, fields: columns ?? SHOWN, citations, asOf };
  const table = courseTable(rows, sheet);
  const errata = new Set(rows.flatMap((row) => corrections(sheet, row, sheet.fields)));
  const models = rows.map(({ model }) => model);
  const said = JSON.stringify(table.rows);
  const notes = [
    said.includes(SLIDE_MARK) ? `${SLIDE_MARK} the slide says something else, see the corrections.` : "",
    asOf !== undefined && said.includes(LATER_MARK) ? laterNote(asOf) : "",
    said.includes(RECALLED_MARK) ? RECALLED_NOTE : "",
    citations.shortNote(),
  ];
  const last =
    upto === undefined || upto.trim() === "" ? undefined : upTo(courseRows(course), upto, asOf).at(-1)?.name;
  const text = firstLine(rows.length, courseRows(course).length, { ...listing, last });
  const data = {
    course: rows.map(({ model, whole }) => ({
      model: model.id,
      severalSizes: !whole,
      figures: Object.fromEntries(
        sheet.fields.flatMap((field) => {
          const fact = figureOf(model, field);
          return fact === undefined ? [] : [[field.id, figureData(fact)]];
        }),
      ),
    })),
    ...(asOf === undefined ? {} : { asOf: asOfTyped(asOf) }),
  };
  if (rows.length === 0) return { blocks: [{ kind: "text", text }], data };
  const alt = `Every figure of these ${rows.length} models with unit, source and status, as comma-separated values`;
  return {
    blocks: [
      { kind: "text", text },
      table,
      ...lessonsLearned(rows),
      ...correctionsToSlides([...errata]),
      { kind: "note", text: notes.filter(Boolean).join("\n") },
    ],
    files: [{ name: "course-models.csv", mediaType: "text/csv", alt, text: figuresCsv(models, FIELDS) }],
    data,
  };
}
