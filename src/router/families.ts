import type { Command } from "./command.ts";

/** Commands that share the first word of their names: "lab embed", "lab pool". A family's own name is no command. */
export interface Family {
  name: string;
  summary: string;
  members: readonly Command[];
}

/** What each family is for, as help says it. */
const SUMMARIES: Readonly<Record<string, string>> = {
  lab: "The labs: see how language models work, one small experiment each",
};

/** Members that are named where there is no room for all of them. */
const MOST_NAMED = 3;

/** Slack adds a prefix to names that it reserves; people also write it elsewhere. */
const PREFIX = /^\/?(?:lectern-)?/i;

/** "lab" of "lab embed". */
export const firstWord = (name: string): string => name.split(" ")[0] ?? name;

/** "embed" of "lab embed"; undefined for a command that belongs to no family. */
export const secondWord = (name: string): string | undefined => name.split(" ")[1];

export const withoutPrefix = (line: string): string => line.trim().replace(PREFIX, "");

/** Words as the names of commands have them. */
export const asName = (typed: string): string => withoutPrefix(typed).replace(/\s+/g, " ").toLowerCase();

export const isFamily = (entry: Command | Family): entry is Family => "members" in entry;

/** The commands, each family as one entry in the place of its first member. */
export function byFamily(commands: readonly Command[]): (Command | Family)[] {
  const entries = new Map<string, Command | Family>();
  for (const command of commands) {
    const name = firstWord(command.name);
    const known = entries.get(name);
    const members = known !== undefined && isFamily(known) ? known.members : [];
    const family = (): Family => ({
      name,
      summary: SUMMARIES[name] ?? `The commands of ${name}`,
      members: [...members, command],
    });
    entries.set(name, secondWord(command.name) === undefined ? command : family());
  }
  return [...entries.values()];
}

/** The family of exactly this name. */
export function familyNamed(typed: string, commands: readonly Command[]): Family | undefined {
  const wanted = asName(typed);
  return byFamily(commands)
    .filter(isFamily)
    .find(({ name }) => name === wanted);
}

/** The command of exactly this name, or of this other name. */
export function commandNamed(typed: string, commands: readonly Command[]): Command | undefined {
  const wanted = asName(typed);
  return (
    commands.find(({ name }) => name === wanted) ?? commands.find(({ aliases }) => aliases?.includes(wanted))
  );
}

/** The command with the longest name that the line begins with, and what follows the name, as it was typed. */
export function commandOf(
  line: string,
  commands: readonly Command[],
): { command: Command; rest: string } | undefined {
  const ends = [...line.matchAll(/\S+/g)].map(({ index, 0: word }) => index + word.length);
  const longest = Math.max(
    ...commands.flatMap(({ name, aliases = [] }) => [name, ...aliases].map(wordCount)),
  );
  for (const end of ends.slice(0, longest).reverse()) {
    const command = commandNamed(line.slice(0, end), commands);
    if (command !== undefined) return { command, rest: line.slice(end).trimStart() };
  }
  return undefined;
}

const wordCount = (name: string): number => name.split(" ").length;

/** Whether a line leads anywhere here: to a command, or to what a family has. */
export const leadsOn = (line: string, commands: readonly Command[]): boolean =>
  commandOf(line, commands) !== undefined || familyNamed(line, commands) !== undefined;

/** "lab <embed|vector|pool|…>"; `most` members are named. */
export function familyUsage({ name, members }: Family, most = MOST_NAMED): string {
  const named = members.slice(0, most).map((member) => secondWord(member.name) ?? "");
  return `${name} <${named.join("|")}${members.length > named.length ? "|…" : ""}>`;
}
