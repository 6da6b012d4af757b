import type { BarSpec, ChartSpec, ScatterSpec } from "../charts/spec.ts";
import { FIELDS, type Field, isMixtureOfExperts, wordDate } from "../course/fields.ts";
import type { Course, Fact } from "../course/model.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Json, Reply, TableBlock } from "../replies/reply.ts";
import { asOfTyped, LATER_MARK, laterNote, publishedLater } from "./as-of-marks.ts";
import { figuresCsv } from "./comparison.ts";
import { listTable, marked } from "./model-list.ts";
import { figureData, RECALLED_MARK, RECALLED_NOTE, sourceLine } from "./sources.ts";
import {
  fieldOf,
  isEstimate,
  type Moment,
  OPTIMAL_RATIO,
  type Timeline,
  timelineFinding,
} from "./timeline.ts";

/** So many points fit into a table that is still read. */
const MOST_ROWS = 15;
/** More sources than this are counted; the CSV names them. */
const MOST_SOURCES = 8;

/** Where bubbles stand for training tokens, the CSV has those too. */
const CSV_OF_SIZES: ReadonlySet<string> = new Set(["release_date", "parameters", "training_tokens"]);

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
/** Stands behind a figure that its makers did not report. */
const ESTIMATE_MARK = "≈";
const ESTIMATE_NOTE = `${ESTIMATE_MARK} estimated by others, not reported by its makers.`;

const marksOf = (fact: Fact): string =>
  [fact.verified === "recalled" ? RECALLED_MARK : "", isEstimate(fact) ? ESTIMATE_MARK : ""].join("");
const named = ({ name, fact }: Moment): string => `${name} ${marksOf(fact)}`.trimEnd();

/** The points as a table; the last column is the figure that the timeline follows. */
function pointsTable(course: Course, timeline: Timeline, fields: readonly Field[]): TableBlock {
  const { moments, asOf } = timeline;
  const models = moments.map(({ model }) => model);
  const table = listTable(course, models, { fields, asOf });
  const rows = table.rows.map((row, at) => {
    const fact = moments[at]?.fact;
    const mark = fact !== undefined && isEstimate(fact) ? ` ${ESTIMATE_MARK}` : "";
    return row.map((cell, column) => (column === row.length - 1 ? marked(cell, mark) : cell));
  });
  return { ...table, rows, caption: `${fieldOf(timeline.asked.measure).label} by release` };
}

function sourcesOf(course: Course, facts: readonly Fact[]): string {
  const keys = new Set(facts.flatMap(({ source }) => source.split(", ")));
  return keys.size <= MOST_SOURCES
    ? sourceLine(course, facts)
    : `Sources: ${keys.size} papers, model cards and data sets, each named in the CSV`;
}

const ofEach = (field: string): string =>
  field === "parameters" || field === "tokens_per_parameter"
    ? "The largest model of each release"
    : "The highest figure of each release";

