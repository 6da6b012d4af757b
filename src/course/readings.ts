import type { Model } from "./model.ts";
import type { NameIndex } from "./name-index.ts";
import { type Token, tokensOf } from "./name-tokens.ts";

/** One way to read what was typed, and which models may be meant by it. */
export interface Reading {
  tokens: readonly Token[];
  fits: (model: Model) => boolean;
}

/** Words that people put around a name without meaning anything by them. */
const FILLER: ReadonlySet<string> = new Set(["the", "model", "llm", "hf"]);

/**
 * As typed; without filler; without what stands before a slash ("openai/gpt-oss-20b"); without the organisation in
 * front ("Meta Llama 3 8B"), which must then be the model's own; and each of these with words cut as in the names.
 */
export function readingsOf(index: NameIndex, text: string): Reading[] {
  const tokens = tokensOf(text);
  const bare = tokens.filter((token) => !FILLER.has(token.text));
  const slash = text.lastIndexOf("/");
  const owned = bare.every((token) => token.kind === "word" || token.start > slash);
  const afterSlash = owned ? bare.filter((token) => token.start > slash) : bare;
  const readings: Reading[] = [tokens, bare, afterSlash].map((part) => ({ tokens: part, fits: () => true }));
  readings.push(...[bare, afterSlash].map((part) => withoutOrganisation(index, part)));
  for (const { tokens: part, fits } of readings.slice(0, 3))
    readings.push({ tokens: recut(index, part), fits });
  const seen = new Set<string>();
  return readings.filter(({ tokens: part }) => {
    const key = part.map((token) => token.text).join(" ");
    const fresh = key !== "" && !seen.has(key);
    seen.add(key);
    return fresh;
  });
}

function withoutOrganisation(index: NameIndex, tokens: readonly Token[]): Reading {
  const first = tokens.findIndex((token) => !index.organisationWords.has(token.text));
  const names = tokens.slice(0, Math.max(first, 0)).map((token) => token.text);
  return {
    tokens: tokens.slice(Math.max(first, 0)),
    fits: (model) =>
      names.length === 0 || names.some((name) => model.organisation.toLowerCase().includes(name)),
  };
}

/** "codellama" as "code llama", "chat gpt" as "chatgpt": cut where the names are cut. */
export function recut(index: NameIndex, tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    const joined = last?.kind === "word" && token.kind === "word" ? last.text + token.text : "";
    if (last !== undefined && index.words.has(joined)) {
      result[result.length - 1] = { ...last, text: joined, end: token.end };
    } else result.push(...cut(index, token));
  }
  return result;
}

function cut(index: NameIndex, token: Token): Token[] {
  if (token.kind !== "word" || index.words.has(token.text)) return [token];
  for (let at = 2; at <= token.text.length - 2; at++) {
    const [left, right] = [token.text.slice(0, at), token.text.slice(at)];
    if (index.words.has(left) && index.words.has(right)) {
      return [
        { ...token, text: left },
        { ...token, text: right },
      ];
    }
  }
  return [token];
}
