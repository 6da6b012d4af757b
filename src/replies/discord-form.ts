import type {
  APIFileUploadComponent,
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
  APIStringSelectComponent,
  APITextInputComponent,
} from "discord-api-types/v10";
import type { Form } from "../adapters/adapter.ts";
import { oneLine } from "./discord-text.ts";
import { DISCORD, shorten } from "./limits.ts";

type Field = Form["fields"][number];

const fits = (text: string, limit: number): string => shorten(oneLine(text), limit);

function select(field: Field): APIStringSelectComponent {
  return {
    type: 3,
    custom_id: field.name,
    required: field.required,
    options: (field.choices ?? []).map((choice) => ({
      label: fits(choice.label, DISCORD.optionText) || choice.value,
      value: choice.value,
      ...(choice.value === field.value ? { default: true } : {}),
    })),
  };
}

function line(field: Field): APITextInputComponent {
  const value = field.value?.slice(0, DISCORD.textInput) ?? "";
  return {
    type: 4,
    custom_id: field.name,
    style: field.input === "lines" ? 2 : 1,
    required: field.required,
    max_length: DISCORD.textInput,
    ...(value === "" ? {} : { value }),
  };
}

const upload = ({ name, required }: Field): APIFileUploadComponent => ({
  type: 19,
  custom_id: name,
  min_values: required ? 1 : 0,
  max_values: 1,
  required,
});

function control(field: Field): APILabelComponent["component"] {
  if (field.input === "file") return upload(field);
  return selectable(field) ? select(field) : line(field);
}

/** A select where Discord can show every choice; otherwise a line of text that takes the same words. */
function selectable(field: Field): boolean {
  const values = (field.choices ?? []).map((choice) => choice.value);
  const distinct = new Set(values).size === values.length;
  const short = values.every((value) => value !== "" && value.length <= DISCORD.optionText);
  return values.length > 0 && values.length <= DISCORD.selectOptions && distinct && short;
}

function labelled(field: Field, hint: string): APILabelComponent {
  const description = fits(hint, DISCORD.labelDescription);
  return {
    type: 18,
    label: fits(field.label, DISCORD.labelText) || fits(field.name, DISCORD.labelText),
    ...(description === "" ? {} : { description }),
    component: control(field),
  };
}

/**
 * The form as a modal. Discord shows five fields: required ones come first, and the last hint names those that are
 * left to typing the command.
 */
export function discordForm(form: Form): APIModalInteractionResponseCallbackData {
  const ordered = [...form.fields].sort((one, other) => Number(other.required) - Number(one.required));
  const shown = ordered.slice(0, DISCORD.modalFields);
  const rest = ordered.slice(DISCORD.modalFields).map((field) => field.name);
  const components = shown.map((field, at) => {
    const last = at === shown.length - 1 && rest.length > 0;
    return labelled(
      field,
      last ? `Typed, /${form.command} also takes ${rest.join(", ")}. ${field.hint}` : field.hint,
    );
  });
  const title = fits(form.title, DISCORD.modalTitle) || form.command;
  const empty = { type: 10, content: "Nothing to fill in." } as const;
  return {
    custom_id: `form|${form.command}`,
    title,
    components: components.length > 0 ? components : [empty],
  };
}
