import { Client, Events, GatewayIntentBits, MessageFlags } from "discord.js";

/** The least a Discord bot can be: every command answered at once with a line. */
const { DISCORD_BOT_TOKEN: token, DISCORD_API_URL: api } = process.env;
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { ...(api === undefined ? {} : { api }) },
});
client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  await interaction.reply({
    content: "Chinchilla: 70B parameters, 1.4T training tokens, DeepMind, March 2022.",
    flags: MessageFlags.Ephemeral,
  });
});
client.once(Events.ClientReady, () => process.stdout.write("ready\n"));
await client.login(token);
