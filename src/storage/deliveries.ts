import { sql } from "kysely";
import type { Posted } from "../adapters/adapter.ts";
import { FINAL, type JobName, type QueuedJob } from "../queue/catalogue.ts";
import type { Address } from "../router/invocation.ts";
import type { Storage } from "./open.ts";

/** The answers that are owed. All moments are the database's own clock, the same for every process. */
export interface Deliveries {
  /**
   * Records an owed answer; false when this invocation was recorded before. Its lease is the acknowledging process's
   * for `ACKNOWLEDGE_SECONDS`, so that no answer overtakes the acknowledgement.
   */
  owe: (owed: { invocation: string; address: Address; name: JobName; job: QueuedJob }) => Promise<boolean>;
  /** Takes the right to show `stage` for `seconds`. "shown": that stage or a later one stands already. */
  claim: (
    invocation: string,
    stage: number,
    seconds: number,
  ) => Promise<{ posted: Posted | null } | "busy" | "shown">;
  remember: (invocation: string, posted: Posted) => Promise<void>;
  /** Ends a claim: the stage stands. */
  settle: (invocation: string, stage: number) => Promise<void>;
  /** Ends a claim without success. */
  release: (invocation: string) => Promise<void>;
  /** Answers still owed after `seconds` without a change, oldest first. */
  overdue: (
    seconds: number,
  ) => Promise<{ invocation: string; name: JobName; job: QueuedJob; ageSeconds: number }[]>;
  /** Forgets what was delivered more than `days` ago. */
  prune: (days: number) => Promise<void>;
}

const ago = (amount: number, unit: "seconds" | "days") =>
  sql<Date>`now() - ${sql.lit(`${amount} ${unit}`)}::interval`;

const ACKNOWLEDGE_SECONDS = 15;
const inSeconds = (seconds: number) => sql<Date>`now() + ${sql.lit(`${seconds} seconds`)}::interval`;

export function deliveriesOn(db: Storage): Deliveries {
  const row = (invocation: string) => db.updateTable("delivery").where("invocation", "=", invocation);
  return {
    async owe({ invocation, address, name, job }) {
      const inserted = await db
        .insertInto("delivery")
        .values({
          invocation,
          address: JSON.stringify(address),
          job: JSON.stringify({ name, job }),
          stage: 0,
          lease_until: inSeconds(ACKNOWLEDGE_SECONDS),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning("invocation")
        .executeTakeFirst();
      return inserted !== undefined;
    },

    async claim(invocation, stage, seconds) {
      const claimed = await row(invocation)
        .set({ lease_until: inSeconds(seconds) })
        .where("stage", "<", stage)
        .where((is) => is.or([is("lease_until", "is", null), is("lease_until", "<", sql<Date>`now()`)]))
        .returning("posted")
        .executeTakeFirst();
      if (claimed !== undefined) return { posted: claimed.posted };
      const now = await db
        .selectFrom("delivery")
        .select("stage")
        .where("invocation", "=", invocation)
        .executeTakeFirst();
      return now === undefined || now.stage >= stage ? "shown" : "busy";
    },

    async remember(invocation, posted) {
      await row(invocation)
        .set({ posted: JSON.stringify(posted), updated_at: sql`now()` })
        .execute();
    },

    async settle(invocation, stage) {
      await row(invocation)
        .set({ stage: sql`greatest(stage, ${stage})`, lease_until: null, updated_at: sql`now()` })
        .execute();
    },

    async release(invocation) {
      await row(invocation).set({ lease_until: null }).execute();
    },

    async overdue(seconds) {
      const rows = await db
        .selectFrom("delivery")
        .select(["invocation", "job", sql<number>`extract(epoch from now() - created_at)::int`.as("age")])
        .where("stage", "<", FINAL)
        .where("updated_at", "<", ago(seconds, "seconds"))
        .orderBy("created_at")
        .limit(100)
        .execute();
      return rows.map(({ invocation, job, age }) => ({ invocation, ...job, ageSeconds: age }));
    },

    async prune(days) {
      await db
        .deleteFrom("delivery")
        .where("stage", ">=", FINAL)
        .where("updated_at", "<", ago(days, "days"))
        .execute();
    },
  };
}