function subtitle({ asked, asOf, moments }: Timeline): string {
  const { field } = asked.measure;
  const parts = [
    asOf === undefined ? "" : `As of ${asOf.words}`,
    asked.all ? "Every model of the registry with a known figure" : ofEach(field),
    field === "tokens_per_parameter" ? `${OPTIMAL_RATIO} is the ratio of the Chinchilla paper` : "",
    field !== "mfu" && moments.some(({ model }) => !coloured(moments).has(model.organisation))
      ? "grey: organisations with one model here"
      : "",
    moments.some(({ fact }) => fact.verified === "recalled") ? `${RECALLED_MARK} from memory` : "",
    moments.some(({ fact }) => isEstimate(fact)) ? `${ESTIMATE_MARK} estimate` : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

const titleOf = (timeline: Timeline, course: Course) => ({
  title: timelineFinding(timeline),
  subtitle: subtitle(timeline),
  source: sourcesOf(
    course,
    timeline.moments.map(({ fact }) => fact),
  ),
});

function bars(course: Course, timeline: Timeline): BarSpec {
  const { moments, asked } = timeline;
  const axis = { label: asked.measure.axis, scale: "linear", format: "percent" } as const;
  return {
    kind: "bar",
    orientation: "horizontal",
    ...titleOf(timeline, course),
    categories: moments.map((moment) => ({
      label: `${named(moment)} (${Math.floor(moment.at)})`,
      group: moment.model.organisation,
    })),
    panels: [{ axis, series: [{ label: asked.measure.axis, values: moments.map(({ value }) => value) }] }],
  };
}

/** With more organisations than this, those with a single model share one colour: a legend must leave room to see. */
const MOST_COLOURS = 8;

function coloured(moments: readonly Moment[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { model } of moments) counts.set(model.organisation, (counts.get(model.organisation) ?? 0) + 1);
  const all = [...counts];
  const some = all.length <= MOST_COLOURS ? all : all.filter(([, count]) => count > 1);
  return new Set(some.map(([organisation]) => organisation));
}

function points(course: Course, timeline: Timeline): ScatterSpec {
  const { moments, asked } = timeline;
  const { field, axis } = asked.measure;
  const sized = field === "parameters";
  const highest = Math.max(...moments.map(({ value }) => value));
  const colours = coloured(moments);
  const isHollow = moments.map(({ model }) => isMixtureOfExperts(model) === true);
  return {
    kind: "scatter",
    ...titleOf(timeline, course),
    x: { label: "release", scale: "linear", format: "year" },
    y: { label: axis, scale: "log", format: field === "tokens_per_parameter" ? "plain" : "count" },
    ...(sized ? { sizeLabel: "training tokens" } : {}),
    ...(isHollow.includes(true) ? { hollowLabel: "mixture of experts" } : {}),
    points: moments.map((moment, at) => {
      const tokens = moment.model.facts.training_tokens?.value;
      return {
        x: moment.at,
        y: moment.value,
        label: named(moment),
        ...(colours.has(moment.model.organisation) ? { group: moment.model.organisation } : {}),
        ...(sized && typeof tokens === "number" ? { size: tokens } : {}),
        ...(isHollow[at] ? { hollow: true } : {}),
        priority: (moment.ofCourse ? 2 : 0) + (moment.value === highest ? 3 : 0),
      };
    }),
  };
}

const chartOf = (course: Course, timeline: Timeline): ChartSpec =>
  timeline.asked.measure.field === "mfu" ? bars(course, timeline) : points(course, timeline);

function leftOut(course: Course, timeline: Timeline): string {
  const { asked, moments, unknown, tunes, continued, sizes, asOf } = timeline;
  const later =
    asOf === undefined ? 0 : moments.filter(({ fact }) => publishedLater(course, fact, asOf) === true).length;
  const one = asked.all ? "model" : "release";
  const said = [
    unknown === 0
      ? ""
      : `${counted(unknown, `more ${one} has`, `more ${one}s have`)} ${asked.measure.missing}.`,
    tunes === 0
      ? ""
      : `${counted(tunes, "tuned version")} of shown models ${tunes === 1 ? "is" : "are"} left out.`,
    continued === 0
      ? ""
      : `${counted(continued, "model")} of which only the tokens of the tuning are counted ${continued === 1 ? "is" : "are"} left out: that is no ratio of pre-training.`,
    sizes === 0
      ? ""
      : `${counted(sizes, "smaller or sister model")} of the same releases ${sizes === 1 ? "is" : "are"} left out; add \`all\` to see them.`,
    later === 0
      ? ""
      : `${counted(later, "figure")} of these ${later === 1 ? "was" : "were"} published later.`,
  ];
  return said.filter(Boolean).join(" ");
}

function timelineData(timeline: Timeline): { [key: string]: Json } {
  const { asked, asOf, moments, unknown, tunes, continued, sizes } = timeline;
  return {
    measure: asked.measure.word,
    ...(asOf === undefined ? {} : { asOf: asOfTyped(asOf) }),
    points: moments.map(({ model, fact }) => ({
      model: model.id,
      released: String(model.facts.release_date?.value),
      figure: figureData(fact),
    })),
    leftOut: { unknown, tunes, continued, sizes },
  };
}

function nothing({ asked, unknown, asOf }: Timeline): Reply["blocks"] {
  const when = asOf === undefined ? "" : ` that was out by ${asOf.words}`;
  const match = asked.filters.length === 0 ? "" : ` matching ${plain(asked.filters.join(" "))}`;
  const why =
    unknown === 0
      ? "Loosen a filter, or leave it out."
      : `${counted(unknown, "release or model has", "releases or models have")} ${asked.measure.missing}.`;
  const text = `No model${match}${when} has a point on this timeline. ${why}`;
  const button = { action: "run", label: "The whole timeline", value: `timeline ${asked.measure.word}` };
  return [
    { kind: "text", text },
    { kind: "actions", buttons: [button] },
  ];
}

/** The models over time: the finding, the chart, what was left out and why, the points as a table or as CSV. */
export function timelineReply(course: Course, timeline: Timeline): Reply {
  const { moments, asOf, asked } = timeline;
  const data = timelineData(timeline);
  if (moments.length === 0) return { blocks: nothing(timeline), data };
  const field = fieldOf(asked.measure);
  const models = moments.map(({ model }) => model);
  const [date] = FIELDS.filter(({ id }) => id === "release_date");
  const fields = date === undefined ? [field] : [date, field];
  const table = pointsTable(course, timeline, fields);
  const sized = field.id === "parameters";
  const few = moments.length <= MOST_ROWS;
  const left = leftOut(course, timeline);
  const notes = [
    few
      ? sourceLine(
          course,
          moments.map(({ fact }) => fact),
        )
      : "",
    moments.some(({ fact }) => fact.verified === "recalled") ? RECALLED_NOTE : "",
    moments.some(({ fact }) => isEstimate(fact)) ? ESTIMATE_NOTE : "",
    few && asOf !== undefined && JSON.stringify(table.rows).includes(LATER_MARK) ? laterNote(asOf) : "",
    `${counted(moments.length, "model")}, from ${wordDate(String(models[0]?.facts.release_date?.value))} to ${wordDate(String(models.at(-1)?.facts.release_date?.value))}; every figure with its source in the CSV.`,
  ];
  const blocks: Block[] = [
    { kind: "heading", text: timelineFinding(timeline) },
    ...(left === "" ? [] : [{ kind: "text", text: left } as const]),
    { kind: "chart", spec: chartOf(course, timeline) },
    ...(few ? [table] : []),
    { kind: "note", text: notes.filter(Boolean).join("\n") },
  ];
  const alt = `Release and ${field.label.toLowerCase()} of ${moments.length} models with unit, source and status`;
  return {
    blocks,
    files: [
      {
        name: `timeline-${asked.measure.word}.csv`,
        mediaType: "text/csv",
        alt,
        text: figuresCsv(models, sized ? FIELDS.filter(({ id }) => CSV_OF_SIZES.has(id)) : fields),
      },
    ],
    data,
  };
}
