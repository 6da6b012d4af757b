import type { HomeView, InputBlock, ModalView, PlainTextOption } from "@slack/types";
import type { Form } from "../adapters/adapter.ts";
import { SLACK, shorten } from "./limits.ts";
import type { Block, Cell, Reply } from "./reply.ts";
import { plainText } from "./slack-text.ts";
import { cellText, textTable } from "./text-table.ts";
import { toSlackBlocks } from "./to-slack.ts";

const INPUT = "value";
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

function element(field: Field): InputBlock["element"] {
  const choices = options(field);
  if (choices === undefined) {
    return {
      type: "plain_text_input",
      action_id: INPUT,
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
  return {
    type: "input",
    block_id: field.name.slice(0, SLACK.blockId),
    label: plainText(shorten(field.label, SLACK.labelText) || field.name),
    optional: !field.required,
    element: element(field),
    ...(field.hint === "" ? {} : { hint: plainText(shorten(field.hint, SLACK.labelText)) }),
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
}

/** What was entered, by field; empty fields are left out. */
export function slackFormValues(values: Record<string, Record<string, Value>>): Record<string, string> {
  const entered = Object.entries(values).map(([name, inputs]): [string, string] => {
    const { value, selected_option } = inputs[INPUT] ?? {};
    return [name, (value ?? selected_option?.value ?? "").trim()];
  });
  return Object.fromEntries(entered.filter(([, value]) => value !== ""));
}
