import { randomUUID } from "node:crypto";
import type {
  BlockAction,
  KnownEventFromType,
  MessageShortcut,
  SlackViewAction,
  SlashCommand,
} from "@slack/bolt";
import { slackAction } from "../../replies/slack-actions.ts";
import { slackFormValues } from "../../replies/slack-views.ts";
import type { Address, Input, Invocation, Person } from "../../router/invocation.ts";

type Place = Omit<Address, "visibility">;

/** Slack's text as the person typed it: entities undone, the links Slack found taken apart again. */
export function typedText(text: string): string {
  return text
    .replace(/<(?:https?|mailto|tel):([^>|]*)(?:\|([^>]*))?>/g, (link, _address: string, label?: string) =>
      label === undefined || label === "" ? (link.slice(1, -1).split("|")[0] ?? "") : label,
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

const person = (id: string, name: string | undefined): Person => ({
  id,
  name: name || id,
  roles: [],
  administrator: false,
});

const optional = <Key extends keyof Place>(key: Key, value: Place[Key] | undefined | null): Partial<Place> =>
  value === undefined || value === null || value === "" ? {} : { [key]: value };

/** Slack sends interactions once, so their id need only be unlike all others. */
const onceId = (trigger: string | undefined): string => `slack-${trigger ?? randomUUID()}`;

export function slashInvocation(body: SlashCommand, command: string): Invocation {
  return {
    id: onceId(body.trigger_id),
    address: {
      platform: "slack",
      ...optional("workspace", body.team_id),
      channel: body.channel_id,
      person: body.user_id,
      ...optional("responseUrl", body.response_url),
      askedAt: Date.now(),
    },
    person: person(body.user_id, body.user_name),
    input: { kind: "text", text: `/${command} ${typedText(body.text ?? "")}`.trim() },
  };
}

interface EventFacts {
  event_id: string;
  team_id: string;
}

export function mentionInvocation(
  event: KnownEventFromType<"app_mention">,
  facts: EventFacts,
  botUser: string,
): Invocation | undefined {
  // Another bot's mention is not answered: two bots would never stop.
  if (event.user === undefined || event.bot_id !== undefined) return undefined;
  const text = event.text.replace(new RegExp(`<@${botUser}(\\|[^>]*)?>`), "").trim();
  return {
    id: `slack-${facts.event_id}`,
    mayRepeat: true,
    address: {
      platform: "slack",
      ...optional("workspace", facts.team_id),
      channel: event.channel,
      thread: event.thread_ts ?? event.ts,
      ...(event.thread_ts === undefined ? { newThread: true } : {}),
      person: event.user,
      askedAt: Date.now(),
    },
    person: person(event.user, undefined),
    input: { kind: "text", text: typedText(text) },
  };
}

/** Undefined for what is no question to the bot: edits, joins, other bots, other channels. */
export function directInvocation(
  event: KnownEventFromType<"message">,
  facts: EventFacts,
  botUser: string,
): Invocation | undefined {
  if (event.channel_type !== "im") return undefined;
  if (event.subtype !== undefined && event.subtype !== "file_share") return undefined;
  if ("bot_id" in event && event.bot_id !== undefined) return undefined;
  const text = (event.text ?? "").replace(new RegExp(`<@${botUser}(\\|[^>]*)?>`), "").trim();
  return {
    id: `slack-${facts.event_id}`,
    mayRepeat: true,
    address: {
      platform: "slack",
      ...optional("workspace", facts.team_id),
      channel: event.channel,
      ...optional("thread", event.thread_ts),
      person: event.user,
      direct: true,
      askedAt: Date.now(),
    },
    person: person(event.user, undefined),
    input: { kind: "text", text: typedText(text) },
  };
}

/** What a home tab shows is what an empty question gets. */
export function homeInvocation(user: string, facts: EventFacts): Invocation {
  return {
    id: `slack-${facts.event_id}`,
    mayRepeat: true,
    address: {
      platform: "slack",
      ...optional("workspace", facts.team_id),
      channel: user,
      person: user,
      direct: true,
      askedAt: Date.now(),
    },
    person: person(user, undefined),
    input: { kind: "text", text: "" },
  };
}

function pressed(body: BlockAction): Input | undefined {
  const [action] = body.actions;
  if (action === undefined) return undefined;
  const kind = "action";
  if (action.type === "button")
    return { kind, action: slackAction(action.action_id), value: action.value ?? "" };
  if (action.type !== "static_select") return undefined;
  return { kind, action: slackAction(action.action_id), value: action.selected_option?.value ?? "" };
}

/** In a home tab there is no channel: the answer goes to the direct messages. */
export function actionInvocation(body: BlockAction): Invocation | undefined {
  const input = pressed(body);
  if (input === undefined) return undefined;
  const channel = body.channel?.id;
  const container: Record<string, unknown> = body.container;
  const whispered = container.is_ephemeral === true;
  const thread = body.message?.thread_ts ?? container.thread_ts;
  const direct = channel === undefined || (channel.startsWith("D") && !whispered);
  return {
    id: onceId(body.trigger_id),
    address: {
      platform: "slack",
      ...optional("workspace", body.team?.id),
      channel: channel ?? body.user.id,
      ...(typeof thread === "string" ? { thread } : {}),
      person: body.user.id,
      ...optional("responseUrl", body.response_url),
      ...(direct ? { direct } : {}),
      askedAt: Date.now(),
    },
    person: person(body.user.id, body.user.username),
    input,
  };
}

export function shortcutInvocation(body: MessageShortcut): Invocation {
  const { message } = body;
  return {
    id: onceId(body.trigger_id),
    address: {
      platform: "slack",
      ...optional("workspace", body.team?.id),
      channel: body.channel.id,
      thread: typeof message.thread_ts === "string" ? message.thread_ts : message.ts,
      ...(typeof message.thread_ts === "string" ? {} : { newThread: true }),
      person: body.user.id,
      ...optional("responseUrl", body.response_url),
      askedAt: Date.now(),
    },
    person: person(body.user.id, body.user.name),
    input: { kind: "message", command: body.callback_id, text: typedText(message.text ?? "") },
  };
}

const URL_USABLE_MS = 25 * 60_000;

/** What a modal carries along: where its question was asked. */
export function formMetadata(address: Place): string {
  const { workspace, channel, thread, direct, responseUrl, askedAt } = address;
  return JSON.stringify({ workspace, channel, thread, direct, responseUrl, askedAt });
}

interface Metadata {
  workspace?: string;
  channel: string;
  thread?: string;
  direct?: boolean;
  responseUrl?: string;
  askedAt: number;
}

export function formInvocation(body: SlackViewAction): Invocation {
  const metadata = JSON.parse(body.view.private_metadata) as Metadata;
  const usable = Date.now() - metadata.askedAt < URL_USABLE_MS;
  const trigger: unknown = "trigger_id" in body ? body.trigger_id : undefined;
  return {
    id: onceId(typeof trigger === "string" ? trigger : undefined),
    address: {
      platform: "slack",
      ...optional("workspace", metadata.workspace),
      channel: metadata.channel,
      ...optional("thread", metadata.thread),
      ...(metadata.direct === true ? { direct: true } : {}),
      ...(usable ? optional("responseUrl", metadata.responseUrl) : {}),
      person: body.user.id,
      askedAt: Date.now(),
    },
    person: person(body.user.id, body.user.name),
    input: {
      kind: "options",
      command: body.view.callback_id,
      options: slackFormValues(body.view.state.values),
    },
  };
}
