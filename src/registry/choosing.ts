import type { BarSpec } from "../charts/spec.ts";
import { wordCount } from "../course/fields.ts";
import type { Course } from "../course/model.ts";
import { sourceOf } from "../course/source-of.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Cell, Json, Reply } from "../replies/reply.ts";
import {
  CRITERIA,
  type Criterion,
  candidatesOf,
  type Rated,
  rate,
  type Task,
  type Usage,
  untold,
  type Weights,
} from "./choose.ts";
import { dollars, priceDates } from "./price-words.ts";

const MOST_ROWS = 20;
const MOST_BARS = 8;
const MOST_WEIGHT = 10;
/** How many of those that could be ahead are named. */
const MOST_NAMED = 3;
/** A chance of quality from fewer comparisons than this is rough. */
const FEW_DUELS = 15;

export interface Wish {
  task: Task;
  usage: Usage;
  weights: Weights;
  /** The models' ids where somebody named them: other weights are for the same ones. */
  among?: readonly string[];
}

/** Which of the models fits best, with everything that went into it. */
export function choosing(course: Course, models: Course["models"], wish: Wish): Reply {
  const candidates = candidatesOf(course, models, wish);
  const rated = rate(candidates, wish.weights);
  const left = untold(candidates).filter((criterion) => wish.weights[criterion] > 0);
  const [best] = rated;
  if (best === undefined || best.parts.length === 0) return nothingToWeigh(wish, left);
  const blocks: Block[] = [
    { kind: "heading", text: headline(rated, wish.task) },
    { kind: "text", text: [working(best), unmeasured(left), ahead(rated)].filter(Boolean).join("\n") },
    table(rated.slice(0, MOST_ROWS), wish),
    { kind: "chart", spec: chart(rated, course, wish.task) },
    { kind: "note", text: notes(rated, course, wish) },
    { kind: "actions", buttons: otherWeights(wish) },
  ];
  return { blocks, data: data(rated, wish, left) };
}

const NO_LATENCY =
  "Nobody has measured the latency of these models here: it counts once the course's prices file gives measurements of two of them (`seconds_to_first_token` and `tokens_per_second`).";

/** Why nothing can be told apart, and what to do about it. */
function nothingToWeigh(wish: Wish, left: readonly Criterion[]): Reply {
  const { task, among } = wish;
  const way = `Give another one a weight from 1 to ${MOST_WEIGHT}, or name other models with among:.`;
  const weighed = CRITERIA.some((criterion) => wish.weights[criterion] > 0);
  const text = !weighed
    ? `All weights are 0, so nothing is weighed. Give at least one of ${CRITERIA.join(", ")} a weight from 1 to ${MOST_WEIGHT}.`
    : left.length === 1 && left[0] === "latency"
      ? `${NO_LATENCY} ${way}`
      : `None of the weighed criteria is known for two of these models, so they cannot be told apart. ${way}`;
  const value = ["choose", task, ...amongWords(among)].join(" ");
  const buttons = [{ action: "run", label: "Take the usual weights", value }];
  return {
    blocks: [
      { kind: "text", text },
      { kind: "actions", buttons },
    ],
    error: true,
  };
}

/** Those that would be before the first if everything unknown about them were best. */
function couldBeAhead([best, ...others]: readonly Rated[]): Rated[] {
  const ahead = others.filter(({ high }) => high > (best?.low ?? 0));
  return ahead.sort((a, b) => b.high - a.high);
}

const unknownOf = ({ parts }: Rated): Criterion[] =>
  parts.filter(({ points }) => points === null).map(({ criterion }) => criterion);

function headline(rated: readonly Rated[], task: Task): string {
  const [best] = rated;
  const aim = task === "anything" ? "these weights" : `${task.replace("-", " ")} with these weights`;
  const first = `${best?.candidate.model.name ?? ""} fits ${aim} best`;
  const ahead = couldBeAhead(rated);
  if (best === undefined || ahead.length === 0) return first;
  const [lacking, ...more] = new Set(ahead.flatMap(unknownOf));
  const among =
    lacking !== undefined && more.length === 0 && unknownOf(best).length === 0
      ? `of those with known ${lacking}`
      : "on what is known";
  return `${first} ${among}; ${ahead.length === 1 ? (ahead[0]?.candidate.model.name ?? "") : `${ahead.length} others`} could be ahead`;
}

