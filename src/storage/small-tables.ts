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

export function keptValuesOn(db: Storage): KeptValues {
  return {
    async keep(value) {
      const key = createHash("sha256").update(value).digest("base64url").slice(0, 22);
      await db
        .insertInto("kept_value")
        .values({ key, value })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return key;
    },
    async get(key) {
      return (await db.selectFrom("kept_value").select("value").where("key", "=", key).executeTakeFirst())
        ?.value;
    },
    async prune(days) {
      await db
        .deleteFrom("kept_value")
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
