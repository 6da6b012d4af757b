import type { Choice, Vocabulary } from "./command.ts";

/** As many as every platform takes. */
const OFFERED = 25;

/** Ranked values for one half-typed argument, the same everywhere. */
export function completeArgument(
  vocabulary: Vocabulary,
  asked: { command: string; argument: string; typed: string },
): Choice[] {
  const arg = vocabulary.commands.find(({ name }) => name === asked.command)?.args[asked.argument];
  if (arg === undefined) return [];
  if (arg.complete !== undefined) return arg.complete(asked.typed, vocabulary).slice(0, OFFERED);
  const wanted = asked.typed.toLowerCase();
  return (arg.choices ?? [])
    .filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(wanted))
    .slice(0, OFFERED);
}
