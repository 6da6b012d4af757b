import { MODEL_CHOICES, type ModelChoice } from "../embeddings/choose.ts";
import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import type { Arg } from "./command.ts";

/** So many values fit into a line that says how a command is used. */
const NAMED = 4;

const MODELS: Record<ModelChoice, string> = {
  auto: "the best there is for the texts",
  words: "word vectors that run here (English words)",
  sentences: "a sentence model that runs here (English)",
  concepts: "a concept dictionary that runs here (eleven languages, word by word)",
  cohere: "Cohere",
  openai: "OpenAI or a compatible server",
  transformers: "a model of the course's own that runs here",
};

function choice<const Value extends string>(
  description: string,
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
): Arg<Value | undefined> {
  return {
    description,
    placeholder: `<${values.length > NAMED ? `${values.slice(0, 2).join("|")}|…` : values.join("|")}>`,
    required: false,
    position: "named",
    choices: values.map((value) => ({ label: labels[value], value })),
    parse: (words) => {
      const typed = words.join("").toLowerCase().replace("-", "");
      if (typed === "") return undefined;
      const found = values.find((value) => value === typed);
      if (found !== undefined) return found;
      throw new UserError(`*${echoed(words.join(" "))}* is none of ${values.join(", ")}.`);
    },
  };
}

/** The kinds of argument that labs share. */
export const labArg = {
  choice,

  /** A number within bounds; without bounds any. */
  number: (
    description: string,
    {
      min = Number.NEGATIVE_INFINITY,
      max = Number.POSITIVE_INFINITY,
      whole = true,
      placeholder = "<number>",
    } = {},
  ): Arg<number | undefined> => ({
    description,
    placeholder,
    required: false,
    position: "named",
    parse: (words) => {
      const typed = words.join("").replace("−", "-").replace(",", ".");
      if (typed === "") return undefined;
      const value = Number(typed);
      if (Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isInteger(value)))
        return value;
      throw new UserError(
        `*${echoed(words.join(" "))}* is no ${whole ? "whole " : ""}number from ${min} to ${max}.`,
      );
    },
  }),

  /** Which model makes the vectors. */
  model: (): Arg<ModelChoice> => {
    const named = choice("which model makes the vectors; by itself the best there is", MODEL_CHOICES, MODELS);
    return { ...named, parse: (words, vocabulary) => named.parse(words, vocabulary) ?? "auto" };
  },
};
