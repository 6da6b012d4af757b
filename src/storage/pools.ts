import {
  type Added,
  MOST_IN_POOL,
  MOST_OF_ONE,
  type PoolCount,
  type PoolSentence,
  type Undone,
} from "../embedding-lab/pool.ts";
import { sql } from "./kysely.ts";
import { countChange } from "./live-messages.ts";
import type { Storage } from "./open.ts";

/** The sentences that people of a channel added. A pool's name is also what its live message is for. */
export interface Pools {
  count: (channel: string) => Promise<PoolCount>;
  add: (channel: string, sentence: PoolSentence) => Promise<Added>;
  undo: (channel: string, person: string) => Promise<Undone>;
  clear: (channel: string) => Promise<void>;
  /** In the order in which they came. */
  sentences: (pool: string) => Promise<PoolSentence[]>;
  /** Forgets pools to which nobody has added for `days`. */
  prune: (days: number) => Promise<void>;
}

const nameOf = (channel: string, round: number): string => `pool ${channel} ${round}`;

/** The pool of a channel, locked until the transaction ends, so that no two additions are counted at once. */
async function locked(transaction: Storage, channel: string): Promise<string> {
  const { round } = await transaction
    .insertInto("pool")
    .values({ channel, round: 1 })
    .onConflict((conflict) => conflict.column("channel").doUpdateSet({ channel }))
    .returning("round")
    .executeTakeFirstOrThrow();
  return nameOf(channel, round);
}

async function countOf(db: Storage, pool: string): Promise<PoolCount> {
  const { sentences, people } = await db
    .selectFrom("pool_sentence")
    .select([
      sql<number>`count(*)::int`.as("sentences"),
      sql<number>`count(distinct person)::int`.as("people"),
    ])
    .where("pool", "=", pool)
    .executeTakeFirstOrThrow();
  // Nothing is sent to a message whose delivery is forgotten.
  const message = await db
    .selectFrom("live_message")
    .innerJoin("delivery", "delivery.invocation", "live_message.invocation")
    .select("delivery.invocation")
    .where("subject", "=", pool)
    .executeTakeFirst();
  return { pool, sentences, people, shown: message !== undefined };
}

async function put(transaction: Storage, pool: string, one: PoolSentence): Promise<Added["outcome"]> {
  const { all, own, known } = await transaction
    .selectFrom("pool_sentence")
    .select([
      sql<number>`count(*)::int`.as("all"),
      sql<number>`count(*) filter (where person = ${one.person})::int`.as("own"),
      sql<number>`count(*) filter (where person = ${one.person} and sentence = ${one.sentence})::int`.as(
        "known",
      ),
    ])
    .where("pool", "=", pool)
    .executeTakeFirstOrThrow();
  if (known > 0) return "known";
  if (own >= MOST_OF_ONE) return "enough";
  if (all >= MOST_IN_POOL) return "full";
  await transaction
    .insertInto("pool_sentence")
    .values({ pool, ...one })
    .execute();
  await countChange(transaction, pool);
  return "added";
}

export function poolsOn(db: Storage): Pools {
  return {
    async count(channel) {
      const found = await db
        .selectFrom("pool")
        .select("round")
        .where("channel", "=", channel)
        .executeTakeFirst();
      return countOf(db, nameOf(channel, found?.round ?? 1));
    },

    add: (channel, sentence) =>
      db.transaction().execute(async (transaction) => {
        const pool = await locked(transaction, channel);
        const outcome = await put(transaction, pool, sentence);
        return { ...(await countOf(transaction, pool)), outcome };
      }),

    undo: (channel, person) =>
      db.transaction().execute(async (transaction) => {
        const pool = await locked(transaction, channel);
        const last = await transaction
          .selectFrom("pool_sentence")
          .select(["id", "sentence"])
          .where("pool", "=", pool)
          .where("person", "=", person)
          .orderBy("id", "desc")
          .executeTakeFirst();
        if (last !== undefined) {
          await transaction.deleteFrom("pool_sentence").where("id", "=", last.id).execute();
          await countChange(transaction, pool);
        }
        const count = await countOf(transaction, pool);
        return last === undefined ? count : { ...count, removed: last.sentence };
      }),

    async clear(channel) {
      await db
        .insertInto("pool")
        .values({ channel, round: 2 })
        .onConflict((conflict) => conflict.column("channel").doUpdateSet({ round: sql`pool.round + 1` }))
        .execute();
    },

    sentences: (pool) =>
      db
        .selectFrom("pool_sentence")
        .select(["person", "sentence"])
        .where("pool", "=", pool)
        .orderBy("id")
        .execute(),

    async prune(days) {
      const quiet = db
        .selectFrom("pool_sentence")
        .select("pool")
        .groupBy("pool")
        .having(sql<boolean>`max(created_at) < now() - ${sql.lit(`${days} days`)}::interval`);
      await db.deleteFrom("pool_sentence").where("pool", "in", quiet).execute();
    },
  };
}
