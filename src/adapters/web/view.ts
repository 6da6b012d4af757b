import { FINAL } from "../../queue/catalogue.ts";
import { toHtml } from "../../replies/to-html.ts";
import type { Command } from "../../router/command.ts";
import { byFamily, familyUsage, isFamily } from "../../router/families.ts";
import { linesArgument, typedLines } from "../../router/lines.ts";
import { usage } from "../../router/parse.ts";
import type { ChatMessage } from "../../storage/chat-messages.ts";
import { nameOf } from "./people.ts";

/** A message as the page gets it. */
export interface MessageView {
  id: string;
  channel: string;
  person: string;
  name: string;
  asked: string;
  html: string;
  error: boolean;
  private: boolean;
  working: boolean;
  at: number;
  stage: number;
}

export const maySee = (message: ChatMessage, viewer: string): boolean =>
  message.visibility === "public" || message.person === viewer;

export function viewOf(message: ChatMessage, viewer: string): MessageView {
  const fileUrl = (index: number): string =>
    `/messages/${encodeURIComponent(message.id)}/files/${index}?as=${encodeURIComponent(viewer)}`;
  return {
    id: message.id,
    channel: message.channel,
    person: message.person,
    name: nameOf(message.person),
    asked: message.asked,
    html: message.reply === null ? "" : toHtml(message.reply, { fileUrl }),
    error: message.reply?.error === true,
    private: message.visibility === "private",
    working: message.stage < FINAL,
    at: message.at,
    stage: message.stage,
  };
}

/** What the command box needs to help with a command. */
export interface CommandView {
  name: string;
  aliases: readonly string[];
  /** What it belongs to, if its name has two words. */
  family?: { name: string; summary: string; usage: string };
  summary: string;
  usage: string;
  access: Command["access"];
  examples: readonly string[];
  args: {
    name: string;
    description: string;
    position: "positional" | "named" | "rest";
    required: boolean;
    list: boolean;
    /** Whether there are values to offer. */
    completes: boolean;
  }[];
}

/** Every command, those of a family together. */
export function commandViews(commands: readonly Command[]): CommandView[] {
  return byFamily(commands).flatMap((entry) => {
    if (!isFamily(entry)) return [commandView(entry)];
    const { name, summary, members } = entry;
    const family = { name, summary, usage: `/${familyUsage(entry)}` };
    return members.map((member) => ({ ...commandView(member), family }));
  });
}

function commandView(command: Command): CommandView {
  // A file is attached, never typed.
  const args = Object.entries(command.args).filter(([, { input }]) => input !== "file");
  return {
    name: command.name,
    aliases: command.aliases ?? [],
    summary: command.summary,
    usage: `/${usage(command)}`,
    access: command.access,
    examples: command.examples,
    args: args.map(([name, arg]) => ({
      name,
      description: arg.description,
      position: arg.position,
      required: arg.required,
      list: arg.list !== undefined,
      completes: arg.choices !== undefined || arg.complete !== undefined,
    })),
  };
}

const quoted = (value: string): string => (/\s/.test(value) ? `"${value.replaceAll('"', "'")}"` : value);

/** A filled-in form as the line one could have typed: "/compare gpt-3 gopher by:tokens". */
export function lineOf(command: Command, options: Record<string, string>): string {
  const words = Object.entries(command.args).flatMap(([name, arg]) => {
    const value = options[name]?.trim() ?? "";
    if (value === "" || arg.input !== undefined) return [];
    if (arg.position === "named") return [`${name}:${quoted(value)}`];
    if (arg.list !== undefined) return value.split(/\s*,\s*/).map(quoted);
    return [arg.position === "rest" ? value : quoted(value)];
  });
  const lines = linesArgument(command);
  const text = (lines === undefined ? undefined : options[lines]?.trim()) ?? "";
  // So that the line, brought back into the box, says the same.
  if (text !== "") words.push(`${lines}:${typedLines(command, text)}`);
  return [`/${command.name}`, ...words].join(" ");
}
