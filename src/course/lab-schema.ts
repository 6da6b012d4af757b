import { z } from "zod";
import { CONCEPT_LANGUAGES, type ConceptLanguage } from "../embeddings/languages.ts";
import { text } from "./schema-words.ts";

function translations<Of extends z.ZodType>(schema: Of): Record<ConceptLanguage, Of> {
  return Object.fromEntries(CONCEPT_LANGUAGES.map((language) => [language, schema])) as Record<
    ConceptLanguage,
    Of
  >;
}

/** `parallel-sentences.yaml`: every sentence in every language. */
export const parallelSchema = z.strictObject({
  sentences: z
    .array(
      z.strictObject({
        name: text.describe("What a chart calls it"),
        en: text,
        ...translations(text),
      }),
    )
    .min(2),
});

/** Any other file of `labs`: a task for a classifier. */
export const classifyTaskSchema = z
  .strictObject({
    title: text,
    question: text.describe("What a label answers"),
    labels: z
      .array(
        z.strictObject({
          label: text,
          meaning: text.describe("One sentence; without any example it stands for the label"),
        }),
      )
      .min(2),
    harmless: text
      .optional()
      .describe(
        "In a filter the label of what may pass; mistakes are then counted as held back and let through",
      ),
    training: z.record(z.string(), z.array(text).min(2)).describe("English examples, by label"),
    tests: z
      .array(z.strictObject({ label: text, en: text, ...translations(text.optional()) }))
      .min(1)
      .describe("Texts to test with, each in one or more languages"),
  })
  .superRefine(({ labels, harmless, training, tests }, { addIssue }) => {
    const complain = (message: string): void => addIssue({ code: "custom", message });
    const known = labels.map(({ label }) => label);
    for (const label of known)
      if (training[label] === undefined) complain(`training lacks the label "${label}"`);
    const named = [
      ...Object.keys(training),
      ...tests.map((one) => one.label),
      ...(harmless ? [harmless] : []),
    ];
    for (const label of named) if (!known.includes(label)) complain(`"${label}" is not among the labels`);
    const taught = new Set(Object.values(training).flat());
    for (const { en } of tests) if (taught.has(en)) complain(`"${en}" is in training and in tests`);
  });

export const labFileSchema = z.union([classifyTaskSchema, parallelSchema]);
