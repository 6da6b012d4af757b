import { type EmbeddedTexts, embedReply } from "../embedding-lab/embed-reply.ts";
import type { EmbedTexts, KeptItems } from "../embedding-lab/request.ts";
import { vectorsReply } from "../embedding-lab/vectors-file.ts";
import type { EmbedderResult } from "../embeddings/embedder.ts";
import type { EmbedProgress } from "../embeddings/progress.ts";
import { UserError } from "../errors.ts";
import type { Reply } from "../replies/reply.ts";
import type { Job } from "./index.ts";

const count = (number: number): string => Math.round(number).toLocaleString("en");

/** "3,200 of 10,000 texts, 410 a second, about 17 s left" */
export function progressWords({ done, total, perSecond, secondsLeft }: EmbedProgress): string {
  const rate = perSecond === null ? "" : `, ${count(perSecond)} a second`;
  const left = secondsLeft === null || secondsLeft < 1 ? "" : `, about ${count(secondsLeft)} s left`;
  return `${count(done)} of ${count(total)} texts${rate}${left}`;
}

/** Embeds what a command kept, telling how far it is, and shows how the vectors lie. */
export async function embedTexts(request: EmbedTexts, job: Job): Promise<Reply> {
  const kept = await job.kept(request.key);
  if (kept === undefined)
    throw new UserError("These texts are no longer kept. Give the command again with the texts.");
  const input = JSON.parse(kept) as KeptItems;
  const vectors = await vectorsOf(request, input, job);
  if (request.show === "vectors")
    return vectorsReply(input, vectors.texts, {
      embedded: vectors.embedded,
      shorten: (all, count) => job.compute("components", { vectors: all, count }, job.signal),
    });
  return embedReply(await analysed({ request, input, ...vectors }, job));
}

interface Vectors {
  texts: string[];
  embedded: EmbedderResult;
}

/** The different texts and their vectors; says how far it is. */
export async function vectorsOf(
  request: Pick<EmbedTexts, "model">,
  input: KeptItems,
  job: Job,
): Promise<Vectors> {
  const texts = [...new Set(input.items.map(({ text }) => text))];
  const embedded = await job.embeddings.embed(texts, {
    model: request.model,
    purpose: "clustering",
    signal: job.signal,
    onProgress: (progress) =>
      void job.progress(progressWords(progress), progress.done, progress.total).catch(() => undefined),
  });
  job.signal.throwIfAborted();
  return { texts, embedded };
}

/** How the texts with a vector lie. Throws UserError where there is none. */
export async function analysed(
  { request, input, texts, embedded }: Vectors & { request: EmbedTexts; input: KeptItems },
  job: Job,
): Promise<EmbeddedTexts> {
  const known = texts.flatMap((text, at) => {
    const vector = embedded.vectors[at];
    return vector?.some((number) => number !== 0) ? [{ text, vector }] : [];
  });
  const dimension = known[0]?.vector.length ?? 0;
  const numbers = new Float32Array(known.length * dimension);
  for (const [at, { vector }] of known.entries()) numbers.set(vector, at * dimension);
  if (known.length === 0)
    throw new UserError(
      `The model ${embedded.provider.model} knows none of these texts. Try model:sentences, which reads any English text.`,
    );
  await job.progress("Drawing the map…", texts.length, texts.length);
  const { map, groups } = request;
  const analysis = await job.compute(
    "analyse",
    { numbers, dimension, map, ...(groups === undefined ? {} : { groups }) },
    job.signal,
  );
  return { request, input, texts: known.map(({ text }) => text), embedded, analysis };
}
