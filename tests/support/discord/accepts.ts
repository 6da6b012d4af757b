import { COMPONENTS_V2, type Data } from "./world.ts";

/** The reasons for a "50035 Invalid Form Body". Limits are written out here, not shared with the code under test. */
export class DiscordRejects extends Error {
  readonly reasons: string[];

  constructor(reasons: string[]) {
    super(`Invalid Form Body: ${reasons.join("; ")}`);
    this.reasons = reasons;
  }
}

interface Look {
  reasons: string[];
  /** Components seen, nested ones included. */
  count: number;
  text: number;
  ids: Set<string>;
  references: Set<string>;
}

const TOP = [1, 9, 10, 12, 13, 14, 17];
const INSIDE = { 17: [1, 9, 10, 12, 13, 14], 1: [2, 3], 9: [10], 18: [3, 4, 19] } as Record<number, number[]>;

const list = (value: unknown): Data[] => (Array.isArray(value) ? (value as Data[]) : []);

function length(look: Look, at: string, value: unknown, [min, max]: [number, number]): void {
  if (value === undefined && min === 0) return;
  const size = typeof value === "string" ? value.trim().length : Array.isArray(value) ? value.length : -1;
  if (size < min || size > max)
    look.reasons.push(`${at}: must be between ${min} and ${max} in length, is ${size}`);
}

function within(look: Look, at: string, value: unknown, [min, max]: [number, number]): void {
  if (!Number.isInteger(value) || Number(value) < min || Number(value) > max)
    look.reasons.push(`${at}: must be a whole number from ${min} to ${max}`);
}

function identify(look: Look, at: string, id: unknown): void {
  length(look, `${at}.custom_id`, id, [1, 100]);
  if (look.ids.has(String(id))) look.reasons.push(`${at}.custom_id: is not unique`);
  look.ids.add(String(id));
}

function selectMenu(look: Look, at: string, menu: Data): void {
  identify(look, at, menu.custom_id);
  length(look, `${at}.placeholder`, menu.placeholder, [0, 150]);
  length(look, `${at}.options`, menu.options, [1, 25]);
  const values = new Set<unknown>();
  for (const option of list(menu.options)) {
    length(look, `${at}.label`, option.label, [1, 100]);
    length(look, `${at}.value`, option.value, [1, 100]);
    if (option.description !== undefined) length(look, `${at}.description`, option.description, [1, 100]);
    if (values.has(option.value)) look.reasons.push(`${at}: option value is already used`);
    values.add(option.value);
  }
}

function actionRow(look: Look, at: string, row: Data): void {
  const children = list(row.components);
  length(look, at, children, [1, 5]);
  const selects = children.filter(({ type }) => type === 3).length;
  if (selects > 0 && children.length > 1) look.reasons.push(`${at}: a select fills its row`);
}

function reference(look: Look, at: string, media: unknown): void {
  const url = (media as Data | undefined)?.url;
  const name = typeof url === "string" ? /^attachment:\/\/([A-Za-z0-9._-]+)$/.exec(url)?.[1] : undefined;
  if (name === undefined) look.reasons.push(`${at}: not an attachment reference: ${String(url)}`);
  else look.references.add(name);
}

