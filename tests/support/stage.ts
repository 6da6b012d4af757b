import { commands } from "../../commands/index.ts";
import { slackManifest } from "../../src/adapters/slack/manifest.ts";
import { type FakeDiscord, startDiscordServer } from "./discord/server.ts";
import { type Running, runToEnd, start, temporaryHome } from "./processes.ts";
import { type FakeSlack, startSlackServer } from "./slack/server.ts";
import { APP_TOKEN, BOT_TOKEN } from "./slack/workspace.ts";

/** Slack and Discord of our own, and what a real Lectern process needs to connect to them. */
export interface Stage {
  slack: FakeSlack;
  discord: FakeDiscord;
  home: string;
  environment: Record<string, string>;
  start: (more?: Record<string, string>) => Promise<Running>;
  close: () => Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const [slack, discord] = await Promise.all([startSlackServer(), startDiscordServer()]);
  const { oauth_config: oauth } = slackManifest({ commands, prefix: "", socketMode: true });
  for (const scope of oauth?.scopes?.bot ?? []) slack.workspace.scopes.add(scope);
  const { home, remove } = temporaryHome();
  const running = new Set<Running>();
  const environment: Record<string, string> = {
    LECTERN_HOME: home,
    LECTERN_COMMANDS_PER_MINUTE: "10000",
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_BOT_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_API_URL: discord.apiUrl,
  };
  const registered = await runToEnd("src/adapters/discord/register.js", { env: environment });
  if (registered.code !== 0) throw new Error(`registration failed: ${registered.err}`);
  return {
    slack,
    discord,
    home,
    environment,
    async start(more = {}) {
      const bot = await start("main", { ...environment, ...more });
      running.add(bot);
      await slack.until(() => slack.transport.sockets.size > 0, 20_000);
      await discord.until(() => discord.connected(), "Discord hears the bot", 20_000);
      return bot;
    },
    async close() {
      await Promise.all([...running].map((bot) => bot.kill("SIGKILL")));
      await Promise.all([slack.close(), discord.close()]);
      remove();
    },
  };
}
