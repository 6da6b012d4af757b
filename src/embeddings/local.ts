import { setImmediate as yieldToOthers } from "node:timers/promises";
import { CONCEPT_DIMENSION, conceptVector, coverageOf } from "./concepts.ts";
import { loadConcepts, loadWords } from "./data-files.ts";
import { guessLanguage } from "./guess-language.ts";
import type { Language } from "./languages.ts";
import { SENTENCE_DIMENSION } from "./network.ts";
import type { Embedded, EmbeddingProvider } from "./provider.ts";
import { createSentencePool } from "./sentence-pool.ts";
import { englishWords, textVector, type WordTable } from "./words.ts";

const MOST_TEXTS = 1_024;
/** A part of a second of work: others wait no longer, and a cancelled call ends as soon. */
const TEXTS_AT_ONCE = 32;
const TEXTS_BETWEEN_YIELDS = 100;

/**
 * English sentences as 512 numbers: the Universal Sentence Encoder Lite, in a thread. Reads 128 pieces (105 to 115 words) of a
 * text and minds capital letters. The same text is computed once in a call. Costs nothing and asks nobody.
 */
export function localSentences({ threads = 1 }: { threads?: number } = {}): EmbeddingProvider {
  const pool = createSentencePool({ threads });
  return {
    id: "local-sentences",
    model: "universal-sentence-encoder-lite-int8-1",
    dimension: SENTENCE_DIMENSION,
    languages: "english",
    maxBatch: MOST_TEXTS,
    async embed(texts, { signal }) {
      const unique = [...new Set(texts)];
      const parts = Array.from({ length: Math.ceil(unique.length / TEXTS_AT_ONCE) }, (_, at) =>
        unique.slice(at * TEXTS_AT_ONCE, (at + 1) * TEXTS_AT_ONCE),
      );
      const found = new Map<string, Float32Array>();
      let [tokens, cut] = [0, 0];
      for (const part of parts) {
        signal?.throwIfAborted();
        const { rows, pieces, cut: long } = await pool.embed(part);
        tokens += pieces;
        cut += long;
        for (const [at, text] of part.entries())
          found.set(text, rows.subarray(at * SENTENCE_DIMENSION, (at + 1) * SENTENCE_DIMENSION));
      }
      // Each text has numbers of its own, so that whoever changes one vector does not change another.
      return { vectors: texts.map((text) => Float32Array.from(found.get(text) ?? [])), tokens, cost: 0, cut };
    },
    close: () => pool.close(),
  };
}

/** English words and texts as 100 numbers: GloVe, for a text the mean of its words, rare ones counting more. No word order. */
export function localWords(table: WordTable = loadWords()): EmbeddingProvider {
  return {
    ...here,
    id: "local-words",
    model: "glove-6b-100d-sif-1",
    dimension: table.dimension,
    languages: "english",
    embed: (texts, { signal }) => each(texts, signal, (text) => textVector(table, englishWords(text))),
  };
}

/**
 * Texts in eleven languages as 101 numbers: their words, one by one, through a dictionary made of the names of emoji to English word
 * vectors, and one number for good or bad. An approximation for teaching: no word order, no negation, no idioms. The language
 * is guessed for each text unless it is given.
 */
export function localConcepts({ language }: { language?: Language } = {}): EmbeddingProvider {
  const parts = { dictionary: loadConcepts(), table: loadWords() };
  return {
    ...here,
    id: "local-concepts",
    model: "cldr-48-glove-6b-afinn-1",
    dimension: CONCEPT_DIMENSION,
    languages: "dictionary",
    embed: (texts, { signal }) =>
      each(texts, signal, (text) => {
        const guess = language ?? guessLanguage(text, (part, one) => coverageOf(parts, part, one));
        return conceptVector(parts, text, guess ?? "en");
      }),
  };
}

const here = { maxBatch: MOST_TEXTS, close: async (): Promise<void> => undefined };

async function each(
  texts: readonly string[],
  signal: AbortSignal | undefined,
  toVector: (text: string) => Float32Array,
): Promise<Embedded> {
  const vectors: Float32Array[] = [];
  for (const [at, text] of texts.entries()) {
    if (at % TEXTS_BETWEEN_YIELDS === 0) await yieldToOthers();
    signal?.throwIfAborted();
    vectors.push(toVector(text));
  }
  return { vectors, tokens: null, cost: 0 };
}
