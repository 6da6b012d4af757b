import type { AppsManifestValidateArguments } from "@slack/web-api";
import { SLACK, shorten } from "../../replies/limits.ts";
import type { Command } from "../../router/command.ts";
import { byFamily, type Family, familyUsage, isFamily } from "../../router/families.ts";
import { usage } from "../../router/parse.ts";
import { slackCommandName } from "./names.ts";

export type SlackManifest = AppsManifestValidateArguments["manifest"];

/** Without these Lectern cannot do its work; start-up checks them. */
export const REQUIRED_SCOPES = [
  "commands",
  "chat:write",
  "app_mentions:read",
  "im:history",
  "im:write",
  "files:write",
] as const;

/**
 * Asked for as well: files that people send and waiting for a picture's scan, admins, user groups that are staff, and (history) finding Lectern's own
 * message again when the process died just after posting it, so that it is not posted twice.
 */
const FURTHER_SCOPES = [
  "files:read",
  "users:read",
  "usergroups:read",
  "channels:history",
  "groups:history",
] as const;

/** Optional: channels nobody invited the bot to. */
const OPTIONAL_SCOPES = ["chat:write.public"] as const;

export interface ManifestOptions {
  commands: readonly Command[];
  prefix: string;
  socketMode: boolean;
  /** Where Slack reaches Lectern in HTTP mode: "https://lectern.example.org". */
  url?: string;
}

/** The arguments alone, or the commands of a family: Slack shows the first word itself. */
function usageHint(entry: Command | Family): string {
  const line = isFamily(entry) ? familyUsage(entry, entry.members.length) : usage(entry);
  return shorten(line.replace(/^\S+\s*/, ""), SLACK.usageHint);
}

function slashCommands({ commands, prefix }: ManifestOptions, url: { url?: string }) {
  const entries = byFamily(commands);
  const names = entries.map(({ name }) => slackCommandName(name, prefix));
  if (names.length > SLACK.slashCommands)
    throw new Error(`${names.length} commands; Slack takes ${SLACK.slashCommands}`);
  return entries.map((entry, at) => {
    const name = `/${names[at]}`;
    if (name.length > SLACK.commandName)
      throw new Error(`${name}: Slack takes names of ${SLACK.commandName} characters`);
    const hint = usageHint(entry);
    return {
      command: name,
      description: shorten(entry.summary, SLACK.commandDescription),
      ...(hint === "" ? {} : { usage_hint: hint }),
      should_escape: true,
      ...url,
    };
  });
}

function messageShortcuts({ commands }: ManifestOptions) {
  const offering = commands.filter((command) => command.messageShortcut !== undefined);
  if (offering.length > SLACK.messageShortcuts)
    throw new Error(`Slack takes ${SLACK.messageShortcuts} shortcuts`);
  return offering.map(({ name, summary, messageShortcut }) => ({
    type: "message" as const,
    callback_id: name,
    name: shorten(messageShortcut?.label ?? name, SLACK.shortcutName),
    description: shorten(summary, SLACK.shortcutDescription),
  }));
}

/** What to paste at api.slack.com/apps → Create New App → From a manifest. */
export function slackManifest(options: ManifestOptions): SlackManifest {
  const { socketMode, url } = options;
  const request = socketMode || url === undefined ? undefined : `${url.replace(/\/$/, "")}/slack/events`;
  const shortcuts = messageShortcuts(options);
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Lectern",
      description: "A teaching assistant for courses on large language models",
      background_color: "#1f3a5f",
    },
    features: {
      bot_user: { display_name: "lectern", always_online: true },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      slash_commands: slashCommands(options, request === undefined ? {} : { url: request }),
      ...(shortcuts.length === 0 ? {} : { shortcuts }),
    },
    oauth_config: {
      scopes: { bot: [...REQUIRED_SCOPES, ...FURTHER_SCOPES], bot_optional: [...OPTIONAL_SCOPES] },
    },
    settings: {
      event_subscriptions: {
        bot_events: ["app_mention", "app_home_opened", "message.im"],
        ...(request === undefined ? {} : { request_url: request }),
      },
      interactivity: {
        is_enabled: true,
        // The second one is asked for what a form's select offers.
        ...(request === undefined ? {} : { request_url: request, message_menu_options_url: request }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}
