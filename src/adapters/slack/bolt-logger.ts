import { type Logger as BoltLogger, LogLevel } from "@slack/bolt";
import type { Logger } from "pino";

const TOKEN = /\bx(?:ox[a-z]|app)-[\w-]+/g;

/** Words only: objects that Bolt logs may hold what people wrote. */
function words(parts: unknown[]): string {
  return parts
    .map((part) =>
      part instanceof Error ? `${part.name}: ${part.message}` : typeof part === "string" ? part : "",
    )
    .filter(Boolean)
    .join(" ")
    .replace(TOKEN, "[token]");
}

/** Bolt's log lines in ours. Its debug lines, which carry messages, are dropped. */
export function boltLogger(log: Logger): BoltLogger {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.warn({ from: "bolt" }, words(parts)),
    error: (...parts: unknown[]) => log.error({ from: "bolt" }, words(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
