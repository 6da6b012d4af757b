import { setTimeout as pause } from "node:timers/promises";
import { UserError } from "../../errors.ts";
import { FINAL } from "../../queue/catalogue.ts";
import type { Reply } from "../../replies/reply.ts";

const ANSWER_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 20;

/** How far an answer is: what is shown of it, and which stage that is. */
export interface Shown {
  stage: number;
  reply: Reply | null;
}

export interface Clock {
  now: () => number;
  pause: (ms: number) => Promise<unknown>;
}

/** What a reply says of the work that is done for it. */
const progressOf = ({ blocks }: Reply): string | undefined =>
  blocks.flatMap((block) => (block.kind === "progress" ? [block.text] : []))[0];

/**
 * Waits for the finished answer; any process may write it, so `look` reads it from the database. Each stage that is new begins the
 * minute anew, so work is waited for as long as progress comes, and told to `progress`.
 */
export async function finished(
  look: () => Promise<Shown | undefined>,
  progress: (text: string) => void,
  clock: Clock = { now: Date.now, pause },
): Promise<Reply> {
  let [deadline, stage] = [clock.now() + ANSWER_WITHIN_MS, 0];
  while (clock.now() < deadline) {
    const shown = await look();
    if (shown !== undefined && shown.stage >= FINAL && shown.reply !== null) return shown.reply;
    if (shown !== undefined && shown.stage > stage) {
      [deadline, stage] = [clock.now() + ANSWER_WITHIN_MS, shown.stage];
      const said = shown.reply === null ? undefined : progressOf(shown.reply);
      if (said !== undefined) progress(said);
    }
    await clock.pause(LOOK_EVERY_MS);
  }
  throw new UserError(
    `Nothing came for ${ANSWER_WITHIN_MS / 1000} s. Check that a worker runs (\`npm run worker\`), then try again.`,
  );
}
