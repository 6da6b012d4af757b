import type { VectorSource, VectorsOf } from "./provider-note.ts";

/** Whether the last number of a vector comes from a list of good and bad words, as the concept dictionary's does. */
export const hasWordList = ({ id }: Pick<VectorSource, "id">): boolean => id === "local-concepts";

/** The same vectors without that number, of length 1 again: what is known of a text but for good and bad. */
export const withoutWordList =
  (vectorsOf: VectorsOf): VectorsOf =>
  (text) => {
    const rest = vectorsOf(text)?.slice(0, -1);
    if (rest === undefined) return null;
    const length = Math.hypot(...rest);
    return length === 0 ? rest : rest.map((number) => number / length);
  };
