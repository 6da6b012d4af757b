import { LANGUAGES } from "../embeddings/languages.ts";
import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import { knownLanguage, languageName } from "./provider-note.ts";
import { listed } from "./wording.ts";

/** Rows and columns of a matrix of sentences, by the codes of their languages. */
export interface LanguagePair {
  from: string;
  to: string;
}

/** What was asked for: a pair, or one language beside the first of the sentences. */
export type AskedPair = Partial<LanguagePair> & Pick<LanguagePair, "to">;

const CODES = new Map(LANGUAGES.map((code) => [languageName(code).toLowerCase(), code]));

/** "en-fr", "French" or "de to fr". Throws UserError for what is no language. */
export function parsePair(typed: string): AskedPair {
  const words = typed
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "" && word !== "to" && word !== "and");
  const codes = words.map(
    (word) => CODES.get(word) ?? (knownLanguage(word) === undefined ? undefined : word),
  );
  const [first, second, third] = codes;
  const known = codes.length > 0 && !codes.includes(undefined);
  if (first === undefined || !known || third !== undefined || first === second)
    throw new UserError(
      `“${echoed(typed)}” is no pair of languages. Write one as \`pair:en-fr\`, or \`pair:fr\` for English and French.`,
      { argument: "pair" },
    );
  return second === undefined ? { to: first } : { from: first, to: second };
}

/** The pair to draw; undefined where there is one language only. Throws UserError where a language is not among the sentences. */
export function pairOf(asked: AskedPair | undefined, languages: readonly string[]): LanguagePair | undefined {
  const [pivot, ...others] = languages;
  const from = asked?.from ?? (asked?.to === pivot ? others[0] : pivot);
  const to = asked?.to ?? others[0];
  for (const code of [asked?.from, asked?.to])
    if (code !== undefined && !languages.includes(code))
      throw new UserError(
        `There is no sentence in ${languageName(code)}. There are ${listed(languages.map((one) => `${languageName(one)} (${one})`))}.`,
        { argument: "pair" },
      );
  return from === undefined || to === undefined ? undefined : { from, to };
}
