import type { Reply } from "../replies/reply.ts";

const LOOK_EVERY_MS = 1_000;

/** Somebody asked the job to stop: it is over, and was no failure. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/** Runs `work` and looks every second whether it is to stop; then its signal is set, and this throws Stopped. */
export async function stoppable<Value>(
  asked: () => Promise<boolean>,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const stop = new AbortController();
  const look = (): void => {
    asked().then(
      (yes) => yes && stop.abort(new Stopped()),
      // The database is away: the job notices by itself.
      () => undefined,
    );
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  try {
    return await work(stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    clearInterval(timer);
  }
}

/** What stands in the place of an answer that was stopped. */
export function stoppedReply(line: string | undefined): Reply {
  const text = "Stopped. What was computed until then is kept: asked again, it goes on from there.";
  return {
    blocks: [
      { kind: "text", text },
      ...(line === undefined
        ? []
        : [{ kind: "actions" as const, buttons: [{ action: "share", label: "Go on", value: line }] }]),
    ],
  };
}
