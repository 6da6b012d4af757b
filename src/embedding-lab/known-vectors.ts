import type { EmbedderResult } from "../embeddings/embedder.ts";
import { UserError } from "../errors.ts";

export interface KnownVectors {
  /** The texts that have a vector. */
  texts: string[];
  /** All their numbers, one vector after the other. */
  numbers: Float32Array<ArrayBuffer>;
  dimension: number;
}

/** What a model knows of some texts, copied into one piece. Throws UserError where it knows none. */
export function knownVectors(
  all: readonly string[],
  { vectors, failed, provider: { model } }: EmbedderResult,
): KnownVectors {
  const known = all.flatMap((text, at) => {
    const vector = vectors[at];
    return vector?.some((number) => number !== 0) ? [{ text, vector }] : [];
  });
  if (known.length === 0)
    throw new UserError(
      failed[0] === undefined
        ? `The model ${model} knows none of these texts. Try model:sentences, which reads any English text.`
        : `The model ${model} gave no vector for any of these texts: ${failed[0].reason} Try model:sentences, which runs here.`,
    );
  const dimension = known[0]?.vector.length ?? 0;
  const numbers = new Float32Array(known.length * dimension);
  for (const [at, { vector }] of known.entries()) numbers.set(vector, at * dimension);
  return { texts: known.map(({ text }) => text), numbers, dimension };
}
