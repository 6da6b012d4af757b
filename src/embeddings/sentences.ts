import { openNetwork, SENTENCE_DIMENSION } from "./network.ts";
import { float32, type Packed, words } from "./packed.ts";
import { createPieceReader, MOST_PIECES } from "./pieces.ts";

/** What the sentence model makes of some texts. */
export interface SentenceVectors {
  /** One row of 512 numbers for each text, of length 1; zeros for a text without a character. */
  rows: Float32Array;
  /** How many pieces each text has; of more than 128 the rest was not read. */
  pieces: number[];
}

export interface SentenceModel {
  embed(texts: readonly string[]): SentenceVectors;
}

/** The Universal Sentence Encoder Lite from its packed weights and the compiled kernel. Its work blocks the thread. */
export function openSentenceModel(packed: Packed, program: Uint8Array): SentenceModel {
  const reader = createPieceReader(words(packed, "vocabulary"), float32(packed, "vocabulary.scores"));
  const network = openNetwork(packed, program);

  return {
    embed(texts) {
      const all = texts.map((text) => reader.read(tidy(text)));
      const seen = all.map((pieces) => pieces.slice(0, MOST_PIECES));
      const rows = new Float32Array(texts.length * SENTENCE_DIMENSION);
      for (const pass of passes(seen)) {
        const vectors = network.embed(pass.map((text) => seen[text] ?? []));
        for (const [at, text] of pass.entries())
          rows.set(
            vectors.subarray(at * SENTENCE_DIMENSION, (at + 1) * SENTENCE_DIMENSION),
            text * SENTENCE_DIMENSION,
          );
      }
      return { rows, pieces: all.map(({ length }) => length) };
    },
  };
}

/** The vocabulary knows plain spaces alone; a line break would be an unknown character. */
const tidy = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Which texts go through the network together: in their order, as many as fit; empty ones in none. */
function passes(texts: readonly (readonly number[])[]): number[][] {
  const result: number[][] = [];
  let room = 0;
  for (const [index, { length }] of texts.entries()) {
    if (length === 0) continue;
    if (length > room) {
      result.push([]);
      room = MOST_PIECES;
    }
    result.at(-1)?.push(index);
    room -= length;
  }
  return result;
}