/** "If what is unknown were best, ahead could be: Llama 4 Scout (up to 0.95) and 3 more." */
function ahead(rated: readonly Rated[]): string {
  const all = couldBeAhead(rated);
  if (all.length === 0) return "";
  const named = all
    .slice(0, MOST_NAMED)
    .map(({ candidate, high }) => `${plain(candidate.model.name)} (up to ${two(high)})`);
  const more = all.length > named.length ? ` and ${all.length - named.length} more` : "";
  return `Could be ahead if what is unknown about them were best: ${named.join(", ")}${more}.`;
}

const two = (value: number): string => value.toFixed(2);
const isFew = (duels: number): boolean => duels < FEW_DUELS;

/** "(0.90 × 5 + 0.41 × 3) ÷ 8 = 0.71": the sum behind the first place. */
function working({ candidate, parts, low, high }: Rated): string {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const terms = parts.map(
    ({ criterion, weight, points }) =>
      `${criterion} ${points === null ? "unknown" : two(points)} × ${weight}`,
  );
  const result = high > low ? `${two(low)}, or up to ${two(high)} if what is unknown were best` : two(low);
  const { quality } = candidate;
  const weighed = parts.some(({ criterion }) => criterion === "quality");
  const rough =
    weighed && quality !== undefined && isFew(quality.duels)
      ? ` Its quality rests on ${quality.duels} comparisons only.`
      : "";
  return `**${plain(candidate.model.name)}:** (${terms.join(" + ")}) ÷ ${total} = **${result}**.${rough}`;
}

function unmeasured(left: readonly Criterion[]): string {
  const others = left.filter((criterion) => criterion !== "latency");
  const without =
    others.length === 0 ? "" : `Left out, known for fewer than two of them: ${others.join(", ")}.`;
  return [left.includes("latency") ? `Latency is left out. ${NO_LATENCY}` : "", without]
    .filter(Boolean)
    .join(" ");
}

const range = ({ low, high }: Rated): string => (high > low ? `${two(low)}–${two(high)}` : two(low));

function table(rated: readonly Rated[], { usage }: Wish): Block {
  const used = `${wordCount(usage.requests)} requests`;
  const timed = rated.some(({ candidate }) => candidate.seconds !== undefined);
  const heads = [
    "Points",
    "Quality",
    `Price, ${used}`,
    ...(timed ? ["Seconds"] : []),
    "Context, tokens",
    "Open weights",
  ];
  return {
    kind: "table",
    caption: "Models by weighted points",
    columns: [{ label: "Model" }, ...heads.map((label) => ({ label, align: "right" as const }))],
    rows: rated.map((one) => [
      one.candidate.model.name,
      { text: range(one), value: one.low },
      ...figures(one, timed),
    ]),
  };
}

function figures({ candidate }: Rated, timed: boolean): Cell[] {
  const { quality, cost, seconds, context, open } = candidate;
  return [
    quality === undefined
      ? "unknown"
      : {
          text: `${Math.round(quality.chance * 100)} % (${quality.duels}${isFew(quality.duels) ? ", few" : ""})`,
          value: quality.chance,
        },
    cost === undefined ? "unknown" : { text: dollars(cost), value: cost },
    ...(timed ? [seconds === undefined ? "unknown" : { text: two(seconds), value: seconds }] : []),
    context === undefined ? "unknown" : { text: context.toLocaleString("en-US"), value: context },
    open === undefined ? "unknown" : open ? "yes" : "no",
  ];
}

function chart(all: readonly Rated[], course: Course, task: Task): BarSpec {
  const rated = all.slice(0, MOST_BARS);
  const criteria = rated[0]?.parts.map(({ criterion }) => criterion) ?? [];
  const total = (one: Rated): number => one.parts.reduce((sum, { weight }) => sum + weight, 0);
  return {
    kind: "bar",
    orientation: "horizontal",
    stacked: true,
    title: headline(all, task),
    subtitle: "Points: 1 is the best of these models in everything, 0 the worst; unknown adds nothing",
    source: `Prices of ${priceDates(course.offers)}`,
    categories: rated.map(({ candidate }) => ({ label: candidate.model.name })),
    panels: [
      {
        axis: { label: "points", scale: "linear", format: "plain" },
        series: criteria.map((criterion, at) => ({
          label: criterion,
          values: rated.map((one) => {
            const part = one.parts[at];
            return part === undefined
              ? null
              : Number((((part.points ?? 0) * part.weight) / total(one)).toFixed(2));
          }),
        })),
      },
    ],
  };
}

