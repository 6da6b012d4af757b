import { createHash } from "node:crypto";
import { sql } from "./kysely.ts";
import type { Storage } from "./open.ts";

/** Button values that are too long for a platform. */
export interface KeptValues {
  /** Keeps the value and gives its short key, the same for the same value. */
  keep: (value: string) => Promise<string>;
  get: (key: string) => Promise<string | undefined>;
  prune: (days: number) => Promise<void>;
}

export const keptValuesOn = (db: Storage): KeptValues => keptOn(db, "kept_value");

/** Texts that a command leaves for its job, megabytes of them: the same as values, but kept for a shorter time. */
export const keptTextsOn = (db: Storage): KeptValues => keptOn(db, "kept_text");

function keptOn(db: Storage, table: "kept_value" | "kept_text"): KeptValues {
  return {
    async keep(value) {
      const key = createHash("sha256").update(value).digest("base64url").slice(0, 22);
      await db
        .insertInto(table)
        .values({ key, value })
        // Its time begins anew: somebody counts on it from now on.
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ created_at: sql`now()` }))
        .execute();
      return key;
    },
    async get(key) {
      return (await db.selectFrom(table).select("value").where("key", "=", key).executeTakeFirst())?.value;
    },
    async prune(days) {
      await db
        .deleteFrom(table)
        .where("created_at", "<", sql<Date>`now() - ${sql.lit(`${days} days`)}::interval`)
        .execute();
    },
  };
}

/** Platform events that may come twice. */
export interface TakenEvents {
  /** True for the first caller with this id only. */
  take: (id: string) => Promise<boolean>;
  prune: (days: number) => Promise<void>;
}

export function takenEventsOn(db: Storage): TakenEvents {
  return {
    async take(id) {
      const inserted = await db
        .insertInto("taken_event")
        .values({ id })
        .onConflict((conflict) => conflict.doNothing())
        .returning("id")
        .executeTakeFirst();
      return inserted !== undefined;
    },
    async prune(days) {
      await db
        .deleteFrom("taken_event")
        .where("created_at", "<", sql<Date>`now() - ${sql.lit(`${days} days`)}::interval`)
        .execute();
    },
  };
}
