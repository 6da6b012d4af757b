import { App } from "@slack/bolt";

/** The least a Slack app can be: one command, answered in the acknowledgement. */
const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slackApiUrl } = process.env;
const app = new App({
  ...(token === undefined ? {} : { token }),
  ...(appToken === undefined ? {} : { appToken }),
  socketMode: true,
  clientOptions: { ...(slackApiUrl === undefined ? {} : { slackApiUrl }) },
});
app.command("/model", async ({ ack }) => {
  await ack("Chinchilla: 70B parameters, 1.4T training tokens, DeepMind, March 2022.");
});
await app.start();
process.stdout.write("ready\n");
