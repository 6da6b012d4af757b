import { LANGUAGES } from "../embeddings/languages.ts";
import type { EmbeddingProvider } from "../embeddings/provider.ts";
import { plain } from "../replies/markdown.ts";
import type { Json } from "../replies/reply.ts";
import { listed } from "./wording.ts";

/** Who made the vectors. */
export type VectorSource = Pick<EmbeddingProvider, "id" | "model" | "dimension" | "languages">;

/** The vector of a text; null where the provider gave none. */
export type VectorsOf = (text: string) => Float32Array | null;

const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** "German" for "de"; the code itself where nobody knows it. */
export const languageName = (code: string): string => knownLanguage(code) ?? code;

/** Undefined for what is no code of a language. */
export function knownLanguage(code: string): string | undefined {
  return /^[a-z]{2,3}$/.test(code) ? names.of(code) : undefined;
}

const DICTIONARY: ReadonlySet<string> = new Set(LANGUAGES);

/** Whether the provider claims to read a language. */
export function reads({ languages }: VectorSource, code: string): boolean {
  if (languages === "many") return true;
  return languages === "english" ? code === "en" : DICTIONARY.has(code);
}

/** What the vectors can and cannot show, as the small print of every answer. */
export function limitsNote(provider: VectorSource, codes: readonly string[]): string {
  const unread = codes.filter((code) => !reads(provider, code)).map(languageName);
  const who = `${plain(provider.model)} (${provider.dimension} dimensions)`;
  if (provider.languages === "english") {
    const rest =
      unread.length === 0
        ? ""
        : ` What it makes of ${listed(unread)} rests on borrowed words, names and letters, and says nothing about multilingual models.`;
    return `Vectors: ${who}, which reads English only.${rest}`;
  }
  if (provider.languages === "dictionary") {
    const covered = LANGUAGES.map(languageName);
    const rest = unread.length === 0 ? "" : ` It does not cover ${listed(unread)}.`;
    return `Vectors: ${who}, a concept-dictionary approximation for teaching: word by word through English word vectors, without word order, negation or idioms, and a last number for good or bad from a list of words (AFINN). It covers ${listed(covered)}.${rest} Everyday words suit it; other texts will do worse.`;
  }
  return `Vectors: ${who}, made for many languages, some of which it knows better than others.`;
}

export const providerData = ({ id, model, dimension, languages }: VectorSource): Json => ({
  id,
  model,
  dimension,
  languages,
});
