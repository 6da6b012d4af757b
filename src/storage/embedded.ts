import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { PGlite } from "@electric-sql/pglite";
import { StartupError } from "../errors.ts";
import { type Holder, type Lock, lockDirectory } from "./lock.ts";

/** The embedded database of this process. */
export interface Embedded {
  db: PGlite;
  lock: Lock;
}

/** Nothing, where the database is elsewhere. */
export interface Begun {
  embedded?: Promise<Embedded>;
}

/** The embedded database is open in another process. */
export class DatabaseInUse extends StartupError {
  readonly holder: Holder;

  constructor(home: string, holder: Holder) {
    super(
      `Lectern is already running on ${home} (process ${holder.pid}${holder.url === undefined ? "" : `, ${holder.url}`}). ` +
        "Stop it first, or give this one another LECTERN_HOME.",
    );
    this.holder = holder;
  }
}

/** Segments of 1 MB instead of 16: a new database is written sooner. */
const INITDB = ["--wal-segsize=1"];
/** Instead of 128 MB, which are all written to at every start. */
const MEMORY = ["-c", "shared_buffers=16MB"];

/**
 * Begins to open the embedded database under `home`, unless another one is configured; rejects at once where another
 * process has it. A new one is a copy of `seed`, a closed database directory with the schema already in it, when there
 * is one. This file imports little, so that the database starts while the rest of the program is loaded.
 */
export async function beginDatabase({
  home,
  databaseUrl,
  seed,
}: {
  home: string;
  databaseUrl?: string;
  seed?: string;
}): Promise<Begun> {
  if (databaseUrl !== undefined) return {};
  const lock = await lockDirectory(home, stopAtOnce);
  if ("heldBy" in lock) throw new DatabaseInUse(home, lock.heldBy);
  const embedded = startEmbedded(join(home, "database"), seed).then(
    (db) => ({ db, lock }),
    async (error: unknown) => {
      await lock.release();
      throw error;
    },
  );
  // Whoever awaits it hears of a failure; until then it is nobody's.
  embedded.catch(() => undefined);
  return { embedded };
}

/** Closing in order would write to a database that is another's by now. */
function stopAtOnce(): void {
  process.stderr.write("Lectern was paused, and another process has taken over its data. This one stops.\n");
  process.exit(1);
}

async function startEmbedded(directory: string, seed: string | undefined): Promise<PGlite> {
  // Optimising the database's code costs a start most of both cores and 50 MB, and later gains a fifth at best.
  setFlagsFromString("--liftoff-only");
  const loading = import("@electric-sql/pglite");
  if (seed !== undefined && !existsSync(join(directory, "PG_VERSION"))) copySeed(seed, directory);
  const { PGlite } = await loading;
  const startParams = [...PGlite.defaultStartParams, ...MEMORY];
  return PGlite.create(directory, { startParams, initDbStartParams: INITDB });
}

/** Under another name first: a start that was interrupted leaves no half database. */
function copySeed(seed: string, directory: string): void {
  if (!existsSync(join(seed, "PG_VERSION"))) return;
  const draft = `${directory}.new`;
  rmSync(draft, { recursive: true, force: true });
  copyDirectory(seed, draft);
  rmSync(directory, { recursive: true, force: true });
  renameSync(draft, directory);
}

/** Synchronous: for a thousand small files that takes a quarter of the time of `fs.cp`. */
function copyDirectory(from: string, to: string): void {
  mkdirSync(to, { mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyDirectory(source, target);
    else copyFileSync(source, target, constants.COPYFILE_FICLONE);
  }
}
