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

export interface Wish {
  task: Task;
  usage: Usage;
  weights: Weights;
}

/** Which of the models fits best, with everything that went into it. */
export function choosing(course: Course, models: Course["models"], wish: Wish): Reply {
  const candidates = candidatesOf(course, models, wish);
  const rated = rate(candidates, wish.weights);
  const left = untold(candidates).filter((criterion) => wish.weights[criterion] > 0);
  const [best] = rated;
  if (best === undefined || best.parts.length === 0) {
    const text =
      "None of the weighed criteria is known for two of these models, so they cannot be told apart. Weigh another one, or name other models with among:.";
    return { blocks: [{ kind: "text", text }], error: true };
  }
  const blocks: Block[] = [
    { kind: "heading", text: headline(rated, wish.task) },
    { kind: "text", text: working(best, left) },
    table(rated.slice(0, MOST_ROWS), wish),
    { kind: "chart", spec: chart(rated.slice(0, MOST_BARS), course, wish.task) },
    { kind: "note", text: notes(rated, course, wish) },
    { kind: "actions", buttons: otherWeights(wish) },
  ];
  return { blocks, data: data(rated, wish, left) };
}

function headline(rated: readonly Rated[], task: Task): string {
  const [best, second] = rated;
  const aim = task === "anything" ? "these weights" : `${task.replace("-", " ")} with these weights`;
  const name = best?.candidate.model.name ?? "";
  if (best === undefined || second === undefined || best.low >= second.high)
    return `${name} fits ${aim} best`;
  return `${name} fits ${aim} best on what is known; ${second.candidate.model.name} could be ahead`;
}

const two = (value: number): string => value.toFixed(2);

/** "(0.90 × 5 + 0.41 × 3) ÷ 8 = 0.71": the sum behind the first place. */
function working({ candidate, parts, low, high }: Rated, left: readonly Criterion[]): string {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const terms = parts.map(
    ({ criterion, weight, points }) =>
      `${criterion} ${points === null ? "unknown" : two(points)} × ${weight}`,
  );
  const result = high > low ? `${two(low)}, or up to ${two(high)} if what is unknown were best` : two(low);
  const without = left.length === 0 ? "" : ` Left out, known for fewer than two of them: ${left.join(", ")}.`;
  return `**${plain(candidate.model.name)}:** (${terms.join(" + ")}) ÷ ${total} = **${result}**.${without}`;
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
      : { text: `${Math.round(quality.chance * 100)} % (${quality.duels})`, value: quality.chance },
    cost === undefined ? "unknown" : { text: dollars(cost), value: cost },
    ...(timed ? [seconds === undefined ? "unknown" : { text: two(seconds), value: seconds }] : []),
    context === undefined ? "unknown" : { text: context.toLocaleString("en-US"), value: context },
    open === undefined ? "unknown" : open ? "yes" : "no",
  ];
}

function chart(rated: readonly Rated[], course: Course, task: Task): BarSpec {
  const criteria = rated[0]?.parts.map(({ criterion }) => criterion) ?? [];
  const total = (one: Rated): number => one.parts.reduce((sum, { weight }) => sum + weight, 0);
  return {
    kind: "bar",
    orientation: "horizontal",
    stacked: true,
    title: headline(rated, task),
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
  return [
    `${more}Quality is the chance of being ahead of an average one of these models on ${benchmarks} that both have under the same setting (Bradley and Terry), with the number of comparisons; it changes with the models compared. Points stretch from 0 (the worst of these models) to 1 (the best); price, seconds and context by their logarithms.`,
    `Price: ${tokens} a request, short prompts, as of ${priceDates(offers)}; a price here does not mean that the model is still offered. Seconds for an answer count where somebody measured them and wrote them into the price file.`,
    `Prices from ${[...new Set(offers.map(({ source }) => sourceOf(course, source)?.title ?? source))].map(plain).join(", ") || "nowhere"}.`,
  ].join("\n");
}

/** The same question with one thing mattering more. */
function otherWeights({ task, usage, weights }: Wish) {
  const line = (changed: Partial<Weights>): string => {
    const all = { ...weights, ...changed };
    const said = CRITERIA.map((criterion) => `${criterion}:${all[criterion]}`);
    return `choose ${task} ${said.join(" ")} in:${usage.inTokens} out:${usage.outTokens} requests:${usage.requests}`;
  };
  return [
    {
      action: "run",
      label: "Only quality",
      value: line({ quality: 10, price: 0, latency: 0, context: 0, openness: 0 }),
    },
    { action: "run", label: "Price matters most", value: line({ price: 10, quality: 5 }) },
    { action: "run", label: "Open weights only matter", value: line({ openness: 10, quality: 5, price: 0 }) },
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
