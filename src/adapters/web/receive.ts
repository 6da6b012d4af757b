import type { Logger } from "pino";
import { FINAL } from "../../queue/catalogue.ts";
import type { Reply } from "../../replies/reply.ts";
import { toHtml } from "../../replies/to-html.ts";
import type { AttachedFile, Input, Invocation } from "../../router/invocation.ts";
import type { ChatMessage, ChatMessages } from "../../storage/chat-messages.ts";
import type { Form, Lectern } from "../adapter.ts";
import type { Live } from "./live.ts";
import { PEOPLE } from "./people.ts";
import { messageOf, post } from "./send.ts";
import { type MessageView, viewOf } from "./view.ts";

/** One thing somebody did on the page. */
export interface Asked {
  /** Made by the page: sending the same thing again after a lost answer must not do it twice. */
  id: string;
  channel: string;
  as: string;
  /** How it is shown in the channel. */
  asked: string;
  input: Input;
  files?: readonly AttachedFile[];
}

/** `error` is HTML for the open form, which keeps what was typed. */
export type Answer = { message: MessageView } | { form: Form } | { error: string } | { repeat: true };

export interface ReceiveParts {
  lectern: Lectern;
  messages: ChatMessages;
  live: Live;
  log: Logger;
}

const messageId = (asked: Asked): string => `web-${asked.id}`;

function invocationOf(asked: Asked, at: number): Invocation {
  const person = PEOPLE.find(({ id }) => id === asked.as);
  if (person === undefined) throw new Error("The person was not checked");
  return {
    id: messageId(asked),
    address: { platform: "web", channel: asked.channel, person: person.id, askedAt: at },
    person,
    input: asked.input,
    ...(asked.files === undefined || asked.files.length === 0 ? {} : { files: asked.files }),
  };
}

/** Writes down that it was asked before it is routed: a job's answer may be back before the router's is shown. */
async function noteDown(asked: Asked, messages: ChatMessages): Promise<ChatMessage> {
  const before = await messages.get(messageId(asked));
  if (before !== undefined) return before;
  const note: ChatMessage = {
    id: messageId(asked),
    channel: asked.channel,
    person: asked.as,
    asked: asked.asked,
    reply: null,
    visibility: "private",
    at: Date.now(),
    stage: 0,
  };
  await messages.put(note);
  return note;
}

const formError = (reply: Reply): string => toHtml(reply, { fileUrl: () => "#" });

async function answer(asked: Asked, parts: ReceiveParts): Promise<Answer> {
  const note = await noteDown(asked, parts.messages);
  const shown = (message: ChatMessage): Answer => ({ message: viewOf(message, asked.as) });
  if (note.person !== asked.as) return { repeat: true };
  if (note.reply !== null) return shown(note);

  const outcome = await parts.lectern.route(invocationOf(asked, note.at));
  switch (outcome.kind) {
    case "form":
      return { form: outcome.form };
    case "repeat": {
      const kept = await parts.messages.get(note.id);
      return kept?.reply == null ? { repeat: true } : shown(kept);
    }
    case "reply": {
      const { reply, visibility } = outcome;
      if (reply.error === true && asked.input.kind === "options") return { error: formError(reply) };
      return shown(await post({ ...note, reply, visibility, stage: FINAL }, parts));
    }
    case "working": {
      const working = messageOf(outcome.parcel, note.asked);
      let kept: ChatMessage | undefined;
      const acknowledge = async (): Promise<void> => {
        kept = await post(working, parts);
      };
      // A failure here only means that delivery shows the working reply once more.
      await parts.lectern
        .shown(outcome.parcel, {}, acknowledge)
        .catch((error: unknown) =>
          parts.log.warn({ err: error }, "the working reply was not recorded as shown"),
        );
      return shown(kept ?? (await post(working, parts)));
    }
    default:
      return outcome satisfies never;
  }
}

/** Answers what people do on the page, each thing once however often it is sent. */
export function createReceiver(parts: ReceiveParts): (asked: Asked) => Promise<Answer> {
  const underway = new Map<string, Promise<Answer>>();
  return (asked) => {
    const key = `${asked.as} ${asked.id}`;
    const running = underway.get(key);
    if (running !== undefined) return running;
    const started = answer(asked, parts).finally(() => underway.delete(key));
    underway.set(key, started);
    return started;
  };
}
