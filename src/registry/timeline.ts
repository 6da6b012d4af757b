import { type AsOf, wasReleased } from "../course/as-of.ts";
import type { FieldId } from "../course/field-table.ts";
import { FIELDS, type Field, figureOf, findField, nearestField, wordNumber } from "../course/fields.ts";
import { type Filter, filterModels, parseFilters } from "../course/filter-models.ts";
import type { Course, Fact, Model } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import { courseRows } from "./course-timeline.ts";
import { releaseKey } from "./families.ts";
import { shortNames } from "./finding.ts";

/** What can be followed over time, by the word that asks for it. */
export const MEASURES = [
  { word: "parameters", field: "parameters", axis: "parameters", missing: "no published size" },
  { word: "tokens", field: "training_tokens", axis: "training tokens", missing: "no published token count" },
  {
    word: "tokens-per-parameter",
    field: "tokens_per_parameter",
    axis: "training tokens per parameter",
    missing: "no published size or token count",
  },
  { word: "mfu", field: "mfu", axis: "model FLOPs utilisation", missing: "no published utilisation" },
  {
    word: "context",
    field: "context_length",
    axis: "context length in tokens",
    missing: "no published context length",
  },
  { word: "compute", field: "training_compute", axis: "training FLOPs", missing: "no published compute" },
] as const satisfies readonly { word: string; field: FieldId; axis: string; missing: string }[];

export type Measure = (typeof MEASURES)[number];

const MEASURE_WORDS = MEASURES.map(({ word }) => `\`${word}\``).join(", ");

const MOST_BUTTONS = 5;
const measureButtons = (measures: readonly Measure[], before = "") =>
  measures
    .slice(0, MOST_BUTTONS)
    .map(({ word }) => ({ action: "run" as const, label: word, value: before + word }));

export interface Asked {
  measure: Measure;
  filters: string[];
  /** Every model instead of the largest of each release. */
  all: boolean;
}

const isPlainWord = (word: string): boolean => /^[\p{L}][\p{L} _-]*$/u.test(word);

/** From "tokens org:google all": the measure may stand anywhere and defaults to parameters. */
export function readAsked(words: readonly string[]): Asked {
  let measure: Measure | undefined;
  let all = false;
  const filters: string[] = [];
  for (const word of words) {
    const field = isPlainWord(word) ? findField(word) : undefined;
    const found = MEASURES.find((one) => one.word === word.toLowerCase() || one.field === field?.id);
    if (word.toLowerCase() === "all") all = true;
    else if (found !== undefined && (measure ?? found) === found) measure = found;
    else if (found !== undefined) throw twoMeasures(measure, found);
    else if (field !== undefined) throw notFollowed(word);
    else filters.push(word);
  }
  return { measure: measure ?? MEASURES[0], filters, all };
}

function twoMeasures(first: Measure | undefined, second: Measure): UserError {
  const words = [first?.word ?? "", second.word];
  return new UserError(`A timeline shows one measure: \`${words.join("` or `")}\`?`, {
    suggestions: words.map((word) => ({ action: "run", label: word, value: word })),
  });
}

function notFollowed(word: string): UserError {
  return new UserError(`A timeline of *${echoed(word)}* is not drawn. Choose from: ${MEASURE_WORDS}.`, {
    suggestions: measureButtons(MEASURES),
  });
}

export const fieldOf = ({ field }: Measure): Field => {
  const found = FIELDS.find(({ id }) => id === field);
  if (found === undefined) throw new Error(`no field ${field}`);
  return found;
};

const ESTIMATED = /\bestimate/i;

/** Whether somebody other than its makers worked the figure out, as the note of the figure says. */
export const isEstimate = ({ note }: Pick<Fact, "note">): boolean => ESTIMATED.test(note ?? "");

/** One model in time. `at` is the year with its fraction; `value` is in the field's unit. */
export interface Moment {
  model: Model;
  /** Short where that stays unmistakable. */
  name: string;
  at: number;
  value: number;
  fact: Fact;
  /** One of the models that the course itself compares. */
  ofCourse: boolean;
}

