import { wordsWithin } from "../course/edit-distance.ts";
import { vectorOf, type WordTable } from "../embeddings/words.ts";
import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import { cited, listed } from "./figures.ts";

const MOST_SPELLINGS = 5;
/** In a short word two changes make any other. */
const SHORT = 4;

/** Words of the table that are spelt nearly so, nearest first, of equal ones the commonest. */
export function spellingsNear(table: WordTable, word: string): string[] {
  const wanted = word.normalize("NFC").toLowerCase();
  return wordsWithin(wanted, table.words, wanted.length <= SHORT ? 1 : 2)
    .slice(0, MOST_SPELLINGS)
    .map(([near]) => near);
}

export interface KnownWord {
  /** As the table has it: in lower case. */
  word: string;
  vector: Float32Array;
}

/** The word as the table has it, with its vector. Throws UserError with near spellings; `argument` is where it was typed. */
export function knownWord(table: WordTable, typed: string, argument: string): KnownWord {
  const word = typed.trim().normalize("NFC").toLowerCase();
  const vector = vectorOf(table, word);
  if (vector !== undefined) return { word, vector };
  const count = table.words.length.toLocaleString("en");
  if (/\s/.test(word))
    throw new UserError(
      `One word is looked up at a time; *${echoed(typed)}* is more. For sentences there is \`/lab similar\`.`,
      { argument },
    );
  const near = spellingsNear(table, word);
  const say =
    near.length === 0 ? "Try another English word." : `Near spellings: ${listed(near.map(cited), "or")}.`;
  throw new UserError(`*${echoed(typed)}* is not among the ${count} English words of the table. ${say}`, {
    argument,
  });
}
