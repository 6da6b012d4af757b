import type { Logger } from "pino";
import { type Posted, type Sender, Undeliverable } from "../adapters/adapter.ts";
import type { Deliveries } from "../storage/deliveries.ts";
import { FINAL, type Parcel } from "./catalogue.ts";
import { Busy, type Queues } from "./open.ts";

/** A sender that is silent for longer than this is taken to be dead, and the next one continues from what it remembered. */
const LEASE_SECONDS = 30;
/** An answer that is still owed after a minute is queued again, for an hour. */
const OVERDUE_SECONDS = 60;
const GIVE_UP_SECONDS = 3600;

/**
 * Delivers a parcel exactly once in effect: one sender at a time holds the invocation's lease, a stage that stands is
 * not shown again, and what the sender remembers lets the next attempt edit instead of post.
 */
export async function deliver(
  parcel: Parcel,
  sender: Sender,
  parts: { deliveries: Deliveries; log: Logger },
): Promise<void> {
  const { deliveries, log } = parts;
  const { invocation, stage } = parcel;
  const claim = await deliveries.claim(invocation, stage, LEASE_SECONDS);
  if (claim === "shown") return;
  if (claim === "busy") throw new Busy();
  try {
    await sender.send(parcel, claim.posted, (posted: Posted) => deliveries.remember(invocation, posted));
    await deliveries.settle(invocation, stage);
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      await deliveries.release(invocation);
      throw error;
    }
    log.warn(
      { invocation, platform: parcel.address.platform, reason: error.message },
      "reply cannot be delivered",
    );
    await deliveries.settle(invocation, stage);
  }
}

/** Queues again what is owed and that no queue seems to know of any more (a Redis without persistence restarted, say). */
export async function resendOverdue(parts: {
  deliveries: Deliveries;
  queues: Queues;
  log: Logger;
}): Promise<void> {
  const { deliveries, queues, log } = parts;
  for (const owed of await deliveries.overdue(OVERDUE_SECONDS)) {
    const { invocation, name, job, ageSeconds } = owed;
    if (ageSeconds > GIVE_UP_SECONDS) {
      log.error(
        { invocation, reference: job.reference },
        "an answer is owed and could not be delivered for an hour",
      );
      await deliveries.settle(invocation, FINAL);
      continue;
    }
    const minute = Math.floor(ageSeconds / 60);
    log.warn({ invocation, reference: job.reference, minute }, "queueing an overdue answer again");
    await queues.addJob(name, job, `${invocation}-again-${minute}`);
  }
}
