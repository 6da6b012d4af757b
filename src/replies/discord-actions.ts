import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIStringSelectComponent,
} from "discord-api-types/v10";
import { oneLine } from "./discord-text.ts";
import { DISCORD, shorten } from "./limits.ts";
import type { BlockOf, Button, Menu } from "./reply.ts";

const STYLES = { primary: 1, plain: 2, danger: 4 } as const;

/**
 * The custom id of a button or menu: "<action>|<value>". Discord wants it unique in a message, so a second one of the
 * same kind is "<action>~2|<value>". Undefined when it cannot be written so that `readCustomId` gives both back.
 */
export function customId(action: string, value: string, taken: Set<string>): string | undefined {
  if (!/^[^|~\s]+(?: [^|~\s]+)*$/.test(action)) return undefined;
  for (let copy = 1; ; copy++) {
    const id = `${action}${copy === 1 ? "" : `~${copy}`}|${value}`;
    if (id.length > DISCORD.customId) return undefined;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

export function readCustomId(id: string): { action: string; value: string } | undefined {
  const [, action, value] = /^([^|~\s]+(?: [^|~\s]+)*)(?:~\d+)?\|(.*)$/s.exec(id) ?? [];
  return action === undefined || value === undefined ? undefined : { action, value };
}

const label = (text: string, limit: number): string => shorten(oneLine(text) || "…", limit);

/** A button that could not carry its value is shown disabled rather than left out or made to do something else. */
function button(from: Button, taken: Set<string>): APIButtonComponentWithCustomId {
  const id = customId(from.action, from.value, taken);
  return {
    type: 2,
    style: STYLES[from.style ?? "plain"],
    label: label(from.label, DISCORD.buttonLabel),
    custom_id: id ?? customId("unavailable", "", taken) ?? "unavailable",
    ...(id === undefined ? { disabled: true } : {}),
  };
}

interface ActionRow {
  component: APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>;
  /** Components it counts for: itself and what is in it. */
  cost: number;
  /** How a note names it when it had to be left out. */
  label: string;
  /** Entries of a menu that Discord has no room for. */
  missing: string[];
}

function buttonRows(buttons: Button[], taken: Set<string>): ActionRow[] {
  const rows: ActionRow[] = [];
  for (let at = 0; at < buttons.length; at += DISCORD.buttonsPerRow) {
    const components = buttons.slice(at, at + DISCORD.buttonsPerRow).map((each) => button(each, taken));
    rows.push({
      component: { type: 1, components },
      cost: 1 + components.length,
      label: components.map((each) => `“${each.label}”`).join(", "),
      missing: [],
    });
  }
  return rows;
}

function menuRow(menu: Menu, taken: Set<string>): ActionRow {
  const values = new Set<string>();
  const fits = menu.options.filter(({ value }) => {
    const fine =
      value.trim() !== "" && value.length <= DISCORD.optionText && values.size < DISCORD.selectOptions;
    if (!fine || values.has(value)) return false;
    values.add(value);
    return true;
  });
  const id = fits.length === 0 ? undefined : customId(menu.action, "", taken);
  const options = fits.map((option) => ({
    label: label(option.label, DISCORD.optionText),
    value: option.value,
    ...(option.description?.trim() ? { description: label(option.description, DISCORD.optionText) } : {}),
  }));
  const select: APIStringSelectComponent = {
    type: 3,
    custom_id: id ?? customId("unavailable", "", taken) ?? "unavailable",
    placeholder: label(menu.label, DISCORD.placeholder),
    options: options.length === 0 ? [{ label: "Nothing to choose", value: "-" }] : options,
    ...(id === undefined ? { disabled: true } : {}),
  };
  const missing = menu.options.filter((option) => !fits.includes(option)).map((option) => option.label);
  return { component: { type: 1, components: [select] }, cost: 2, label: `“${select.placeholder}”`, missing };
}

export function actionRows(block: BlockOf<"actions">, taken: Set<string>): ActionRow[] {
  return [...buttonRows(block.buttons, taken), ...(block.menus ?? []).map((menu) => menuRow(menu, taken))];
}
