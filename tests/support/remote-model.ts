import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "../../src/labs/vectors.ts";

/** How a test server misbehaves. Everything can be changed while it runs. */
export interface Faults {
  /** Share of calls that get a 500, by a seeded generator. */
  failShare: number;
  seed: number;
  /** The most calls within a window of so many milliseconds; the rest get a 429 with this Retry-After. */
  rate: { calls: number; windowMs: number; retryAfter: string } | undefined;
  /** Milliseconds before each answer. */
  latencyMs: number;
  /** Answers for the next calls, taken one by one; "ok" is a usual one. */
  script: Answer[];
  /** Texts that make the whole call a 400. */
  poison: ReadonlySet<string>;
}

export type Answer =
  | "ok"
  | "stall"
  | "drop"
  | "not-json"
  | "no-vectors"
  | "too-few"
  | "wrong-dimension"
  | "not-numbers"
  | { status: number; retryAfter?: string; code?: string };

export interface Counters {
  calls: number;
  /** Calls that were answered with vectors. */
  answered: number;
  limited: number;
  failed: number;
  /** How often vectors of a text were given out, that is, paid for. */
  served: Map<string, number>;
  atOnce: number;
  mostAtOnce: number;
  requests: { path: string; body: Record<string, unknown> }[];
}

/** One provider's wire format. */
export interface Dialect {
  path: string;
  key: string;
  textsOf: (body: Record<string, unknown>) => string[] | string;
  respond: (texts: string[], body: Record<string, unknown>, vectors: number[][]) => unknown;
  refuse: (status: number, code: string | undefined) => unknown;
  dimensionOf: (body: Record<string, unknown>) => number;
  /** Parts of the request besides the text on which vectors depend. */
  flavour: (body: Record<string, unknown>) => string;
}

export interface RemoteModel {
  url: string;
  faults: Faults;
  counters: Counters;
  /** Texts whose vectors were given out more than once. */
  paidTwice: () => string[];
  close: () => Promise<void>;
}

/** The vector of a text: of length 1, and the same each time, as 32-bit floats. */
export function vectorFor(text: string, dimension: number, flavour: string): number[] {
  const random = seededRandom(createHash("sha256").update(`${flavour}\n${text}`).digest().readUInt32LE());
  const values = Array.from({ length: dimension }, () => random() - 0.5);
  const norm = Math.hypot(...values);
  return values.map((value) => Math.fround(value / norm));
}

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || "{}") as Record<string, unknown>;
};

function send(
  response: ServerResponse,
  status: number,
  content: { body: unknown; retryAfter?: string | undefined },
): void {
  const after = content.retryAfter === undefined ? {} : { "retry-after": content.retryAfter };
  response.writeHead(status, { "content-type": "application/json", ...after });
  response.end(typeof content.body === "string" ? content.body : JSON.stringify(content.body));
}

/** A provider of embeddings over real HTTP, with deterministic vectors, faults on demand and counters. */
export async function startRemoteModel(dialect: Dialect, faults: Partial<Faults> = {}): Promise<RemoteModel> {
  const state: Faults = {
    failShare: 0,
    seed: 1,
    rate: undefined,
    latencyMs: 0,
    script: [],
    poison: new Set(),
    ...faults,
  };
  const counters: Counters = {
    calls: 0,
    answered: 0,
    limited: 0,
    failed: 0,
    served: new Map(),
    atOnce: 0,
    mostAtOnce: 0,
    requests: [],
  };
  const random = seededRandom(state.seed);
  const recent: number[] = [];
  const due = (): Answer => {
    const scripted = state.script.shift();
    if (scripted !== undefined) return scripted;
    const { rate } = state;
    if (rate !== undefined) {
      const now = performance.now();
      while (recent.length > 0 && (recent[0] ?? 0) < now - rate.windowMs) recent.shift();
      if (recent.length >= rate.calls) return { status: 429, retryAfter: rate.retryAfter };
      recent.push(now);
    }
    return random() < state.failShare ? { status: 500 } : "ok";
  };
  const server = createServer(async (request, response) => {
    counters.calls += 1;
    counters.atOnce += 1;
    counters.mostAtOnce = Math.max(counters.mostAtOnce, counters.atOnce);
    response.once("close", () => {
      counters.atOnce -= 1;
    });
    const body = await bodyOf(request);
    const path = request.url ?? "";
    counters.requests.push({ path, body });
    if (request.headers.authorization !== `Bearer ${dialect.key}`)
      send(response, 401, { body: dialect.refuse(401, "invalid_api_key") });
    else if (path !== dialect.path) send(response, 404, { body: dialect.refuse(404, undefined) });
    else await answerWith(due(), body, response);
  });
  const answerWith = async (
    answer: Answer,
    body: Record<string, unknown>,
    response: ServerResponse,
  ): Promise<void> => {
    if (state.latencyMs > 0) await wait(state.latencyMs);
    reply({ dialect, state, counters }, { response, body, answer });
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults: state,
    counters,
    paidTwice: () => [...counters.served].filter(([, times]) => times > 1).map(([text]) => text),
    close: () => stop(server),
  };
}

interface Exchange {
  response: ServerResponse;
  body: Record<string, unknown>;
  answer: Answer;
}

function reply(
  model: { dialect: Dialect; state: Faults; counters: Counters },
  { response, body, answer }: Exchange,
): void {
  const { dialect, state, counters } = model;
  if (answer === "stall") return;
  if (answer === "drop") {
    response.destroy();
  } else if (typeof answer === "object") {
    counters[answer.status === 429 ? "limited" : "failed"] += 1;
    const { status, code, retryAfter } = answer;
    send(response, status, { body: dialect.refuse(status, code), retryAfter });
  } else if (answer === "not-json") {
    send(response, 200, { body: "<html>a proxy says hello</html>" });
  } else {
    const texts = dialect.textsOf(body);
    const wrong = typeof texts === "string" ? texts : undefined;
    if (typeof texts === "string" || texts.some((text) => state.poison.has(text)))
      send(response, 400, { body: dialect.refuse(400, wrong) });
    else giveVectors(model, { response, body, answer }, texts);
  }
}

function giveVectors(
  { dialect, counters }: { dialect: Dialect; counters: Counters },
  { response, body, answer }: Exchange,
  texts: string[],
): void {
  counters.answered += 1;
  for (const text of texts) counters.served.set(text, (counters.served.get(text) ?? 0) + 1);
  const dimension = dialect.dimensionOf(body) - (answer === "wrong-dimension" ? 1 : 0);
  const vectors = texts.map((text) => vectorFor(text, dimension, dialect.flavour(body)));
  if (answer === "too-few") vectors.pop();
  if (answer === "not-numbers") vectors[0] = vectors[0]?.map(() => Number.NaN) ?? [];
  const content = answer === "no-vectors" ? { id: "nothing" } : dialect.respond(texts, body, vectors);
  send(response, 200, { body: content });
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
