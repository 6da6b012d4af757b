import { type Logger, pino } from "pino";

/**
 * Of an error only what cannot hold a person's words or a token: databases and Redis hang the parameters of a failed
 * statement on their errors.
 */
function errorWithoutContents(error: unknown): object {
  if (!(error instanceof Error)) return { message: "not an error" };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: errorWithoutContents(error.cause) };
  return { type: error.name, message: error.message, stack: error.stack, ...code, ...cause };
}

/** Logs go to standard error as JSON, without message text and tokens; written beside the event loop, the rest at exit. */
export function openLog(level: string): Logger {
  const serializers = { error: errorWithoutContents, err: errorWithoutContents };
  return pino({ level, base: null, serializers }, pino.destination({ fd: 2, sync: false }));
}
