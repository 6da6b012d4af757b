import { type CompareTexts, compareReply } from "../embedding-lab/compare-request.ts";
import { comparedTexts } from "../embedding-lab/compared.ts";
import { understoodNote } from "../embedding-lab/understood-note.ts";
import { UserError } from "../errors.ts";
import type { Block, Reply } from "../replies/reply.ts";
import type { Job } from "./index.ts";

/** Embeds a few texts, and shows their vectors or multiplies them. */
export async function compareTexts(request: CompareTexts, { embeddings, signal }: Job): Promise<Reply> {
  const { texts, model, show, hint } = request;
  const embedded = await embeddings.embed(texts, { model, purpose: "clustering", signal });
  signal.throwIfAborted();
  const shown = comparedTexts(texts, embedded, hint);
  const needed = show === "similar" ? 2 : 1;
  if (shown.texts.length >= needed) {
    const { blocks, ...rest } = compareReply(request, shown);
    const [first, ...others] = blocks;
    const known = shown.texts.map(({ text }) => text);
    return {
      ...rest,
      blocks: [...(first ? [first] : []), ...doubts(understoodNote(embedded, known)), ...others],
    };
  }
  const [failed] = embedded.failed;
  throw new UserError(
    failed === undefined
      ? `The model ${shown.model} knows ${shown.texts.length === 0 ? "none" : "only one"} of these texts. Try model:sentences, which reads any English text.`
      : `The model ${shown.model} gave no vector for that: ${failed.reason} Try model:sentences, which runs here.`,
  );
}

/** Right below the answer: a number made of nothing looks like any other. */
const doubts = (text: string): Block[] => (text === "" ? [] : [{ kind: "note", text }]);
