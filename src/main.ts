import { randomBytes } from "node:crypto";
import { connectTerminal } from "./adapters/terminal/connect.ts";
import { questionSchema } from "./adapters/terminal/receive.ts";
import { connectWeb } from "./adapters/web/connect.ts";
import { type Config, loadConfig } from "./config.ts";
import { openLog, openParts, type Parts } from "./lectern.ts";
import { runUntilStopped } from "./lifecycle.ts";
import { chatMessagesOn } from "./storage/chat-messages.ts";

/** The chat platforms that are configured; their libraries are loaded only then. */
async function connectPlatforms(config: Config, parts: Parts) {
  const { lectern, log } = parts;
  const slack =
    config.slack &&
    (await (await import("./adapters/slack/connect.ts")).connectSlack(config.slack, lectern, log));
  if (slack !== undefined) parts.attach(slack);
  const discord =
    config.discord &&
    (await (await import("./adapters/discord/connect.ts")).connectDiscord(config.discord, lectern, log));
  if (discord !== undefined) parts.attach(discord);
  return { slack };
}

await runUntilStopped(async () => {
  const config = loadConfig();
  const log = openLog(config.logLevel);
  const parts = await openParts(config, log);
  const { lectern, database } = parts;

  const terminal = connectTerminal(lectern, chatMessagesOn(database.storage, "terminal"));
  parts.attach(terminal);
  const { slack } = await connectPlatforms(config, parts);
  const terminalToken = randomBytes(24).toString("base64url");
  const web = await connectWeb({ ...config.web, terminalToken }, lectern, {
    messages: chatMessagesOn(database.storage, "web"),
    log,
    ready: parts.ready,
    terminal: async (body) => terminal.ask(questionSchema.parse(body)),
    ...(slack?.requestListener === undefined ? {} : { mounts: { "/slack/events": slack.requestListener } }),
  });
  parts.attach(web);
  await database.lock?.announce({ url: web.url, token: terminalToken });
  if (config.workersHere) parts.work(config.drawingThreads);
  parts.tend();

  process.stdout.write(`Lectern is ready: ${web.url}\n`);
  log.info({ ms: Math.round(performance.now()), workersHere: config.workersHere }, "ready");
  return parts.close;
});
