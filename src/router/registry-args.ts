import { type Field, fieldChoices, findField, nearestField } from "../course/fields.ts";
import { UserError } from "../errors.ts";
import { type Asked, MEASURES, readAsked } from "../registry/timeline.ts";
import { echoed } from "../replies/markdown.ts";
import type { Arg, Choice } from "./command.ts";

const MOST_COLUMNS = 6;

/** "params, tokens, m" offers what may follow the last comma, the words before it kept. */
function completeColumns(partial: string): Choice[] {
  const at = partial.lastIndexOf(",") + 1;
  const before = partial.slice(0, at);
  const taken = new Set(before.split(",").map((name) => findField(name)?.id));
  return fieldChoices(partial.slice(at))
    .filter(({ value }) => !taken.has(findField(value)?.id))
    .map(({ label, value }) => ({
      label: before === "" ? label : `${before} ${label}`,
      value: before + value,
    }));
}

function column(name: string): Field {
  const field = findField(name);
  if (field !== undefined) return field;
  const nearest = nearestField(name);
  const hint = nearest === undefined ? "" : ` Did you mean \`${nearest.id}\`?`;
  const known = fieldChoices()
    .map(({ value }) => `\`${value}\``)
    .join(", ");
  throw new UserError(`No field is called *${echoed(name)}*.${hint} Fields: ${known}.`);
}

/** Arguments of the registry's commands. */
export const registryArg = {
  /** `columns:params,tokens`: undefined when left out; naming one twice counts once. */
  columns: (): Arg<Field[] | undefined> => ({
    description: `the fields to show, separated by commas, ${MOST_COLUMNS} at most`,
    placeholder: "<fields>",
    required: false,
    position: "named",
    complete: completeColumns,
    parse: (words) => {
      const names = words
        .flatMap((word) => word.split(","))
        .map((name) => name.trim())
        .filter(Boolean);
      if (names.length === 0) return undefined;
      const fields = [...new Set(names.map(column))];
      if (fields.length <= MOST_COLUMNS) return fields;
      throw new UserError(
        `A table takes at most ${MOST_COLUMNS} columns, and these are ${fields.length}. Leave some out; the CSV has every field.`,
      );
    },
  }),

  /** What a timeline shows: a measure, filters, and the word `all`, in any order. */
  timeline: (description: string): Arg<Asked> => ({
    description,
    placeholder: "measure and filters",
    required: false,
    position: "rest",
    complete: (partial) =>
      MEASURES.filter(({ word }) => word.startsWith(partial.trim().toLowerCase())).map(({ word, axis }) => ({
        label: axis === word ? word : `${word}: ${axis}`,
        value: word,
      })),
    parse: (words) => readAsked(words),
  }),

  /** One of a closed list, as `key:value`; the beginning of it is enough. */
  oneOf: (description: string, choices: readonly Choice[]): Arg<string | undefined> => ({
    description,
    placeholder: choices.map(({ value }) => value).join("|"),
    required: false,
    position: "named",
    choices,
    parse: (words) => {
      const typed = words.join(" ").trim().toLowerCase();
      if (typed === "") return undefined;
      const choice = choices.find(({ value }) => value.startsWith(typed));
      if (choice !== undefined) return choice.value;
      const known = choices.map(({ value }) => `\`${value}\``).join(", ");
      throw new UserError(`*${echoed(typed)}* cannot be chosen here. Choose from: ${known}.`);
    },
  }),
};
