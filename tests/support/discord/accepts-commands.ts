import { DiscordRejects } from "./accepts.ts";
import type { Data } from "./world.ts";

const SLASH_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const list = (value: unknown): Data[] => (Array.isArray(value) ? (value as Data[]) : []);

const goodName = (name: unknown): boolean =>
  typeof name === "string" && SLASH_NAME.test(name) && name === name.toLowerCase();
const between = (text: unknown, max: number): boolean =>
  typeof text === "string" && text.trim().length > 0 && text.length <= max;

function optionReasons(option: Data, command: string): string[] {
  const at = `${command}.${String(option.name)}`;
  const reasons: string[] = [];
  if (!goodName(option.name)) reasons.push(`${at}: bad name`);
  if (!between(option.description, 100)) reasons.push(`${at}: description must be 1 to 100 characters`);
  if (list(option.choices).length > 25) reasons.push(`${at}: more than 25 choices`);
  if (option.type === 11 && (option.choices !== undefined || option.autocomplete !== undefined))
    reasons.push(`${at}: a file has neither choices nor autocomplete`);
  if (option.autocomplete === true && option.choices !== undefined)
    reasons.push(`${at}: autocomplete and choices exclude each other`);
  for (const choice of list(option.choices)) {
    if (!between(choice.name, 100) || !between(choice.value, 100)) reasons.push(`${at}: bad choice`);
  }
  return reasons;
}

function slashReasons(command: Data): string[] {
  const name = String(command.name);
  const options = list(command.options);
  const names = options.map((option) => option.name);
  const reasons = options.flatMap((option) => optionReasons(option, name));
  if (!goodName(command.name)) reasons.push(`${name}: bad name`);
  if (!between(command.description, 100)) reasons.push(`${name}: description must be 1 to 100 characters`);
  if (options.length > 25) reasons.push(`${name}: more than 25 options`);
  if (new Set(names).size !== names.length) reasons.push(`${name}: option names are not unique`);
  const firstOptional = options.findIndex(({ required }) => required !== true);
  if (firstOptional >= 0 && options.slice(firstOptional).some(({ required }) => required === true))
    reasons.push(`${name}: required options must be placed before optional ones`);
  const texts = options.flatMap((option) => [
    option.name,
    option.description,
    ...list(option.choices).flatMap(Object.values),
  ]);
  const size = [command.name, command.description, ...texts].join("").length;
  if (size > 8_000) reasons.push(`${name}: ${size} characters in total, 8000 allowed`);
  return reasons;
}

function menuReasons(command: Data): string[] {
  const reasons: string[] = [];
  if (!between(command.name, 32)) reasons.push(`${String(command.name)}: bad name`);
  if (command.description) reasons.push(`${String(command.name)}: a context menu has no description`);
  if (command.options !== undefined) reasons.push(`${String(command.name)}: a context menu has no options`);
  return reasons;
}

/** Throws `DiscordRejects` for a bulk registration that Discord would refuse. */
export function assertDiscordAcceptsCommands(commands: readonly object[], where: "global" | "guild"): void {
  const all = commands as Data[];
  const slash = all.filter(({ type }) => (type ?? 1) === 1);
  const menus = all.filter(({ type }) => type === 3);
  const reasons = [...slash.flatMap(slashReasons), ...menus.flatMap(menuReasons)];
  if (slash.length > 100) reasons.push(`${slash.length} slash commands, 100 allowed`);
  if (menus.length > 15) reasons.push(`${menus.length} message commands, 15 allowed`);
  const keys = all.map(({ type, name }) => `${String(type ?? 1)} ${String(name)}`);
  if (new Set(keys).size !== keys.length) reasons.push("command names are not unique");
  for (const { name, contexts, integration_types } of where === "guild" ? all : []) {
    if (contexts !== undefined || integration_types !== undefined)
      reasons.push(`${String(name)}: contexts belong to global commands only`);
  }
  if (reasons.length > 0) throw new DiscordRejects(reasons);
}
