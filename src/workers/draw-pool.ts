import { missing, poolReply, smallPoolReply } from "../embedding-lab/pool-reply.ts";
import type { EmbedTexts, KeptItems } from "../embedding-lab/request.ts";
import type { Reply } from "../replies/reply.ts";
import { analysed, vectorsOf } from "./embed-texts.ts";
import type { Job } from "./index.ts";

/** Nothing is kept for buttons: the pool will be another one when they are pressed. */
const REQUEST: EmbedTexts = { key: "", map: "pca", model: "auto", show: "map" };

/** Shows a class pool as it is now. */
export async function drawPool({ pool }: { pool: string }, job: Job): Promise<Reply> {
  const sentences = await job.poolSentences(pool);
  if (missing(sentences) > 0) return smallPoolReply(sentences, job.platform);
  const items = sentences.map(({ sentence }) => ({ text: sentence }));
  const input: KeptItems = { items, bad: [], badCount: 0, left: 0 };
  const vectors = await vectorsOf(REQUEST, input, job);
  return poolReply(sentences, await analysed({ request: REQUEST, input, ...vectors }, job));
}
