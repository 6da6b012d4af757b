import type { PostgresPool, Kysely as Queries } from "kysely";
import { StartupError } from "../errors.ts";
import type { QueuePool } from "../queue/backends.ts";
import { type Begun, beginDatabase, type Embedded } from "./embedded.ts";
import { Kysely, PostgresDialect, WithSchemaPlugin } from "./kysely.ts";
import type { Lock } from "./lock.ts";
import { migrate } from "./migrations.ts";
import { PglitePool } from "./pglite-pool.ts";
import type { Schema } from "./schema.ts";

export type Storage = Queries<Schema>;

/** The connections of a process: its own queries through `storage`, the queue's through `queuePool`. */
export interface OpenDatabase {
  storage: Storage;
  /** Shaped like `pg.Pool`; its search path begins with the queue's schema. */
  queuePool: QueuePool;
  /** Only on the embedded database. */
  lock?: Lock;
  close: () => Promise<void>;
}

const SEARCH_PATH = "bullmq, public";

/** Our names are always qualified, because the search path belongs to the queue. */
function kysely(pool: PostgresPool): Storage {
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new WithSchemaPlugin("lectern")],
  });
}

/**
 * Opens Postgres at `url`, or else the embedded database under `home` (which may have been begun already), and migrates
 * it.
 */
export async function openDatabase(options: {
  url?: string;
  home: string;
  begun?: Begun;
}): Promise<OpenDatabase> {
  if (options.url !== undefined) return openPostgres(options.url);
  const { embedded } = options.begun ?? (await beginDatabase(options));
  if (embedded === undefined) throw new Error("The embedded database was not begun");
  return onEmbedded(await embedded);
}

async function onEmbedded({ db, lock }: Embedded): Promise<OpenDatabase> {
  try {
    await db.exec(`set search_path to ${SEARCH_PATH}`);
    // The same at run time; Kysely's type also asks for cursors, which Lectern does not use.
    const pool = new PglitePool(db) as unknown as PostgresPool & QueuePool;
    const storage = kysely(pool);
    await migrate(storage);
    const close = async (): Promise<void> => {
      await storage.destroy();
      await db.close();
      await lock.release();
    };
    return { storage, queuePool: pool, lock, close };
  } catch (error) {
    await db.close();
    await lock.release();
    throw error;
  }
}

async function openPostgres(url: string): Promise<OpenDatabase> {
  const { default: pg } = await import("pg");
  pg.types.setTypeParser(20, Number);
  const common = {
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // Also where the server does not answer at all and no packet says so.
    query_timeout: 12_000,
  };
  const pool = new pg.Pool({ ...common, max: 6, statement_timeout: 10_000 });
  // Every queue worker keeps one connection for LISTEN.
  const queuePool = new pg.Pool({
    ...common,
    max: 12,
    options: `-c search_path=${SEARCH_PATH.replaceAll(" ", "")}`,
  });
  // A connection that drops, idle or in use, is replaced by the pool; without a listener it would end the process.
  for (const each of [pool, queuePool]) {
    each.on("error", () => undefined);
    each.on("connect", (client) => client.on("error", () => undefined));
  }
  // BullMQ adds listeners for each queue.
  queuePool.setMaxListeners(0);
  const storage = kysely(pool);
  try {
    await migrate(storage);
  } catch (error) {
    await Promise.allSettled([storage.destroy(), queuePool.end()]);
    if (error instanceof StartupError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(
      `DATABASE_URL: the database cannot be used (${reason}). Check the address, the password and that it runs.`,
      {
        cause: error,
      },
    );
  }
  const close = async (): Promise<void> => {
    await storage.destroy();
    await queuePool.end();
  };
  return { storage, queuePool: queuePool as unknown as QueuePool, close };
}
