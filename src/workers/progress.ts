import { FINAL, type QueuedJob, WORKING } from "../queue/catalogue.ts";
import type { Reply } from "../replies/reply.ts";
import { withProgress } from "./instead.ts";
import type { Progress } from "./pictures.ts";

/** Live messages change at most this often. */
const PROGRESS_MS = 1_000;

/** Shows how far a job is in the place of its progress blocks, as stages of its answer. */
export function progressOf(
  { meanwhile, address }: QueuedJob,
  show: (shown: { reply: Reply; stage: number }) => Promise<void>,
): Progress {
  let last = Date.now();
  return async (text, done, total) => {
    if (Date.now() - last < PROGRESS_MS) return;
    last = Date.now();
    // By the clock: a job that is killed and given again goes on where its progress stood.
    const seconds = Math.ceil((last - address.askedAt) / PROGRESS_MS);
    const stage = Math.min(FINAL - 1, WORKING + Math.max(1, seconds));
    await show({ reply: withProgress(meanwhile, { kind: "progress", text, done, total }), stage });
  };
}
