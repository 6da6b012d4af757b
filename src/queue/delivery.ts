import type { Logger } from "pino";
import { type Posted, type Sender, Undeliverable } from "../adapters/adapter.ts";
import type { Reply } from "../replies/reply.ts";
import { type Deliveries, type Lease, LeaseLost } from "../storage/deliveries.ts";
import type { LiveMessages } from "../storage/live-messages.ts";
import { FINAL, type Parcel, type QueuedJob } from "./catalogue.ts";
import { Busy, type Queues } from "./open.ts";

/** A sender that does not renew its lease for this long is taken to be dead; the next one continues from what it remembered. */
const LEASE_SECONDS = 30;
const RENEW_EVERY_MS = 10_000;
/** An answer that is owed for a minute and in no queue is queued again, later at growing distances. */
const OVERDUE_SECONDS = 60;
const APOLOGISE_SECONDS = 3600;
const ABANDON_SECONDS = 24 * 3600;

interface Parts {
  deliveries: Deliveries;
  log: Logger;
}

/** Runs `work` while keeping the lease alive. */
export async function holding<Value>(
  { deliveries, log }: Parts,
  { invocation, lease }: { invocation: string; lease: Lease },
  work: () => Promise<Value>,
): Promise<Value> {
  const renew = (): void => {
    deliveries
      .renew(invocation, lease, LEASE_SECONDS)
      .catch((error: Error) => log.warn({ invocation, reason: error.message }, "a lease was not renewed"));
  };
  const timer = setInterval(renew, RENEW_EVERY_MS);
  return work().finally(() => clearInterval(timer));
}

/** What follows something that changes, and can be edited no more, follows it no longer: a newer message may. */
const loses = (stage: number, posted: Posted | null): boolean => stage >= FINAL && posted?.fixed === true;

/**
 * Delivers a parcel exactly once in effect: one sender at a time holds the invocation's lease, a stage that stands is
 * not shown again, and what the sender remembers lets the next attempt edit instead of post.
 */
export async function deliver(
  parcel: Parcel,
  sender: Sender,
  parts: Parts & { live: Pick<LiveMessages, "lose"> },
): Promise<void> {
  const { deliveries, live, log } = parts;
  const { invocation, stage } = parcel;
  const lease = await deliveries.claim(invocation, stage, LEASE_SECONDS);
  if (lease === "shown") return;
  if (lease === "busy") throw new Busy();
  let { posted } = lease;
  const remember = async (now: Posted): Promise<void> => {
    await deliveries.remember(invocation, lease, now);
    posted = now;
  };
  const newer: Parcel = lease.stage >= FINAL ? { ...parcel, update: true } : parcel;
  try {
    await holding(parts, { invocation, lease }, () => sender.send(newer, lease.posted, remember));
    if (loses(stage, posted)) await live.lose(invocation);
    await deliveries.settle(invocation, lease, stage);
  } catch (error) {
    if (error instanceof LeaseLost) throw new Busy();
    if (!(error instanceof Undeliverable)) {
      await deliveries.release(invocation, lease);
      throw error;
    }
    const { platform } = parcel.address;
    log.warn({ invocation, platform, reason: error.message }, "a reply cannot be delivered");
    // Deleted, say: what changes later would fail in the same way each time.
    if (stage >= FINAL) await live.lose(invocation);
    await deliveries.settle(invocation, lease, stage);
  }
}

/** 0, 1, 2, 3 … after 1, 2, 4, 8 … times `unit`: queueing again must not add to an overload. */
export const distance = (ageSeconds: number, unit: number): number =>
  Math.floor(Math.log2(Math.max(1, ageSeconds / unit)));

/**
 * Queues again what is owed and that no queue knows of any more (a Redis without persistence restarted, say), after 1, 2,
 * 4 … minutes. After an hour `apologise` is delivered instead, so that nobody waits without a word; after a day it is let be.
 */
export async function resendOverdue(
  parts: Parts & { queues: Queues; apologise: (job: QueuedJob) => Reply },
): Promise<void> {
  const { deliveries, queues, log, apologise } = parts;
  for (const { invocation, name, job, ageSeconds } of await deliveries.overdue(OVERDUE_SECONDS)) {
    const about = { invocation, reference: job.reference, ageSeconds };
    await deliveries.touch(invocation);
    if (ageSeconds > ABANDON_SECONDS) {
      log.error(about, "an answer is owed for a day and cannot be delivered");
      await deliveries.abandon(invocation);
    } else if (ageSeconds > APOLOGISE_SECONDS) {
      const id = `${invocation}-sorry-${distance(ageSeconds, APOLOGISE_SECONDS)}`;
      log.warn(about, "an answer is owed for an hour: the person is told");
      await queues.addParcel({ invocation, address: job.address, reply: apologise(job), stage: FINAL }, id);
    } else {
      const id = `${invocation}-again-${distance(ageSeconds, OVERDUE_SECONDS)}`;
      const known = await Promise.all([queues.jobState(invocation), queues.jobState(id)]);
      if (known.includes("pending") || known[1] === "over") continue;
      log.warn(about, "queueing an overdue answer again");
      await queues.addJob(name, job, id);
    }
  }
}
