import { randomUUID } from "node:crypto";
import type { Posted } from "../adapters/adapter.ts";
import { FINAL, type JobName, type QueuedJob } from "../queue/catalogue.ts";
import type { Address } from "../router/invocation.ts";
import { sql } from "./kysely.ts";
import type { Storage } from "./open.ts";

/** The right to show one stage of one answer, until its time runs out or another takes it over afterwards. */
export interface Lease {
  /** Proves to the database who holds it: everything done with a lease that was lost has no effect. */
  holder: string;
  posted: Posted | null;
  /** What stands already. */
  stage: number;
}

/** Somebody else holds the lease by now: whoever meets this stops at once and leaves the rest to them. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** The answers that are owed. All moments are the database's own clock, the same for every process. */
export interface Deliveries {
  /**
   * Records an owed answer and gives its first lease, for `ACKNOWLEDGE_SECONDS`, to the acknowledging process, so that no
   * answer overtakes the acknowledgement; undefined when this invocation was recorded before.
   */
  owe: (owed: {
    invocation: string;
    address: Address;
    name: JobName;
    job: QueuedJob;
  }) => Promise<Lease | undefined>;
  /**
   * Takes the right to show `stage` for `seconds`. "shown": that stage or a later one stands already. "busy": somebody else has
   * it, or the answer of a live message changed less than a second ago.
   */
  claim: (invocation: string, stage: number, seconds: number) => Promise<Lease | "busy" | "shown">;
  /** Keeps a lease that is still held; false when it was lost. */
  renew: (invocation: string, lease: Lease, seconds: number) => Promise<boolean>;
  /** Throws LeaseLost, so that nothing is posted under a lease that is gone. */
  remember: (invocation: string, lease: Lease, posted: Posted) => Promise<void>;
  /** Ends a lease: the stage stands. */
  settle: (invocation: string, lease: Lease, stage: number) => Promise<void>;
  /** Ends a lease without success. */
  release: (invocation: string, lease: Lease) => Promise<void>;
  /** The answer itself, or this stage of it, stands, or was never owed here. */
  stands: (invocation: string, stage?: number) => Promise<boolean>;
  /**
   * Asks the job behind an answer to stop, for the person who asked or for staff. "over": the answer stands already, or is
   * not known here.
   */
  stop: (
    invocation: string,
    by: { person: string; staff: boolean },
  ) => Promise<"stopping" | "over" | "not theirs">;
  /** Whether somebody asked for that. */
  stopping: (invocation: string) => Promise<boolean>;
  /** Notes that somebody looked after it just now. */
  touch: (invocation: string) => Promise<void>;
  /** Stops looking after an answer that nobody can be given. */
  abandon: (invocation: string) => Promise<void>;
  /** Answers still owed after `seconds` without a change, longest untouched first. */
  overdue: (
    seconds: number,
  ) => Promise<{ invocation: string; name: JobName; job: QueuedJob; ageSeconds: number }[]>;
  /** Forgets what was delivered more than `days` ago, and what could never be. */
  prune: (days: number) => Promise<void>;
}

const ago = (amount: number, unit: "seconds" | "days") =>
  sql<Date>`now() - ${sql.lit(`${amount} ${unit}`)}::interval`;

const ACKNOWLEDGE_SECONDS = 15;
const inSeconds = (seconds: number) => sql<Date>`now() + ${sql.lit(`${seconds} seconds`)}::interval`;

export function deliveriesOn(db: Storage): Deliveries {
  const row = (invocation: string) => db.updateTable("delivery").where("invocation", "=", invocation);
  const held = (invocation: string, { holder }: Lease) => row(invocation).where("lease_holder", "=", holder);
  return {
    async owe({ invocation, address, name, job }) {
      const holder = randomUUID();
      const inserted = await db
        .insertInto("delivery")
        .values({
          invocation,
          address: JSON.stringify(address),
          job: JSON.stringify({ name, job }),
          stage: 0,
          lease_until: inSeconds(ACKNOWLEDGE_SECONDS),
          lease_holder: holder,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning("invocation")
        .executeTakeFirst();
      return inserted === undefined ? undefined : { holder, posted: null, stage: 0 };
    },

    async claim(invocation, stage, seconds) {
      const holder = randomUUID();
      const claimed = await row(invocation)
        .set({ lease_until: inSeconds(seconds), lease_holder: holder })
        .where("stage", "<", stage)
        .where((is) => is.or([is("lease_until", "is", null), is("lease_until", "<", sql<Date>`now()`)]))
        .where((is) => is.or([is("stage", "<", FINAL), is("updated_at", "<=", ago(1, "seconds"))]))
        .returning(["posted", "stage"])
        .executeTakeFirst();
      if (claimed !== undefined) return { holder, ...claimed };
      const now = await db
        .selectFrom("delivery")
        .select("stage")
        .where("invocation", "=", invocation)
        .executeTakeFirst();
      return now === undefined || now.stage >= stage ? "shown" : "busy";
    },

    async renew(invocation, lease, seconds) {
      const renewed = await held(invocation, lease)
        .set({ lease_until: inSeconds(seconds) })
        .returning("invocation")
        .executeTakeFirst();
      return renewed !== undefined;
    },

    async remember(invocation, lease, posted) {
      const remembered = await held(invocation, lease)
        .set({ posted: JSON.stringify(posted), updated_at: sql`now()` })
        .returning("invocation")
        .executeTakeFirst();
      if (remembered === undefined) throw new LeaseLost(`the lease of ${invocation} is somebody else's`);
    },

    async settle(invocation, lease, stage) {
      await held(invocation, lease)
        .set({
          stage: sql`greatest(stage, ${stage})`,
          lease_until: null,
          lease_holder: null,
          updated_at: sql`now()`,
        })
        .execute();
    },

    async release(invocation, lease) {
      await held(invocation, lease).set({ lease_until: null, lease_holder: null }).execute();
    },

    async touch(invocation) {
      await row(invocation).set({ updated_at: sql`now()` }).execute();
    },

    async abandon(invocation) {
      await row(invocation)
        .set({ stage: FINAL, lease_until: null, lease_holder: null, updated_at: sql`now()` })
        .execute();
    },

    async stands(invocation, stage = FINAL) {
      const found = await db
        .selectFrom("delivery")
        .select("stage")
        .where("invocation", "=", invocation)
        .executeTakeFirst();
      return found === undefined || found.stage >= stage;
    },

    async stop(invocation, { person, staff }) {
      const found = await db
        .selectFrom("delivery")
        .select(["stage", "address"])
        .where("invocation", "=", invocation)
        .executeTakeFirst();
      if (found === undefined || found.stage >= FINAL) return "over";
      if (!staff && found.address.person !== person) return "not theirs";
      await row(invocation).set({ stopping: true }).execute();
      return "stopping";
    },

    async stopping(invocation) {
      const found = await db
        .selectFrom("delivery")
        .select("stopping")
        .where("invocation", "=", invocation)
        .executeTakeFirst();
      return found?.stopping === true;
    },

    async overdue(seconds) {
      const rows = await db
        .selectFrom("delivery")
        .select(["invocation", "job", sql<number>`extract(epoch from now() - created_at)::int`.as("age")])
        .where("stage", "<", FINAL)
        .where("updated_at", "<", ago(seconds, "seconds"))
        .orderBy("updated_at")
        .limit(100)
        .execute();
      return rows.map(({ invocation, job, age }) => ({ invocation, ...job, ageSeconds: age }));
    },

    async prune(days) {
      await db.deleteFrom("delivery").where("updated_at", "<", ago(days, "days")).execute();
    },
  };
}
