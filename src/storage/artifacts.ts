import { sql } from "./kysely.ts";
import type { Storage } from "./open.ts";

export interface Artifact {
  mediaType: "image/png";
  width: number;
  height: number;
  bytes: Buffer;
}

/** Drawn pictures by the hash of what they show: the same picture is stored once. */
export interface Artifacts {
  size: (key: string) => Promise<{ width: number; height: number } | undefined>;
  bytes: (key: string) => Promise<Buffer | undefined>;
  put: (key: string, artifact: Artifact) => Promise<void>;
  /** Forgets pictures older than `days`; they are drawn again when asked for. */
  prune: (days: number) => Promise<void>;
}

export function artifactsOn(db: Storage): Artifacts {
  return {
    size: (key) =>
      db.selectFrom("artifact").select(["width", "height"]).where("key", "=", key).executeTakeFirst(),
    async bytes(key) {
      const row = await db.selectFrom("artifact").select("bytes").where("key", "=", key).executeTakeFirst();
      return row === undefined ? undefined : Buffer.from(row.bytes);
    },
    async put(key, { mediaType, width, height, bytes }) {
      await db
        .insertInto("artifact")
        .values({ key, media_type: mediaType, width, height, bytes })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async prune(days) {
      await db
        .deleteFrom("artifact")
        .where("created_at", "<", sql<Date>`now() - ${sql.lit(`${days} days`)}::interval`)
        .execute();
    },
  };
}
