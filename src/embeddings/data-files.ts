import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../package-root.ts";
import { type ConceptDictionary, coverageOf, openConcepts } from "./concepts.ts";
import { guessLanguage } from "./guess-language.ts";
import type { Language } from "./languages.ts";
import { unpack } from "./packed.ts";
import { openSentenceModel, type SentenceModel } from "./sentences.ts";
import { openWords, type WordTable } from "./words.ts";

const FOLDER = join(packageRoot, "data", "embeddings");
const read = (name: string): Buffer => readFileSync(join(FOLDER, name));

/** The word vectors that come with Lectern, 14 MB in memory. The first call reads and unpacks 3 MB. */
export function loadWords(): WordTable {
  words ??= openWords(unpack(read("words.bin.gz")));
  return words;
}
let words: WordTable | undefined;

/** The concept dictionary that comes with Lectern, read once. */
export function loadConcepts(): ConceptDictionary {
  concepts ??= openConcepts(unpack(read("concepts.bin.gz")));
  return concepts;
}
let concepts: ConceptDictionary | undefined;

/** The share of a text's words that a language's dictionary has, 0 to 1. */
export const knownShare = (text: string, language: Language): number =>
  coverageOf({ dictionary: loadConcepts(), table: loadWords() }, text, language);

/** Which language a text is in, as far as its letters, its words and the dictionaries tell. */
export const languageOf = (text: string): Language | undefined => guessLanguage(text, knownShare);

/** The sentence model that comes with Lectern; for a thread, where its work blocks nobody. */
export const loadSentenceModel = (): SentenceModel =>
  openSentenceModel(unpack(read("sentences.bin.gz")), read("kernel.wasm"));
