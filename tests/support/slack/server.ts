import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { WebSocketServer } from "ws";
import { type Data, isData, SlackRefusal } from "./accepts.ts";
import { LOG_IN_PAGE, serveFile } from "./files.ts";
import { METHODS } from "./methods.ts";
import { People } from "./people.ts";
import { Transport } from "./transport.ts";
import { APP_TOKEN, BOT_TOKEN, Workspace } from "./workspace.ts";

/** What goes wrong the next times a method is called. `lost`: done, but the answer never arrives. */
export type Trouble = { error: string } | { retryAfter: number } | { status: number } | { lost: true };

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** Slack's clients send forms with JSON in the fields. */
function parseArguments(body: string): Data {
  const entries = [...new URLSearchParams(body)].map(([key, value]): [string, unknown] => {
    if (/^[[{]/.test(value) && key !== "text") return [key, JSON.parse(value)];
    if (value === "true" || value === "false") return [key, value === "true"];
    return [key, value];
  });
  return Object.fromEntries(entries);
}

/** A Slack workspace over real HTTP and WebSocket. Its state stays while clients come and go. */
export class FakeSlack extends People {
  readonly calls: { method: string; args: Data }[] = [];
  readonly #troubles = new Map<string, Trouble[]>();
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });

  private constructor() {
    super(new Workspace(), new Transport());
    this.#http = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      });
    });
    this.#http.on("upgrade", (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (client) => this.transport.connect(client));
    });
  }

  static async start(): Promise<FakeSlack> {
    const slack = new FakeSlack();
    await new Promise<void>((resolve) => slack.#http.listen(0, "127.0.0.1", resolve));
    const { port } = slack.#http.address() as AddressInfo;
    slack.base = `http://127.0.0.1:${port}`;
    return slack;
  }

  get apiUrl(): string {
    return `${this.base}/api/`;
  }

  /** The next call of `method` meets these, one each. */
  trouble(method: string, ...troubles: Trouble[]): void {
    this.#troubles.set(method, [...(this.#troubles.get(method) ?? []), ...troubles]);
  }

  called(method: string): Data[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.args);
  }

  /** Resolves when the condition holds. */
  async until(condition: () => boolean, timeoutMs = 8_000): Promise<void> {
    const end = Date.now() + timeoutMs;
    while (!condition()) {
      if (Date.now() > end) throw new Error(`waited in vain for ${condition}`);
      await wait(5);
    }
  }

  async close(): Promise<void> {
    for (const socket of this.transport.sockets) socket.terminate();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const [, area, name = ""] = new URL(request.url ?? "/", this.base).pathname.split("/");
    if (area === "api") return this.#api(name, { body, request, response });
    if (area === "upload") {
      const file = this.workspace.files.get(name);
      if (file !== undefined) file.bytes = body;
      response.end(file === undefined ? "not found" : `OK - ${body.length}`);
      return;
    }
    if (area === "files-pri") {
      const { authorization } = request.headers;
      return serveFile(this.workspace, { path: request.url ?? "", authorization }, response);
    }
    if (area === "") {
      response.setHeader("content-type", "text/html; charset=utf-8").end(LOG_IN_PAGE);
      return;
    }
    if (area === "response") return this.#respond(name, body, response);
    response.statusCode = 404;
    response.end();
  }

  #respond(id: string, body: Buffer, response: ServerResponse): void {
    try {
      const message: unknown = JSON.parse(body.toString());
      this.workspace.respond(id, isData(message) ? message : {});
      response.end("ok");
    } catch (error) {
      response.statusCode = error instanceof SlackRefusal && error.error === "invalid_blocks" ? 400 : 404;
      response.end(error instanceof SlackRefusal ? error.error : "no_service");
    }
  }

  #api(
    method: string,
    { body, request, response }: { body: Buffer; request: IncomingMessage; response: ServerResponse },
  ): void {
    const args = parseArguments(body.toString());
    this.calls.push({ method, args });
    const trouble = this.#troubles.get(method)?.shift();
    if (trouble !== undefined && "retryAfter" in trouble) {
      response.writeHead(429, { "retry-after": String(trouble.retryAfter) }).end("{}");
      return;
    }
    if (trouble !== undefined && "status" in trouble) {
      response.writeHead(trouble.status).end("broken");
      return;
    }
    const token = String(args.token ?? request.headers.authorization?.replace("Bearer ", "") ?? "");
    const error = trouble !== undefined && "error" in trouble ? trouble.error : undefined;
    const answer = this.#call(method, token, { args, error });
    if (trouble !== undefined && "lost" in trouble) {
      request.socket.destroy();
      return;
    }
    response.setHeader("content-type", "application/json");
    response.setHeader("x-oauth-scopes", [...this.workspace.scopes].join(","));
    response.end(JSON.stringify(answer));
  }

  #call(method: string, token: string, { args, error }: { args: Data; error: string | undefined }): Data {
    if (error !== undefined) return { ok: false, error };
    if (method === "apps.connections.open") {
      if (token !== APP_TOKEN) return { ok: false, error: "invalid_auth" };
      return { ok: true, url: `${this.base.replace("http", "ws")}/socket` };
    }
    if (token === "") return { ok: false, error: "not_authed" };
    if (token !== BOT_TOKEN) return { ok: false, error: "invalid_auth" };
    const run = METHODS[method];
    if (run === undefined) return { ok: false, error: "unknown_method" };
    try {
      return { ok: true, ...run(args, this.workspace, this.base) };
    } catch (refusal) {
      if (!(refusal instanceof SlackRefusal)) throw refusal;
      this.refusals.push(`${method}: ${refusal.message}`);
      return {
        ok: false,
        error: refusal.error,
        response_metadata: { messages: [`[ERROR] ${refusal.message}`] },
      };
    }
  }
}

export function startSlackServer(): Promise<FakeSlack> {
  return FakeSlack.start();
}
