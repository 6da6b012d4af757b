import { embedReply } from "../embedding-lab/embed-reply.ts";
import type { EmbeddedTexts } from "../embedding-lab/embedded-texts.ts";
import { knownVectors } from "../embedding-lab/known-vectors.ts";
import { modelHint } from "../embedding-lab/model-hint.ts";
import type { EmbedTexts, KeptItems } from "../embedding-lab/request.ts";
import { vectorsReply } from "../embedding-lab/vectors-file.ts";
import { chooseLocal } from "../embeddings/choose.ts";
import { knownShare, loadWords } from "../embeddings/data-files.ts";
import type { EmbedderResult } from "../embeddings/embedder.ts";
import type { EmbedProgress } from "../embeddings/progress.ts";
import { UserError } from "../errors.ts";
import type { Reply } from "../replies/reply.ts";
import type { Job } from "./index.ts";

const count = (number: number): string => Math.round(number).toLocaleString("en");

/** "8,400 of 10,000 texts, 8,000 of them known before, 410 a second, about 4 s left" */
export function progressWords({ done, total, known, perSecond, secondsLeft }: EmbedProgress): string {
  const before = known === 0 ? "" : `, ${count(known)} of them known before`;
  const rate = perSecond === null ? "" : `, ${count(perSecond)} a second`;
  const left = secondsLeft === null || secondsLeft < 1 ? "" : `, about ${count(secondsLeft)} s left`;
  return `${count(done)} of ${count(total)} texts${before}${rate}${left}`;
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
      shorten: (all, count) => job.compute("components", { vectors: all, count }, { signal: job.signal }),
    });
  return embedReply(await analysed({ request, input, ...vectors }, job));
}

interface Vectors {
  texts: string[];
  embedded: EmbedderResult;
  hint: string;
}

/** Of a list of words so many must be in the table, as a share: the others are left out, and named. */
const MOST_KNOWN = 0.6;

/** The different texts and their vectors; says how far it is. */
export async function vectorsOf(
  request: Pick<EmbedTexts, "model">,
  input: KeptItems,
  job: Job,
): Promise<Vectors> {
  const texts = [...new Set(input.items.map(({ text }) => text))];
  const table = loadWords();
  const choice = chooseLocal(texts, { table, coverage: knownShare, mostKnown: MOST_KNOWN });
  const embedded = await job.embeddings.embed(texts, {
    model: request.model,
    local: choice.model,
    purpose: "clustering",
    signal: job.signal,
    onProgress: (progress) =>
      void job.progress(progressWords(progress), progress.done, progress.total).catch(() => undefined),
  });
  job.signal.throwIfAborted();
  const { provider } = embedded;
  return { texts, embedded, hint: modelHint(choice, { asked: request.model, provider, table }) };
}

/** How the texts with a vector lie. Throws UserError where there is none. */
export async function analysed(
  { request, input, texts, embedded, hint }: Vectors & { request: EmbedTexts; input: KeptItems },
  job: Job,
): Promise<EmbeddedTexts> {
  const known = knownVectors(texts, embedded);
  const { vectors, ...about } = embedded;
  // Thousands of long vectors are 100 MB: from here on there is one copy, which goes to the thread.
  vectors.length = 0;
  await job.progress("Drawing the map…", texts.length, texts.length);
  const { map, groups } = request;
  const { numbers, dimension } = known;
  const analysis = await job.compute(
    "analyse",
    { numbers, dimension, map, ...(groups === undefined ? {} : { groups }) },
    { signal: job.signal, transfer: [numbers.buffer] },
  );
  return { request, input, texts: known.texts, embedded: about, analysis, hint };
}
