import type { EmbedderResult } from "../embeddings/embedder.ts";
import { plain } from "../replies/markdown.ts";

export const WORD_VECTORS = "GloVe word vectors (run here, English)";

/** What is said of the models that run here; others by their own names. */
const LOCAL: Readonly<Record<string, string>> = {
  "local-words": WORD_VECTORS,
  "local-sentences": "Universal Sentence Encoder Lite (runs here, English)",
  "local-concepts":
    "word vectors behind a concept dictionary (run here; word by word, without word order or negation)",
};

const PROVIDERS: Readonly<Record<string, string>> = { cohere: "Cohere", openai: "OpenAI" };
const MOST_FAILED = 3;

/** Which model made the vectors, in a few words. */
export function modelName({ provider }: Pick<EmbedderResult, "provider">): string {
  const { id, model } = provider;
  const known = LOCAL[id];
  return known ?? `${PROVIDERS[id] === undefined ? "" : `${PROVIDERS[id]} `}${model}`;
}

const count = (number: number, what: string): string => `${number.toLocaleString("en")} ${what}`;

/** The small print under an answer made of vectors: the model, what it cost, and what it did not see. */
export function aboutModel(result: Omit<EmbedderResult, "vectors">): string {
  const { provider, note, cut, failed, tokens, cost } = result;
  const lines = [`Vectors: ${plain(modelName(result))}; ${count(provider.dimension, "numbers")} each.`];
  if (cost !== null && cost > 0)
    lines.push(`They cost ${cost < 0.01 ? "less than 0.01" : cost.toFixed(2)} US dollars.`);
  else if (cost === null && tokens !== null && tokens > 0)
    lines.push(`${count(tokens, "tokens")} were paid for.`);
  if (cut > 0)
    lines.push(
      `${count(cut, cut === 1 ? "text is" : "texts are")} longer than the model reads: the end was not seen.`,
    );
  if (failed.length > 0) {
    const named = failed.slice(0, MOST_FAILED).map(({ text }) => `“${plain(text.slice(0, 40))}”`);
    lines.push(
      `${count(failed.length, failed.length === 1 ? "text" : "texts")} without a vector: ${named.join(", ")}${failed.length > MOST_FAILED ? ` and ${failed.length - MOST_FAILED} more` : ""}. ${plain(failed[0]?.reason ?? "")}`,
    );
  }
  if (note !== undefined) lines.push(plain(note));
  return lines.join(" ");
}
