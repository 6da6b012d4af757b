import { editDistance } from "./edit-distance.ts";

/** How well typed words fit a name. */
export interface Fit {
  /** Edits in all words together. */
  edits: number;
  /** Words typed only to their beginning. */
  begun: number;
  /** Words of the name that were not typed. */
  left: number;
  /** Some of the edits are in a word so short that another name may be meant. */
  doubtful: boolean;
}

const SHORTEST_BEGINNING = 3;
const SHORTEST_TYPO = 4;
/** Acronyms up to here are often a letter away from another one that exists: MMLU and MMMU. */
const LONGEST_DOUBTFUL = 5;
const LONG_WORD = 9;

/**
 * Every typed word against a word of its own in the name, in any order: the same, its beginning, or misspelt. Digits are
 * never misspelt. Undefined where a word fits none.
 */
export function fitOf(typed: readonly string[], named: readonly string[]): Fit | undefined {
  const free = [...named];
  const fit: Fit = { edits: 0, begun: 0, left: named.length - typed.length, doubtful: false };
  if (fit.left < 0) return undefined;
  const later: string[] = [];
  for (const word of typed) {
    const at = free.indexOf(word);
    if (at === -1) later.push(word);
    else free.splice(at, 1);
  }
  for (const word of later) {
    const [best] = free
      .map((known, at) => ({ at, cost: costOf(word, known), known }))
      .filter(({ cost }) => cost !== undefined)
      .sort((a, b) => (a.cost ?? 0) - (b.cost ?? 0));
    if (best?.cost === undefined) return undefined;
    free.splice(best.at, 1);
    if (best.cost === 0) fit.begun++;
    else fit.doubtful ||= isDoubtful(word, best.known);
    fit.edits += best.cost;
  }
  return fit;
}

/** 0 for a beginning, the edits for a slip. */
function costOf(word: string, known: string): number | undefined {
  if (/\d/.test(word) || /\d/.test(known)) return undefined;
  if (word.length >= SHORTEST_BEGINNING && known.startsWith(word)) return 0;
  if (word.length < SHORTEST_TYPO) return isSwap(word, known) ? 1 : undefined;
  const limit = word.length < LONG_WORD ? 1 : 2;
  const distance = editDistance(word, known, limit);
  return distance <= limit ? distance : undefined;
}

function isDoubtful(word: string, known: string): boolean {
  return known.length <= LONGEST_DOUBTFUL && !isSwap(word, known) && single(word) !== single(known);
}

const single = (word: string): string => word.replace(/(.)\1+/gu, "$1");

function isSwap(word: string, known: string): boolean {
  return (
    word.length === known.length &&
    editDistance(word, known, 1) === 1 &&
    [...word].sort().join("") === [...known].sort().join("")
  );
}
