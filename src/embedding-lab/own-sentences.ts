import { guessLanguage } from "../embeddings/guess-language.ts";
import { LANGUAGES } from "../embeddings/languages.ts";
import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import type { ParallelSentence } from "./lab-data.ts";
import { knownLanguage, languageName } from "./provider-note.ts";
import { inShort } from "./wording.ts";

export const MOST_OWN_TEXTS = 200;
const LONGEST_NAME = 24;
const EXAMPLE = "Write a line for each language, such as `en: Good morning` and `de: Guten Morgen`.";

/** "de", "German" or "german", before a colon. */
const CODES = new Map(LANGUAGES.flatMap((code) => [[languageName(code).toLowerCase(), code] as const]));

interface Line {
  language: string;
  text: string;
}

/**
 * Sentences as a person types them: a line for each text, its language before a colon or guessed. Empty lines part
 * the sentences; without them the first lines of all languages belong together, then the second ones, and so on. A
 * guess that asks dictionaries (`coverageOf`) knows more short lines.
 */
export function parseOwnSentences(
  typed: string,
  languageOf: (text: string) => string | undefined = guessLanguage,
): ParallelSentence[] {
  const blocks = typed
    .split(/\n\s*\n/)
    .map((block) =>
      block.split("\n").flatMap((line) => (line.trim() === "" ? [] : [lineOf(line.trim(), languageOf)])),
    )
    .filter((block) => block.length > 0);
  const lines = blocks.flat();
  if (lines.length > MOST_OWN_TEXTS)
    throw new UserError(
      `${lines.length} lines are too many: at most ${MOST_OWN_TEXTS} can be compared. Leave some out.`,
    );
  if (new Set(lines.map(({ language }) => language)).size < 2)
    throw new UserError(`Two languages are needed to compare. ${EXAMPLE}`);
  const repeats = blocks.some((block) => new Set(block.map(({ language }) => language)).size < block.length);
  return (repeats || blocks.length === 1 ? byTurn(lines) : blocks).map(sentenceOf);
}

function lineOf(line: string, languageOf: (text: string) => string | undefined): Line {
  const [, before = "", after = ""] = /^([^\s:：]{2,20})\s*[:：]\s*(.*)$/u.exec(line) ?? [];
  const language = CODES.get(before.toLowerCase()) ?? codeOf(before);
  if (language !== undefined) {
    if (after === "") throw new UserError(`“${echoed(line)}” has no text after its language. ${EXAMPLE}`);
    return { language, text: after };
  }
  const guessed = languageOf(line);
  if (guessed === undefined)
    throw new UserError(
      `The language of “${echoed(line)}” is not clear. Begin the line with its code, such as \`de:\`.`,
    );
  return { language: guessed, text: line };
}

/** "de" or "DE"; "So: what now" is no Somali. */
function codeOf(word: string): string | undefined {
  const small = word.toLowerCase();
  const isCode = (word === small || word === word.toUpperCase()) && knownLanguage(small) !== undefined;
  return isCode ? small : undefined;
}

/** The nth line of each language belongs to the nth sentence. */
function byTurn(lines: readonly Line[]): Line[][] {
  const turns = new Map<string, number>();
  const sentences: Line[][] = [];
  for (const line of lines) {
    const turn = turns.get(line.language) ?? 0;
    turns.set(line.language, turn + 1);
    sentences[turn] = [...(sentences[turn] ?? []), line];
  }
  return sentences;
}

function sentenceOf(lines: readonly Line[]): ParallelSentence {
  const texts = Object.fromEntries(lines.map(({ language, text }) => [language, text]));
  return { name: inShort(texts.en ?? lines[0]?.text ?? "", LONGEST_NAME), texts };
}
