import type { VectorsOf } from "../embedding-lab/provider-note.ts";
import type { LocalModel, ModelChoice } from "../embeddings/choose.ts";
import type { EmbeddingProvider, Purpose } from "../embeddings/provider.ts";
import { plain } from "../replies/markdown.ts";
import type { BlockOf } from "../replies/reply.ts";
import { progressWords } from "./embed-texts.ts";
import type { Job } from "./index.ts";

/** The vectors of a lab's texts, by text; a note where another model had to stand in. */
export async function embedForLab(
  texts: readonly string[],
  job: Job,
  how: { model: ModelChoice; local?: LocalModel; purpose: Purpose },
): Promise<{ vectorsOf: VectorsOf; provider: EmbeddingProvider; note?: BlockOf<"note"> }> {
  const { vectors, provider, note } = await job.embeddings.embed(texts, {
    ...how,
    signal: job.signal,
    onProgress: (progress) =>
      void job.progress(progressWords(progress), progress.done, progress.total).catch(() => undefined),
  });
  job.signal.throwIfAborted();
  const byText = new Map(texts.map((text, at) => [text, vectors[at] ?? null]));
  const said = note === undefined ? {} : { note: { kind: "note" as const, text: plain(note) } };
  return { vectorsOf: (text) => byText.get(text) ?? null, provider, ...said };
}
