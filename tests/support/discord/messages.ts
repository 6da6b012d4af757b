import { assertDiscordAccepts, DiscordRejects } from "./accepts.ts";
import { attachmentJson } from "./files.ts";
import { Refusal, type Upload } from "./http.ts";
import type { Data, FakeFile, FakeMessage, World } from "./world.ts";

const MAX_FILE = 10 * 1024 * 1024;

/** Runs a check and turns its reasons into Discord's answer, which the world remembers. */
export function accept(world: World, body: unknown, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof DiscordRejects)) throw error;
    world.refusals.push({ reasons: error.reasons, body });
    const errors = {
      components: { _errors: error.reasons.map((message) => ({ code: "INVALID", message })) },
    };
    throw new Refusal(400, 50_035, "Invalid Form Body", { errors });
  }
}

export interface Sent {
  body: Data;
  uploads: Map<number, Upload>;
}

function filesOf(world: World, { body, uploads }: Sent): FakeFile[] {
  return ((body.attachments ?? []) as Data[]).map((attachment) => {
    const upload = uploads.get(Number(attachment.id));
    if (upload === undefined) throw new Refusal(400, 50_035, "Invalid Form Body: attachment without a file");
    if (upload.bytes.length > MAX_FILE) throw new Refusal(413, 40_005, "Request entity too large");
    const { description } = attachment;
    return {
      id: world.snowflake(),
      filename: String(attachment.filename),
      ...(typeof description === "string" ? { description } : {}),
      contentType: upload.contentType,
      bytes: upload.bytes,
    };
  });
}

const textIn = (component: Data): string[] => [
  ...(typeof component.content === "string" ? [component.content] : []),
  ...((component.components ?? []) as Data[]).flatMap(textIn),
];

/** All words of a message's text displays, one a line. */
export const textOf = (message: Pick<FakeMessage, "content" | "components">): string =>
  [message.content, ...message.components.flatMap(textIn)].filter((text) => text !== "").join("\n");

function watchPings(world: World, body: Data, text: string): void {
  const allowed = (body.allowed_mentions as { parse?: unknown[] } | undefined)?.parse;
  if (allowed?.length === 0) return;
  world.unguarded.push(text);
  if (/@everyone|@here|<@[!&]?\d+>/.test(text)) world.pings.push(text);
}

/** Checks and stores a new message. */
export function createMessage(
  world: World,
  sent: Sent,
  about: Partial<FakeMessage> & { channel: string },
): FakeMessage {
  accept(world, sent.body, () => assertDiscordAccepts(sent.body));
  const message: FakeMessage = {
    id: world.snowflake(),
    author: world.applicationId,
    content: String(sent.body.content ?? ""),
    flags: Number(sent.body.flags ?? 0),
    components: (sent.body.components ?? []) as Data[],
    files: filesOf(world, sent),
    at: world.now(),
    edits: 0,
    ...about,
  };
  watchPings(world, sent.body, textOf(message));
  world.messages.push(message);
  return message;
}

export function editMessage(world: World, message: FakeMessage, sent: Sent): void {
  accept(world, sent.body, () => assertDiscordAccepts(sent.body));
  message.files = filesOf(world, sent);
  message.components = (sent.body.components ?? []) as Data[];
  message.content = String(sent.body.content ?? "");
  message.flags |= Number(sent.body.flags ?? 0);
  message.edits++;
  watchPings(world, sent.body, textOf(message));
}

/** A message as the API shows it. */
export function messageJson(world: World, message: FakeMessage): Data {
  const author = [...world.people.values()].find(({ id }) => id === message.author);
  const { guild } = world.channels.get(message.channel) ?? {};
  return {
    id: message.id,
    channel_id: message.channel,
    ...(guild === undefined ? {} : { guild_id: guild }),
    author: author === undefined ? botJson(world) : personJson(author),
    content: message.content,
    timestamp: new Date(message.at).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: message.content.includes(`<@${world.applicationId}>`) ? [botJson(world)] : [],
    mention_roles: [],
    attachments: message.files.map((file) => attachmentJson(world, file)),
    embeds: [],
    components: message.components,
    pinned: false,
    type: message.replyTo === undefined ? 0 : 19,
    flags: message.flags,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
  };
}

export const botJson = (world: World): Data => ({
  id: world.applicationId,
  username: "Lectern",
  discriminator: "0",
  avatar: null,
  global_name: null,
  bot: true,
});

export const personJson = ({ id, name }: { id: string; name: string }): Data => ({
  id,
  username: name,
  discriminator: "0",
  avatar: null,
  global_name: name.charAt(0).toUpperCase() + name.slice(1),
});
