import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadConfig } from "./config.ts";
import { StartupError } from "./errors.ts";
import { openParts } from "./lectern.ts";
import { runUntilStopped } from "./lifecycle.ts";
import { openLog } from "./log.ts";

const PULSE_MS = 10_000;

await runUntilStopped(async () => {
  const config = loadConfig();
  if (config.databaseUrl === undefined) {
    throw new StartupError(
      "A worker of its own needs DATABASE_URL (Postgres): the embedded database belongs to one process, which does its jobs itself. " +
        "Set DATABASE_URL, and REDIS_URL if the queue is on Redis, to what the bot uses.",
    );
  }
  const log = openLog(config.logLevel);
  const parts = await openParts(config, log, {});
  // Not a job is taken before it is sure that charts can be drawn: other workers may be able to.
  const worker = parts.work(config.drawingThreads);
  await worker.check();
  worker.begin();
  await signLife();
  const pulse = setInterval(
    () => void signLife().catch((error: Error) => log.warn({ reason: error.message }, "no sign of life")),
    PULSE_MS,
  );
  process.stdout.write("Lectern worker is ready.\n");
  log.info({ ms: Math.round(performance.now()) }, "worker ready");
  return async () => {
    clearInterval(pulse);
    await parts.close();
  };

  /** A file that is touched while database and queue answer: what a container's health check looks at. */
  async function signLife(): Promise<void> {
    if (!Object.values(await parts.ready()).every(Boolean)) return;
    await mkdir(config.home, { recursive: true });
    await writeFile(join(config.home, "worker-alive"), "");
  }
});
