import type { Model } from "./model.ts";
import type { NameIndex } from "./name-index.ts";
import { type Token, tokensOf } from "./name-tokens.ts";

/** One way to read what was typed, and which models may be meant by it. */
export interface Reading {
  tokens: readonly Token[];
  fits: (model: Model) => boolean;
}

/** Words that people put around a name without meaning anything by them. */
const FILLER: ReadonlySet<string> = new Set("the model llm hf parameter parameters params".split(" "));

/** What stands between a name and its maker: "chinchilla by deepmind", "google's palm". */
const BESIDE_MAKERS: ReadonlySet<string> = new Set(["by", "from", "s", "ai"]);

const DIGITS = new Map([
  ..."one two three four five six seven eight nine"
    .split(" ")
    .map((word, at): [string, number] => [word, at + 1]),
  ["ii", 2],
  ["iii", 3],
  ["iv", 4],
]);
const DIGIT = [...DIGITS.keys()].join("|");
const SPELT = new RegExp(`\\b(${DIGIT})(?:[ -]point[ -](${DIGIT}))?\\b`, "giu");

/**
 * As typed; without filler; without what stands before a slash ("openai/gpt-oss-20b"); each of these with words cut as
 * in the names; all without the organisation in front or behind ("Meta Llama 3 8B"), which must then be the model's own;
 * and once more with spelt digits ("gpt four").
 */
export function readingsOf(index: NameIndex, text: string): Reading[] {
  const spelt = text.replace(SPELT, (_, whole: string, part?: string) => {
    const digit = (word: string): string => `${DIGITS.get(word.toLowerCase()) ?? word}`;
    return part === undefined ? digit(whole) : `${digit(whole)}.${digit(part)}`;
  });
  const readings = [text, ...(spelt === text ? [] : [spelt])].flatMap((written) =>
    readingsAsWritten(index, written),
  );
  const seen = new Set<string>();
  return readings.filter(({ tokens: part }) => {
    const key = part.map((token) => token.text).join(" ");
    const fresh = key !== "" && !seen.has(key);
    seen.add(key);
    return fresh;
  });
}

function readingsAsWritten(index: NameIndex, text: string): Reading[] {
  const tokens = tokensOf(text);
  const bare = tokens.filter((token) => !FILLER.has(token.text));
  const slash = text.lastIndexOf("/");
  const owned = bare.every((token) => token.kind === "word" || token.start > slash);
  const afterSlash = owned ? bare.filter((token) => token.start > slash) : bare;
  const whole = (parts: readonly (readonly Token[])[]): Reading[] =>
    parts.map((part) => ({ tokens: part, fits: () => true }));
  const recuts = [tokens, bare, afterSlash].map((part) => recut(index, part));
  const ownerless = (parts: readonly (readonly Token[])[]): Reading[] =>
    parts.map((part) => withoutOrganisation(index, part));
  return [
    ...whole([tokens, bare, afterSlash]),
    ...ownerless([bare, afterSlash]),
    ...whole(recuts),
    ...ownerless(recuts.slice(1)),
  ];
}

function withoutOrganisation(index: NameIndex, tokens: readonly Token[]): Reading {
  const names: string[] = [];
  const isMaker = ({ text }: Token): boolean => {
    const maker = index.organisationWords.has(text);
    if (maker) names.push(text);
    return maker || BESIDE_MAKERS.has(text);
  };
  const first = tokens.findIndex((token) => !isMaker(token));
  const last = tokens.findLastIndex((token) => !isMaker(token));
  // "by" or "ai" alone names nobody.
  const part = first === -1 || names.length === 0 ? [] : tokens.slice(first, last + 1);
  return {
    tokens: part,
    fits: (model) => names.some((name) => model.organisation.toLowerCase().includes(name)),
  };
}

/** "codellama" as "code llama", "chat gpt" as "chatgpt": cut where the names are cut. */
export function recut(index: NameIndex, tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    const joined = last?.kind === "word" && token.kind === "word" ? last.text + token.text : "";
    if (last !== undefined && (index.words.has(joined) || index.organisationWords.has(joined))) {
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
