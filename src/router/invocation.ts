import type { Visibility } from "../replies/reply.ts";

export const PLATFORMS = ["slack", "discord", "web", "terminal"] as const;
export type Platform = (typeof PLATFORMS)[number];

/**
 * Everything needed to answer later, from any process, as plain data. Which fields are set depends on the platform;
 * only that platform's `send.ts` reads the optional ones.
 */
export interface Address {
  platform: Platform;
  /** Slack team, Discord guild; absent on web and terminal and in direct messages. */
  workspace?: string;
  channel: string;
  /** Slack thread timestamp; on Discord a thread is a channel. */
  thread?: string;
  /** Slack: nobody has answered in the thread yet. A public answer starts it; one for a single person would not be seen there. */
  newThread?: boolean;
  /** Who asked: a private reply goes to them alone. */
  person: string;
  visibility: Visibility;
  /** Slack: answers where the bot is not a member, for 30 minutes. */
  responseUrl?: string;
  /** Slack: true where every message is private anyway. */
  direct?: boolean;
  /** Discord: edits the first response, for 15 minutes. */
  interaction?: { application: string; token: string };
  /** When the question came in, milliseconds since 1970. */
  askedAt: number;
}

/** Facts about a person that the adapter can tell at once, without asking its platform. */
export interface Person {
  id: string;
  name: string;
  /** Discord role ids; empty where the platform does not send any. */
  roles: string[];
  /** The platform itself says so: Discord's Manage Server, the playground's staff switch. */
  administrator: boolean;
}

export type Input =
  /** Typed: "/compare gpt-3 gopher by:tokens", with or without the slash. Empty: a bare mention. */
  | { kind: "text"; text: string }
  /** Chosen: native options or a form, still as text, one entry per argument; lists as "a, b". */
  | { kind: "options"; command: string; options: Record<string, string> }
  /** A pressed button or a chosen menu entry. */
  | { kind: "action"; action: string; value: string }
  /** A message somebody pointed at, for the shortcut of a command. */
  | { kind: "message"; command: string; text: string };

/** A file that came with what was asked. Nothing is fetched before `read`, which throws UserError in words for the person. */
export interface AttachedFile {
  name: string;
  /** As the platform says it; what is read is bounded all the same. */
  bytes: number;
  read: () => Promise<Uint8Array>;
}

/** The most that is read of a file, in bytes. */
export const LARGEST_FILE = 5_000_000;

/** One event from a platform. */
export interface Invocation {
  /** The same when the platform delivers the same event again. */
  id: string;
  /** True where the platform may deliver an event twice (Slack events). */
  mayRepeat?: boolean;
  address: Omit<Address, "visibility">;
  person: Person;
  input: Input;
  /** Sent along: with the form, as a native option, or with the message. */
  files?: readonly AttachedFile[];
}
