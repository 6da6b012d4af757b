import { type CompareTexts, compareReply } from "../embedding-lab/compare-request.ts";
import { comparedTexts } from "../embedding-lab/compared.ts";
import { UserError } from "../errors.ts";
import type { Reply } from "../replies/reply.ts";
import type { Job } from "./index.ts";

/** Embeds a few texts, and shows their vectors or multiplies them. */
export async function compareTexts(request: CompareTexts, { embeddings, signal }: Job): Promise<Reply> {
  const { texts, model, show, hint } = request;
  const embedded = await embeddings.embed(texts, { model, purpose: "clustering", signal });
  signal.throwIfAborted();
  const shown = comparedTexts(texts, embedded, hint);
  const needed = show === "similar" ? 2 : 1;
  if (shown.texts.length >= needed) return compareReply(request, shown);
  const [failed] = embedded.failed;
  throw new UserError(
    failed === undefined
      ? `The model ${shown.model} knows ${shown.texts.length === 0 ? "none" : "only one"} of these texts. Try model:sentences, which reads any English text.`
      : `The model ${shown.model} gave no vector for that: ${failed.reason} Try model:sentences, which runs here.`,
  );
}
