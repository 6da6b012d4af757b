import { randomBytes } from "node:crypto";
import type { Button } from "./replies/reply.ts";

/**
 * A person's mistake or a limit they met. The message is shown to them word for word (Markdown subset of
 * `replies/markdown.ts`), so it says what to do next. Anything else that is thrown is a bug.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly suggestions: readonly Button[];
  /** The argument at fault, so a form can mark the field. */
  readonly argument: string | undefined;

  constructor(
    message: string,
    options: { suggestions?: readonly Button[]; argument?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.suggestions = options.suggestions ?? [];
    this.argument = options.argument;
  }
}

/** The configuration or the machine is not as needed: `main.ts` prints the message alone and exits with 1. */
export class StartupError extends Error {
  override readonly name = "StartupError";
}

const UNMISTAKABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A short reference to one invocation, easy to read aloud; it is in the log line and in the apology. */
export function newReference(): string {
  return Array.from(randomBytes(6), (byte) => UNMISTAKABLE[byte % UNMISTAKABLE.length]).join("");
}
