import { z } from "zod";
import { FACTS, type FactName, SEVERITIES, VERIFIED } from "./model.ts";

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

const text = z.string().min(1);
const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/);
const arxivId = z.string().regex(/^\d{4}\.\d{4,5}$/);
/** A day, or as much of it as is known: "2018-06-11", "2018-06", "2018". */
const partialDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);

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

/** The files of `data/` by kind; `data/schema/<kind>.schema.json` is exported from here. */
export const FILE_SCHEMAS = {
  models: z.strictObject({ models: z.array(modelSchema) }),
  sources: z.strictObject({ sources: z.record(z.string(), sourceSchema) }),
  errata: z.strictObject({ errata: z.array(erratumSchema) }),
};

export type ModelEntry = z.infer<typeof modelSchema>;
export type ErratumEntry = z.infer<typeof erratumSchema>;

/** The JSON Schema of each kind of data file, by file name. */
export function schemaFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [kind, schema] of Object.entries(FILE_SCHEMAS)) {
    files[`${kind}.schema.json`] = `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`;
  }
  return files;
}
