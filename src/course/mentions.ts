import type { Course, Model } from "./model.ts";
import { nameIndex } from "./name-index.ts";
import { keyOf, type Token, tokensOf } from "./name-tokens.ts";
import { VARIANT_WORDS } from "./partial-names.ts";

const LONGEST_MESSAGE = 20_000;

/** Names that are also everyday words: mentioned only where they are written as the name is. */
const EVERYDAY: ReadonlyMap<string, string> = new Map([
  ["opt", "OPT"],
  ["bloom", "BLOOM"],
  ["palm", "PaLM"],
]);

/**
 * Models named inside a longer message, in order of appearance, each once. Only whole names count, the longest at each
 * place; a name that goes on to mean something else ("GPT-3 Turbo", "Gopher 500B") does not.
 */
export function mentionsIn(course: Course, text: string, limit: number): Model[] {
  const index = nameIndex(course);
  const message = text.slice(0, LONGEST_MESSAGE);
  const tokens = tokensOf(message);
  const found = new Set<Model>();
  for (let at = 0; at < tokens.length && found.size < limit; ) {
    const { model, length } = longestAt(at);
    if (model !== undefined) found.add(model);
    at += length;
  }
  return [...found];

  function longestAt(at: number): { model?: Model; length: number } {
    for (let length = Math.min(index.longest, tokens.length - at); length > 0; length--) {
      const part = tokens.slice(at, at + length);
      if (!isTogether(part, message)) continue;
      const model = index.byKey.get(keyOf(part));
      if (model === undefined) continue;
      const counts = isWrittenAsName(part, message) && !goesOn(part.at(-1), tokens[at + length], message);
      return counts ? { model, length } : { length };
    }
    return { length: 1 };
  }
}

/** Nothing but spaces and the punctuation of names between the tokens: "GPT. 3 of them" is not GPT-3. */
function isTogether(tokens: readonly Token[], text: string): boolean {
  return tokens.every((token, at) => {
    const next = tokens[at + 1];
    return next === undefined || /^[ \-_()/]{0,3}$/.test(text.slice(token.end, next.start));
  });
}

function isWrittenAsName(tokens: readonly Token[], text: string): boolean {
  const [first] = tokens;
  if (tokens.length !== 1 || first === undefined) return true;
  const written = EVERYDAY.get(first.text);
  return written === undefined || text.slice(first.start, first.end) === written;
}

/** What follows changes which model is meant. */
function goesOn(last: Token | undefined, next: Token | undefined, text: string): boolean {
  if (last === undefined || next === undefined) return false;
  const gap = text.slice(last.end, next.start);
  if (!/^[ \-_.]?$/.test(gap)) return false;
  if (next.kind === "word") return VARIANT_WORDS.has(next.text) && next.text !== "the" && next.text !== "of";
  return next.kind === "size" || gap !== " ";
}
