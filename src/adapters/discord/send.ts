import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Parcel } from "../../queue/catalogue.ts";
import { DISCORD } from "../../replies/limits.ts";
import type { Reply } from "../../replies/reply.ts";
import { toDiscordMessage } from "../../replies/to-discord.ts";
import { type Lectern, type Posted, type Sender, Undeliverable } from "../adapter.ts";
import { type DiscordApi, DiscordFailure, type Outgoing } from "./api.ts";
import { compose, composeWithoutFiles } from "./compose.ts";

const UNKNOWN_MESSAGE = 10_008;
const NO_ATTACHMENTS_HERE = new Set([50_013, 40_005]);
/** Missing access, missing permissions, unknown channel or guild, direct messages closed, verification level. */
const CLOSED = new Set([50_001, 50_013, 10_003, 10_004, 50_007, 50_009, 40_001]);
/** A minute short of the token's life: an edit must not arrive just after. */
const TOKEN_LIFE = DISCORD.interactionLife - 60_000;
/** Until then a missing first response may still be on its way from the process that received the event. */
const STILL_ARRIVING = DISCORD.acknowledgement + 1_000;
const BETWEEN_LOOKS = 150;

const code = (error: unknown): number => (error instanceof DiscordFailure ? error.code : 0);
const status = (error: unknown): number => (error instanceof DiscordFailure ? error.status : 0);

/** One message per invocation and purpose: the same nonce again is the same message. */
function nonce(invocation: string, purpose: string): string {
  return createHash("sha256").update(`${purpose} ${invocation}`).digest("base64url").slice(0, DISCORD.nonce);
}

/** The words of a message, to tell whether Discord returned an older message for the same nonce. */
function wording(components: unknown): string {
  if (Array.isArray(components)) return components.map(wording).join("\n");
  if (typeof components !== "object" || components === null) return "";
  const { type, content, components: inside } = components as Record<string, unknown>;
  return `${type}:${typeof content === "string" ? content.trim() : ""}:${wording(inside)}`;
}

/** The message that was edited; undefined when the interaction can no longer be answered. */
async function editOriginal(
  api: DiscordApi,
  { address }: Parcel,
  message: Outgoing,
): Promise<Place | undefined> {
  if (address.interaction === undefined) return undefined;
  for (;;) {
    const age = Date.now() - address.askedAt;
    if (age >= TOKEN_LIFE) return undefined;
    try {
      const edited = await api.editOriginal(address.interaction.token, message);
      return { message: edited.id, channel: edited.channel_id };
    } catch (error) {
      if (status(error) !== 404 && status(error) !== 401) throw error;
      if (status(error) === 401 || age >= STILL_ARRIVING) return undefined;
      await delay(BETWEEN_LOOKS);
    }
  }
}

/** Tries the message as it is, then without its files where only they are refused. */
async function withOrWithoutFiles<T>(
  reply: Reply,
  message: Outgoing,
  attempt: (message: Outgoing) => Promise<T>,
): Promise<T> {
  try {
    return await attempt(message);
  } catch (error) {
    if (!NO_ATTACHMENTS_HERE.has(code(error)) || message.uploads.length === 0) throw error;
    return await attempt(withoutFiles(reply, error));
  }
}

/** Posts a message of its own and makes sure that it says what this parcel says. */
async function post(api: DiscordApi, channel: string, sending: Sending): Promise<void> {
  const { parcel, message, remember } = sending;
  const mention = parcel.address.interaction === undefined;
  const how = {
    nonce: nonce(parcel.invocation, "answer"),
    ...(mention ? { replyTo: parcel.invocation } : {}),
  };
  const made = await withOrWithoutFiles(parcel.reply, message, (each) => api.post(channel, each, how));
  await remember({ message: made.id, channel });
  if (wording(made.components) === wording(message.components)) return;
  await withOrWithoutFiles(parcel.reply, message, (each) => api.edit(channel, made.id, each));
}

