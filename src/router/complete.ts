import type { Arg, Choice, Vocabulary } from "./command.ts";
import { fromOptions } from "./parse.ts";

/** As many as every platform takes. */
const OFFERED = 25;

/** A half-typed argument of a command. */
interface Asked {
  command: string;
  argument: string;
  typed: string;
}

function argumentOf({ commands }: Vocabulary, { command, argument }: Asked): Arg<unknown> | undefined {
  const args = commands.find(({ name }) => name === command)?.args ?? {};
  // The argument's name comes from outside.
  return Object.hasOwn(args, argument) ? args[argument] : undefined;
}

/** Ranked values for one half-typed argument, the same everywhere. */
export function completeArgument(vocabulary: Vocabulary, asked: Asked): Choice[] {
  const arg = argumentOf(vocabulary, asked);
  if (arg === undefined) return [];
  if (arg.complete !== undefined) return arg.complete(asked.typed, vocabulary).slice(0, OFFERED);
  const wanted = asked.typed.toLowerCase();
  return (arg.choices ?? [])
    .filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(wanted))
    .slice(0, OFFERED);
}

/** The same where nothing but what is offered can be taken: what was typed comes last, if the argument takes it. */
export function offerArgument(vocabulary: Vocabulary, asked: Asked): Choice[] {
  const choices = completeArgument(vocabulary, asked);
  const typed = asked.typed.trim();
  const arg = argumentOf(vocabulary, asked);
  const offered = choices.some(({ value }) => value.toLowerCase() === typed.toLowerCase());
  // The entries of a list are looked up one by one, so what could be meant is among them.
  if (arg === undefined || arg.list !== undefined || typed === "" || offered) return choices;
  if (!takes(arg, typed, vocabulary)) return choices;
  return [...choices.slice(0, OFFERED - 1), { label: `As typed: ${typed}`, value: typed }];
}

function takes(arg: Arg<unknown>, typed: string, vocabulary: Vocabulary): boolean {
  try {
    arg.parse(fromOptions({ args: { typed: arg } }, { typed }).get("typed") ?? [], vocabulary);
    return true;
  } catch {
    return false;
  }
}
