import { loadSentenceModel } from "./data-files.ts";
import type { SentenceVectors } from "./sentences.ts";

const model = loadSentenceModel();

/** What a sentence thread does; the pool finds it by name. */
export const embed = (texts: readonly string[]): SentenceVectors => model.embed(texts);
