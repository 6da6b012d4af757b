import type { JobName, QueuedJob } from "../queue/catalogue.ts";
import { FINAL } from "../queue/catalogue.ts";
import { sql } from "./kysely.ts";
import type { Storage } from "./open.ts";

/** A message to be made anew: the job that does it, and the version it has to show at least. */
export interface Redraw {
  invocation: string;
  name: JobName;
  job: QueuedJob;
  version: number;
}

/** A message that shows an older version than there is. */
export type Missed = Redraw & { ageSeconds: number };

/**
 * Things that change while a message shows them. Each has a version, which counts its changes; the message of an
 * invocation that shows version n stands at the stage FINAL + n (`Deliveries`), so what is out of date can be asked of the database.
 */
export interface LiveMessages {
  /** The newest message that was asked for shows the subject from now on. */
  show: (subject: string, by: { name: JobName; job: QueuedJob }) => Promise<void>;
  /**
   * A job that takes about `ms` begins to show the subject: gives the version that it shows at least, and lets the next change
   * plan another, for when this one is through.
   */
  begin: (subject: string, ms?: number) => Promise<number>;
  /** Plans one job for all changes until it begins, `inMs` from now; undefined where one is planned or nothing shows it. */
  plan: (subject: string) => Promise<(Redraw & { inMs: number }) | undefined>;
  /** This message can be edited no more (deleted, out of reach): nothing shows the subject until another one is asked for. */
  lose: (invocation: string) => Promise<void>;
  /** Messages that have been out of date for `seconds` and shown nothing new, of changes not older than `hours`; newest first. */
  stale: (seconds: number, hours: number) => Promise<Missed[]>;
  prune: (days: number) => Promise<void>;
}

/** At most one job a second for each subject, from when the one before is through. */
const APART = sql.lit("1 second");
/** A job that has not begun by then was lost, or waits in a long queue: another one does no harm. */
const PLANNED_FOR = sql.lit("5 seconds");

const ago = (amount: string) => sql<Date>`now() - ${sql.lit(amount)}::interval`;

/** Counts a change, in the transaction that makes it. Others that change the same wait until that ends. */
export async function countChange(transaction: Storage, subject: string): Promise<void> {
  await transaction
    .insertInto("live_message")
    .values({ subject, version: 1 })
    .onConflict((conflict) =>
      conflict
        .column("subject")
        .doUpdateSet({ version: sql`live_message.version + 1`, changed_at: sql`now()` }),
    )
    .execute();
}

export function liveMessagesOn(db: Storage): LiveMessages {
  return {
    async show(subject, { name, job }) {
      const shown = {
        invocation: job.invocation,
        job: JSON.stringify({ name, job }),
        asked_at: job.address.askedAt,
      };
      await db
        .insertInto("live_message")
        .values({ subject, version: 0, ...shown })
        .onConflict((conflict) =>
          conflict
            .column("subject")
            .doUpdateSet(shown)
            .where((is) =>
              is.or([
                is("live_message.asked_at", "is", null),
                is("live_message.asked_at", "<=", shown.asked_at),
              ]),
            ),
        )
        .execute();
    },

    async begin(subject, ms = 0) {
      const begun = await db
        .updateTable("live_message")
        .set({ planned_at: null, drawn_at: sql`now() + ${sql.lit(`${Math.round(ms)} ms`)}::interval` })
        .where("subject", "=", subject)
        .returning("version")
        .executeTakeFirst();
      return begun?.version ?? 0;
    },

    async plan(subject) {
      const planned = await db
        .updateTable("live_message")
        .set({ planned_at: sql`greatest(now(), drawn_at + ${APART}::interval)` })
        .where("subject", "=", subject)
        .where("job", "is not", null)
        .where((is) =>
          is.or([
            is("planned_at", "is", null),
            is("planned_at", "<", sql<Date>`now() - ${PLANNED_FOR}::interval`),
          ]),
        )
        .returning([
          "version",
          "job",
          sql<number>`greatest(0, extract(epoch from drawn_at + ${APART}::interval - now()) * 1000)::int`.as(
            "wait",
          ),
        ])
        .executeTakeFirst();
      if (planned?.job == null) return undefined;
      const { version, job, wait } = planned;
      return { ...job, invocation: job.job.invocation, version, inMs: wait };
    },

    async lose(invocation) {
      await db
        .updateTable("live_message")
        .set({ invocation: null, job: null, asked_at: null, planned_at: null })
        .where("invocation", "=", invocation)
        .execute();
    },

    async stale(seconds, hours) {
      const rows = await db
        .selectFrom("live_message")
        .innerJoin("delivery", "delivery.invocation", "live_message.invocation")
        .select([
          "live_message.version",
          "live_message.job",
          sql<number>`extract(epoch from now() - changed_at)::int`.as("age"),
        ])
        .where("delivery.stage", ">=", FINAL)
        .where(sql<boolean>`delivery.stage < ${FINAL}::int + live_message.version`)
        .where("delivery.updated_at", "<", ago(`${seconds} seconds`))
        .where("changed_at", "<", ago(`${seconds} seconds`))
        .where("changed_at", ">", ago(`${hours} hours`))
        .orderBy("changed_at", "desc")
        .limit(100)
        .execute();
      return rows.flatMap(({ version, job, age }) =>
        job === null ? [] : [{ ...job, invocation: job.job.invocation, version, ageSeconds: age }],
      );
    },

    async prune(days) {
      await db
        .deleteFrom("live_message")
        .where("changed_at", "<", ago(`${days} days`))
        .execute();
    },
  };
}
