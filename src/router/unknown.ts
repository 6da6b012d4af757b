import { editDistance } from "../course/edit-distance.ts";
import { UserError } from "../errors.ts";
import { shorten } from "../replies/limits.ts";
import { echoed, plain } from "../replies/markdown.ts";
import { type Command, hasUse, type Vocabulary } from "./command.ts";
import {
  asName,
  byFamily,
  commandOf,
  type Family,
  familyNamed,
  isFamily,
  secondWord,
  withoutPrefix,
} from "./families.ts";
import { meantBy } from "./meant-by.ts";
import { parseArguments } from "./parse.ts";

/** Buttons that an unknown command gets besides the one for all commands: a row of Discord's. */
const MOST_MEANT = 4;

/** Shorter names are a slip away from many words. */
const SHORT_NAME = 5;

/** The first word of a line, and what follows it. */
function split(line: string): { word: string; rest: string } {
  const [, word = "", rest = ""] = /^(\S*)\s*([\s\S]*)$/.exec(line.trim()) ?? [];
  return { word, rest };
}

/** How far a typed word is from a name: its beginning counts as a slip; undefined when it is another word. */
function slips(name: string, typed: string): number | undefined {
  const limit = typed.length < SHORT_NAME ? 1 : 2;
  const distance = editDistance(name, typed, limit);
  if (distance <= limit) return distance;
  return typed.length > 2 && name.startsWith(typed) ? limit : undefined;
}

/** A command with the words after it, if they mean something there. */
function lineFor(command: Command, rest: string, vocabulary: Vocabulary): string {
  if (rest.trim() === "") return command.name;
  try {
    parseArguments(command, rest, vocabulary);
    return `${command.name} ${rest}`.trim();
  } catch (error) {
    if (error instanceof UserError) return command.name;
    throw error;
  }
}

/** Lines of a family whose second word is nearly the one that was typed, the nearest first. */
function nearMembers({ members }: Family, line: string, vocabulary: Vocabulary): string[] {
  const { word, rest } = split(line);
  const near = members
    .filter((command) => hasUse(command, vocabulary.course))
    .map((command) => ({ command, cost: slips(secondWord(command.name) ?? "", word.toLowerCase()) }))
    .flatMap(({ command, cost }) => (cost === undefined ? [] : [{ command, cost }]));
  return near.sort((a, b) => a.cost - b.cost).map(({ command }) => lineFor(command, rest, vocabulary));
}

/** What a line may have meant whose first word is nearly a command's, or nearly a family's. */
function nearFirst(line: string, vocabulary: Vocabulary): string[] {
  const { word, rest } = split(line);
  const useful = vocabulary.commands.filter((command) => hasUse(command, vocabulary.course));
  const near = byFamily(useful).find(({ name }) => slips(name, asName(word)) !== undefined);
  if (near === undefined) return [];
  if (!isFamily(near)) return [lineFor(near, rest, vocabulary)];
  const found = commandOf(`${near.name} ${rest}`, near.members);
  if (found !== undefined) return [lineFor(found.command, found.rest, vocabulary)];
  const [member] = rest === "" ? [] : nearMembers(near, rest, vocabulary);
  return [member ?? near.name];
}

/** The member of a family that somebody called without the family's name; none where two are called that. */
function bareMember(line: string, { course, commands }: Vocabulary): string[] {
  const { word, rest } = split(line);
  const called = commands.filter(({ name }) => secondWord(name) === asName(word));
  const [command, another] = called.filter((one) => hasUse(one, course));
  return command === undefined || another !== undefined ? [] : [lineFor(command, rest, { course, commands })];
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

interface Said {
  /** "No command is called *x*." */
  unknown: string;
  /** What to do where nothing was nearly meant. */
  otherwise: string;
  all: { label: string; value: string };
}

function didYouMean(lines: readonly string[], { unknown, otherwise, all }: Said, more = ""): UserError {
  const last = { action: "run", ...all };
  const [first] = lines;
  if (first === undefined) return new UserError(`${unknown} ${otherwise}`, { suggestions: [last] });
  const buttons = [...new Set(lines)].map((line) => ({
    action: "run",
    label: shorten(`/${oneLine(line)}`, 60),
    value: line,
  }));
  const said = plain(shorten(oneLine(first), 80)).replaceAll("\\", "");
  return new UserError(`${unknown} Did you mean \`/${said}${more}\`?`, {
    suggestions: [...buttons.slice(0, MOST_MEANT), last],
  });
}

/** A first word that is no command: perhaps something the course knows, perhaps a command misspelt. */
function unknownFirst(line: string, vocabulary: Vocabulary): UserError {
  const named = meantBy(withoutPrefix(line), vocabulary);
  const things = named.map((meant) => meant.line);
  const near = nearFirst(line, vocabulary);
  // `/helm` is the benchmark, though `/help` is a letter away.
  const order = named.some(({ exact }) => exact) ? [...things, ...near] : [...near, ...things];
  return didYouMean([...bareMember(line, vocabulary), ...order], {
    unknown: `No command is called *${echoed(split(line).word)}*.`,
    otherwise: "Start with `/help`.",
    all: { label: "Show all commands", value: "help" },
  });
}

/** A line that begins with a family's name and goes on with none of its commands; undefined for any other. */
function unknownMember(line: string, vocabulary: Vocabulary): UserError | undefined {
  const { word: name, rest } = split(line);
  const family = familyNamed(name, vocabulary.commands);
  if (family === undefined || rest === "") return undefined;
  const lines = nearMembers(family, rest, vocabulary);
  const { word, rest: words } = split(rest);
  // The rest of the line means nothing there: it is to be written again.
  const more =
    words !== "" && secondWord(lines[0] ?? "") !== undefined && !lines[0]?.endsWith(words) ? " …" : "";
  return didYouMean(
    lines,
    {
      unknown: `No ${family.name} is called *${echoed(word)}*.`,
      otherwise: `\`/${family.name}\` shows them all.`,
      all: { label: `Show all of /${family.name}`, value: family.name },
    },
    more,
  );
}

/** What to say to a line that names no command, with what it may have meant. */
export const unknownCommand = (line: string, vocabulary: Vocabulary): UserError =>
  unknownMember(line, vocabulary) ?? unknownFirst(line, vocabulary);
