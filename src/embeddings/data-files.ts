import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../package-root.ts";
import { type ConceptDictionary, openConcepts } from "./concepts.ts";
import { unpack } from "./packed.ts";
import { openSentenceModel, type SentenceModel } from "./sentences.ts";
import { openWords, type WordTable } from "./words.ts";

const FOLDER = join(packageRoot, "data", "embeddings");
const read = (name: string): Buffer => readFileSync(join(FOLDER, name));

/** The word vectors that come with Lectern, 14 MB in memory. Reads and unpacks 3 MB. */
export const loadWords = (): WordTable => openWords(unpack(read("words.bin.gz")));

/** The concept dictionary that comes with Lectern. */
export const loadConcepts = (): ConceptDictionary => openConcepts(unpack(read("concepts.bin.gz")));

/** The sentence model that comes with Lectern; for a thread, where its work blocks nobody. */
export const loadSentenceModel = (): SentenceModel =>
  openSentenceModel(unpack(read("sentences.bin.gz")), read("kernel.wasm"));
