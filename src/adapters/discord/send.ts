import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { APIMessage } from "discord-api-types/v10";
import type { Parcel } from "../../queue/catalogue.ts";
import { DISCORD } from "../../replies/limits.ts";
import type { Reply } from "../../replies/reply.ts";
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

/** An answer to an interaction, first by its token, later as a message of its own. */
export function discordSender(api: DiscordApi, artifact: Lectern["artifact"]): Sender {
  /** False when the interaction can no longer be answered. */
  async function editOriginal({ address }: Parcel, message: Outgoing): Promise<boolean> {
    if (address.interaction === undefined) return false;
    for (;;) {
      const age = Date.now() - address.askedAt;
      if (age >= TOKEN_LIFE) return false;
      try {
        await api.editOriginal(address.interaction.token, message);
        return true;
      } catch (error) {
        if (status(error) !== 404 && status(error) !== 401) throw error;
        if (status(error) === 401 || age >= STILL_ARRIVING) return false;
        await delay(BETWEEN_LOOKS);
      }
    }
  }

  async function editPosted(at: { channel: string; message: string }, reply: Reply, message: Outgoing) {
    try {
      await api.edit(at.channel, at.message, message);
    } catch (error) {
      if (!NO_ATTACHMENTS_HERE.has(code(error)) || message.uploads.length === 0) throw undeliverable(error);
      await api.edit(at.channel, at.message, withoutFiles(reply, error)).catch((again: unknown) => {
        throw undeliverable(again);
      });
    }
  }

  async function post(channel: string, parcel: Parcel, message: Outgoing): Promise<APIMessage> {
    const mention = parcel.address.interaction === undefined;
    const how = {
      nonce: nonce(parcel.invocation, "answer"),
      ...(mention ? { replyTo: parcel.invocation } : {}),
    };
    try {
      return await api.post(channel, message, how);
    } catch (error) {
      if (!NO_ATTACHMENTS_HERE.has(code(error)) || message.uploads.length === 0) throw error;
      return await api.post(channel, withoutFiles(parcel.reply, error), how);
    }
  }

  /** Tells the asker in private why the channel stays silent; that this fails too changes nothing. */
  async function explain({ address, invocation }: Parcel): Promise<void> {
    const text =
      `I could not answer in <#${address.channel}>: I may not write there. Ask a server administrator to give ` +
      "Lectern **View Channel**, **Send Messages** and **Attach Files** in it, then ask again.";
    const { components } = await compose({ blocks: [{ kind: "text", text }] }, artifact);
    const how = { nonce: nonce(invocation, "explanation") };
    await api
      .post(await api.openDirect(address.person), { components, uploads: [] }, how)
      .catch(() => undefined);
  }

  return {
    async send(parcel, posted, remember) {
      const message = await compose(parcel.reply, artifact);
      const known = place(posted, parcel);
      if (known !== undefined) return editPosted(known, parcel.reply, message);
      if (await editOriginal(parcel, message)) return;

      const { address } = parcel;
      // Without an interaction (a mention, a direct message) Discord has no private answers: the reply goes where it
      // was asked. What was ephemeral and has expired must not turn public.
      const direct = address.visibility === "private" && address.interaction !== undefined;
      try {
        const channel = direct ? await api.openDirect(address.person) : address.channel;
        const made = await post(channel, parcel, message);
        await remember({ message: made.id, channel });
        if (wording(made.components) !== wording(message.components)) {
          await editPosted({ channel, message: made.id }, parcel.reply, message);
        }
      } catch (error) {
        if (!direct && CLOSED.has(code(error))) await explain(parcel).catch(() => undefined);
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

/** The message of its own that was posted for this invocation, if one was. */
function place(posted: Posted | null, { address }: Parcel): { channel: string; message: string } | undefined {
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
