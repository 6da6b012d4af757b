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
  let at = 0;
  while (at < words.length && names.length < most) {
    let length = Math.min(LONGEST_NAME_WORDS, words.length - at);
    while (length > 1 && !isName(words.slice(at, at + length).join(" "), vocabulary)) length--;
    names.push(words.slice(at, at + length).join(" "));
    at += length;
  }
  return names;
}
