import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { serveFile } from "./files.ts";
import { createGateway } from "./gateway.ts";
import { Refusal, type Request, readRequest, respond } from "./http.ts";
import { textOf } from "./messages.ts";
import { createPeople } from "./people.ts";
import { restRoutes } from "./rest.ts";
import { type FakeInteraction, type FakeMessage, type FakePerson, type Fault, World } from "./world.ts";

export type { FakeInteraction, FakeMessage } from "./world.ts";

/**
 * Discord over real HTTP and WebSocket, strict where Discord is strict. Its state outlives the bot, which may be
 * killed and started again. People and channels: ada, grace, linus; general, random; "@ada" is a direct message.
 */
export type FakeDiscord = Awaited<ReturnType<typeof startDiscordServer>>;

/** A fault that is due for this request, used up. */
function dueFault(world: World, line: string): Fault | undefined {
  const fault = world.faults.find(({ match, times }) => times > 0 && match.test(line));
  if (fault !== undefined) fault.times--;
  return fault;
}

function failWith({ status, code = 0, retryAfter }: Fault): Refusal {
  const more = retryAfter === undefined ? {} : { retry_after: retryAfter, global: false };
  return new Refusal(status, code, status === 429 ? "You are being rate limited." : "arranged to fail", more);
}

function serve(world: World, routes: (request: Request) => unknown): Server {
  return createServer(async (incoming, response) => {
    const line = `${incoming.method} ${(incoming.url ?? "").replace(/\?.*$/, "")}`;
    let status = 200;
    if (incoming.url?.startsWith("/attachments/")) return serveFile(world, incoming, response);
    try {
      const request = await readRequest(incoming);
      const fault = dueFault(world, line);
      if (fault !== undefined && !fault.after) throw failWith(fault);
      const body = routes(request);
      if (fault !== undefined) throw failWith(fault);
      respond(response, status, body);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, 0, String(error));
      status = refusal.status;
      const { retry_after: retryAfter } = refusal.body;
      respond(
        response,
        status,
        refusal.body,
        retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
      );
    }
    world.requests.push(`${line} ${status}`);
    world.changed();
  });
}

export async function startDiscordServer(options: { token?: string } = {}) {
  const world = new World(options.token ?? "fake-bot-token");
  let port = 0;
  const gatewayUrl = (): string => `ws://127.0.0.1:${port}/gateway`;
  const gateway = createGateway(world, gatewayUrl);
  const people = createPeople(world, gateway);
  const http = serve(world, restRoutes({ world, gatewayUrl, posted: (message) => people.announce(message) }));
  const sockets = new WebSocketServer({ server: http });
  sockets.on("connection", gateway.accept);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  port = (http.address() as AddressInfo).port;
  world.base = `http://127.0.0.1:${port}`;

  const visible = (channel: string): FakeMessage[] => {
    const id = world.channel(channel)?.id;
    return world.messages.filter((message) => message.channel === id && message.onlyFor === undefined);
  };

  return {
    world,
    token: world.token,
    applicationId: world.applicationId,
    guild: world.guild,
    /** What DISCORD_API_URL is set to. */
    apiUrl: `http://127.0.0.1:${port}/api`,
    ...people,
    /** Everything people see in a channel, oldest first, their own messages included. */
    messages: visible,
    /** What the bot wrote there. */
    answers: (channel: string): FakeMessage[] =>
      visible(channel).filter(({ author }) => author === world.applicationId),
    /** The messages only this person sees, in any channel. */
    ephemerals: (name: string): FakeMessage[] =>
      world.messages.filter((message) => message.onlyFor === world.person(name).id),
    /** The message an interaction was answered with. */
    answerTo: ({ original }: FakeInteraction): FakeMessage => {
      const message = world.messages.find(({ id }) => id === original);
      if (message === undefined) throw new Error("The application did not respond");
      return message;
    },
    textOf,
    person: (name: string, about: Partial<FakePerson> = {}): FakePerson =>
      Object.assign(world.person(name), about),
    /** Removes a message, as a moderator would. */
    deletes: ({ id }: FakeMessage): void => {
      world.messages.splice(0, Infinity, ...world.messages.filter((message) => message.id !== id));
    },
    /** Makes the next matching requests ("POST /api/v10/…") fail. */
    fails: (fault: Omit<Fault, "times"> & { times?: number }): void => {
      world.faults.push({ times: 1, ...fault });
    },
    advance: (milliseconds: number): void => world.advance(milliseconds),
    connected: gateway.connected,
    dropConnections: gateway.drop,
    until: (condition: () => boolean, what?: string, within?: number) => world.until(condition, what, within),
    async close(): Promise<void> {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}
