import { editDistance } from "../course/edit-distance.ts";
import { readQuantity } from "../course/quantity.ts";
import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import { arg, type NamedModel } from "./args.ts";
import type { Arg } from "./command.ts";

const MOST_WEIGHT = 10;

const MOST_SLIPS = 2;

/** The value that a misspelt word, or the beginning of another word for it, may have meant. */
function nearOf<Value extends string>(
  typed: string,
  values: readonly Value[],
  synonyms: Readonly<Record<string, Value>>,
): Value | undefined {
  const words = [...values.map((value) => [value, value] as const), ...Object.entries(synonyms)];
  const costs = words.map(([word, value]) => {
    const begun = typed.length > 2 && word.startsWith(typed);
    return { value, cost: begun ? 0.5 : editDistance(word, typed, MOST_SLIPS) };
  });
  const most = Math.min(MOST_SLIPS, Math.floor(typed.length / 3));
  return costs.filter(({ cost }) => cost <= most).sort((a, b) => a.cost - b.cost)[0]?.value;
}

function noneOf(typed: string, values: readonly string[], near: string | undefined): UserError {
  const all = values.map((value) => `\`${value}\``).join(", ");
  const meant = near === undefined ? "" : ` Did you mean \`${near}\`?`;
  const offered = near === undefined ? values.slice(0, 5) : [near];
  return new UserError(`*${echoed(typed)}* is none of these: ${all}.${meant}`, {
    suggestions: offered.map((value) => ({ action: "run", label: value, value })),
  });
}

/** Arguments of a choice: how much something matters, how much of it there is, among whom. */
export const chooseArg = {
  /** A slider from 0 (does not matter) to 10. */
  weight: (what: string, usual: number): Arg<number> => ({
    description: `how much ${what} matters, 0 to ${MOST_WEIGHT} (${usual} unless you say)`,
    placeholder: `<0–${MOST_WEIGHT}>`,
    required: false,
    position: "named",
    choices: Array.from({ length: MOST_WEIGHT + 1 }, (_, at) => ({ label: String(at), value: String(at) })),
    parse: (words) => {
      if (words.length === 0) return usual;
      const weight = Number(words.join(" ").replace(",", "."));
      if (weight >= 0 && weight <= MOST_WEIGHT) return weight;
      throw new UserError(
        `How much ${what} matters is a number from 0 to ${MOST_WEIGHT}, not *${echoed(words.join(" "))}*.`,
      );
    },
  }),

  /** A whole number of something, such as 1200 or 10k. */
  amount: (what: string, about: { usual: number; most: number }): Arg<number> => ({
    description: `${what} (${about.usual.toLocaleString("en-US")} unless you say)`,
    placeholder: "<number>",
    required: false,
    position: "named",
    parse: (words) => {
      if (words.length === 0) return about.usual;
      const amount = readQuantity(words.join(" "));
      if (amount !== undefined && Number.isInteger(amount) && amount >= 1 && amount <= about.most)
        return amount;
      const most = about.most.toLocaleString("en-US");
      throw new UserError(
        `*${echoed(words.join(" "))}* is no number of ${what}. Write a whole number from 1 to ${most}, such as 1200 or 10k.`,
      );
    },
  }),

  /** `among:"gpt-4o, claude-3.5-sonnet"`; undefined when nobody is named. */
  among: (description: string, most: number): Arg<NamedModel[] | undefined> => {
    const models = arg.models(description, {
      min: 2,
      max: most,
      example: '/choose among:"gpt-4o, claude-3.5-sonnet"',
    });
    return {
      description,
      placeholder: '"<model>, <model>"',
      required: false,
      position: "named",
      ...(models.complete === undefined ? {} : { complete: models.complete }),
      parse: (words, vocabulary) =>
        words.length === 0 ? undefined : models.parse(words.join(" ").split(" "), vocabulary),
    };
  },

  /** One of a short list; the first unless something is said. */
  oneOf: <Value extends string>(
    description: string,
    values: readonly [Value, ...Value[]],
    synonyms: Readonly<Record<string, Value>> = {},
  ): Arg<Value> => ({
    description,
    placeholder: values.slice(0, 3).join("|") + (values.length > 3 ? "|…" : ""),
    required: false,
    position: "positional",
    takesKey: () => false,
    choices: values.map((value) => ({ label: value, value })),
    parse: (words) => {
      const typed = words.join("-").toLowerCase();
      const found =
        typed === ""
          ? values[0]
          : (values.find((value) => value === typed || (typed.length > 2 && value.startsWith(typed))) ??
            (Object.hasOwn(synonyms, typed) ? synonyms[typed] : undefined));
      if (found !== undefined) return found;
      throw noneOf(words.join(" "), values, nearOf(typed, values, synonyms));
    },
  }),
};
