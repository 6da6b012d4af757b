import { randomBytes } from "node:crypto";
import type { WebSocket } from "ws";
import { botJson } from "./messages.ts";
import type { Data, World } from "./world.ts";

interface Session {
  id: string;
  intents: number;
  /** All events of the session, for a resume. */
  events: { t: string; d: Data; s: number }[];
  socket?: WebSocket;
}

export interface Gateway {
  connected: () => boolean;
  accept: (socket: WebSocket) => void;
  /** False when no bot with one of these intents is there to hear it. */
  dispatch: (event: string, data: Data, intents?: number) => boolean;
  /** Closes every connection, with 4000 so that the session may be resumed. */
  drop: (code?: number) => void;
}

const HEARTBEAT_MS = 41_250;
const ADMINISTRATOR = "8";

function guildJson(world: World): Data {
  const roles = [
    { id: world.guild, name: "@everyone", permissions: "2048", position: 0 },
    { id: "4200000000000000003", name: "admins", permissions: ADMINISTRATOR, position: 1 },
  ].map((role) => ({
    ...role,
    color: 0,
    colors: {},
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  }));
  const channels = [...world.channels.values()].filter(({ guild }) => guild !== undefined);
  return {
    id: world.guild,
    name: "Course",
    owner_id: "4200000000000000009",
    roles,
    emojis: [],
    stickers: [],
    features: [],
    members: [],
    presences: [],
    threads: [],
    voice_states: [],
    member_count: world.people.size,
    preferred_locale: "en-GB",
    channels: channels.map(({ id, name }) => ({ id, name, type: 0, position: 0, permission_overwrites: [] })),
  };
}

/** The WebSocket side: hello, identify, heartbeat, ready, resume. */
export function createGateway(world: World, url: () => string): Gateway {
  const sessions = new Map<string, Session>();

  const say = (socket: WebSocket | undefined, packet: Data): void => socket?.send(JSON.stringify(packet));
  function event(session: Session, t: string, d: Data): void {
    const packet = { t, d, s: session.events.length + 1 };
    session.events.push(packet);
    if (session.socket?.readyState === 1) say(session.socket, { op: 0, ...packet });
  }

  function identify(socket: WebSocket, { token, intents }: Data): void {
    if (token !== world.token) {
      socket.close(4004, "Authentication failed.");
      return;
    }
    // One bot process per token in these tests: a new session ends the old ones.
    sessions.clear();
    const session: Session = {
      id: randomBytes(8).toString("hex"),
      intents: Number(intents),
      events: [],
      socket,
    };
    sessions.set(session.id, session);
    event(session, "READY", {
      v: 10,
      user: botJson(world),
      guilds: [{ id: world.guild, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: url(),
      shard: [0, 1],
      application: { id: world.applicationId, flags: 0 },
    });
    event(session, "GUILD_CREATE", guildJson(world));
    world.changed();
  }

  function resume(socket: WebSocket, { token, session_id: id, seq }: Data): void {
    const session = sessions.get(String(id));
    if (token !== world.token || session === undefined) {
      say(socket, { op: 9, d: false });
      return;
    }
    session.socket = socket;
    for (const missed of session.events.slice(Number(seq))) say(socket, { op: 0, ...missed });
    event(session, "RESUMED", {});
    world.changed();
  }

  const open = (session: Session): boolean => session.socket?.readyState === 1;
  return {
    connected: () => [...sessions.values()].some(open),
    accept(socket) {
      say(socket, { op: 10, d: { heartbeat_interval: HEARTBEAT_MS } });
      socket.on("message", (raw) => {
        const { op, d } = JSON.parse(String(raw)) as { op: number; d: Data };
        if (op === 1) say(socket, { op: 11 });
        if (op === 2) identify(socket, d);
        if (op === 6) resume(socket, d);
      });
      socket.on("close", (code) => {
        // A client that leaves with 1000 or 1001 ends its session; any other close leaves it open to be resumed.
        for (const session of sessions.values()) {
          if (session.socket === socket && (code === 1000 || code === 1001)) sessions.delete(session.id);
        }
        world.changed();
      });
    },
    dispatch(name, data, intents) {
      const hearing = [...sessions.values()].filter(
        (session) => intents === undefined || (session.intents & intents) !== 0,
      );
      for (const session of hearing) event(session, name, data);
      return hearing.length > 0;
    },
    drop(code = 4000) {
      for (const session of sessions.values()) session.socket?.close(code);
    },
  };
}
