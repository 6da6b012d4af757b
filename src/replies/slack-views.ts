import type { HomeView, InputBlock, ModalView, PlainTextOption } from "@slack/types";
import type { Form } from "../adapters/adapter.ts";
import type { Choice } from "../router/command.ts";
import { SLACK, shorten } from "./limits.ts";
import type { Block, Cell, Reply } from "./reply.ts";
import { plainText } from "./slack-text.ts";
import { cellText, textTable } from "./text-table.ts";
import { toSlackBlocks } from "./to-slack.ts";

/** The name of every input: what tells them apart is their block. */
export const INPUT = "value";

/** A table of rows, or lines of text. */
const FILE_TYPES = ["csv", "tsv", "txt"];
const HOME_CELL = 40;

/** App Home has no tables: there they are aligned text. */
function homeBlock(block: Block): Block {
  if (block.kind !== "table") return block;
  const narrow = (cell: Cell): string => shorten(cellText(cell), HOME_CELL);
  const rows = block.rows.slice(0, SLACK.tableRows).map((row) => row.map(narrow));
  const columns = block.columns.map((column) => ({ ...column, label: narrow(column.label) }));
  const lines = textTable({ columns, rows }).map((line) => `\`${line.replaceAll("`", "'")}\``);
  return { kind: "text", text: lines.join("\n") };
}

export function toSlackHome(reply: Reply): HomeView {
  const blocks = reply.blocks.map(homeBlock);
  return { type: "home", blocks: toSlackBlocks({ ...reply, blocks }, {}, SLACK.blocksPerView) };
}

type Field = Form["fields"][number];

function options(field: Field): PlainTextOption[] | undefined {
  const choices = field.choices ?? [];
  const usable = choices.every(({ value }) => value !== "" && value.length <= SLACK.optionText);
  if (choices.length === 0 || choices.length > SLACK.optionsPerSelect || !usable) return undefined;
  return choices.map(({ label, value }) => ({
    text: plainText(shorten(label, SLACK.optionText) || value),
    value,
  }));
}

/** As a select shows it; undefined where Slack would refuse it. */
export function slackOption({ label, value }: Choice): PlainTextOption | undefined {
  if (value === "" || value.length > SLACK.optionText) return undefined;
  return { text: plainText(shorten(label, SLACK.optionText) || value), value };
}

/** A select whose options are asked for while typing, with what was chosen before; undefined where that does not fit. */
function suggesting(field: Field): InputBlock["element"] | undefined {
  if (field.suggested === undefined) return undefined;
  const { list } = field.suggested;
  const before = list === undefined ? [field.value ?? ""] : (field.value ?? "").split(",");
  const values = before.map((value) => value.trim()).filter((value) => value !== "");
  const initial = values.flatMap((value) => slackOption({ label: value, value }) ?? []);
  if (initial.length < values.length || (list !== undefined && initial.length > list.max)) return undefined;
  const common = { action_id: INPUT, min_query_length: 0, placeholder: plainText("Type to search") };
  const [first] = initial;
  if (list === undefined)
    return { type: "external_select", ...common, ...(first === undefined ? {} : { initial_option: first }) };
  return {
    type: "multi_external_select",
    ...common,
    max_selected_items: list.max,
    ...(first === undefined ? {} : { initial_options: initial }),
  };
}

function element(field: Field): InputBlock["element"] {
  if (field.input === "file")
    return { type: "file_input", action_id: INPUT, filetypes: FILE_TYPES, max_files: 1 };
  const suggested = suggesting(field);
  if (suggested !== undefined) return suggested;
  const choices = options(field);
  if (choices === undefined) {
    return {
      type: "plain_text_input",
      action_id: INPUT,
      ...(field.input === "lines" ? { multiline: true } : {}),
      max_length: SLACK.inputText,
      ...(field.value ? { initial_value: shorten(field.value, SLACK.inputText) } : {}),
    };
  }
  const chosen = choices.find((choice) => choice.value === field.value);
  return {
    type: "static_select",
    action_id: INPUT,
    options: choices,
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  };
}

function input(field: Field): InputBlock {
  const entered = element(field);
  const chosen = entered.type === "external_select" || entered.type === "multi_external_select";
  const hint = chosen ? (field.suggested?.hint ?? field.hint) : field.hint;
  return {
    type: "input",
    block_id: field.name.slice(0, SLACK.blockId),
    label: plainText(shorten(field.label, SLACK.labelText) || field.name),
    optional: !field.required,
    element: entered,
    ...(hint === "" ? {} : { hint: plainText(shorten(hint, SLACK.labelText)) }),
  };
}

/** The form as a modal. `metadata` comes back with the answer; a list of choices too long for a select is typed. */
export function toSlackModal(form: Form, metadata: string): ModalView {
  return {
    type: "modal",
    callback_id: form.command,
    private_metadata: metadata,
    title: plainText(shorten(form.title, SLACK.modalTitle) || "Lectern"),
    submit: plainText("Send"),
    close: plainText("Cancel"),
    blocks: form.fields.slice(0, SLACK.blocksPerView).map(input),
  };
}

interface Value {
  value?: string | null | undefined;
  selected_option?: { value?: string | undefined } | null | undefined;
  selected_options?: { value?: string | undefined }[] | null | undefined;
}

/** What was entered, by field; empty fields are left out. */
export function slackFormValues(values: Record<string, Record<string, Value>>): Record<string, string> {
  const entered = Object.entries(values).map(([name, inputs]): [string, string] => {
    const { value, selected_option, selected_options } = inputs[INPUT] ?? {};
    const several = selected_options?.map((option) => option.value ?? "").join(", ");
    return [name, (value ?? selected_option?.value ?? several ?? "").trim()];
  });
  return Object.fromEntries(entered.filter(([, value]) => value !== ""));
}
