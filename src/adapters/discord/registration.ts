import { type REST, Routes } from "discord.js";
import type {
  APIApplicationCommandSubcommandOption,
  RESTPostAPIContextMenuApplicationCommandsJSONBody as MenuBody,
  RESTPostAPIChatInputApplicationCommandsJSONBody as SlashBody,
} from "discord-api-types/v10";
import { StartupError } from "../../errors.ts";
import { DISCORD, shorten } from "../../replies/limits.ts";
import type { Command } from "../../router/command.ts";
import { byFamily, type Family, isFamily, secondWord } from "../../router/families.ts";
import { optionDefinitions } from "./options.ts";

export type CommandBody = SlashBody | MenuBody;

const MISSING_ACCESS = 50_001;

/**
 * In servers and in direct messages with the bot. Not installed by a person: whoever does that brings the bot into servers
 * of their own, where they would be staff. Who is staff is decided by Lectern, not by `default_member_permissions`, which
 * knows no roles.
 */
const EVERYWHERE = { contexts: [0, 1], integration_types: [0] };

/** `most` characters for the description of each option. */
const options = (command: Command, most: number) =>
  optionDefinitions(command.args).map((option) => ({
    ...option,
    description: shorten(option.description, most),
  }));

const subcommand = (command: Command, most: number): APIApplicationCommandSubcommandOption => ({
  type: 1,
  name: secondWord(command.name) ?? command.name,
  description: shorten(command.summary, DISCORD.commandDescription),
  options: options(command, most),
});

/** A command of its own, or a family with its members as subcommands. */
const slash = (entry: Command | Family, most: number): SlashBody => ({
  type: 1,
  name: entry.name,
  description: shorten(entry.summary, DISCORD.commandDescription),
  options: isFamily(entry) ? entry.members.map((member) => subcommand(member, most)) : options(entry, most),
  ...EVERYWHERE,
});

/** Everything in it that is text, which is what Discord counts. */
const textOf = (part: unknown): number => {
  if (typeof part === "string") return part.length;
  return typeof part === "object" && part !== null
    ? Object.values(part).reduce((sum: number, each) => sum + textOf(each), 0)
    : 0;
};

const SHORTEST_DESCRIPTION = 20;

/** A large family says less about each of its options, so that Discord takes it whole. */
function fitting(entry: Command | Family, most: number = DISCORD.commandDescription): SlashBody {
  const body = slash(entry, most);
  if (textOf(body) <= DISCORD.commandText) return body;
  if (most > SHORTEST_DESCRIPTION) return fitting(entry, most - 10);
  throw new StartupError(
    `/${entry.name} has more options than fit into one command of Discord. Remove some from commands/index.ts.`,
  );
}

const menu = (label: string): MenuBody => ({
  type: 3,
  name: menuName(label),
  ...EVERYWHERE,
});

/** The name of a message shortcut as Discord shows and reports it. */
export const menuName = (label: string): string => shorten(label, DISCORD.contextMenuName);

/** Everything Discord is told about the commands, derived from their declarations. */
export function discordCommands(commands: readonly Command[]): CommandBody[] {
  const entries = byFamily(commands);
  const menus = commands.flatMap((command) =>
    command.messageShortcut === undefined ? [] : [menu(command.messageShortcut.label)],
  );
  const families = entries.filter(isFamily);
  const largest = Math.max(0, ...families.map(({ members }) => members.length));
  if (
    entries.length > DISCORD.slashCommands ||
    menus.length > DISCORD.messageMenus ||
    largest > DISCORD.subcommands
  ) {
    throw new StartupError(
      `Discord takes ${DISCORD.slashCommands} commands, ${DISCORD.subcommands} in a family, and ${DISCORD.messageMenus} ` +
        `message shortcuts; there are ${entries.length}, ${largest} and ${menus.length}. Remove some from commands/index.ts.`,
    );
  }
  return [...entries.map((entry) => fitting(entry)), ...menus];
}

/** Replaces the registered commands in one request: globally, or in one guild, where they show at once. */
export async function registerCommands(
  rest: REST,
  to: { applicationId: string; guild?: string },
  commands: readonly Command[],
): Promise<CommandBody[]> {
  const body = discordCommands(commands);
  const inGuild = body.map(({ contexts, integration_types, ...command }) => command);
  try {
    if (to.guild === undefined) await rest.put(Routes.applicationCommands(to.applicationId), { body });
    else await rest.put(Routes.applicationGuildCommands(to.applicationId, to.guild), { body: inGuild });
  } catch (error) {
    throw new StartupError(`The commands were not registered: ${refusal(error)}`);
  }
  return body;
}

/** What to do about a refusal; Discord's own errors carry the request, of which only the message is passed on. */
function refusal(error: unknown): string {
  const { status, code, message } = error as { status?: number; code?: number; message?: string };
  if (status === 401)
    return "Discord does not accept DISCORD_BOT_TOKEN. Copy it anew from the developer portal, Bot.";
  if (code === MISSING_ACCESS)
    return "Lectern is not in that server, or may not add commands there. Invite it with the scope applications.commands.";
  if (status === 403 || status === 404)
    return `Discord said “${message}”. Check that DISCORD_APPLICATION_ID is the application of DISCORD_BOT_TOKEN.`;
  if (status === undefined)
    return `Discord could not be reached (${message}). Check the network and DISCORD_API_URL.`;
  return `Discord said “${message}”.`;
}
