import { comparisonKey } from "../course/comparable.ts";
import type { Offer } from "../course/content.ts";
import { figureOf, findField } from "../course/fields.ts";
import type { Course, Model } from "../course/model.ts";
import { type ScoreColumn, type Strength, strengths } from "../labs/bradley-terry.ts";
import { answerSeconds, tokenCost } from "../labs/offers.ts";

export const CRITERIA = ["quality", "price", "latency", "context", "openness"] as const;
export type Criterion = (typeof CRITERIA)[number];

/** 0 to 10 for each criterion. */
export type Weights = Record<Criterion, number>;

/** Which benchmarks speak for a task, by their groups; all of them for "anything". */
export const TASKS = {
  anything: [],
  knowledge: ["general knowledge", "knowledge", "exams", "expert science", "truthfulness", "factuality"],
  reasoning: ["reasoning", "common sense", "expert science", "language inference", "broad skills"],
  mathematics: ["mathematics"],
  code: ["code"],
  chat: ["instruction following", "chat quality"],
  tools: ["tool use"],
  "long-texts": ["long context", "reading"],
  multilingual: ["multilingual"],
} as const satisfies Record<string, readonly string[]>;
export type Task = keyof typeof TASKS;

/** Other words that people have for the tasks. */
export const TASK_WORDS: Readonly<Record<string, Task>> = {
  general: "anything",
  everything: "anything",
  all: "anything",
  facts: "knowledge",
  science: "knowledge",
  exam: "knowledge",
  logic: "reasoning",
  thinking: "reasoning",
  maths: "mathematics",
  coding: "code",
  programming: "code",
  software: "code",
  chatbot: "chat",
  chatting: "chat",
  conversation: "chat",
  assistant: "chat",
  instructions: "chat",
  agent: "tools",
  agents: "tools",
  "tool-use": "tools",
  functions: "tools",
  "function-calling": "tools",
  "long-context": "long-texts",
  documents: "long-texts",
  reading: "long-texts",
  summaries: "long-texts",
  language: "multilingual",
  languages: "multilingual",
  translation: "multilingual",
};

/** What one request looks like, and how many there are. */
export interface Usage {
  inTokens: number;
  outTokens: number;
  requests: number;
}

/** What is known about a model for the choice; what is not known is left out. */
export interface Candidate {
  model: Model;
  offer?: Offer;
  quality?: Strength;
  /** US dollars for the whole usage. */
  cost?: number;
  /** Seconds for one answer. */
  seconds?: number;
  /** Tokens. */
  context?: number;
  open?: boolean;
}

/** Fewer comparisons than this say nothing about quality. */
const FEWEST_DUELS = 5;

/** The models that can be chosen, with everything known about them that the choice weighs. */
export function candidatesOf(
  course: Course,
  models: readonly Model[],
  about: { task: Task; usage: Usage },
): Candidate[] {
  const known = qualityOf(course, models, about.task);
  return models.map((model) => {
    const offer = course.offers.find((one) => one.model === model.id);
    const quality = known.get(model.id);
    return {
      model,
      ...(offer === undefined ? {} : { offer, ...offerFigures(offer, about.usage) }),
      ...(quality === undefined || quality.duels < FEWEST_DUELS ? {} : { quality }),
      ...modelFigures(model, offer),
    };
  });
}

/** Strengths among these models over every column of comparable scores that speaks for the task. */
function qualityOf(course: Course, models: readonly Model[], task: Task): Map<string, Strength> {
  const groups: readonly string[] = TASKS[task];
  const ids = new Set(models.map(({ id }) => id));
  const meant = new Map(
    course.benchmarks
      .filter(({ group }) => groups.length === 0 || groups.includes(group))
      .map((benchmark) => [benchmark.id, benchmark]),
  );
  const columns = new Map<string, ScoreColumn & { values: Map<string, number> }>();
  for (const score of course.scores) {
    const benchmark = meant.get(score.benchmark);
    if (benchmark === undefined || !ids.has(score.model)) continue;
    const key = comparisonKey(score);
    const column = columns.get(key) ?? { better: benchmark.better, values: new Map<string, number>() };
    column.values.set(score.model, score.score);
    columns.set(key, column);
  }
  return strengths([...columns.values()]);
}

