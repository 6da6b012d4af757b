import { type AsOf, wasReleased } from "../course/as-of.ts";
import { FIELDS, type Field, figureOf, findField } from "../course/fields.ts";
import { attached, filterModels, parseFilters, sortModels } from "../course/filter-models.ts";
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

const WHOLE_YEAR = /^(?<name>[\p{L} _-]+)(?<sign>[<>])(?<year>\d{4})$/u;

/** A year stands for all of its days, which somebody who types `date>2025` may not expect. */
function wholeYears(filters: readonly string[]): string[] {
  return attached(filters).flatMap((word) => {
    const { name = "", sign = "", year = "" } = WHOLE_YEAR.exec(word.replace(/\s/g, ""))?.groups ?? {};
    if (findField(name)?.kind !== "date") return [];
    const from = sign === ">" ? `from ${Number(year) + 1} on` : `up to the end of ${Number(year) - 1}`;
    return [`\`${name}${sign}${year}\` means ${from}; \`${name}${sign}=${year}\` has ${year} in it.`];
  });
}

/** Which of the filters to leave out, with the number of models that would then match. */
function withoutOne(models: readonly Model[], filters: readonly string[]): string {
  const words = attached(filters);
  if (words.length === 0) return "";
  if (words.length === 1) return "`/models` alone lists all of them.";
  const counts = words.map((word, at) => {
    const others = parseFilters(words.filter((_, other) => other !== at));
    return { word, count: filterModels({ models }, others).models.length };
  });
  const some = counts
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} without *${plain(word)}*`);
  return some.length === 0 ? "Leave out more than one of the filters." : `There are ${some.join(", ")}.`;
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
    const text = [`${count}${doubt}`, ...wholeYears(filters), withoutOne(out, filters)]
      .filter(Boolean)
      .join(" ");
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
