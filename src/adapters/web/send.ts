import type { Parcel } from "../../queue/catalogue.ts";
import type { ChatMessage, ChatMessages } from "../../storage/chat-messages.ts";
import type { Sender } from "../adapter.ts";
import type { Live } from "./live.ts";

/** Keeps the message and shows it on the open pages. Returns what is kept now, which may be newer than what came. */
export async function post(
  message: ChatMessage,
  to: { messages: ChatMessages; live: Live },
): Promise<ChatMessage> {
  const before = await to.messages.get(message.id);
  await to.messages.put(message);
  const kept = (await to.messages.get(message.id)) ?? message;
  to.live.publish(kept, before?.reply == null ? undefined : before);
  return kept;
}

/** The parcel as a message. A mistake that a job found is the asker's own business. */
export function messageOf(parcel: Parcel, asked: string): ChatMessage {
  const { address, reply } = parcel;
  return {
    id: parcel.invocation,
    channel: address.channel,
    person: address.person,
    asked,
    reply,
    visibility: reply.error === true ? "private" : address.visibility,
    at: address.askedAt,
    stage: parcel.stage,
  };
}

export function createSender(to: { messages: ChatMessages; live: Live }): Sender {
  return {
    send: async (parcel) => {
      const asked = (await to.messages.get(parcel.invocation))?.asked ?? "";
      await post(messageOf(parcel, asked), to);
    },
  };
}
