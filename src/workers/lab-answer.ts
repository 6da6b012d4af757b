import type { LabWork } from "../embedding-lab/lab-reply.ts";
import { understoodNote } from "../embedding-lab/understood-note.ts";
import type { LocalModel, ModelChoice } from "../embeddings/choose.ts";
import type { Purpose } from "../embeddings/provider.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import type { Reply } from "../replies/reply.ts";
import { progressWords } from "./embed-texts.ts";
import type { Job } from "./index.ts";

type Without<Work> = Work extends LabWork ? Omit<Work, "vectors" | "provider"> : never;

/** Embeds a lab's texts and has a thread say what it makes of them; notes where another model had to stand in. */
export async function labAnswer(
  texts: readonly string[],
  work: Without<LabWork>,
  {
    job,
    own = [],
    ...how
  }: {
    job: Job;
    /** Texts of the asker's own: it is said what the model does not understand of them. */
    own?: readonly string[];
    model: ModelChoice;
    local: LocalModel;
    purpose: Purpose;
  },
): Promise<Reply> {
  const embedded = await job.embeddings.embed(texts, {
    ...how,
    signal: job.signal,
    onProgress: (progress) =>
      void job.progress(progressWords(progress), progress.done, progress.total).catch(() => undefined),
  });
  job.signal.throwIfAborted();
  const { id, model, dimension, languages } = embedded.provider;
  const vectors = new Map(texts.map((text, at) => [text, embedded.vectors[at] ?? null]));
  const made = await job.compute(
    "labReply",
    { ...work, vectors, provider: { id, model, dimension, languages } },
    { signal: job.signal },
  );
  if ("mistake" in made) throw new UserError(made.mistake);
  const notes = [understoodNote(embedded, own), plain(embedded.note ?? "")].filter((note) => note !== "");
  if (notes.length === 0) return made.reply;
  return { ...made.reply, blocks: [...made.reply.blocks, { kind: "note", text: notes.join("\n") }] };
}
