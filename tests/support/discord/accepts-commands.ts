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

/** What is wrong with the options of a command or of a subcommand, `name`. */
function optionsReasons(name: string, options: Data[]): string[] {
  const names = options.map((option) => option.name);
  const reasons = options.flatMap((option) => optionReasons(option, name));
  if (options.length > 25) reasons.push(`${name}: more than 25 options`);
  if (new Set(names).size !== names.length) reasons.push(`${name}: option names are not unique`);
  const firstOptional = options.findIndex(({ required }) => required !== true);
  if (firstOptional >= 0 && options.slice(firstOptional).some(({ required }) => required === true))
    reasons.push(`${name}: required options must be placed before optional ones`);
  return reasons;
}

/** Subcommands stand alone among the options, and hold no further ones. */
function subcommandReasons(name: string, subcommands: Data[]): string[] {
  const names = subcommands.map((subcommand) => subcommand.name);
  const reasons = subcommands.flatMap((subcommand) => {
    const at = `${name} ${String(subcommand.name)}`;
    const options = list(subcommand.options);
    const nested = options.some(({ type }) => type === 1) ? [`${at}: a subcommand has no subcommands`] : [];
    const required = subcommand.required === undefined ? [] : [`${at}: a subcommand is not required`];
    return [...nested, ...required, ...namedReasons(subcommand, at), ...optionsReasons(at, options)];
  });
  if (subcommands.some(({ type }) => type !== 1))
    reasons.push(`${name}: subcommands and options exclude each other`);
  if (subcommands.length > 25) reasons.push(`${name}: more than 25 subcommands`);
  if (new Set(names).size !== names.length) reasons.push(`${name}: subcommand names are not unique`);
  return reasons;
}

function namedReasons({ name, description }: Data, at: string): string[] {
  return [
    ...(goodName(name) ? [] : [`${at}: bad name`]),
    ...(between(description, 100) ? [] : [`${at}: description must be 1 to 100 characters`]),
  ];
}

const sizeOf = ({ name, description, options, choices }: Data): number =>
  [name, description, ...list(choices).flatMap(Object.values)].join("").length +
  list(options).reduce((sum, option) => sum + sizeOf(option), 0);

function slashReasons(command: Data): string[] {
  const name = String(command.name);
  const options = list(command.options);
  const family = options.some(({ type }) => type === 1);
  const reasons = family ? subcommandReasons(name, options) : optionsReasons(name, options);
  reasons.push(...namedReasons(command, name));
  const size = sizeOf(command);
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