export interface Timeline {
  asked: Asked;
  asOf: AsOf | undefined;
  /** Oldest first. */
  moments: Moment[];
  /** Releases (with `all` models) of which the figure is not known. */
  unknown: number;
  /** Tunes whose base is shown. */
  tunes: number;
  /** Models left out of the ratio: their token count is that of the tuning, without what their base had seen. */
  continued: number;
  /** Further sizes of shown releases. */
  sizes: number;
}

const DAYS_OF_A_MONTH = 31;

/** 2022.25 for April 2022; a date of which the month or day is unknown stands in the middle. */
export function yearOf(date: string): number {
  const [year, month, day] = date.split("-").map(Number);
  if (year === undefined) return Number.NaN;
  if (month === undefined) return year + 0.5;
  return year + (month - 1 + ((day ?? DAYS_OF_A_MONTH / 2) - 1) / DAYS_OF_A_MONTH) / 12;
}

const sizeOf = (model: Model): number => Number(model.facts.parameters?.value ?? 0);

/** What decides which size stands for its release. The highest ratio would always be the smallest model. */
function rank(field: Field): (a: Model, b: Model) => number {
  const value = (model: Model): number => Number(figureOf(model, field)?.value ?? 0);
  const bySize = (a: Model, b: Model): number => sizeOf(a) - sizeOf(b);
  return field.id === "tokens_per_parameter" ? bySize : (a, b) => value(a) - value(b) || bySize(a, b);
}

/** The course's own models, and of every other release the one with the highest figure. */
function ofEachRelease(models: readonly Model[], course: ReadonlySet<Model>, field: Field): Model[] {
  const compare = rank(field);
  const best = new Map<string, Model>();
  for (const model of models) {
    const key = releaseKey(model);
    const other = best.get(key);
    const better = other === undefined || (!course.has(other) && compare(model, other) > 0);
    if (better || course.has(model)) best.set(key, model);
  }
  const chosen = new Set([...best.values(), ...models.filter((model) => course.has(model))]);
  return models.filter((model) => chosen.has(model));
}

const isKnown = (model: Model, field: Field): boolean =>
  typeof figureOf(model, field)?.value === "number" && typeof model.facts.release_date?.value === "string";

const releasesOf = (models: readonly Model[]): Set<string> => new Set(models.map(releaseKey));

function momentsOf(models: readonly Model[], field: Field, ofCourse: ReadonlySet<string>): Moment[] {
  const names = shortNames(models);
  const moments = models.flatMap((model, at): Moment[] => {
    const fact = figureOf(model, field);
    if (typeof fact?.value !== "number") return [];
    const moment = { model, name: names[at] ?? model.name, value: fact.value, fact };
    const released = yearOf(String(model.facts.release_date?.value));
    return [{ ...moment, at: released, ofCourse: ofCourse.has(releaseKey(model)) }];
  });
  return moments.sort((a, b) => a.at - b.at);
}

const TUNING_ONLY = /\bafter\b|\bon top of\b/i;

/** Whether the token count leaves out what the model it was tuned from had seen already. */
function countsTuningOnly(course: Course, { base, facts }: Model): boolean {
  const tokens = facts.training_tokens;
  if (typeof tokens?.value !== "number") return false;
  if (TUNING_ONLY.test(tokens.note ?? "")) return true;
  const before = course.models.find(({ id }) => id === base)?.facts.training_tokens?.value;
  return base !== undefined && tokens.value !== before;
}

/** A word that is no measure is meant to find models; one that finds none was meant otherwise. */
function refuseStray(course: Course, filters: readonly Filter[]): void {
  for (const filter of filters) {
    if (filter.kind !== "words" || filterModels(course, [{ ...filter, negated: false }]).models.length > 0)
      continue;
    const field = nearestField(filter.text);
    const nearest = MEASURES.find((one) => one.field === field?.id);
    const hint = nearest === undefined ? "" : ` Did you mean \`${nearest.word}\`?`;
    throw new UserError(
      `*${echoed(filter.text)}* is no measure, and no model or organisation is called so.${hint} Measures: ${MEASURE_WORDS}.`,
      { suggestions: measureButtons(nearest === undefined ? MEASURES : [nearest], "timeline ") },
    );
  }
}

