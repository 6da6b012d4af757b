import { setTimeout as wait } from "node:timers/promises";
import {
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from "@slack/web-api";
import type { Logger } from "pino";
import { boltLogger } from "./bolt-logger.ts";

export const TIMEOUT_MS = 15_000;

/** Bolt's and the clients' own options. `retryConfig` is always given: Socket Mode would set 100 retries for everyone. */
export function clientOptions(apiUrl: string | undefined, log: Logger, retries: number): WebClientOptions {
  return {
    timeout: TIMEOUT_MS,
    retryConfig: { retries, factor: 2, minTimeout: 300, maxTimeout: 3_000 },
    logger: boltLogger(log),
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
}

/** `safe` repeats by itself what may be repeated; `once` never does: a lost answer to a post may be a posted message. */
export interface SlackApi {
  safe: WebClient;
  once: WebClient;
}

export function slackApi(token: string, apiUrl: string | undefined, log: Logger): SlackApi {
  return {
    safe: new WebClient(token, clientOptions(apiUrl, log, 2)),
    once: new WebClient(token, { ...clientOptions(apiUrl, log, 0), rejectRateLimitedCalls: true }),
  };
}

const MOST_WAITS = 4;
const LONGEST_WAIT_MS = 12_000;

/** Runs a call of `once`, waiting as long as Slack asks when it says 429: such a call was not carried out. */
export async function whenAllowed<Result>(call: () => Promise<Result>): Promise<Result> {
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const pause = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1_000 : undefined;
      if (pause === undefined || attempt === MOST_WAITS || waited + pause > LONGEST_WAIT_MS) throw error;
      waited += pause;
      await wait(pause);
    }
  }
}

/** Slack's error code, when Slack itself refused; undefined for network trouble and bugs. */
export function refusal(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

/** Refusals that pass: everything else Slack refuses it will refuse again. */
const PASSING = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "ratelimited",
  "rate_limited",
  "accesslimited",
  "team_added_to_org",
  "update_failed",
]);

/** Slack's code when trying again cannot help. */
export function lasting(error: unknown): string | undefined {
  const code = refusal(error);
  return code === undefined || PASSING.has(code) ? undefined : code;
}
