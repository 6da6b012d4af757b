import type {
  APIApplicationCommandAttachmentOption,
  APIApplicationCommandStringOption,
} from "discord-api-types/v10";
import { DISCORD, shorten } from "../../replies/limits.ts";
import type { Arg, Args } from "../../router/command.ts";

/** One native option and the argument it belongs to. */
interface NativeOption {
  argument: string;
  name: string;
  required: boolean;
}

/** Discord takes lower case only: `trainingTokens` becomes `training-tokens`. */
const optionName = (name: string): string =>
  name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1-$2")
    .toLowerCase()
    .replace(/[^-_\p{L}\p{N}]/gu, "-")
    .slice(0, DISCORD.commandName - 2);

/** A list `models` of 2 to 5 is `model1` … `model5`, the first two of them required. */
function expanded(argument: string, { list, required }: Arg<unknown>): NativeOption[] {
  const name = optionName(argument);
  if (list === undefined) return [{ argument, name, required }];
  const stem = name.length > 2 ? name.replace(/s$/, "") : name;
  return Array.from({ length: list.max }, (_, at) => ({
    argument,
    name: `${stem}${at + 1}`,
    required: required && at < list.min,
  }));
}

/**
 * The native options of a command's arguments, in Discord's order (required ones first). Both directions, registering
 * and reading back, go through this one list. Over 25, the longest lists lose their last optional places.
 */
export function nativeOptions(args: Args): NativeOption[] {
  const names = new Set<string>();
  const unique = (option: NativeOption): NativeOption => {
    let name = option.name;
    for (let copy = 2; names.has(name); copy++) name = `${option.name}-${copy}`;
    names.add(name);
    return { ...option, name };
  };
  const groups = Object.entries(args).map(([argument, arg]) => expanded(argument, arg));
  for (;;) {
    const longest = groups.reduce((most, group) => (group.length > most.length ? group : most), []);
    const total = groups.reduce((sum, group) => sum + group.length, 0);
    if (total <= DISCORD.commandOptions || longest.length <= 1) break;
    longest.pop();
  }
  const all = groups.flat().map(unique).slice(0, DISCORD.commandOptions);
  return [...all.filter((option) => option.required), ...all.filter((option) => !option.required)];
}

export type OptionDefinition = APIApplicationCommandStringOption | APIApplicationCommandAttachmentOption;

export function optionDefinitions(args: Args): OptionDefinition[] {
  return nativeOptions(args).map(({ argument, name, required }) => {
    const arg = args[argument];
    if (arg?.input === "file")
      return { type: 11, name, description: description(arg, argument), required } as const;
    const about = { type: 3, name, description: description(arg, argument), required } as const;
    const choices = arg?.choices ?? [];
    if (choices.length > 0 && choices.length <= DISCORD.optionChoices)
      return { ...about, choices: choices.map(({ label, value }) => ({ name: shorten(label, 100), value })) };
    if (arg?.complete !== undefined || choices.length > 0) return { ...about, autocomplete: true };
    return about;
  });
}

const description = (arg: Arg<unknown> | undefined, argument: string): string =>
  shorten(arg?.description || argument, DISCORD.commandDescription);

/** What was typed into native options, back as one text per argument; lists as "a, b, c". */
export function foldOptions(args: Args, given: ReadonlyMap<string, string>): Record<string, string> {
  const folded: Record<string, string> = {};
  for (const { argument, name } of nativeOptions(args)) {
    const text = given.get(name)?.trim();
    if (text) folded[argument] = folded[argument] === undefined ? text : `${folded[argument]}, ${text}`;
  }
  return folded;
}

/** The argument behind an option's name. */
export function argumentOf(args: Args, option: string): string | undefined {
  return nativeOptions(args).find(({ name }) => name === option)?.argument;
}
