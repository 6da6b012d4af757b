import { findModel } from "../course/find-model.ts";
import type { Vocabulary } from "./command.ts";

/** What people write between names; "+" is not among them: Command R+. */
const BETWEEN: ReadonlySet<string> = new Set("and & vs vs. versus or with against to".split(" "));
const LONGEST_NAME_WORDS = 5;

/** A part of what was typed, and whether a comma ends it: then all of it is one name. */
interface Group {
  words: string[];
  whole: boolean;
}

/**
 * Cuts words into at most `most` names: at commas and connectives ("gpt-3 and gopher"), or else the longest run of
 * words that names a model.
 */
export function splitNames(words: readonly string[], vocabulary: Vocabulary, most: number): string[] {
  const names: string[] = [];
  for (const { words: some, whole } of groupsOf(words)) {
    if (names.length >= most) break;
    const name = some.join(" ");
    if (whole || isName(name, vocabulary)) names.push(name);
    else names.push(...runsOf(some, vocabulary, most - names.length));
  }
  return names;
}

/** Also inside of a word: a value of a form comes as one text. */
function groupsOf(words: readonly string[]): Group[] {
  const commas = words.some((word) => word.includes(","));
  const groups: Group[] = [];
  let some: string[] = [];
  const end = () => {
    if (some.length > 0) groups.push({ words: some, whole: commas });
    some = [];
  };
  for (const word of words) {
    const pieces = word.split(/(,)|\s+/).filter((piece) => piece !== undefined && piece !== "");
    const several = pieces.some((piece) => isBetween(piece));
    for (const piece of several ? pieces : [word]) {
      if (isBetween(piece)) end();
      else some.push(piece);
    }
  }
  end();
  return groups;
}

const isBetween = (piece: string): boolean => piece === "," || BETWEEN.has(piece.toLowerCase());

function isName(text: string, { course }: Vocabulary): boolean {
  const match = findModel(course, text);
  return match.kind === "found" && match.exact;
}

function runsOf(words: readonly string[], vocabulary: Vocabulary, most: number): string[] {
  const names: string[] = [];
  for (let at = 0; at < words.length && names.length < most; ) {
    const length = nameLength(words.slice(at, at + LONGEST_NAME_WORDS), vocabulary);
    names.push(words.slice(at, at + length).join(" "));
    at += length;
  }
  return names;
}

/** How many of the words are one name, one that can be read so, or one that could be several ("claude opus gpt-4"). */
function nameLength(words: readonly string[], { course }: Vocabulary): number {
  const runs = words.map((_, last) => findModel(course, words.slice(0, last + 1).join(" ")));
  const exact = runs.findLastIndex((run) => run.kind === "found" && run.exact) + 1;
  const found = runs.findLastIndex((run) => run.kind === "found") + 1;
  if (exact > 0) {
    // "gopher 280": what follows a whole name belongs to it only where it names nothing itself.
    const rest = words.slice(exact, found).join(" ");
    return found > exact && findModel(course, rest).kind !== "found" ? found : exact;
  }
  if (found > 0) return found;
  return Math.max(1, runs.findLastIndex((run) => run.kind === "ambiguous") + 1);
}
