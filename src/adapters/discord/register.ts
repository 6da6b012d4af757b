import { parseArgs } from "node:util";
import { commands } from "../../../commands/index.ts";
import { loadConfig } from "../../config.ts";
import { StartupError } from "../../errors.ts";
import { discordRest } from "./connect.ts";
import { registerCommands } from "./registration.ts";

/** `npm run discord:register [-- --guild <id>]` */
async function register(): Promise<void> {
  const { discord } = loadConfig();
  if (discord === undefined) {
    throw new StartupError(
      "Set DISCORD_BOT_TOKEN and DISCORD_APPLICATION_ID first; both are in the Discord developer portal.",
    );
  }
  const { values } = parseArgs({ options: { guild: { type: "string" } } });
  const guild = values.guild ?? discord.guild;
  const to = { applicationId: discord.applicationId, ...(guild === undefined ? {} : { guild }) };
  const done = await registerCommands(discordRest(discord).setToken(discord.botToken), to, commands);
  const where =
    guild === undefined ? "globally (reload Discord to see them)" : `in server ${guild} (at once)`;
  const names = done.map((body) => (body.type === 3 ? `“${body.name}” on messages` : `/${body.name}`));
  process.stdout.write(`Registered ${done.length} commands ${where}: ${names.join(", ")}\n`);
}

try {
  await register();
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
