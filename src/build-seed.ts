import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { loadCourse } from "./course/load.ts";
import { SEED } from "./lectern.ts";
import { packageRoot } from "./package-root.ts";
import { databaseBackend } from "./queue/backends.ts";
import { openDatabase } from "./storage/open.ts";

/** Makes the dump from which the first start is quick: an embedded database with all migrations applied. */
async function dumpDatabase(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "lectern-seed-"));
  const database = await openDatabase({ home });
  await (await databaseBackend(database.queuePool)).close();
  await database.close();
  const db = await PGlite.create(join(home, "database"));
  const dump = await db.dumpDataDir("none");
  await db.close();
  await writeFile(SEED.database, Buffer.from(await dump.arrayBuffer()));
  await rm(home, { recursive: true });
}

await mkdir(dirname(SEED.database), { recursive: true });
await loadCourse({ dir: join(packageRoot, "data"), cache: SEED.course });
await dumpDatabase();
