import type { Model } from "./model.ts";
import type { NameIndex, Spelling } from "./name-index.ts";
import { type Token, tokensOf } from "./name-tokens.ts";

/** Words that tell variants apart but name no model by themselves. */
export const VARIANT_WORDS: ReadonlySet<string> = new Set(
  "base large small medium mini nano tiny family instruct it chat preview turbo flash pro ultra plus text code version table paper of the october xl xxl jumbo llm moe nlg transformer".split(
    " ",
  ),
);

/** No version number is as high: a bare number from here on can only be a size ("gopher 280"). */
const LOWEST_BARE_SIZE = 20;

/**
 * Models one of whose names contains all tokens: in order, or all its numbers and some of its words ("sonnet 3.7").
 * Those with the least left out come first.
 */
export function partialMatches(index: NameIndex, tokens: readonly Token[]): Model[] {
  if (!tokens.some(isTelling)) return [];
  const missing = new Map<Model, { order: number; left: number }>();
  for (const spelling of rarest(index, tokens)) {
    if (!spelling.abbreviable) continue;
    if (!isPartOf(tokens, spelling.tokens) && !isReordered(tokens, spelling.tokens)) continue;
    const left = spelling.tokens.length - tokens.length;
    if (left < (missing.get(spelling.model)?.left ?? Number.POSITIVE_INFINITY)) {
      missing.set(spelling.model, { order: spelling.order, left });
    }
  }
  return [...missing].sort(([, a], [, b]) => a.left - b.left || a.order - b.order).map(([model]) => model);
}

function isTelling(token: Token): boolean {
  if (token.kind === "size") return true;
  return token.kind === "word" && token.text.length > 1 && !VARIANT_WORDS.has(token.text);
}

/** "gemini flash": a variant without any number; there may be others of the kind outside the registry. */
export function isVague(tokens: readonly Token[]): boolean {
  return (
    tokens.every((token) => token.kind === "word") && tokens.some((token) => VARIANT_WORDS.has(token.text))
  );
}

/** Siblings of one version, of which the registry may not have all. */
const TIERS: ReadonlySet<string> = new Set(
  "pro flash ultra mini nano small medium large lite moe".split(" "),
);

/** "gemini 2.5": a version without its tier, which may also be meant of a sibling outside the registry. */
export function leavesTierOut(model: Model, typed: readonly Token[]): boolean {
  if (typed.some(({ kind }) => kind === "size") || !typed.some(({ kind }) => kind === "number")) return false;
  if (typed.some(isBareSize)) return false;
  return tokensOf(model.name).some(
    ({ text }) => TIERS.has(text) && !typed.some((token) => token.text === text),
  );
}

/** The shortest list of spellings that any token allows. */
function rarest(index: NameIndex, tokens: readonly Token[]): readonly Spelling[] {
  let best: readonly Spelling[] | undefined;
  for (const token of tokens) {
    if (isBareSize(token)) continue;
    const list = index.byToken.get(token.text) ?? [];
    if (best === undefined || list.length < best.length) best = list;
  }
  return best ?? [];
}

function isBareSize(token: Token): boolean {
  return token.kind === "number" && Number(token.text) >= LOWEST_BARE_SIZE && !token.text.startsWith("0");
}

/** A bare number may be a size ("gopher 280") or a version without its dot ("gpt35"). */
function same(typed: Token, named: Token): boolean {
  if (typed.text === named.text) return true;
  if (!isBareSize(typed)) return false;
  if (named.kind === "size") return named.text === `${typed.text}b`;
  return named.kind === "number" && named.text.length === 3 && named.text.replace(".", "") === typed.text;
}

/** Numbers side by side ("3 5", a date) are one thing: all of them are typed, or none. */
function isPartOf(typed: readonly Token[], named: readonly Token[]): boolean {
  let at = 0;
  for (let here = 0; here < named.length; ) {
    const run = runLength(named, here);
    const matches = named.slice(here, here + run).every((token, offset) => {
      const candidate = typed[at + offset];
      return candidate !== undefined && same(candidate, token);
    });
    if (matches) at += run;
    here += run;
  }
  return at === typed.length;
}

function runLength(tokens: readonly Token[], from: number): number {
  let length = 1;
  while (tokens[from]?.kind === "number" && tokens[from + length]?.kind === "number") length++;
  return length;
}

/** All versions or none, some of the sizes, and the words in any order: "sonnet 3.7", "instruct 405b". */
function isReordered(typed: readonly Token[], named: readonly Token[]): boolean {
  const versions = ofKind(typed, "number");
  if (versions !== "" && versions !== ofKind(named, "number")) return false;
  const words = new Set(named.map((token) => token.text));
  return (
    typed.every((token) => words.has(token.text)) &&
    new Set(typed.map((token) => token.text)).size === typed.length
  );
}

function ofKind(tokens: readonly Token[], kind: Token["kind"]): string {
  return tokens.flatMap((token) => (token.kind === kind ? [token.text] : [])).join(" ");
}