function offerFigures(offer: Offer, usage: Usage): Pick<Candidate, "cost" | "seconds"> {
  const { input, output, secondsToFirstToken, tokensPerSecond } = offer;
  const { inTokens, outTokens, requests } = usage;
  return {
    ...(input === null || output === null
      ? {}
      : {
          cost: tokenCost({
            inTokens,
            outTokens,
            requests,
            pricePerMillionIn: input,
            pricePerMillionOut: output,
          }),
        }),
    ...(secondsToFirstToken === undefined || tokensPerSecond === undefined
      ? {}
      : { seconds: answerSeconds({ secondsToFirstToken, outTokens, tokensPerSecond }) }),
  };
}

/** Price lists round: an offer of 1,000,000 tokens is the 1,047,576 of the model. */
const ROUNDED = 0.05;

/** The offer's context where it says another one: what is sold may be shorter than what the model can do. */
function contextOf(own: unknown, offered: number | null | undefined): unknown {
  if (typeof own !== "number" || typeof offered !== "number") return offered ?? own;
  return Math.abs(offered - own) < ROUNDED * own ? own : offered;
}

function modelFigures(model: Model, offer: Offer | undefined): Pick<Candidate, "context" | "open"> {
  const figure = (name: string) => {
    const field = findField(name);
    return field === undefined ? undefined : figureOf(model, field)?.value;
  };
  const context = contextOf(figure("context_length"), offer?.context);
  const open = figure("weights_open");
  return {
    ...(typeof context === "number" && context > 0 ? { context } : {}),
    ...(typeof open === "boolean" ? { open } : {}),
  };
}

/** One criterion of one model: `points` from 0 (worst of these models) to 1 (best), null where it is not known. */
export interface Part {
  criterion: Criterion;
  weight: number;
  points: number | null;
}

export interface Rated {
  candidate: Candidate;
  parts: Part[];
  /** Between 0 and 1: what is known for certain, and what it would be if everything unknown were best. */
  low: number;
  high: number;
}

const VALUES: Record<Criterion, (candidate: Candidate) => number | undefined> = {
  quality: ({ quality }) => quality?.chance,
  // Dollars, seconds and tokens differ by factors, so their logarithms are compared; less money and time are better.
  // What costs nothing is as good as the cheapest that costs something; how many times cheaper it is nobody can say.
  price: ({ cost }) =>
    cost === undefined ? undefined : cost > 0 ? -Math.log(cost) : Number.POSITIVE_INFINITY,
  latency: ({ seconds }) => (seconds === undefined ? undefined : -Math.log(seconds)),
  context: ({ context }) => (context === undefined ? undefined : Math.log(context)),
  openness: ({ open }) => (open === undefined ? undefined : Number(open)),
};

/** Which criteria fewer than two of the models have a figure for: they can tell nothing apart and are left out. */
export function untold(candidates: readonly Candidate[]): Criterion[] {
  return CRITERIA.filter(
    (criterion) => candidates.filter((one) => VALUES[criterion](one) !== undefined).length < 2,
  );
}

/**
 * The weighted mean of the points, best first. Points are stretched over these models: the best has 1, the worst 0, so
 * they depend on who is compared. What is unknown counts nothing in `low` and fully in `high`; `low` decides.
 */
export function rate(candidates: readonly Candidate[], weights: Weights): Rated[] {
  const left = untold(candidates);
  const criteria = CRITERIA.filter((criterion) => weights[criterion] > 0 && !left.includes(criterion));
  const total = criteria.reduce((sum, criterion) => sum + weights[criterion], 0);
  const points = new Map(
    criteria.map((criterion) => [criterion, stretched(candidates.map(VALUES[criterion]))]),
  );
  const rated = candidates.map((candidate, at): Rated => {
    const parts = criteria.map((criterion) => ({
      criterion,
      weight: weights[criterion],
      points: points.get(criterion)?.[at] ?? null,
    }));
    const sum = (unknown: number) =>
      total === 0 ? 0 : parts.reduce((all, part) => all + part.weight * (part.points ?? unknown), 0) / total;
    return { candidate, parts, low: sum(0), high: sum(1) };
  });
  return rated.sort(
    (a, b) =>
      b.low - a.low || b.high - a.high || a.candidate.model.name.localeCompare(b.candidate.model.name),
  );
}

function stretched(values: readonly (number | undefined)[]): (number | null)[] {
  const known = values.filter((value) => value !== undefined).filter(Number.isFinite);
  const [worst, best] = [Math.min(...known), Math.max(...known)];
  return values.map((value) => {
    if (value === undefined || Number.isNaN(value)) return null;
    return best === worst || value >= best ? 1 : Math.max(0, (value - worst) / (best - worst));
  });
}
