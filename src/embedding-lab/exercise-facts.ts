import type { Exercise, Step, StepOf } from "../course/exercise-schema.ts";
import { dot } from "../labs/vectors.ts";
import { decimals, judge, ranked } from "./exercise-judge.ts";
import type { Words } from "./exercise-words.ts";

/** What is computed about a step: an answer that is right, and what its texts may name in braces. */
export type Facts = { answer: string } & Record<string, string>;

type Computed = { [Kind in Step["kind"]]: (step: StepOf<Kind>, words: Words) => Facts };

const tenth = (number: number): string => number.toFixed(1).replace("-", "−");

const COMPUTED: Computed = {
  nearest: (step, words) => ({ answer: ranked(step, words)[0]?.word ?? "" }),
  estimate({ pair }, words) {
    const value = words.cosine(...pair);
    const low = Math.floor((value - 0.05) * 10) / 10;
    const high = Math.ceil((value + 0.05) * 10) / 10;
    return { answer: decimals(value), low: tenth(low), high: tenth(high) };
  },
  product({ vectors: [a, b] }) {
    const products = a.map((number, at) => `${number} × ${b[at] ?? 0}`);
    const first = `${products[0]} = ${(a[0] ?? 0) * (b[0] ?? 0)}`;
    return { answer: String(dot(a, b)), products: products.join(" and "), first };
  },
  nearer: ({ word, than }, words) => ({
    answer: words.nearest(word),
    value: decimals(words.cosine(word, than)),
  }),
  odd: ({ words: all }, words) => ({ answer: all[words.odd(all).at] ?? "" }),
  analogy: (step, words) => ({ answer: words.analogy(step)[0]?.word ?? "" }),
  opposites({ pairs }, words) {
    const best = [...pairs].sort((a, b) => words.cosine(...b) - words.cosine(...a))[0] ?? ["", ""];
    return { answer: best.join(", "), one: best[0] };
  },
};

export function factsOf(step: Step, words: Words): Facts {
  const one = COMPUTED[step.kind] as (step: Step, words: Words) => Facts;
  const facts = one(step, words);
  return { ...facts, initial: facts.answer.charAt(0) };
}

/** A text of a step with what is computed in the place of its braces. */
export const filled = (text: string, facts: Facts): string =>
  text.replace(/\{(\w+)\}/g, (braces, name: string) => facts[name] ?? braces);

/** What is wrong with an exercise that has the right form: words without a vector, braces that name nothing, no right answer. */
export function problemsOf({ steps }: Exercise, words: Words): string[] {
  return steps.flatMap((step, at) => {
    const where = `steps.${at + 1} (${step.kind})`;
    const strange = namedIn(step).filter((word) => !words.knows(word));
    if (strange.length > 0) return [`${where}: no vector for ${[...new Set(strange)].join(", ")}`];
    if (step.kind === "product" && step.vectors.some(({ length }) => length !== step.dimensions.length))
      return [`${where}: the vectors and their dimensions have different lengths`];
    const facts = factsOf(step, words);
    const texts = [step.ask, step.learned, ...step.hints].map((text) => filled(text, facts));
    const open = texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []);
    if (open.length > 0) return [`${where}: ${open.join(", ")} stands for nothing`];
    return judge(step, facts.answer, words).kind === "right" ? [] : [`${where}: no answer is right`];
  });
}

function namedIn(step: Step): string[] {
  switch (step.kind) {
    case "nearest":
      return [step.word, ...step.words];
    case "estimate":
      return step.pair;
    case "product":
      return [];
    case "nearer":
      return [step.word, step.than];
    case "odd":
      return step.words;
    case "analogy":
      return [step.from, step.minus, step.plus];
    case "opposites":
      return step.pairs.flat();
    default:
      return step satisfies never;
  }
}