/** The models to show, with what was left out and why. So few utilisations are known that all of them are shown. */
export function timelineOf(course: Course, asked: Asked, asOf?: AsOf): Timeline {
  const field = fieldOf(asked.measure);
  const rows = courseRows(course);
  const own = new Set(rows.filter(({ whole }) => whole).map(({ model }) => model));
  const out = course.models.filter((model) => asOf === undefined || wasReleased(model, asOf) === true);
  const filters = parseFilters(asked.filters);
  refuseStray(course, filters);
  const { models } = filterModels({ models: out }, filters);
  const ids = new Set(models.map(({ id }) => id));
  const untuned = models.filter(({ base }) => base === undefined || !ids.has(base));
  const isRatio = field.id === "tokens_per_parameter";
  const bases = isRatio ? untuned.filter((model) => !countsTuningOnly(course, model)) : untuned;
  const known = bases.filter((model) => isKnown(model, field));
  const all = asked.all || field.id === "mfu";
  const chosen = all ? known : ofEachRelease(known, own, field);
  const releases = releasesOf(known);
  const unknown = bases.filter((model) => !known.includes(model));
  return {
    ...{ asked: { ...asked, all }, asOf },
    moments: momentsOf(chosen, field, releasesOf(rows.map(({ model }) => model))),
    unknown: all
      ? unknown.length
      : [...releasesOf(unknown)].filter((release) => !releases.has(release)).length,
    tunes: models.length - untuned.length,
    continued: untuned.length - bases.length,
    sizes: known.length - chosen.length,
  };
}

const figure = ({ name, value, fact }: Moment, field: Field): string =>
  `${name} ${isEstimate(fact) ? "about " : ""}${worded(value, field)}`;
const worded = (value: number, field: Field): string =>
  wordNumber(value, field).replace(/ \(.*\)$/, "") + (field.format === "percent" ? " %" : "");
const yearWords = ({ at }: Moment): string => String(Math.floor(at));

/** The number of tokens for each parameter that the Chinchilla paper arrives at. */
export const OPTIMAL_RATIO = 20;
/** The year after the paper: models planned with it in mind. */
const AFTER_CHINCHILLA = 2023;

function ratioFinding(moments: readonly Moment[]): string | undefined {
  const share = (some: readonly Moment[]): string =>
    `${some.filter(({ value }) => value >= OPTIMAL_RATIO).length} of ${some.length}`;
  const before = moments.filter(({ at }) => at < AFTER_CHINCHILLA);
  const since = moments.filter(({ at }) => at >= AFTER_CHINCHILLA);
  if (before.length === 0 || since.length === 0) return undefined;
  return `${OPTIMAL_RATIO} tokens per parameter or more: ${share(before)} models before ${AFTER_CHINCHILLA}, ${share(since)} since`;
}

/** One sentence that says what the timeline shows: the first figure, the highest, and what came after it. */
export function timelineFinding({ asked, moments }: Timeline): string {
  const field = fieldOf(asked.measure);
  const ratio = field.id === "tokens_per_parameter" ? ratioFinding(moments) : undefined;
  if (ratio !== undefined) return ratio;
  const [first] = moments;
  const last = moments.at(-1);
  if (first === undefined || last === undefined) return field.label;
  const highest = moments.reduce((a, b) => (b.value > a.value ? b : a));
  if (first === last || moments.every(({ value }) => value === first.value))
    return `${field.label}: ${moments.length === 1 ? figure(first, field) : `${worded(first.value, field)} in all ${moments.length} that are known`}`;
  const start = `${field.label}: ${figure(first, field)} in ${yearWords(first)}`;
  if (highest === first) return `${start}, and none here above that by ${yearWords(last)}`;
  const top = `${start}, ${figure(highest, field)} in ${yearWords(highest)}`;
  const since = Math.floor(last.at) - Math.floor(highest.at);
  return since < 1 ? top : `${top}, none here above that by ${yearWords(last)}`;
}
