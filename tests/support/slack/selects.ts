import { type Data, isData } from "./accepts.ts";
import type { OpenView } from "./workspace.ts";

const list = (value: unknown): Data[] => (Array.isArray(value) ? value.filter(isData) : []);

export const words = (value: unknown): string => (isData(value) ? String(value.text ?? "") : "");

/** The select in a modal whose options the app is asked for. */
export function selectIn(view: Data, blockId: string): Data {
  const block = list(view.blocks).find((each) => each.block_id === blockId);
  const element = isData(block?.element) ? block.element : {};
  if (element.type === "external_select" || element.type === "multi_external_select") return element;
  throw new Error(`${blockId} is no select with a search: ${String(element.type)}`);
}

/** What can be chosen now: what was shown before stays chosen, what is shown now can be added. */
export function optionsShown(open: OpenView, blockId: string, shown: readonly Data[]): Data[] {
  return [...(open.offered?.get(blockId) ?? []), ...shown];
}

/** The state of an input with a value, as Slack sends it. Of a select only what it showed or began with can be chosen. */
export function entered(element: Data, value: string | undefined, offered: readonly Data[]): Data {
  const { type } = element;
  if (type === "plain_text_input") {
    if (element.multiline !== true && value?.includes("\n")) throw new Error("Slack takes one line here");
    if ((value?.length ?? 0) > Number(element.max_length ?? 3_000))
      throw new Error("Slack takes no more here");
    return { type, value: value ?? null };
  }
  if (type === "static_select") return { type, selected_option: value === undefined ? null : { value } };
  const initial = [...list(element.initial_options), ...list([element.initial_option])];
  const options = [...initial, ...offered];
  const chosen = value === undefined ? [] : type === "external_select" ? [value] : value.split(", ");
  const most = Number(element.max_selected_items ?? 100);
  if (chosen.length > most) throw new Error(`Slack lets nobody choose ${chosen.length} of at most ${most}`);
  const found = chosen.map((each) => {
    const option = options.find((known) => known.value === each);
    if (option === undefined) throw new Error(`Slack lets nobody choose "${each}", which was not offered`);
    return option;
  });
  const selected = value === undefined ? initial : found;
  return type === "external_select"
    ? { type, selected_option: selected[0] ?? null }
    : { type, selected_options: selected };
}

/** The action payload of the control with this label. */
export function control(blocks: readonly Data[], label: string): Data {
  for (const block of blocks) {
    const elements = Array.isArray(block.elements) ? block.elements.filter(isData) : [];
    for (const element of elements) {
      const { type, action_id, value } = element;
      const common = { type, action_id, block_id: "b1", action_ts: "1.1" };
      if (type === "button" && words(element.text) === label) {
        return { ...common, text: element.text, ...(value === undefined ? {} : { value }) };
      }
      const options = Array.isArray(element.options) ? element.options.filter(isData) : [];
      const chosen = options.find((option) => words(option.text) === label);
      if (chosen !== undefined) return { ...common, selected_option: chosen };
    }
  }
  throw new Error(`no button or choice "${label}"`);
}
