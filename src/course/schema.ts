import { z } from "zod";
import {
  benchmarkSchema,
  entrantSchema,
  figureSchema,
  leaderboardSchema,
  lessonSchema,
  offerSchema,
  scoreSchema,
  tableSchema,
  termSchema,
  topicSchema,
} from "./content-schema.ts";
import { exerciseSchema } from "./exercise-schema.ts";
import { labFileSchema } from "./lab-schema.ts";
import { FACTS, type FactName, SEVERITIES, VERIFIED } from "./model.ts";
import { arxivId, id, partialDate, text } from "./schema-words.ts";

/** What a fact's value is, in the files: `mend.ts` words its problems by this. */
export type ValueKind = "number" | "text" | "date" | "boolean";

/** Kind and unit of every fact. The unit is part of the file so that a figure can be read alone. */
export const FACT_VALUES: Record<FactName, { kind: ValueKind; unit: string }> = {
  release_date: { kind: "date", unit: "date" },
  architecture: { kind: "text", unit: "text" },
  parameters: { kind: "number", unit: "parameters" },
  active_parameters: { kind: "number", unit: "parameters per token" },
  experts: { kind: "text", unit: "text" },
  training_tokens: { kind: "number", unit: "tokens" },
  context_length: { kind: "number", unit: "tokens" },
  vocabulary: { kind: "number", unit: "tokens" },
  layers: { kind: "number", unit: "layers" },
  d_model: { kind: "number", unit: "dimensions" },
  heads: { kind: "number", unit: "heads" },
  kv_heads: { kind: "number", unit: "heads" },
  ffn_dim: { kind: "number", unit: "dimensions" },
  positional_encoding: { kind: "text", unit: "text" },
  activation: { kind: "text", unit: "text" },
  hardware: { kind: "text", unit: "text" },
  accelerator_count: { kind: "number", unit: "chips" },
  mfu: { kind: "number", unit: "percent" },
  training_compute: { kind: "number", unit: "FLOPs" },
  languages: { kind: "text", unit: "text" },
  licence: { kind: "text", unit: "text" },
  weights_open: { kind: "boolean", unit: "boolean" },
};

const values: Record<ValueKind, z.ZodType<string | number | boolean | null>> = {
  number: z.number().nonnegative().nullable(),
  text: text.nullable(),
  date: partialDate.nullable(),
  boolean: z.boolean().nullable(),
};

function fact(name: FactName) {
  const { kind, unit } = FACT_VALUES[name];
  return z.strictObject({
    value: values[kind].describe("null where it is unknown"),
    unit: z.literal(unit),
    source: text.describe("A key of sources.yaml"),
    verified: z.enum(VERIFIED).describe("seen in the source, derived by arithmetic, or recalled from memory"),
    slide_says: text.optional().describe("What the course's slide says, right or wrong"),
    note: text.optional(),
  });
}

type FactSchema = ReturnType<typeof fact>;
const facts = Object.fromEntries(FACTS.map((name) => [name, fact(name).optional()])) as Record<
  FactName,
  z.ZodOptional<FactSchema>
>;

export const modelSchema = z.strictObject({
  id,
  name: text,
  aliases: z.array(text),
  organisation: text,
  base: id.optional().describe("The id of the model this one was tuned from"),
  ...facts,
  what_we_learned: text,
  paper: z.strictObject({ title: text, arxiv: arxivId.nullable() }).nullable(),
});

export const sourceSchema = z.strictObject({
  title: text,
  arxiv: arxivId.optional(),
  where: text.optional(),
  date: partialDate.optional().describe("When it was published, where no arXiv number says so"),
});

export const erratumSchema = z.strictObject({
  id: z.int().positive(),
  severity: z.enum(SEVERITIES),
  slide_says: text,
  source_says: text,
  source: text.describe("In words: document, table, section"),
  status: z.enum(VERIFIED),
  models: z.array(id).describe("The models whose cards show it"),
  field: z.enum(FACTS).optional().describe("The figure it is about"),
  note: text.optional(),
});

/** What can stand in the list of a data file, by the list's key. */
export const ENTRY_SCHEMAS = {
  models: modelSchema,
  errata: erratumSchema,
  benchmarks: benchmarkSchema,
  scores: scoreSchema,
  entrants: entrantSchema,
  tables: tableSchema,
  leaderboards: leaderboardSchema,
  terms: termSchema,
  figures: figureSchema,
  offers: offerSchema,
};

/** The parts of a course that can be kept from the built-in one, or left out. */
export const PARTS = [
  "models",
  "benchmarks",
  "tables",
  "leaderboards",
  "lessons",
  "glossary",
  "errata",
  "prices",
] as const;
export type Part = (typeof PARTS)[number];

const list = <Name extends keyof typeof ENTRY_SCHEMAS>(name: Name) =>
  z.strictObject({ [name]: z.array(ENTRY_SCHEMAS[name]) });

export const courseSchema = z.strictObject({
  title: text,
  keep: z.array(z.enum(PARTS)).optional().describe("Built-in parts to keep; all when left out"),
  topics: z.array(topicSchema).default([]),
});

/** The files of `data/` by kind; `data/schema/<kind>.schema.json` is exported from here. */
export const FILE_SCHEMAS = {
  course: courseSchema,
  sources: z.strictObject({ sources: z.record(z.string(), sourceSchema) }),
  models: list("models"),
  errata: list("errata"),
  benchmarks: list("benchmarks"),
  scores: list("scores"),
  entrants: list("entrants"),
  tables: list("tables"),
  leaderboards: list("leaderboards"),
  glossary: list("terms"),
  figures: list("figures"),
  prices: list("offers"),
  /** Texts for labs: not read with the course, but by `src/embedding-lab/lab-data.ts`. */
  labs: labFileSchema,
  /** A guided exercise, beside them. */
  exercise: exerciseSchema,
  /** The front matter of a lesson. */
  lesson: lessonSchema.omit({ id: true, sections: true }),
};

export type ModelEntry = z.infer<typeof modelSchema>;

/** The JSON Schema of each kind of data file, by file name. */
export function schemaFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [kind, schema] of Object.entries(FILE_SCHEMAS)) {
    files[`${kind}.schema.json`] = `${JSON.stringify(z.toJSONSchema(schema, { io: "input" }), null, 2)}\n`;
  }
  return files;
}
