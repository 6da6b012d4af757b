import { createHmac } from "node:crypto";
import type { WebSocket } from "ws";
import { type Data, isData } from "./accepts.ts";
import { SIGNING_SECRET } from "./workspace.ts";

/** How a delivery ended: `answer` is what the acknowledgement carried. `timedOut` is what a person would see as an error. */
export interface Delivery {
  timedOut: boolean;
  status?: number;
  answer: Data;
}

export type EnvelopeKind = "slash_commands" | "interactive" | "events_api";

const ACK_MS = 3_000;

/** Brings payloads to the app, over its sockets or to its request URL, and waits three seconds for each answer. */
export class Transport {
  readonly sockets = new Set<WebSocket>();
  /** Set for HTTP mode. */
  requestUrl: string | undefined;
  /** In HTTP mode: where options are asked for. Without it Slack does not ask, and shows an error. */
  optionsUrl: string | undefined;
  signingSecret = SIGNING_SECRET;
  #waiting = new Map<string, (answer: Data) => void>();
  #count = 0;

  connect(socket: WebSocket): void {
    this.sockets.add(socket);
    socket.on("close", () => this.sockets.delete(socket));
    socket.on("message", (data) => {
      const message: unknown = JSON.parse(String(data));
      if (!isData(message)) return;
      this.#waiting.get(String(message.envelope_id))?.(isData(message.payload) ? message.payload : {});
    });
    socket.send(JSON.stringify({ type: "hello", num_connections: 1, connection_info: { app_id: "A1" } }));
  }

  /** Slack recycles connections now and then; a client reconnects. */
  refresh(): void {
    for (const socket of this.sockets) {
      socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
    }
  }

  deliver(kind: EnvelopeKind, payload: Data, retry = 0): Promise<Delivery> {
    return this.requestUrl === undefined
      ? this.#bySocket(kind, payload, retry)
      : this.#byHttp(kind, payload, retry);
  }

  #bySocket(kind: EnvelopeKind, payload: Data, retry: number): Promise<Delivery> {
    const [socket] = this.sockets;
    if (socket === undefined) return Promise.resolve({ timedOut: true, answer: {} });
    this.#count += 1;
    const id = `envelope-${this.#count}`;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ timedOut: true, answer: {} }), ACK_MS);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve({ timedOut: false, answer });
      });
      const retried = retry > 0 ? { retry_attempt: retry, retry_reason: "timeout" } : {};
      const carries = kind !== "events_api";
      const envelope = {
        envelope_id: id,
        type: kind,
        accepts_response_payload: carries,
        payload,
        ...retried,
      };
      socket.send(JSON.stringify(envelope));
    });
  }

  async #byHttp(kind: EnvelopeKind, payload: Data, retry: number): Promise<Delivery> {
    const json = JSON.stringify(payload);
    const fields = Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]);
    const form =
      kind === "slash_commands" ? new URLSearchParams(fields) : new URLSearchParams({ payload: json });
    const body = kind === "events_api" ? json : form.toString();
    const time = String(Math.floor(Date.now() / 1000));
    const signature = createHmac("sha256", this.signingSecret).update(`v0:${time}:${body}`).digest("hex");
    const headers = {
      "content-type": kind === "events_api" ? "application/json" : "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": time,
      "x-slack-signature": `v0=${signature}`,
      ...(retry > 0 ? { "x-slack-retry-num": String(retry), "x-slack-retry-reason": "http_timeout" } : {}),
    };
    const url = payload.type === "block_suggestion" ? this.optionsUrl : this.requestUrl;
    try {
      const signal = AbortSignal.timeout(ACK_MS);
      const response = await fetch(url ?? "", { method: "POST", headers, body, signal });
      const text = await response.text();
      const answer: unknown = text.startsWith("{") ? JSON.parse(text) : { text };
      return {
        timedOut: !response.ok,
        status: response.status,
        answer: isData(answer) && text !== "" ? answer : {},
      };
    } catch {
      return { timedOut: true, answer: {} };
    }
  }
}
