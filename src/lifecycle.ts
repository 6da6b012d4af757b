import { StartupError } from "./errors.ts";

/** Longer than any single job or delivery may take. */
const CLOSE_WITHIN_MS = 25_000;

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof StartupError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}

/**
 * Starts, and on the first SIGINT or SIGTERM closes: no new events, what is being done is finished, the rest stays in
 * the queue. A second signal, or closing that hangs, ends the process at once; everything durable is found again.
 */
export async function runUntilStopped(start: () => Promise<() => Promise<void>>): Promise<void> {
  const started = start();
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
    started.then((close) => close()).then(() => process.exit(0), fail);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  await started.catch(fail);
}