function notes(rated: readonly Rated[], course: Course, { task, usage }: Wish): string {
  const more = rated.length > MOST_ROWS ? `${rated.length - MOST_ROWS} more models are not shown. ` : "";
  const offers = rated.flatMap(({ candidate }) => candidate.offer ?? []);
  const benchmarks = task === "anything" ? "all benchmarks" : `the ${task.replace("-", " ")} benchmarks`;
  const tokens = `${usage.inTokens.toLocaleString("en-US")} tokens in and ${usage.outTokens.toLocaleString("en-US")} out`;
  const sparse = rated.some(({ candidate: { quality } }) => quality !== undefined && isFew(quality.duels));
  const few = sparse ? ` (few: under ${FEW_DUELS}, so the chance is rough)` : "";
  return [
    `${more}Quality is the chance of being ahead of an average one of these models on ${benchmarks} that both have under the same setting (Bradley and Terry), with the number of comparisons${few}; it changes with the models compared. Points stretch from 0 (the worst of these models) to 1 (the best); price, seconds and context by their logarithms.`,
    `Price: ${tokens} a request, short prompts, as of ${priceDates(offers)}; a price here does not mean that the model is still offered. Seconds for an answer count where somebody measured them and wrote them into the price file.`,
    `Prices from ${[...new Set(offers.map(({ source }) => sourceOf(course, source)?.title ?? source))].map(plain).join(", ") || "nowhere"}.`,
  ].join("\n");
}

const amongWords = (among: readonly string[] | undefined): string[] =>
  among === undefined ? [] : [`among:"${among.join(", ")}"`];

/** The same question with one thing mattering more. */
function otherWeights({ task, usage, weights, among }: Wish) {
  const line = (changed: Weights): string => {
    const said = CRITERIA.map((criterion) => `${criterion}:${changed[criterion]}`);
    const { inTokens, outTokens, requests } = usage;
    const used = [`in:${inTokens}`, `out:${outTokens}`, `requests:${requests}`];
    return ["choose", task, ...said, ...used, ...amongWords(among)].join(" ");
  };
  // The others keep their weights, unless one of them has the most already.
  const most = (criterion: Criterion): string => {
    const others = CRITERIA.map((one) => [one, Math.min(weights[one], MOST_WEIGHT - 1)] as const);
    return line({ ...(Object.fromEntries(others) as Weights), [criterion]: MOST_WEIGHT });
  };
  const onlyQuality = { quality: MOST_WEIGHT, price: 0, latency: 0, context: 0, openness: 0 };
  return [
    { action: "run", label: "Only quality", value: line(onlyQuality) },
    { action: "run", label: "Price matters most", value: most("price") },
    { action: "run", label: "Open weights matter most", value: most("openness") },
  ];
}

function data(
  rated: readonly Rated[],
  { task, usage, weights }: Wish,
  left: readonly Criterion[],
): { [key: string]: Json } {
  return {
    task,
    usage: { ...usage },
    weights: { ...weights },
    leftOut: [...left],
    couldBeAhead: couldBeAhead(rated).map(({ candidate }) => candidate.model.id),
    models: rated.map(({ candidate, parts, low, high }) => ({
      model: candidate.model.id,
      points: { low, high },
      parts: parts.map((part) => ({ ...part })),
      quality: candidate.quality === undefined ? null : { ...candidate.quality },
      cost:
        candidate.cost === undefined
          ? null
          : { value: candidate.cost, unit: "USD", source: candidate.offer?.source ?? null },
      seconds: candidate.seconds ?? null,
      context: candidate.context ?? null,
      open: candidate.open ?? null,
      offer:
        candidate.offer === undefined
          ? null
          : { provider: candidate.offer.provider, offer: candidate.offer.offer, date: candidate.offer.date },
    })),
  };
}
