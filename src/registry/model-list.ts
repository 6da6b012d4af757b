import { type AsOf, wasReleased } from "../course/as-of.ts";
import { FIELDS, type Field, figureOf } from "../course/fields.ts";
import { filterModels, parseFilters, sortModels } from "../course/filter-models.ts";
import type { Course, Model } from "../course/model.ts";
import { plain } from "../replies/markdown.ts";
import type { Cell, Reply, TableBlock } from "../replies/reply.ts";
import { asOfTyped, LATER_MARK, laterNote, publishedLater } from "./as-of-marks.ts";
import { figuresCsv, modelTable } from "./comparison.ts";
import { figureData, RECALLED_MARK } from "./sources.ts";

const COLUMNS = FIELDS.filter(({ id }) =>
  ["release_date", "parameters", "training_tokens", "context_length"].includes(id),
);

/** What somebody asks of the registry. `columns` undefined means the usual ones. */
export interface Listing {
  filters: readonly string[];
  sort?: string | undefined;
  columns?: readonly Field[] | undefined;
  asOf?: AsOf | undefined;
}

/** The models that were out by then; `doubtful` counts those of which the date does not say. */
export function outBy(models: readonly Model[], asOf: AsOf): { out: Model[]; doubtful: number } {
  const verdicts = models.map((model) => wasReleased(model, asOf));
  return {
    out: models.filter((_, at) => verdicts[at] === true),
    doubtful: verdicts.filter((verdict) => verdict === undefined).length,
  };
}

export const marked = (cell: Cell, mark: string): Cell =>
  typeof cell === "string" ? cell + mark : { ...cell, text: cell.text + mark };

/** A table of models with a mark behind every figure that was published later than `asOf`. */
export function listTable(
  course: Course,
  models: readonly Model[],
  about: { fields: readonly Field[]; asOf: AsOf | undefined },
): TableBlock {
  const { fields, asOf } = about;
  const caption = `${models.length} language ${models.length === 1 ? "model" : "models"}`;
  const table = modelTable(models, fields, { caption });
  if (asOf === undefined) return table;
  const later = (model: Model | undefined, field: Field | undefined): boolean => {
    const fact = model === undefined || field === undefined ? undefined : figureOf(model, field);
    if (fact === undefined || fact.value === null || fact.unit === "date") return false;
    return publishedLater(course, fact, asOf) === true;
  };
  const rows = table.rows.map((row, at) =>
    row.map((cell, column) => (later(models[at], fields[column - 1]) ? marked(cell, LATER_MARK) : cell)),
  );
  return { ...table, rows };
}

function howMany(course: Course, listing: Listing, result: { shown: number; unknown: number }): string {
  const { filters, asOf } = listing;
  const { shown, unknown } = result;
  const when = asOf === undefined ? "" : ` that were out by ${asOf.words}`;
  const asked = filters.length === 0 ? "" : ` match ${plain(filters.join(" "))}`;
  const all = asOf === undefined ? course.models.length : outBy(course.models, asOf).out.length;
  const left =
    unknown === 0
      ? ""
      : ` ${unknown} more ${unknown === 1 ? "was" : "were"} left out because that figure is unknown.`;
  return `**${shown} of ${all} models${when}${asked}.**${left}`;
}

function figuresOf(models: readonly Model[], fields: readonly Field[]) {
  return models.map((model) => {
    const figures = fields.flatMap((field) => {
      const fact = figureOf(model, field);
      return fact === undefined ? [] : [[field.id, figureData(fact)] as const];
    });
    return { model: model.id, figures: Object.fromEntries(figures) };
  });
}

/** The registry as a table: filtered, sorted, with the columns asked for, and whole as CSV. */
export function modelList(course: Course, listing: Listing & { filesWanted: boolean }): Reply {
  const { filters, sort, columns, asOf, filesWanted } = listing;
  const { out, doubtful } =
    asOf === undefined ? { out: course.models, doubtful: 0 } : outBy(course.models, asOf);
  const { models, unknown } = filterModels({ models: out }, parseFilters(filters));
  const sorted = sortModels(models, sort ?? "date");
  const count = howMany(course, listing, { shown: sorted.length, unknown });
  const doubt =
    doubtful === 0 ? "" : ` Of ${doubtful} more the release date is not known well enough to say.`;
  const data = {
    models: sorted.map(({ id }) => id),
    unknown,
    ...(asOf === undefined ? {} : { asOf: asOfTyped(asOf) }),
    ...(columns === undefined ? {} : { figures: figuresOf(sorted, columns) }),
  };
  if (sorted.length === 0) {
    const text = `${count} Loosen a filter, for example \`/models params>10b\`.`;
    return { blocks: [{ kind: "text", text }], data };
  }
  const table = listTable(course, sorted, { fields: columns ?? COLUMNS, asOf });
  const alt = `Every figure of ${sorted.length} models with unit, source and status, as comma-separated values`;
  const marks = [
    `${RECALLED_MARK} from memory, less certain.`,
    ...(asOf === undefined ? [] : [laterNote(asOf)]),
    "Sources: `/model` and a name, or the CSV.",
  ];
  return {
    blocks: [{ kind: "text", text: count + doubt }, table, { kind: "note", text: marks.join(" ") }],
    // Every figure of every model: most of the work of a long list.
    ...(filesWanted
      ? { files: [{ name: "models.csv", mediaType: "text/csv", alt, text: figuresCsv(sorted, FIELDS) }] }
      : {}),
    data,
  };
}
