import { z } from "zod";
import { VERIFIED } from "./model.ts";
import { arxivId, id, partialDate, text } from "./schema-words.ts";

const verified = z
  .enum(VERIFIED)
  .describe("seen, derived, recalled, or slide-only where nobody else says it");
const source = text.describe("A key of sources.yaml");
const paper = z.strictObject({ title: text, arxiv: arxivId.nullable().optional() }).nullable();
const names = z.array(text).default([]);

function fact<Value extends z.ZodType>(value: Value) {
  return z.strictObject({
    value: value.nullable().describe("null where it is unknown"),
    unit: text,
    source,
    verified,
    note: text.optional(),
  });
}

const exampleSchema = z.strictObject({
  question: text,
  options: z.array(text).min(2).optional(),
  answer: text,
  why: text,
});

export const benchmarkSchema = z.strictObject({
  id,
  name: text,
  short: text.optional().describe("What people write where the name has no room: the label of an axis"),
  aliases: names,
  group: text.describe("The kind of ability"),
  measures: text,
  size: fact(z.number().nonnegative()),
  scored_items: fact(z.number().positive())
    .optional()
    .describe("Items that a score is a share of, where that is not the size; null where papers differ"),
  random_baseline: fact(z.number()),
  human_level: fact(z.number()).optional(),
  metric: text,
  better: z.enum(["higher", "lower"]).default("higher"),
  example: exampleSchema.optional().describe("An item of our own, never one of the test"),
  paper,
  known_problems: text,
});

const setting = z.strictObject({
  shots: z.int().nonnegative().optional(),
  cot: z.boolean().optional().describe("Chain of thought"),
  detail: text.optional(),
  harness: text.optional().describe("Who ran it, where that is not the source"),
});

export const scoreSchema = z.strictObject({
  model: id.describe("Id of a model or of an entrant"),
  benchmark: id,
  setting,
  listed_under: setting
    .optional()
    .describe("The row's setting, when a footnote gives this score another one"),
  score: z.number(),
  unit: text,
  source,
  verified,
  note: text.optional(),
});

export const entrantSchema = z.strictObject({ id, name: text, kind: z.enum(["model", "person", "chance"]) });

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const tableSchema = z.strictObject({
  id,
  title: text,
  group: text.optional().describe("Under which heading the list of tables names it"),
  aliases: names,
  source,
  verified,
  columns: z.array(z.strictObject({ key: text, label: text })).default([]),
  rows: z.array(z.array(cell)).default([]),
  models: z.array(id).optional().describe("A benchmark table: filled from the scores of its source"),
  notes: names,
  slide_differences: z.array(z.strictObject({ slide_says: text, note: text })).default([]),
  chart: z
    .strictObject({
      title: text.describe("States the finding"),
      label: text,
      values: z.array(text).min(1),
      axis: text,
      scale: z.enum(["linear", "log"]).default("linear"),
      format: z.enum(["count", "plain", "percent"]).default("plain"),
      stacked: z.boolean().optional(),
    })
    .optional(),
});

const leaderboardFacts = {
  id,
  name: text,
  aliases: names,
  operator: text,
  about: text,
  closed: fact(partialDate),
  snapshot: fact(partialDate),
  notes: names,
};

export const leaderboardSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("average"),
    ...leaderboardFacts,
    average: id.describe("The benchmark whose scores are the published averages"),
    columns: z.array(z.strictObject({ benchmark: id, setting })).min(1),
  }),
  z.strictObject({
    kind: z.literal("win-rate"),
    ...leaderboardFacts,
    groups: z.array(
      z.strictObject({
        group: text,
        scenarios: z.array(z.strictObject({ id: text, name: text, metric: text, benchmark: id.optional() })),
      }),
    ),
    metrics: fact(text),
    findings: z.array(z.strictObject({ text, source, verified })),
  }),
]);

const LONGEST_OPTION = 70;
const LONGEST_SUMMARY = 600;

export const lessonSchema = z.strictObject({
  id,
  title: text,
  topic: id,
  order: z.number().default(0),
  summary: text.max(LONGEST_SUMMARY),
  aliases: names,
  questions: names,
  terms: z.array(id).default([]),
  models: z.array(id).default([]),
  benchmarks: z.array(id).default([]),
  next: id.optional(),
  try: names,
  check: z
    .array(
      z.strictObject({
        question: text,
        options: z.array(text.max(LONGEST_OPTION)).min(2).max(6),
        answer: z.int().positive().describe("1 is the first option"),
        because: text,
      }),
    )
    .default([]),
  sections: z.array(z.strictObject({ heading: text.nullable(), text })).min(1),
});

export const termSchema = z.strictObject({
  id,
  term: text,
  aliases: names,
  meaning: text,
  lesson: id.optional(),
  see: z.array(id).default([]),
});

export const figureSchema = z.strictObject({
  id,
  label: text,
  value: z.union([z.number(), text]),
  unit: z.string(),
  source,
  verified,
  note: text.optional(),
});

const price = z
  .number()
  .nonnegative()
  .nullable()
  .describe("US dollars for a million tokens; null where unknown");
const tokens = z.int().positive().nullable().describe("Tokens; null where unknown");

export const offerSchema = z.strictObject({
  model: id,
  provider: text,
  offer: text.describe("The model's name at the provider"),
  input: price,
  output: price,
  context: tokens,
  longest_output: tokens,
  seconds_to_first_token: z.number().positive().optional().describe("Your own measurement"),
  tokens_per_second: z.number().positive().optional().describe("Your own measurement"),
  date: partialDate.describe("The day on which this was true"),
  source,
});

export const topicSchema = z.strictObject({ id, title: text });