function one(look: Look, at: string, component: Data): void {
  switch (component.type) {
    case 1:
      actionRow(look, at, component);
      break;
    case 2:
      length(look, `${at}.label`, component.label, [1, 80]);
      identify(look, at, component.custom_id);
      break;
    case 3:
      selectMenu(look, at, component);
      break;
    case 4:
      identify(look, at, component.custom_id);
      length(look, `${at}.value`, component.value, [0, 4_000]);
      length(look, `${at}.placeholder`, component.placeholder, [0, 100]);
      if (component.style !== 1 && component.style !== 2) look.reasons.push(`${at}.style: must be 1 or 2`);
      within(look, `${at}.max_length`, component.max_length ?? 4_000, [1, 4_000]);
      break;
    case 19:
      identify(look, at, component.custom_id);
      within(look, `${at}.min_values`, component.min_values ?? 1, [0, 10]);
      within(look, `${at}.max_values`, component.max_values ?? 1, [1, 10]);
      if ((component.required !== false) === (component.min_values === 0))
        look.reasons.push(`${at}: what is required wants at least one file, what is not none`);
      break;
    case 10: {
      length(look, `${at}.content`, component.content, [1, 4_000]);
      look.text += String(component.content).length;
      break;
    }
    case 12:
      length(look, at, component.items, [1, 10]);
      for (const item of list(component.items)) {
        reference(look, at, item.media);
        if (item.description !== undefined) length(look, `${at}.description`, item.description, [1, 1_024]);
      }
      break;
    case 13:
      reference(look, at, component.file);
      break;
    case 17:
      length(look, at, component.components, [1, 40]);
      break;
    case 18:
      length(look, `${at}.label`, component.label, [1, 45]);
      length(look, `${at}.description`, component.description, [0, 100]);
      break;
  }
}

function walk(
  look: Look,
  at: string,
  { components, allowed }: { components: Data[]; allowed: number[] },
): void {
  components.forEach((component, index) => {
    const here = `${at}[${index}]`;
    const type = Number(component.type);
    look.count++;
    if (!allowed.includes(type)) look.reasons.push(`${here}: type ${type} is not allowed here`);
    one(look, here, component);
    const inside = [...list(component.components), ...list(component.component ? [component.component] : [])];
    walk(look, here, { components: inside, allowed: INSIDE[type] ?? [] });
  });
}

const newLook = (): Look => ({ reasons: [], count: 0, text: 0, ids: new Set(), references: new Set() });

function components(look: Look, body: Data): void {
  walk(look, "components", { components: list(body.components), allowed: TOP });
  if (list(body.components).length === 0) look.reasons.push("components: cannot be empty");
  if (look.count > 40) look.reasons.push(`components: ${look.count} in total, 40 allowed`);
  if (look.text > 4_000) look.reasons.push(`components: ${look.text} characters of text, 4000 allowed`);
  for (const banned of ["content", "embeds", "poll", "sticker_ids"]) {
    if (body[banned]) look.reasons.push(`${banned}: cannot be used with Components V2`);
  }
  const names = list(body.attachments).map(({ filename }) => String(filename));
  for (const name of look.references) {
    if (!names.includes(name)) look.reasons.push(`attachment://${name}: no such attachment`);
  }
  for (const name of names) {
    // Discord takes such a file and shows it nowhere: always a mistake.
    if (!look.references.has(name)) look.reasons.push(`${name}: attached but shown nowhere`);
  }
  if (new Set(names).size !== names.length) look.reasons.push("attachments: names are not unique");
}

/** Throws `DiscordRejects` for a message that Discord would refuse. */
export function assertDiscordAccepts(message: object): void {
  const body = message as Data;
  const look = newLook();
  if ((Number(body.flags ?? 0) & COMPONENTS_V2) !== 0) components(look, body);
  else {
    length(look, "content", body.content, [1, 2_000]);
    if (list(body.components).some(({ type }) => type !== 1))
      look.reasons.push("components: need the V2 flag");
  }
  length(look, "attachments", body.attachments ?? [], [0, 10]);
  for (const { description } of list(body.attachments)) {
    if (description !== undefined) length(look, "attachments.description", description, [1, 1_024]);
  }
  if (body.nonce !== undefined) length(look, "nonce", body.nonce, [1, 25]);
  if (look.reasons.length > 0) throw new DiscordRejects(look.reasons);
}

/** Throws `DiscordRejects` for a modal that Discord would refuse. */
export function assertDiscordAcceptsModal(modal: object): void {
  const body = modal as Data;
  const look = newLook();
  length(look, "title", body.title, [1, 45]);
  length(look, "custom_id", body.custom_id, [1, 100]);
  length(look, "components", body.components, [1, 5]);
  walk(look, "components", { components: list(body.components), allowed: [10, 18] });
  if (look.reasons.length > 0) throw new DiscordRejects(look.reasons);
}
