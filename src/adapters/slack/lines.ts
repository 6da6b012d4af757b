import type { RequestListener } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { HTTPReceiver, SocketModeReceiver } from "@slack/bolt";
import type { Logger } from "pino";
import { clientOptions, refusal } from "./api.ts";
import { boltLogger } from "./bolt-logger.ts";

/** How events come in. */
export interface Line {
  receiver: SocketModeReceiver | HTTPReceiver;
  /** Throws what Slack answered. */
  start: () => Promise<void>;
  ready: () => boolean;
  /** Nothing is taken any more. */
  stop: () => Promise<void>;
  requestListener?: RequestListener;
}

const PAUSES_MS = [0, 500, 1_000, 2_000, 5_000, 10_000, 30_000];
const CLOSING_MS = 2_000;

const reasonOf = (error: unknown): string =>
  refusal(error) ?? (error instanceof Error ? error.name : "closed");

/**
 * A socket that is opened again whenever it closes (Slack recycles it every few hours). The client's own reconnecting is
 * off: it waits five seconds first, and gives up with an unhandled rejection when Slack cannot be reached.
 */
export function socketLine(appToken: string, apiUrl: string | undefined, log: Logger): Line {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(apiUrl, log, 1) },
  });
  const { client } = receiver;
  const stopping = new AbortController();
  let state: "new" | "connected" | "reconnecting" = "new";

  const open = async (attempt: number): Promise<void> => {
    try {
      await wait(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)], undefined, { signal: stopping.signal });
      await receiver.start();
    } catch (error) {
      if (!stopping.signal.aborted) log.warn({ attempt, reason: reasonOf(error) }, "Slack is not connected");
    }
  };
  const reconnect = async (): Promise<void> => {
    state = "reconnecting";
    for (let attempt = 0; state === "reconnecting" && !stopping.signal.aborted; attempt += 1)
      await open(attempt);
  };
  client.on("connected", () => {
    state = "connected";
    // Stopped while it was being opened.
    if (stopping.signal.aborted) void client.disconnect();
  });
  client.on("disconnected", () => {
    if (state === "connected" && !stopping.signal.aborted) void reconnect();
  });
  return {
    receiver,
    ready: () => state === "connected" && !stopping.signal.aborted,
    start: async () => {
      await receiver.start();
    },
    stop: async () => {
      stopping.abort();
      await Promise.race([client.disconnect(), wait(CLOSING_MS, undefined, { ref: false })]);
    },
  };
}

/** Slack posts to us: the web server hands its requests to `requestListener`. */
export function httpLine(signingSecret: string, path: string, log: Logger): Line {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: path, logger: boltLogger(log) });
  let open = true;
  return {
    receiver,
    ready: () => open,
    start: () => Promise.resolve(),
    stop: async () => {
      open = false;
    },
    requestListener: (request, response) => {
      if (open) receiver.requestListener(request, response);
      else response.writeHead(503).end();
    },
  };
}
