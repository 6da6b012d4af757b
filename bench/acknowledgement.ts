import { startDiscordServer } from "../tests/support/discord/server.ts";
import { type FakeSlack, startSlackServer } from "../tests/support/slack/server.ts";
import { APP_TOKEN, BOT_TOKEN } from "../tests/support/slack/workspace.ts";
import { openStage } from "../tests/support/stage.ts";
import { startBare } from "./bare.ts";
import { quantile, type Row } from "./row.ts";

type FakeDiscord = Awaited<ReturnType<typeof startDiscordServer>>;

const WARM_UP = 150;
const REQUESTS = 1_000;
const MOST = 1.3;

/**
 * How long `/model chinchilla` takes from the event on the socket to its acknowledgement, in Lectern and in a bare bot.
 * Each bot is a process of its own with a server of its own; all servers are in this process, and requests take turns,
 * so whatever else the machine does hits both alike.
 */
export async function benchAcknowledgement(): Promise<Row[]> {
  const stage = await openStage();
  const [slack, discord] = await Promise.all([startSlackServer(), startDiscordServer()]);
  for (const scope of stage.slack.workspace.scopes) slack.workspace.scopes.add(scope);
  const bare = await Promise.all([
    startBare("bare-slack", {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
    }),
    startBare("bare-discord", { DISCORD_BOT_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }),
  ]);
  try {
    await stage.start();
    discord.world.commands = stage.discord.world.commands;
    await slack.until(() => slack.transport.sockets.size > 0, 20_000);
    return [
      ...rows("Slack", "Bolt", await takeTurns(askSlack(stage.slack), askSlack(slack))),
      ...rows("Discord", "discord.js", await takeTurns(askDiscord(stage.discord), askDiscord(discord))),
    ];
  } finally {
    for (const child of bare) child.kill("SIGKILL");
    await stage.close();
    await Promise.all([slack.close(), discord.close()]);
  }
}

/** Asks once and gives the milliseconds. */
type Ask = () => Promise<number>;

async function takeTurns(lectern: Ask, bare: Ask): Promise<{ lectern: number[]; bare: number[] }> {
  const times: { lectern: number[]; bare: number[] } = { lectern: [], bare: [] };
  for (let turn = -WARM_UP; turn < REQUESTS; turn += 1) {
    const first = turn % 2 === 0;
    const one = await (first ? lectern : bare)();
    const other = await (first ? bare : lectern)();
    if (turn < 0) continue;
    times.lectern.push(first ? one : other);
    times.bare.push(first ? other : one);
  }
  return times;
}

function askSlack(slack: FakeSlack): Ask {
  return async () => {
    const payload = {
      token: "t",
      command: "/model",
      text: "chinchilla",
      response_url: slack.workspace.responseUrl(slack.base, { channel: "C1", user: "U1" }),
      trigger_id: slack.workspace.trigger(),
      user_id: "U1",
      user_name: "u1",
      team_id: "T1",
      team_domain: "school",
      channel_id: "C1",
      channel_name: "general",
      api_app_id: "A1",
    };
    const start = performance.now();
    const { timedOut, answer } = await slack.transport.deliver("slash_commands", payload);
    const time = performance.now() - start;
    if (timedOut || !/chinchilla/i.test(JSON.stringify(answer)))
      throw new Error("a Slack command was not answered");
    return time;
  };
}

/** Never strikes, and so hears every request when it has arrived. */
class Ear extends RegExp {
  at = 0;
  override test(line: string): boolean {
    if (line.endsWith("/callback")) this.at = performance.now();
    return false;
  }
}

function askDiscord(discord: FakeDiscord): Ask {
  const ear = new Ear("");
  discord.fails({ match: ear, status: 500 });
  return async () => {
    const start = performance.now();
    const interaction = await discord.runs("ada", "general", "model", { model: "chinchilla" });
    if (interaction.answer !== 4) throw new Error("a Discord command was not answered");
    return ear.at - start;
  };
}

function rows(platform: string, library: string, times: { lectern: number[]; bare: number[] }): Row[] {
  return [0.5, 0.99].map((share) => {
    const [ours, bare] = [quantile(times.lectern, share), quantile(times.bare, share)];
    const ratio = ours / bare;
    const row: Row = {
      measure: `Acknowledgement, ${platform}, p${share * 100}`,
      value: `${ours.toFixed(2)} ms; bare ${library} ${bare.toFixed(2)} ms; ratio ${ratio.toFixed(2)}`,
    };
    return share === 0.99 ? { ...row, goal: `ratio ≤ ${MOST}`, met: ratio <= MOST } : row;
  });
}
