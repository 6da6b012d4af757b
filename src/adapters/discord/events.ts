import { PermissionFlagsBits, PermissionsBitField } from "discord.js";
import type {
  APIApplicationCommandInteractionDataOption,
  APIChatInputApplicationCommandInteraction,
  APIInteraction,
  APIMessage,
  APIMessageApplicationCommandInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
  APIUser,
  GatewayMessageCreateDispatchData,
} from "discord-api-types/v10";
import { readCustomId } from "../../replies/discord-actions.ts";
import type { Command } from "../../router/command.ts";
import type { Input, Invocation, Person } from "../../router/invocation.ts";
import { foldOptions } from "./options.ts";
import { menuName } from "./registration.ts";

/** Interactions that a person waits for; pings and half-typed options are not among them. */
export type Asking =
  | APIChatInputApplicationCommandInteraction
  | APIMessageApplicationCommandInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction;

/** Application command, message component, modal submit; of the commands, not those on a user. */
export function isAsking(interaction: APIInteraction): interaction is Asking {
  if (interaction.type === 2) return interaction.data.type === 1 || interaction.data.type === 3;
  return interaction.type === 3 || interaction.type === 5;
}

const displayName = (user: Pick<APIUser, "username"> & { global_name?: string | null }): string =>
  user.global_name ?? user.username;

/** `home` is the course's server where one is set: what somebody may do elsewhere makes nobody staff. */
function personOf({ member, user, guild_id: guild }: Asking, home: string | undefined): Person {
  const who = member?.user ?? user;
  const rights = new PermissionsBitField(BigInt(member?.permissions ?? "0"));
  return {
    id: who?.id ?? "",
    name: member?.nick ?? (who === undefined ? "" : displayName(who)),
    roles: member?.roles ?? [],
    administrator: rights.has(PermissionFlagsBits.ManageGuild) && (home === undefined || guild === home),
  };
}

/** Discord has a family as one command with subcommands: "lab embed" is `embed` of `lab`, and its options are in there. */
export function chosenCommand<Option extends APIApplicationCommandInteractionDataOption>({
  name,
  options = [],
}: {
  name: string;
  options?: Option[];
}) {
  const [only] = options;
  return only?.type === 1 ? { name: `${name} ${only.name}`, options: only.options ?? [] } : { name, options };
}

function slashInput(
  { data }: APIChatInputApplicationCommandInteraction,
  commands: readonly Command[],
): Input {
  const chosen = chosenCommand(data);
  const command = commands.find(({ name }) => name === chosen.name);
  // A command that is registered but gone is typed text to the router, which says what there is instead.
  if (command === undefined) return { kind: "text", text: chosen.name };
  const given = new Map(
    chosen.options.flatMap((option) =>
      "value" in option && option.type !== 11 ? [[option.name, String(option.value)]] : [],
    ),
  );
  return { kind: "options", command: command.name, options: foldOptions(command.args, given) };
}

/** What a message says, be it as content or in Components V2. */
function wordsOf(message: APIMessage): string {
  if (message.content !== "") return message.content;
  const words = (component: object): string[] => {
    const { content, components = [] } = component as { content?: string; components?: object[] };
    return [...(content === undefined ? [] : [content]), ...components.flatMap(words)];
  };
  return (message.components ?? []).flatMap(words).join("\n");
}

function menuInput({ data }: APIMessageApplicationCommandInteraction, commands: readonly Command[]): Input {
  const command = commands.find(
    ({ messageShortcut }) => messageShortcut !== undefined && menuName(messageShortcut.label) === data.name,
  );
  const message = data.resolved.messages[data.target_id];
  if (command === undefined) return { kind: "text", text: "" };
  return { kind: "message", command: command.name, text: message === undefined ? "" : wordsOf(message) };
}

function componentInput({ data }: APIMessageComponentInteraction): Input {
  const { action, value } = readCustomId(data.custom_id) ?? { action: data.custom_id, value: "" };
  const chosen = "values" in data ? data.values[0] : undefined;
  return { kind: "action", action, value: chosen ?? value };
}

function formInput({ data }: APIModalSubmitInteraction): Input {
  const options: Record<string, string> = {};
  for (const row of data.components) {
    if (!("component" in row)) continue;
    const field = row.component;
    // Files come by themselves.
    if (field.type === 19) continue;
    const text =
      "values" in field ? field.values.join(", ") : "value" in field ? String(field.value ?? "") : "";
    if (text.trim() !== "") options[field.custom_id] = text.trim();
  }
  return { kind: "options", command: data.custom_id.replace(/^form\|/, ""), options };
}

function inputOf(interaction: Asking, commands: readonly Command[]): Input {
  if (interaction.type === 3) return componentInput(interaction);
  if (interaction.type === 5) return formInput(interaction);
  return isSlash(interaction) ? slashInput(interaction, commands) : menuInput(interaction, commands);
}

const isSlash = (
  interaction: APIChatInputApplicationCommandInteraction | APIMessageApplicationCommandInteraction,
): interaction is APIChatInputApplicationCommandInteraction => interaction.data.type === 1;

export function interactionInvocation(
  interaction: Asking,
  commands: readonly Command[],
  home?: string,
): Invocation {
  const person = personOf(interaction, home);
  return {
    id: interaction.id,
    address: {
      platform: "discord",
      ...(interaction.guild_id === undefined ? {} : { workspace: interaction.guild_id }),
      channel: interaction.channel?.id ?? interaction.channel_id ?? "",
      person: person.id,
      interaction: { application: interaction.application_id, token: interaction.token },
      askedAt: Date.now(),
    },
    person,
    input: inputOf(interaction, commands),
  };
}

const ORDINARY = 0;
const REPLY = 19;

/**
 * A message that speaks to the bot: a direct message, or one that names it. Undefined for everything else, other bots
 * above all. `administrator` tells what the message itself does not: whether the author's roles may manage the server.
 */
export function messageInvocation(
  message: GatewayMessageCreateDispatchData,
  self: string,
  administrator: (guild: string, roles: string[], person: string) => boolean,
): Invocation | undefined {
  const { author, guild_id: guild, content } = message;
  if (author.bot || message.webhook_id !== undefined) return undefined;
  if (message.type !== ORDINARY && message.type !== REPLY) return undefined;
  const name = new RegExp(`<@!?${self}>`);
  if (guild !== undefined && !name.test(content)) return undefined;
  const roles = message.member?.roles ?? [];
  return {
    id: message.id,
    address: {
      platform: "discord",
      ...(guild === undefined ? {} : { workspace: guild }),
      channel: message.channel_id,
      person: author.id,
      askedAt: Date.now(),
    },
    person: {
      id: author.id,
      name: message.member?.nick ?? displayName(author),
      roles,
      administrator: guild !== undefined && administrator(guild, roles, author.id),
    },
    input: { kind: "text", text: content.replace(name, "").trim() },
  };
}
