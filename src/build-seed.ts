import { chmod, cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadCourse } from "./course/load.ts";
import { packageRoot } from "./package-root.ts";
import { databaseBackend } from "./queue/backends.ts";
import { SEED } from "./seed.ts";
import { beginDatabase } from "./storage/embedded.ts";
import { openDatabase } from "./storage/open.ts";

/** Makes the database whose copy every first start gets: all migrations applied, as small as it goes. */
async function buildDatabase(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "lectern-seed-"));
  const begun = await beginDatabase({ home });
  const database = await openDatabase({ home, begun });
  await (await databaseBackend(database.queuePool)).close();
  // The pristine template is a third of the files, and nobody creates databases here.
  const db = (await begun.embedded)?.db;
  await db?.exec("update pg_database set datistemplate = false where datname = 'template0'");
  await db?.exec("drop database template0");
  await db?.exec("checkpoint");
  await database.close();
  await rm(SEED.database, { recursive: true, force: true });
  await cp(join(home, "database"), SEED.database, { recursive: true });
  await rm(home, { recursive: true });
  // In a container another user builds it than starts on it.
  for (const entry of await readdir(SEED.database, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await chmod(join(entry.parentPath, entry.name), 0o644);
  }
}

await mkdir(dirname(SEED.database), { recursive: true });
await loadCourse({ dir: join(packageRoot, "data"), cache: SEED.course });
await buildDatabase();
