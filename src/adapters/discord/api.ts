import {
  DiscordAPIError,
  HTTPError,
  MessageFlags,
  RateLimitError,
  type RawFile,
  type REST,
  Routes,
} from "discord.js";
import type { APIContainerComponent, APIInteractionResponse, APIMessage } from "discord-api-types/v10";

/** A rendered reply with the bytes of its files. */
export interface Outgoing {
  components: APIContainerComponent[];
  uploads: { name: string; data: Buffer; mediaType: string; alt: string }[];
}

/**
 * What Discord said no to. The library's own errors carry the request body and the interaction token, and would take
 * both into the log: they stop here.
 */
export class DiscordFailure extends Error {
  override readonly name = "DiscordFailure";
  /** Discord's own code (10062, 50013, …), or 0 when it gave none. */
  readonly code: number;
  readonly status: number;

  constructor(doing: string, about: { code: number; status: number; message: string }) {
    super(`Discord refused to ${doing}: ${about.message} (code ${about.code}, status ${about.status})`);
    this.code = about.code;
    this.status = about.status;
  }
}

function failure(doing: string, error: unknown): unknown {
  if (error instanceof DiscordAPIError)
    return new DiscordFailure(doing, {
      code: Number(error.code) || 0,
      status: error.status,
      message: error.message,
    });
  if (error instanceof HTTPError)
    return new DiscordFailure(doing, { code: 0, status: error.status, message: error.message });
  if (error instanceof RateLimitError)
    return new DiscordFailure(doing, { code: 0, status: 429, message: "rate limited" });
  const reason = error instanceof Error ? error.message : "unknown";
  return new DiscordFailure(doing, { code: 0, status: 0, message: `no answer (${reason})` });
}

async function attempt<T>(doing: string, request: () => Promise<unknown>): Promise<T> {
  try {
    return (await request()) as T;
  } catch (error) {
    throw failure(doing, error);
  }
}

function payload(message: Outgoing): { body: Record<string, unknown>; files: RawFile[] } {
  return {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components: message.components,
      allowed_mentions: { parse: [], replied_user: false },
      attachments: message.uploads.map(({ name, alt }, id) => ({ id, filename: name, description: alt })),
    },
    files: message.uploads.map(({ name, data, mediaType }) => ({ name, data, contentType: mediaType })),
  };
}

export interface Ticket {
  id: string;
  token: string;
}

/** The handful of REST calls Lectern makes. Whatever fails throws `DiscordFailure`. */
export interface DiscordApi {
  /** The first response, as a message: acknowledgement and answer in one. */
  reply: (ticket: Ticket, message: Outgoing, ephemeral: boolean) => Promise<void>;
  /** Any other first response (modal, choices, nothing). */
  respond: (ticket: Ticket, response: APIInteractionResponse) => Promise<void>;
  /** Works from any process, with the interaction's token alone. Gives the message that it is. */
  editOriginal: (token: string, message: Outgoing) => Promise<Pick<APIMessage, "id" | "channel_id">>;
  edit: (channel: string, id: string, message: Outgoing) => Promise<void>;
  /** Posted again with the same nonce within minutes, Discord returns the first message instead. */
  post: (channel: string, message: Outgoing, how: { nonce: string; replyTo?: string }) => Promise<APIMessage>;
  openDirect: (person: string) => Promise<string>;
}

export function discordApi(rest: REST, applicationId: string): DiscordApi {
  const callback = (ticket: Ticket) => Routes.interactionCallback(ticket.id, ticket.token);
  return {
    reply: async (ticket, message, ephemeral) => {
      const { body, files } = payload(message);
      const flags = MessageFlags.IsComponentsV2 | (ephemeral ? MessageFlags.Ephemeral : 0);
      const data = { type: 4, data: { ...body, flags } };
      await attempt("answer an interaction", () =>
        rest.post(callback(ticket), { body: data, files, auth: false }),
      );
    },
    respond: async (ticket, response) => {
      await attempt("answer an interaction", () =>
        rest.post(callback(ticket), { body: response, auth: false }),
      );
    },
    editOriginal: (token, message) => {
      const route = Routes.webhookMessage(applicationId, token, "@original");
      return attempt("edit an answer", () => rest.patch(route, { ...payload(message), auth: false }));
    },
    edit: async (channel, id, message) => {
      await attempt("edit a message", () => rest.patch(Routes.channelMessage(channel, id), payload(message)));
    },
    post: (channel, message, { nonce, replyTo }) => {
      const { body, files } = payload(message);
      const reference = { message_id: replyTo, channel_id: channel, fail_if_not_exists: false };
      const full = {
        ...body,
        nonce,
        enforce_nonce: true,
        ...(replyTo === undefined ? {} : { message_reference: reference }),
      };
      return attempt("post a message", () =>
        rest.post(Routes.channelMessages(channel), { body: full, files }),
      );
    },
    openDirect: async (person) => {
      const body = { recipient_id: person };
      const channel = await attempt<{ id: string }>("open a direct message", () =>
        rest.post(Routes.userChannels(), { body }),
      );
      return channel.id;
    },
  };
}
