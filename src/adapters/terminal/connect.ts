import type { ChatMessages } from "../../storage/chat-messages.ts";
import type { Adapter, Lectern } from "../adapter.ts";
import { type Answer, type Question, receive } from "./receive.ts";
import { send } from "./send.ts";

/** The terminal: questions come from the process itself or, through the web server, from another one. */
export type TerminalAdapter = Adapter & {
  ask: (question: Question, progress?: (text: string) => void) => Promise<Answer>;
};

export function connectTerminal(lectern: Lectern, messages: ChatMessages): TerminalAdapter {
  return {
    platform: "terminal",
    start: async () => {},
    ready: () => true,
    typed: (name) => `/${name}`,
    send: (parcel) => send(parcel, messages),
    ask: (question, progress) => receive(question, { lectern, messages }, progress),
    stop: async () => {},
    close: async () => {},
  };
}