/** Tells the asker in private why the channel stays silent; that this fails too changes nothing. */
async function explain(api: DiscordApi, { address, invocation }: Parcel): Promise<void> {
  const text =
    `I could not answer in <#${address.channel}>: I may not write there. Ask a server administrator to give ` +
    "Lectern **View Channel**, **Send Messages** and **Attach Files** in it, then ask again.";
  const { components } = toDiscordMessage({ blocks: [{ kind: "text", text }] });
  const how = { nonce: nonce(invocation, "explanation") };
  try {
    await api.post(await api.openDirect(address.person), { components, uploads: [] }, how);
  } catch {
    return;
  }
}

interface Sending {
  parcel: Parcel;
  message: Outgoing;
  remember: (posted: Posted) => Promise<void>;
}

/**
 * Answers an interaction by its token for as long as that lives; later the bot edits that answer if it knows which it is, and
 * otherwise, as for mentions, posts a message of its own.
 * What is private has no place in a server without an interaction, and what was ephemeral must not turn public when it
 * has expired: both become direct messages.
 */
export function discordSender(api: DiscordApi, artifact: Lectern["artifact"]): Sender {
  async function sendNow(sending: Sending, posted: Posted | null): Promise<void> {
    const { parcel, message, remember } = sending;
    const edit = (at: Place): Promise<void> =>
      withOrWithoutFiles(parcel.reply, message, (each) => api.edit(at.channel, at.message, each));
    const known = place(posted, parcel);
    if (known !== undefined) return edit(known);
    const original = await editOriginal(api, parcel, message);
    if (original !== undefined) {
      // Its real id, so that the bot can go on editing it when the token has expired.
      if (typeof posted?.original !== "string") await remember(firstResponse(original));
      return;
    }
    const expired = originalOf(posted, parcel);
    if (expired !== undefined) return edit(expired);
    // What stood is gone, and nobody asked for another message.
    if (parcel.update === true) throw new Undeliverable("the message to be edited is gone");

    const { address } = parcel;
    const shared = address.interaction !== undefined || address.workspace !== undefined;
    const direct = address.visibility === "private" && shared;
    try {
      await post(api, direct ? await api.openDirect(address.person) : address.channel, sending);
    } catch (error) {
      if (!direct && CLOSED.has(code(error))) await explain(api, parcel);
      throw error;
    }
  }

  return {
    async send(parcel, posted, remember) {
      const message = await compose(parcel.reply, artifact);
      try {
        await sendNow({ parcel, message, remember }, posted);
      } catch (error) {
        throw undeliverable(error);
      }
    },
  };
}

function withoutFiles(reply: Reply, error: unknown): Outgoing {
  const tooLarge = code(error) === 40_005;
  const why = tooLarge ? "Discord found it too large" : "Lectern lacks the permission Attach Files here";
  return composeWithoutFiles(reply, why);
}

interface Place {
  channel: string;
  message: string;
}

const firstResponse = ({ message, channel }: Place): Posted => ({
  message: "@original",
  original: message,
  channel,
});

/** The first response as the bot can edit it without the token: not where it is for one person alone. */
function originalOf(posted: Posted | null, { address }: Parcel): Place | undefined {
  const { original, channel } = posted ?? {};
  if (address.visibility !== "public" || typeof original !== "string") return undefined;
  return { message: original, channel: typeof channel === "string" ? channel : address.channel };
}

/** The message of its own that was posted for this invocation, if one was. */
function place(posted: Posted | null, { address }: Parcel): Place | undefined {
  const message = posted?.message;
  if (typeof message !== "string" || message === "@original") return undefined;
  return { message, channel: typeof posted?.channel === "string" ? posted.channel : address.channel };
}

/** A refusal that stays one however often it is tried: closed doors, deleted messages, bodies Discord does not take. */
function undeliverable(error: unknown): unknown {
  const hopeless = CLOSED.has(code(error)) || code(error) === UNKNOWN_MESSAGE || status(error) === 400;
  if (!hopeless || !(error instanceof Error)) return error;
  return new Undeliverable(error.message, { cause: error });
}
