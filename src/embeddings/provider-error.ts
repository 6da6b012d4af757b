/**
 * Why a provider gave no vectors.
 * - `key`, `model`, `quota`: no later call will do better; the job ends, and another model may stand in.
 * - `rate`, `server`, `network`, `timeout`, `malformed`: the same call may succeed later.
 * - `refused`: something in these texts is not accepted; other texts may be.
 */
export type ProviderFault =
  | "key"
  | "model"
  | "quota"
  | "rate"
  | "server"
  | "network"
  | "timeout"
  | "malformed"
  | "refused";

/** A provider's failure; the message is one sentence for the course staff and never holds a key. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly fault: ProviderFault;
  /** How long the provider asks to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    fault: ProviderFault,
    message: string,
    options: { retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.fault = fault;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** No later call will do better, whatever the texts. */
  get final(): boolean {
    return this.fault === "key" || this.fault === "model" || this.fault === "quota";
  }
}
