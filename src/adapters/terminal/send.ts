import type { Parcel } from "../../queue/catalogue.ts";
import type { ChatMessages } from "../../storage/chat-messages.ts";

/** Writes the reply where the asking process reads it; writing it twice changes nothing. */
export async function send(parcel: Parcel, messages: ChatMessages): Promise<void> {
  const { invocation, address, reply, stage } = parcel;
  const { channel, person, visibility, askedAt } = address;
  await messages.put({ id: invocation, channel, person, asked: "", reply, visibility, at: askedAt, stage });
}
