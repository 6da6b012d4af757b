import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { BatchLimits } from "./batch-limits.ts";
import { CONCEPT_DIMENSION, conceptVector } from "./concepts.ts";
import { languageOf, loadConcepts, loadWords } from "./data-files.ts";
import type { Language } from "./languages.ts";
import { SENTENCE_DIMENSION } from "./network.ts";
import { MOST_PIECES } from "./pieces.ts";
import type { Embedded, EmbeddingProvider } from "./provider.ts";
import { createSentencePool, type SentencePool } from "./sentence-pool.ts";
import { englishWords, textVector, type WordTable } from "./words.ts";

const MOST_TEXTS = 1_024;
/** A second or two of work: progress is seen, and what a crash costs is little. */
const MOST_SENTENCES = 128;
/** Calls that wait for the thread: while one is stored, the next is computed. */
const CALLS_AT_ONCE = 2;
/** A machine that does much else at the same time is slow, not broken. */
const PATIENCE_MS = 180_000;
/** A part of a second of work: others wait no longer, and a cancelled call ends as soon. */
const TEXTS_AT_ONCE = 32;
const TEXTS_BETWEEN_YIELDS = 100;
/** 2 KB each. */
const MOST_RECENT = 4_096;

/** What the model made of one text: its vector, and how many pieces the text has. */
interface Known {
  vector: Float32Array;
  pieces: number;
}

/**
 * English sentences as 512 numbers: the Universal Sentence Encoder Lite, in a thread. Reads 128 pieces (105 to 115 words) of a
 * text and minds capital letters. Costs nothing and asks nobody; of a text that came lately the vector is still known.
 */
export function localSentences({ threads = 1 }: { threads?: number } = {}): EmbeddingProvider & BatchLimits {
  const pool = createSentencePool({ threads });
  const recent = new Map<string, Known>();
  return {
    id: "local-sentences",
    model: "universal-sentence-encoder-lite-int8-1",
    dimension: SENTENCE_DIMENSION,
    languages: "english",
    maxBatch: MOST_SENTENCES,
    concurrency: CALLS_AT_ONCE,
    timeoutMs: PATIENCE_MS,
    async embed(texts, { signal }) {
      const known = await embedOnce({ pool, recent, signal }, new Set(texts));
      const all = texts.flatMap((text) => known.get(text) ?? []);
      return {
        // Each text has numbers of its own, so that whoever changes one vector does not change another.
        vectors: all.map(({ vector }) => vector.slice()),
        tokens: all.reduce((sum, { pieces }) => sum + Math.min(pieces, MOST_PIECES), 0),
        cost: 0,
        cut: all.filter(({ pieces }) => pieces > MOST_PIECES).length,
      };
    },
    close: () => pool.close(),
  };
}

/** Every text's vector, computed only where it is not known from lately. */
async function embedOnce(
  {
    pool,
    recent,
    signal,
  }: { pool: SentencePool; recent: Map<string, Known>; signal: AbortSignal | undefined },
  texts: ReadonlySet<string>,
): Promise<Map<string, Known>> {
  const known = new Map(
    [...texts].flatMap((text) => {
      const one = recent.get(text);
      return one === undefined ? [] : [[text, one] as const];
    }),
  );
  const fresh = [...texts].filter((text) => !known.has(text));
  for (let at = 0; at < fresh.length; at += TEXTS_AT_ONCE) {
    signal?.throwIfAborted();
    const part = fresh.slice(at, at + TEXTS_AT_ONCE);
    const { rows, pieces } = await pool.run(part);
    for (const [row, text] of part.entries()) {
      const vector = rows.slice(row * SENTENCE_DIMENSION, (row + 1) * SENTENCE_DIMENSION);
      known.set(text, { vector, pieces: pieces[row] ?? 0 });
    }
  }
  for (const [text, one] of known) {
    recent.delete(text);
    recent.set(text, one);
  }
  for (const oldest of recent.keys()) {
    if (recent.size <= MOST_RECENT) break;
    recent.delete(oldest);
  }
  return known;
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
        const guess = language ?? languageOf(text);
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
