import { completeModels } from "../course/complete-models.ts";
import { filterModels, parseFilters } from "../course/filter-models.ts";
import { findModel } from "../course/find-model.ts";
import type { Course, Model } from "../course/model.ts";
import { nameIndex } from "../course/name-index.ts";
import { UserError } from "../errors.ts";
import { echoed, plain } from "../replies/markdown.ts";
import { type Arg, type Choice, type Command, hasUse, type Vocabulary } from "./command.ts";
import { asName, byFamily, commandNamed, type Family, familyNamed, isFamily } from "./families.ts";
import type { AttachedFile } from "./invocation.ts";
import { splitNames } from "./split-names.ts";
import { whichOne } from "./which-one.ts";

const modelChoice = (model: Model): Choice => ({
  label: `${model.name} (${model.organisation})`,
  value: model.id,
});
const completeModel = (partial: string, { course }: Vocabulary): Choice[] =>
  completeModels(course, partial, 25).map(modelChoice);

/** A model as a person named it; `typed` is kept where the name had to be corrected. */
export interface NamedModel {
  model: Model;
  correctedFrom?: string;
}

/** Finds the model or throws with the candidates as buttons; `words` gives what the argument should have been. */
function modelNamed(text: string, vocabulary: Vocabulary, words: (id: string) => string): NamedModel {
  const match = findModel(vocabulary.course, text);
  if (match.kind === "found")
    return match.exact ? { model: match.model } : { model: match.model, correctedFrom: text };
  const open = { text, noun: "model", list: "/models", where: "in the registry", words };
  const listed = vocabulary.commands.some(({ name }) => name === "models");
  throw whichOne(match, { ...open, ...(listed ? { all: allLike(vocabulary.course, text) } : {}) });
}

/** `/models` with the same words, where it shows more than a question back can name. */
function allLike(course: Course, text: string): { line: string; count: number } | undefined {
  const words = text.split(/\s+/);
  // Anything else would be a filter there.
  if (!words.every((word) => /^[\p{L}\p{N}.]/u.test(word) && !/[:<>=!≤≥"]/.test(word))) return undefined;
  const { models } = filterModels(course, parseFilters(words));
  return { line: `models ${text}`, count: models.length };
}

/** "mistral:7b" is a name written with a colon, "foo:bar" none. */
const isInNames = (key: string, { course }: Vocabulary): boolean => nameIndex(course).words.has(key);

/** The kinds of argument. Each brings parser, completion, help and its error. */
export const arg = {
  model: (description: string): Arg<NamedModel> => ({
    description,
    placeholder: "<model>",
    required: true,
    position: "rest",
    takesKey: isInNames,
    complete: completeModel,
    parse: (words, vocabulary) => modelNamed(words.join(" "), vocabulary, (id) => id),
  }),

  /** Different models; naming one twice is a mistake that is said. */
  models: (
    description: string,
    options: { min: number; max: number; example: string },
  ): Arg<NamedModel[]> => ({
    description,
    placeholder: `<${options.min}–${options.max} models>`,
    required: true,
    position: "rest",
    takesKey: isInNames,
    list: { min: options.min, max: options.max },
    complete: completeModel,
    parse: (words, vocabulary) => {
      const names = splitNames(words, vocabulary, options.max + 1);
      if (names.length > options.max) {
        throw new UserError(`At most ${options.max} models fit into one comparison. Leave some out.`);
      }
      const corrected = (at: number) => (id: string) =>
        names.map((name, other) => JSON.stringify(other === at ? id : name)).join(" ");
      const models = names.map((name, at) => modelNamed(name, vocabulary, corrected(at)));
      const different = [...new Map(models.map((named) => [named.model.id, named])).values()];
      if (different.length < options.min) {
        const twice =
          different.length < models.length
            ? ` (${plain(different[0]?.model.name ?? "")} was named twice)`
            : "";
        throw new UserError(
          `At least ${options.min} different models are needed${twice}. Example: \`${options.example}\``,
        );
      }
      return different;
    },
  }),

  /** All remaining words as they are. */
  words: (description: string, placeholder: string): Arg<string[]> => ({
    description,
    placeholder,
    required: false,
    position: "rest",
    parse: (words) => words,
  }),

  /** One `key:value` taken as it is. */
  named: (
    description: string,
    options: { placeholder: string; complete?: Arg<string>["complete"] },
  ): Arg<string | undefined> => ({
    description,
    placeholder: options.placeholder,
    required: false,
    position: "named",
    ...(options.complete === undefined ? {} : { complete: options.complete }),
    parse: (words) => (words.length === 0 ? undefined : words.join(" ")),
  }),

  /** Several lines of text, in one piece and as they were written; "" where there are none. */
  lines: (description: string, placeholder: string): Arg<string> => ({
    description,
    placeholder,
    required: false,
    position: "rest",
    input: "lines",
    parse: ([text = ""]) => text,
  }),

  /** A file that comes along; nothing of it is read before the command asks. */
  file: (description: string): Arg<AttachedFile | undefined> => ({
    description,
    placeholder: "<file>",
    required: false,
    position: "named",
    input: "file",
    parse: () => undefined,
  }),

  /** A command, or a family of them. */
  command: (description: string): Arg<Command | Family | undefined> => ({
    description,
    placeholder: "command",
    required: false,
    position: "rest",
    complete: (partial, { commands, course }) => {
      const typed = asName(partial);
      const entries = byFamily(commands.filter((command) => hasUse(command, course)));
      // The members of a family come once it is named: all of all families are more than can be offered.
      return entries
        .flatMap((entry) =>
          isFamily(entry) && typed.startsWith(entry.name) ? [entry, ...entry.members] : [entry],
        )
        .filter(({ name }) => name.startsWith(typed))
        .map(({ name, summary }) => ({ label: `${name}: ${summary}`, value: name }));
    },
    parse: (words, { commands }) => {
      if (words.length === 0) return undefined;
      const wanted = words.join(" ");
      const named = commandNamed(wanted, commands) ?? familyNamed(wanted, commands);
      if (named !== undefined) return named;
      const known = familyNamed(words[0] ?? "", commands)?.members ?? byFamily(commands);
      const names = known.map(({ name }) => `\`${name}\``).join(", ");
      throw new UserError(`No command is called *${echoed(wanted.toLowerCase())}*. Commands: ${names}.`);
    },
  }),
};
