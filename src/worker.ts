import { loadConfig } from "./config.ts";
import { StartupError } from "./errors.ts";
import { openLog, openParts } from "./lectern.ts";
import { runUntilStopped } from "./lifecycle.ts";

await runUntilStopped(async () => {
  const config = loadConfig();
  if (config.databaseUrl === undefined) {
    throw new StartupError(
      "A worker of its own needs DATABASE_URL (Postgres): the embedded database belongs to one process, which does its jobs itself. " +
        "Set DATABASE_URL, and REDIS_URL if the queue is on Redis, to what the bot uses.",
    );
  }
  const log = openLog(config.logLevel);
  const parts = await openParts(config, log);
  parts.work(config.drawingThreads);
  process.stdout.write("Lectern worker is ready.\n");
  log.info({ ms: Math.round(performance.now()) }, "worker ready");
  return parts.close;
});
