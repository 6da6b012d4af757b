/** Words that make several words a sentence; names and lists have none of them. */
const OF_SENTENCES = new Set(
  "a an the is are was were be been am my your his her its our their of to in on at for with and or not no i you he she it we they this that these those there have has had do does did will would can could should too very".split(
    " ",
  ),
);
const FEWEST_IN_SENTENCE = 3;
const QUOTED = /["“„«][^"”“»]+["”“»]/;

/** Whether words without a mark between them are to be read together. */
export function isSentence(text: string): boolean {
  const words = text.trim().split(/\s+/);
  if (words.length < 2) return false;
  if (/[.!?]["”“»]?$/.test(text.trim())) return true;
  return words.length >= FEWEST_IN_SENTENCE && words.some((word) => OF_SENTENCES.has(word.toLowerCase()));
}

/**
 * The texts of what somebody typed: lines, else parts between `|`, `;`, "vs" or commas, else quoted pieces, else words. A sentence
 * without a mark in it stays whole; where one text is enough (`whole`), also a sentence with commas.
 */
export function textsIn(typed: string, { whole = false } = {}): string[] {
  const text = typed.trim();
  return parts(text, whole)
    .map(unquoted)
    .filter((part) => part !== "");
}

function parts(text: string, whole: boolean): string[] {
  const by = [/\n/, /\|/, /;/, /\s(?:vs\.?|versus)\s/i].find((mark) => mark.test(text));
  if (by !== undefined) return text.split(by);
  if (QUOTED.test(text) && !isSentence(text.replace(new RegExp(QUOTED, "g"), " ")))
    return text.match(new RegExp(`${QUOTED.source}|[^\\s,]+`, "g")) ?? [];
  if (/[.!?]$/.test(text)) return [text];
  const pieces = text.split(",");
  if (pieces.length > 1) return whole && pieces.some(isSentence) ? [text] : pieces;
  return isSentence(text) ? [text] : text.split(/\s+/);
}

const unquoted = (part: string): string =>
  part
    .trim()
    .replace(/^["“„«]([^"”“»]*)["”“»]$/, "$1")
    .trim();
