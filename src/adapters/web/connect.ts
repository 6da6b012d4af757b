import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Logger } from "pino";
import { StartupError } from "../../errors.ts";
import type { ChatMessages } from "../../storage/chat-messages.ts";
import type { Adapter, Lectern } from "../adapter.ts";
import { loadAssets } from "./assets.ts";
import { createLive } from "./live.ts";
import { createReceiver } from "./receive.ts";
import { createRoutes } from "./routes.ts";
import { createSender } from "./send.ts";
import { createUploads } from "./uploads.ts";

export interface WebOptions {
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** Host names, with or without port, that the page may be reached under besides loopback. */
  allowedHosts: string[];
  /** What a terminal has to show; empty refuses all. */
  terminalToken: string;
  playground: "with staff" | "learners only" | "off";
}

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void;

export interface WebDeps {
  messages: ChatMessages;
  log: Logger;
  ready: () => Promise<Record<string, boolean>>;
  /** Handlers that take the whole path for themselves, before any check of this adapter. */
  mounts?: Record<string, NodeHandler>;
  terminal?: (body: unknown) => Promise<unknown>;
}

/** How long requests under way may take to finish once the adapter closes. */
const CLOSE_WITHIN_MS = 5_000;

async function listen(server: Server, { host, port }: WebOptions): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  }).catch((error: NodeJS.ErrnoException) => {
    throw new StartupError(whyNotListening(error, host, port), { cause: error });
  });
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${actual}`;
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE")
    return `Port ${port} on ${host} is taken by another program. Stop that one, or set LECTERN_PORT to a free port.`;
  if (error.code === "EACCES")
    return `This account may not listen on port ${port}. Set LECTERN_PORT to a port above 1023.`;
  return `The web playground cannot listen on ${host}:${port} (${error.code ?? error.message}). Check LECTERN_HOST and LECTERN_PORT.`;
}

function serverFor(
  fetch: (request: Request) => Response | Promise<Response>,
  mounted: Record<string, NodeHandler>,
): Server {
  const mounts = new Map(Object.entries(mounted));
  const handle = getRequestListener(fetch);
  return createServer((request, response) => {
    const mount = mounts.get((request.url ?? "").replace(/\?.*$/, ""));
    if (mount !== undefined) mount(request, response);
    else void handle(request, response);
  });
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection kept alive is idle only once its last answer is out: look again until all are gone.
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

/** The playground: a chat page where Lectern can be tried without any account, and the HTTP side of the process. */
export async function connectWeb(
  options: WebOptions,
  lectern: Lectern,
  deps: WebDeps,
): Promise<Adapter & { url: string }> {
  const { messages, log } = deps;
  const live = createLive();
  const receive = createReceiver({ lectern, messages, live, log });
  let stopped = false;
  const app = createRoutes({
    ...deps,
    allowedHosts: [options.host, ...options.allowedHosts],
    terminalToken: options.terminalToken,
    playground: options.playground,
    lectern,
    live,
    receive,
    uploads: createUploads(),
    assets: loadAssets(),
    stopped: () => stopped,
  });
  const server = serverFor(app.fetch, deps.mounts ?? {});
  const url = await listen(server, options);
  return {
    ...createSender({ messages, live }),
    platform: "web",
    url,
    // It listens since it was connected: its address is known then.
    start: async () => {},
    ready: () => server.listening && !stopped,
    isStaff: async (person) => person.administrator,
    typed: (commandName) => `/${commandName}`,
    stop: async () => {
      stopped = true;
    },
    close: async () => {
      stopped = true;
      live.endAll();
      await closeServer(server);
    },
  };
}
