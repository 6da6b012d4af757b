import { z } from "zod";

const text = z.string().trim().min(1).max(600);
const word = z.string().regex(/^[a-z][a-z'-]*$/, "a word in lower case is needed");
const pair = z.tuple([word, word]);

const common = {
  title: text,
  ask: text,
  hints: z.array(text).min(2).max(3),
  learned: text,
};

/** One step, checked by computation with word vectors. */
const stepSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("nearest").describe("Which of the words is near to one: right among its nearest"),
    ...common,
    word,
    words: z.array(word).min(4).max(20),
    among: z.int().min(1).max(5),
  }),
  z.strictObject({
    kind: z.literal("estimate").describe("The cosine of two words, about"),
    ...common,
    pair,
    within: z.number().positive().max(0.5),
  }),
  z.strictObject({
    kind: z.literal("product").describe("The dot product of two vectors"),
    ...common,
    names: z.tuple([text, text]).describe("What the two vectors stand for"),
    dimensions: z.array(text).min(1).max(5).describe("What each number of them is"),
    vectors: z.tuple([z.array(z.number()).min(1).max(5), z.array(z.number()).min(1).max(5)]),
  }),
  z.strictObject({
    kind: z.literal("nearer").describe("Any word nearer to one than another is"),
    ...common,
    word,
    than: word,
    atLeast: z.number().max(1).optional().describe("A cosine that is enough in any case"),
  }),
  z.strictObject({
    kind: z.literal("odd").describe("Which is least like the others"),
    ...common,
    words: z.array(word).min(3).max(8),
  }),
  z.strictObject({
    kind: z.literal("analogy").describe("What from − minus + plus is nearest to"),
    ...common,
    from: word,
    minus: word,
    plus: word,
    among: z.int().min(1).max(5),
  }),
  z.strictObject({
    kind: z.literal("opposites").describe("Two words of opposite meaning that lie close together"),
    ...common,
    atLeast: z.number().max(1),
    pairs: z.array(pair).min(1).describe("Pairs that are known to be opposites; others are taken too"),
  }),
]);

export const exerciseSchema = z.strictObject({
  title: text,
  intro: text,
  closing: text,
  lesson: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional(),
  steps: z.array(stepSchema).min(1).max(12),
});

export type Exercise = z.infer<typeof exerciseSchema>;
export type Step = Exercise["steps"][number];
export type StepOf<Kind extends Step["kind"]> = Extract<Step, { kind: Kind }>;
