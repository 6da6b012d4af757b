import { randomUUID } from "node:crypto";
import { z } from "zod";
import { UserError } from "../../errors.ts";
import type { Reply, Visibility } from "../../replies/reply.ts";
import { type AttachedFile, LARGEST_FILE } from "../../router/invocation.ts";
import type { ChatMessages } from "../../storage/chat-messages.ts";
import type { Lectern } from "../adapter.ts";
import { send } from "./send.ts";
import { finished } from "./waiting.ts";

const MOST_BASE64 = Math.ceil(LARGEST_FILE / 3) * 4;

export const questionSchema = z.object({
  /** Longer ones are refused by the router, in words. */
  line: z.string().max(30_000),
  as: z.string().min(1).max(80),
  staff: z.boolean(),
  channel: z.string().min(1).max(80),
  file: z.object({ name: z.string().min(1).max(255), base64: z.string().max(MOST_BASE64) }).optional(),
});

/** One command line typed in a terminal. */
export type Question = z.infer<typeof questionSchema>;

/** The finished reply; `pictures` holds the PNG of each image block by its artifact key, in base64. */
export interface Answer {
  command: string;
  visibility: Visibility;
  reply: Reply;
  pictures: Record<string, string>;
}

async function picturesOf(reply: Reply, lectern: Lectern): Promise<Record<string, string>> {
  const pictures: Record<string, string> = {};
  for (const block of reply.blocks) {
    if (block.kind !== "image") continue;
    const bytes = await lectern.artifact(block.artifact);
    if (bytes !== undefined) pictures[block.artifact] = bytes.toString("base64");
  }
  return pictures;
}

function filesOf({ file }: Question): AttachedFile[] {
  if (file === undefined) return [];
  const bytes = new Uint8Array(Buffer.from(file.base64, "base64"));
  return [{ name: file.name, bytes: bytes.length, read: async () => bytes }];
}

/** Asks Lectern and waits until all jobs of the reply are done; `progress` hears how far they are. */
export async function receive(
  question: Question,
  parts: { lectern: Lectern; messages: ChatMessages },
  progress: (text: string) => void = () => undefined,
): Promise<Answer> {
  const { lectern, messages } = parts;
  const outcome = await lectern.route({
    id: `terminal-${randomUUID()}`,
    address: { platform: "terminal", channel: question.channel, person: question.as, askedAt: Date.now() },
    person: { id: question.as, name: question.as, roles: [], administrator: question.staff },
    input: { kind: "text", text: question.line },
    files: filesOf(question),
  });
  if (outcome.kind === "reply") {
    const { command, visibility, reply } = outcome;
    return { command, visibility, reply, pictures: await picturesOf(reply, lectern) };
  }
  if (outcome.kind !== "working")
    throw new UserError("That needs a form, which a terminal has not. Type the command with its arguments.");
  const { parcel, command } = outcome;
  await lectern.shown(parcel, {}, () => send(parcel, messages));
  const reply = await finished(() => messages.get(parcel.invocation), progress);
  return {
    command,
    visibility: parcel.address.visibility,
    reply,
    pictures: await picturesOf(reply, lectern),
  };
}
