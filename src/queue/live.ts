import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import type { LiveMessages, Missed } from "../storage/live-messages.ts";
import { distance } from "./delivery.ts";
import type { Queues } from "./open.ts";

/** A job plans the next one itself; what is older than this was lost. */
const STALE_SECONDS = 10;
/** Longer ago it is let be: the next change shows it. */
const STALE_HOURS = 24;
/** Nobody waits longer for a queue that is slow or away: what was lost is made up. */
const QUEUE_MS = 800;

interface Parts {
  live: Pick<LiveMessages, "plan" | "stale">;
  queues: Pick<Queues, "addJob">;
  log: Logger;
}

/**
 * Sees to it that the message of a subject shows what changed: one job a second at most, whatever the number of changes. Call it
 * after the change is committed (`countChange`). Never throws.
 */
export async function showChange(subject: string, { live, queues, log }: Parts): Promise<void> {
  const planning = async (): Promise<void> => {
    const planned = await live.plan(subject);
    if (planned === undefined) return;
    const { name, job, invocation, version, inMs } = planned;
    await queues.addJob(name, job, `${invocation}-live-${version}`, inMs);
  };
  const planned = planning().catch((error: Error) =>
    log.warn({ reason: error.message }, "a live message was not planned"),
  );
  await Promise.race([planned, wait(QUEUE_MS, undefined, { ref: false })]);
}

/** Plans again what was lost between a change and its job: 10, 20, 40 … seconds after the change, for as long as it is not shown. */
export async function showMissed({ live, queues, log }: Parts): Promise<void> {
  const again = ({ invocation, version, ageSeconds }: Missed): string =>
    `${invocation}-live-${version}-${distance(ageSeconds, STALE_SECONDS)}`;
  for (const redraw of await live.stale(STALE_SECONDS, STALE_HOURS)) {
    log.info({ invocation: redraw.invocation, version: redraw.version }, "a live message is out of date");
    await queues.addJob(redraw.name, redraw.job, again(redraw));
  }
}
