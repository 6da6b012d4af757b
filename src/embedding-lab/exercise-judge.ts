import type { Step, StepOf } from "../course/exercise-schema.ts";
import { dot } from "../labs/vectors.ts";
import { echoed } from "../replies/markdown.ts";
import type { Words } from "./exercise-words.ts";

/** What became of an answer; `said` is computed. An answer that could not be understood does not count as wrong. */
export interface Verdict {
  kind: "right" | "wrong" | "unclear";
  said: string;
}

type Judges = { [Kind in Step["kind"]]: (step: StepOf<Kind>, typed: string, words: Words) => Verdict };

export const decimals = (number: number): string => number.toFixed(2).replace("-", "−");
const right = (said: string): Verdict => ({ kind: "right", said });
const wrong = (said: string): Verdict => ({ kind: "wrong", said });
const unclear = (said: string): Verdict => ({ kind: "unclear", said });

/** The words of an answer in lower case; what joins them left out. */
const JOINING = new Set(["and", "or", "vs", "versus", "is", "the", "to", "near"]);
export const wordsIn = (typed: string): string[] =>
  (typed.toLowerCase().match(/[\p{L}][\p{L}'’-]*/gu) ?? []).filter((word) => !JOINING.has(word));

function numberIn(typed: string): number | undefined {
  const found = typed.replaceAll("−", "-").match(/-?\d*[.,]?\d+/g) ?? [];
  return found.length === 1 ? Number(found[0].replace(",", ".")) : undefined;
}

/** One of a closed list of words, or what is the matter. */
function oneOf(typed: string, words: readonly string[]): string | Verdict {
  const named = [...new Set(wordsIn(typed).filter((word) => words.includes(word)))];
  const [first] = named;
  if (named.length > 1) return unclear("Name one word only.");
  return first ?? unclear(`*${echoed(typed)}* is none of the ${words.length} words.`);
}

/** One word that has a vector, or what is the matter. */
function knownWord(typed: string, { knows, count }: Words): string | Verdict {
  const [first, ...more] = wordsIn(typed);
  if (first === undefined || more.length > 0) return unclear("Name one word.");
  if (knows(first)) return first;
  return unclear(
    `*${echoed(first)}* is not among the ${count.toLocaleString("en")} words that have a vector here.`,
  );
}

export const ranked = ({ word, words: all }: StepOf<"nearest">, words: Words) =>
  all.map((one) => ({ word: one, cosine: words.cosine(word, one) })).sort((a, b) => b.cosine - a.cosine);

const pairSaid = (one: string, other: string, { cosine }: Words): string =>
  `*${one}* and *${other}*: ${decimals(cosine(one, other))}`;

const JUDGES: Judges = {
  nearest(step, typed, words) {
    const named = oneOf(typed, step.words);
    if (typeof named !== "string") return named;
    const order = ranked(step, words);
    const place = order.findIndex(({ word }) => word === named);
    const said = pairSaid(step.word, named, words);
    if (place >= step.among)
      return wrong(`${said}. Of the ${order.length} words ${place} lie nearer to *${step.word}*.`);
    const nearest = order.slice(0, step.among).map(({ word, cosine }) => `*${word}* ${decimals(cosine)}`);
    return right(`${said}. The nearest are ${nearest.join(", ")}.`);
  },

  estimate({ pair, within }, typed, words) {
    const guess = numberIn(typed);
    if (guess === undefined || Math.abs(guess) > 1)
      return unclear("Give one number from −1 to 1, such as 0.4.");
    const value = words.cosine(...pair);
    if (Math.abs(guess - value) > within)
      return wrong(`${decimals(guess)} is too ${guess < value ? "low" : "high"}, by more than ${within}.`);
    return right(`${pairSaid(...pair, words)}. You were ${decimals(Math.abs(guess - value))} off.`);
  },

  product({ vectors: [a, b] }, typed) {
    const guess = numberIn(typed);
    if (guess === undefined) return unclear("Give one number.");
    const products = a.map((number, at) => `${number} × ${b[at] ?? 0}`);
    if (Math.abs(guess - dot(a, b)) < 1e-9) return right(`${products.join(" + ")} = ${dot(a, b)}.`);
    return wrong(`You said ${guess}. The first product is ${products[0]} = ${(a[0] ?? 0) * (b[0] ?? 0)}.`);
  },

  nearer({ word, than, atLeast }, typed, words) {
    const named = knownWord(typed, words);
    if (typeof named !== "string") return named;
    if (named === word || named === than) return unclear(`Name another word than *${word}* and *${than}*.`);
    const [value, base] = [words.cosine(word, named), words.cosine(word, than)];
    const said = `${pairSaid(word, named, words)}; ${pairSaid(word, than, words)}.`;
    if (value <= base && (atLeast === undefined || value < atLeast)) return wrong(said);
    const nearest = words.nearest(word);
    return right(
      `${said} The nearest of all words is *${nearest}*, ${decimals(words.cosine(word, nearest))}.`,
    );
  },

  odd({ words: all }, typed, words) {
    const named = oneOf(typed, all);
    if (typeof named !== "string") return named;
    const { at, means } = words.odd(all);
    const mean = decimals(means[all.indexOf(named)] ?? 0);
    const said = `*${named}* has a mean cosine of ${mean} with the others`;
    if (all[at] !== named) return wrong(`${said}; another word has less.`);
    const next = Math.min(...means.filter((_, other) => other !== at));
    return right(`${said}; the next has ${decimals(next)}.`);
  },

  analogy(step, typed, words) {
    const named = knownWord(typed, words);
    if (typeof named !== "string") return named;
    const found = words.analogy(step);
    const place = found.findIndex(({ word }) => word === named);
    if (place === -1)
      return wrong(`*${named}* is not among the ${found.length} words nearest to that place.`);
    const said = `The cosine of that place with *${named}* is ${decimals(found[place]?.cosine ?? 0)}`;
    if (place >= step.among)
      return wrong(`${said}; ${place} ${place === 1 ? "word is" : "words are"} nearer.`);
    return right(`${said}.`);
  },

  opposites({ atLeast, pairs }, typed, words) {
    const named = wordsIn(typed);
    const [one = "", other = ""] = named;
    if (named.length !== 2 || one === other)
      return unclear("Write two different words, with a comma between them.");
    const strange = [one, other].find((word) => !words.knows(word));
    if (strange !== undefined) return knownWord(strange, words) as Verdict;
    const said = pairSaid(one, other, words);
    if (words.cosine(one, other) < atLeast) return wrong(`${said}, below ${atLeast}.`);
    const known = pairs.some((pair) => pair.includes(one) && pair.includes(other));
    if (known) return right(`${said}.`);
    return right(`${said}. Whether they are opposites only you can tell: the number does not.`);
  },
};

export function judge(step: Step, typed: string, words: Words): Verdict {
  const one = JUDGES[step.kind] as (step: Step, typed: string, words: Words) => Verdict;
  return one(step, typed, words);
}
