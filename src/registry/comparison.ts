import type { Axis, BarSpec } from "../charts/spec.ts";
import type { AsOf } from "../course/as-of.ts";
import { FIELDS, type Field, figureOf, wordDate, wordNumber } from "../course/fields.ts";
import type { Course, Fact, Model } from "../course/model.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Cell, Json, Reply, TableBlock } from "../replies/reply.ts";
import { tableCsv } from "../replies/text-table.ts";
import { publishedLater } from "./as-of-marks.ts";
import { correctionsToSlides } from "./card.ts";
import { finding, shortNames } from "./finding.ts";
import { dollars, priceDates } from "./price-words.ts";
import { Citations, figureData, sourceLine, statusMark, statusNote } from "./sources.ts";

const field = (id: Field["id"]): Field => {
  const found = FIELDS.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no field ${id}`);
  return found;
};

/** What a comparison shows when nothing else is asked for. */
const SIZE_FIELDS = [field("parameters"), field("training_tokens"), field("tokens_per_parameter")];

/** What models may share of which no size is known. */
const OTHER_FIELDS = [field("context_length"), field("licence"), field("weights_open")];

const listed = (labels: readonly string[]): string =>
  labels
    .map((label, at) => (at === 0 ? label : label.toLowerCase()))
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1");

const isKnown = (model: Model, of: Field): boolean => (figureOf(model, of)?.value ?? null) !== null;

/** The sizes, or where none of them is known of any model, what at least two models know. */
function usualFields(models: readonly Model[]): readonly Field[] {
  if (models.some((model) => SIZE_FIELDS.some((of) => isKnown(model, of)))) return SIZE_FIELDS;
  const shared = OTHER_FIELDS.filter((of) => models.filter((model) => isKnown(model, of)).length > 1);
  return shared.length === 0 ? SIZE_FIELDS : shared;
}

const SIZES_UNKNOWN = `${listed(SIZE_FIELDS.map(({ label }) => label))} are unknown for all of them.`;
const COUNT_WORDS = ["", "", "Two", "Three", "Four", "Five", "Six"];

/** Price for a million tokens, where at least two of the models are offered; unknown for the others. */
function priceColumn(
  course: Course,
  models: readonly Model[],
  citations: Citations,
): { label: string; cells: Cell[] } | undefined {
  const offers = models.map(({ id }) => course.offers.find((offer) => offer.model === id));
  const dates = offers.filter((offer) => offer !== undefined);
  if (dates.length < 2) return undefined;
  const worded = (price: number | null): string => (price === null ? "unknown" : dollars(price));
  const cells = offers.map((offer) =>
    offer === undefined
      ? "unknown"
      : `${worded(offer.input)}, ${worded(offer.output)} ${citations.mark(offer)}`,
  );
  return { label: `Price for a million tokens in, out (${priceDates(dates)})`, cells };
}

function withColumn(table: TableBlock, column: ReturnType<typeof priceColumn>): TableBlock {
  if (column === undefined) return table;
  return {
    ...table,
    columns: [...table.columns, { label: column.label }],
    rows: table.rows.map((row, at) => [...row, column.cells[at] ?? "unknown"]),
  };
}

/** A figure in a table: worded, with its unit where the heading has none, its marks, and the number to sort by. */
export function figureCell(fact: Fact | undefined, of: Field, citations?: Citations): Cell {
  if (fact === undefined || fact.value === null) return "unknown";
  const cited = citations === undefined ? "" : ` ${citations.mark(fact)}`;
  const mark = statusMark(fact.verified) + cited;
  if (typeof fact.value === "number") {
    const unit = of.format === "percent" ? " %" : "";
    return { text: wordNumber(fact.value, of) + unit + mark, value: fact.value };
  }
  if (typeof fact.value === "boolean") return (fact.value ? "yes" : "no") + mark;
  return (of.format === "date" ? wordDate(fact.value) : fact.value) + mark;
}

/** One row a model, one column a field; with `citations` every figure carries the number of its source. */
export function modelTable(
  models: readonly Model[],
  fields: readonly Field[],
  about: { caption: string; citations?: Citations },
): TableBlock {
  const columns = fields.map(({ label, kind }) => ({
    label,
    align: kind === "number" ? ("right" as const) : ("left" as const),
  }));
  return {
    kind: "table",
    caption: about.caption,
    columns: [{ label: "Model", align: "left" }, ...columns],
    rows: models.map((model) => [
      model.name,
      ...fields.map((of) => figureCell(figureOf(model, of), of, about.citations)),
    ]),
  };
}

const CSV_LABELS = ["model", "name", "organisation", "field", "value", "unit", "source", "status", "note"];

/** Every figure in long form: one line a model and field, with unit, source and status. */
export function figuresCsv(models: readonly Model[], fields: readonly Field[]): string {
  const head = tableCsv({ columns: CSV_LABELS.map((label) => ({ label })), rows: [] });
  return head + models.map((model) => figureLines(model, fields)).join("");
}

/** A model does not change: the lines with all its fields are written once. */
const wholeLines = new WeakMap<Model, string>();

function figureLines(model: Model, fields: readonly Field[]): string {
  const known = fields === FIELDS ? wholeLines.get(model) : undefined;
  if (known !== undefined) return known;
  const { id, name, organisation } = model;
  const rows = fields.map((of) => {
    const fact = figureOf(model, of);
    const { value = null, unit = "", source = "", verified = "", note = "" } = fact ?? {};
    return [id, name, organisation, of.id, String(value ?? ""), unit, source, verified, note];
  });
  const text = tableCsv({ columns: [], rows }).slice(CSV_LINE_END.length);
  if (fields === FIELDS) wholeLines.set(model, text);
  return text;
}

/** The heading of a table without columns. */
const CSV_LINE_END = "\r\n";

const axisOf = (of: Field): Axis => ({
  label: of.label,
  scale: of.format === "percent" ? "linear" : "log",
  format:
    of.format === "percent" ? "percent" : of.format === "count" || of.format === "flops" ? "count" : "plain",
});

const numberOf = (model: Model, of: Field): number | null => {
  const value = figureOf(model, of)?.value;
  return typeof value === "number" ? value : null;
};

function comparisonChart(
  course: Course,
  models: readonly Model[],
  fields: readonly Field[],
): BarSpec | undefined {
  const drawable = fields.filter(
    (of) => of.kind === "number" && models.some((model) => numberOf(model, of) !== null),
  );
  if (drawable.length === 0) return undefined;
  const names = shortNames(models);
  const facts = models
    .flatMap((model) => drawable.flatMap((of) => figureOf(model, of) ?? []))
    .filter(({ value }) => value !== null);
  return {
    kind: "bar",
    orientation: "horizontal",
    title: finding(models, fields),
    source: sourceLine(course, facts),
    categories: models.map((model, at) => ({ label: names[at] ?? model.name, group: model.organisation })),
    panels: drawable.map((of) => ({
      axis: axisOf(of),
      series: [{ label: of.label, values: models.map((model) => numberOf(model, of)) }],
    })),
  };
}

function comparisonData(models: readonly Model[], fields: readonly Field[]): { [key: string]: Json } {
  const figures = (model: Model): Json =>
    Object.fromEntries(
      fields.map((of) => {
        const fact = figureOf(model, of);
        return [
          of.id,
          fact === undefined ? { value: null, unit: of.unit, source: null } : figureData(fact),
        ] as const;
      }),
    );
  return { models: models.map((model) => ({ model: model.id, name: model.name, figures: figures(model) })) };
}

/** Which of the figures came out only after the day that was asked for. */
function laterFigures(
  course: Course,
  models: readonly Model[],
  fields: readonly Field[],
  asOf: AsOf,
): string {
  const later = models.flatMap((model) => {
    const labels = fields.flatMap((of) => {
      const fact = figureOf(model, of);
      const known = fact !== undefined && fact.value !== null && fact.unit !== "date";
      return known && publishedLater(course, fact, asOf) === true ? [of.label.toLowerCase()] : [];
    });
    return labels.length === 0 ? [] : [`${plain(model.name)} (${labels.join(", ")})`];
  });
  return later.length === 0
    ? `All of these figures were published by ${asOf.words}, as far as their sources are dated.`
    : `Published later than ${asOf.words}, so perhaps not known then: ${later.join("; ")}.`;
}

/** Models side by side: the finding, a table, a chart of the numeric fields, the sources, and all figures as CSV. */
export function comparison(
  course: Course,
  models: readonly Model[],
  { by, asOf }: { by?: Field | undefined; asOf?: AsOf | undefined } = {},
): Reply {
  const fields = by === undefined ? usualFields(models) : [by];
  const fellBack = by === undefined && fields !== SIZE_FIELDS;
  const shown = by?.id === "release_date" ? fields : [field("release_date"), ...fields];
  const citations = new Citations(course);
  const facts = models
    .flatMap((model) => shown.flatMap((of) => figureOf(model, of) ?? []))
    .filter(({ value }) => value !== null);
  const names = models.map(({ name }) => name).join(", ");
  const caption = `${COUNT_WORDS[models.length] ?? models.length} models side by side`;
  const figures = modelTable(models, shown, { caption, citations });
  const table = withColumn(figures, fellBack ? priceColumn(course, models, citations) : undefined);
  const chart = comparisonChart(
    course,
    models,
    fellBack ? fields.filter(({ kind }) => kind === "number") : fields,
  );
  const concerned = course.errata.filter(
    ({ models: ids, field: about, severity }) =>
      severity !== "typo" &&
      fields.some(({ id }) => id === about) &&
      models.some(({ id }) => ids.includes(id)),
  );
  const [first] = fields;
  const heading = finding(models, fellBack && first !== undefined ? [first] : fields);
  const blocks: Block[] = [
    { kind: "heading", text: heading },
    ...(fellBack ? [{ kind: "text", text: SIZES_UNKNOWN } as const] : []),
    table,
    ...(chart === undefined ? [] : [{ kind: "chart", spec: chart } as const]),
    ...correctionsToSlides(concerned),
    {
      kind: "note",
      text: [
        asOf === undefined ? "" : laterFigures(course, models, fields, asOf),
        citations.note(),
        statusNote(facts),
      ]
        .filter(Boolean)
        .join("\n"),
    },
  ];
  const text = figuresCsv(models, by === undefined ? FIELDS : shown);
  const alt = `All figures of ${names} with unit, source and status, as comma-separated values`;
  return {
    blocks,
    files: [{ name: "comparison.csv", mediaType: "text/csv", alt, text }],
    data: comparisonData(models, shown),
  };
}
