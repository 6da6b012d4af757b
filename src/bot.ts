import { randomBytes } from "node:crypto";
import { connectTerminal } from "./adapters/terminal/connect.ts";
import { questionSchema } from "./adapters/terminal/receive.ts";
import { connectWeb } from "./adapters/web/connect.ts";
import type { Config } from "./config.ts";
import { openParts, type Parts } from "./lectern.ts";
import { openLog } from "./log.ts";
import { chatMessagesOn } from "./storage/chat-messages.ts";
import type { Begun } from "./storage/embedded.ts";

/** The chat platforms that are configured; their libraries are loaded only then. */
function loadPlatforms({ slack, discord }: Config) {
  return Promise.all([
    slack && import("./adapters/slack/connect.ts"),
    discord && import("./adapters/discord/connect.ts"),
  ]);
}

async function connectPlatforms(
  { slack, discord }: Config,
  { lectern, log, attach }: Parts,
  [slackModule, discordModule]: Awaited<ReturnType<typeof loadPlatforms>>,
) {
  const connected = await Promise.all([
    slack && slackModule?.connectSlack(slack, lectern, log),
    discord && discordModule?.connectDiscord(discord, lectern, log),
  ]);
  const adapters = connected.filter((adapter) => adapter !== undefined);
  // Attached first: the earliest event may need to be answered through its adapter.
  for (const adapter of adapters) attach(adapter);
  return { slack: connected[0], startAll: () => Promise.all(adapters.map((adapter) => adapter.start())) };
}

/** Runs the bot; gives the function that stops it. */
export async function runBot(config: Config, begun: Begun): Promise<() => Promise<void>> {
  const log = openLog(config.logLevel);
  const [parts, platforms] = await Promise.all([openParts(config, log, begun), loadPlatforms(config)]);
  try {
    await connectAll(config, parts, platforms);
  } catch (error) {
    // The next start must not find a lock and a database that were left open.
    await parts.close().catch(() => undefined);
    throw error;
  }
  return parts.close;
}

async function connectAll(
  config: Config,
  parts: Parts,
  platforms: Awaited<ReturnType<typeof loadPlatforms>>,
): Promise<void> {
  const { lectern, database, log } = parts;
  const terminal = connectTerminal(lectern, chatMessagesOn(database.storage, "terminal"));
  parts.attach(terminal);
  const { slack, startAll } = await connectPlatforms(config, parts, platforms);
  const terminalToken = randomBytes(24).toString("base64url");
  const web = await connectWeb({ ...config.web, terminalToken }, lectern, {
    messages: chatMessagesOn(database.storage, "web"),
    log,
    ready: parts.ready,
    terminal: async (body) => terminal.ask(questionSchema.parse(body)),
    ...(slack?.requestListener === undefined ? {} : { mounts: { "/slack/events": slack.requestListener } }),
  });
  parts.attach(web);
  await startAll();
  await database.lock?.announce({ url: web.url, token: terminalToken });
  const worker = config.workersHere ? parts.work(config.drawingThreads) : undefined;
  worker?.begin();
  parts.tend();

  process.stdout.write(`Lectern is ready: ${web.url}\n`);
  log.info({ ms: Math.round(performance.now()), workersHere: config.workersHere }, "ready");
  // Not before: people can be answered while it is found out whether charts can be drawn. /readyz tells.
  worker?.check().catch((error: Error) => log.error({ reason: error.message }, "charts cannot be drawn"));
}
