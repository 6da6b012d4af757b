import {
  Client,
  type ClientOptions,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  PermissionFlagsBits,
  REST,
  Routes,
} from "discord.js";
import type { APIInteraction, GatewayMessageCreateDispatchData } from "discord-api-types/v10";
import type { Logger } from "pino";
import type { DiscordConfig } from "../../config.ts";
import { StartupError } from "../../errors.ts";
import type { Adapter, Lectern } from "../adapter.ts";
import { discordApi } from "./api.ts";
import { discordReceiver, type Receiver } from "./receive.ts";
import { discordSender } from "./send.ts";

const READY_WITHIN = 30_000;

export function discordRest(options: Pick<DiscordConfig, "apiUrl">): REST {
  return new REST({
    version: "10",
    timeout: 10_000,
    retries: 2,
    ...(options.apiUrl ? { api: options.apiUrl } : {}),
  });
}

/**
 * Connects to Discord's gateway and answers what comes in. No privileged intent: slash commands come with `Guilds`;
 * mentions and direct messages with the two message intents, whose texts Discord delivers when the bot is spoken to.
 * Interactions and messages are read from the raw events: every fact needed is in them, so nothing is cached but the
 * guilds and their roles.
 */
export async function connectDiscord(
  options: DiscordConfig,
  lectern: Lectern,
  log: Logger,
): Promise<Adapter> {
  // The sender has a REST client of its own: the gateway client forgets its token when it is stopped.
  const rest = discordRest(options).setToken(options.botToken);
  await checkApplication(rest, options);
  const client = new Client(clientOptions(options));
  const api = discordApi(rest, options.applicationId);
  const sender = discordSender(api, lectern.artifact);
  const receiver = discordReceiver({
    api,
    lectern,
    sender,
    log,
    self: () => client.user?.id ?? options.applicationId,
    administrator: (guild, roles, person) =>
      (options.guild === undefined || guild === options.guild) && mayManage(client, { guild, roles, person }),
    ...(options.guild === undefined ? {} : { home: options.guild }),
    ...(options.apiUrl === undefined ? {} : { apiUrl: options.apiUrl }),
  });

  const events = listen(client, receiver);
  watch(client, log);
  return {
    platform: "discord",
    start: () => login(client, options.botToken),
    send: sender.send,
    ready: () => !events.stopped() && client.isReady(),
    isStaff: async (person) =>
      person.administrator || person.roles.some((role) => options.staffRoles.includes(role)),
    typed: (commandName) => `/${commandName}`,
    stop: events.stop,
    close: async () => {
      await events.stop();
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}

/** Hands events to the receiver until stopped; `stop` waits for those in hand. */
function listen(client: Client, receiver: Receiver): { stopped: () => boolean; stop: () => Promise<void> } {
  const underway = new Set<Promise<void>>();
  let stopping: Promise<void> | undefined;
  const take = (handling: () => Promise<void>): void => {
    if (stopping !== undefined) return;
    const work: Promise<void> = handling().finally(() => underway.delete(work));
    underway.add(work);
  };
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (event: APIInteraction) =>
    take(() => receiver.interaction(event)),
  );
  client.ws.on(GatewayDispatchEvents.MessageCreate, (event: GatewayMessageCreateDispatchData) =>
    take(() => receiver.message(event)),
  );
  const end = async (): Promise<void> => {
    await client.destroy();
    await Promise.allSettled(underway);
  };
  return {
    stopped: () => stopping !== undefined,
    stop: () => {
      stopping ??= end();
      return stopping;
    },
  };
}

function clientOptions({ apiUrl }: DiscordConfig): ClientOptions {
  return {
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 1, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 1, keepOverLimit: (user) => user.id === user.client.user.id },
      PresenceManager: 0,
      ReactionManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      ThreadMemberManager: 0,
      VoiceStateManager: 0,
    }),
    rest: { timeout: 10_000, retries: 2, ...(apiUrl ? { api: apiUrl } : {}) },
  };
}

/** A message event says which roles its author has, not what they allow. */
function mayManage(client: Client, who: { guild: string; roles: string[]; person: string }): boolean {
  const guild = client.guilds.cache.get(who.guild);
  if (guild === undefined) return false;
  // The role of everyone has the guild's own id.
  const allows = (role: string) =>
    guild.roles.cache.get(role)?.permissions.has(PermissionFlagsBits.ManageGuild);
  return guild.ownerId === who.person || [who.guild, ...who.roles].some(allows);
}

const PORTAL = "discord.com/developers/applications → your application";
const WRONG_TOKEN = `Discord does not accept DISCORD_BOT_TOKEN. Copy it anew from ${PORTAL} → Bot → Reset Token.`;

const statusOf = (error: unknown): number =>
  typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 0;

/** Finds a wrong token or application id before the gateway does, where each has a message of its own. */
async function checkApplication(rest: REST, { applicationId, apiUrl }: DiscordConfig): Promise<void> {
  const found = await rest.get(Routes.currentApplication()).catch((error: unknown) => {
    if (statusOf(error) === 401) throw new StartupError(WRONG_TOKEN);
    const reason = error instanceof Error ? error.message : "no answer";
    throw new StartupError(
      `Discord could not be reached at ${apiUrl ?? "discord.com"} (${reason}). Check the network and DISCORD_API_URL, then start again.`,
    );
  });
  const { id } = found as { id: string };
  if (id === applicationId) return;
  throw new StartupError(
    `DISCORD_APPLICATION_ID is ${applicationId}, but DISCORD_BOT_TOKEN belongs to application ${id}. ` +
      `Copy the id from ${PORTAL} → General Information, or the token from → Bot.`,
  );
}

async function login(client: Client, token: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    client.once(Events.ClientReady, () => resolve());
    timer = setTimeout(
      () =>
        reject(
          new StartupError("Discord's gateway did not answer within 30 seconds. Start again in a minute."),
        ),
      READY_WITHIN,
    );
  });
  try {
    await Promise.all([client.login(token), ready]);
  } catch (error) {
    await client.destroy();
    if (error instanceof StartupError) throw error;
    if (error instanceof Error && /token/i.test(error.message)) throw new StartupError(WRONG_TOKEN);
    const reason = error instanceof Error ? error.message : "unknown reason";
    throw new StartupError(`Discord's gateway refused the connection (${reason}). Start again in a minute.`);
  } finally {
    clearTimeout(timer);
  }
}

/** discord.js reconnects by itself; what it reports is for the log. */
function watch(client: Client, log: Logger): void {
  client.on(Events.Error, (error) => log.error({ fault: error.message }, "Discord gateway error"));
  client.on(Events.Warn, (message) => log.warn({ warning: message }, "Discord gateway warning"));
  client.on(Events.ShardError, (error) => log.warn({ fault: error.message }, "Discord connection error"));
  client.on(Events.ShardReconnecting, () => log.info("reconnecting to Discord"));
  client.on(Events.ShardResume, () => log.info("Discord connection resumed"));
  client.on(Events.Invalidated, () => {
    log.fatal("Discord ended the session for good: check DISCORD_BOT_TOKEN; Lectern stops");
    // In order, so that whoever supervises the process starts it again.
    process.kill(process.pid, "SIGTERM");
  });
}
