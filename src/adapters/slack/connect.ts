import type { RequestListener } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { App, LogLevel } from "@slack/bolt";
import { SlackError } from "@slack/web-api";
import type { Logger } from "pino";
import type { SlackConfig } from "../../config.ts";
import { StartupError } from "../../errors.ts";
import type { Adapter, Lectern } from "../adapter.ts";
import { slackAnswers } from "./answer.ts";
import { clientOptions, refusal, type SlackApi, slackApi } from "./api.ts";
import { boltLogger } from "./bolt-logger.ts";
import { httpLine, type Line, socketLine } from "./lines.ts";
import { REQUIRED_SCOPES } from "./manifest.ts";
import { slackCommandName } from "./names.ts";
import { receiveFrom } from "./receive.ts";
import { slackSender } from "./send.ts";
import { slackStaff } from "./staff.ts";

export interface SlackAdapter extends Adapter {
  /** In HTTP mode: answers what Slack posts to /slack/events. */
  requestListener?: RequestListener;
}

export const EVENTS_PATH = "/slack/events";

const BOT_TOKEN_PLACE =
  "Copy the Bot User OAuth Token (xoxb-…) from api.slack.com/apps → your app → OAuth & Permissions.";
const APP_TOKEN_PLACE =
  "Copy an App-Level Token (xapp-…) with the scope connections:write from api.slack.com/apps → your app → Basic Information.";
const REINSTALL = "Paste the output of `npm run slack:manifest` under App Manifest and reinstall the app.";

function startupError(variable: string, place: string, error: unknown): StartupError {
  const code = refusal(error);
  if (code !== undefined) {
    return new StartupError(`${variable} does not work: Slack says ${code}. ${place}`, { cause: error });
  }
  const reason =
    error instanceof SlackError && error.cause instanceof Error ? error.cause.message : String(error);
  return new StartupError(
    `Slack cannot be reached: ${reason}. Check the network, a proxy and SLACK_API_URL.`,
    {
      cause: error,
    },
  );
}

interface Identity {
  botUser: string;
  botId: string;
  team: string | undefined;
}

async function identify(api: SlackApi): Promise<Identity> {
  try {
    const { user_id, bot_id, team_id, response_metadata } = await api.safe.auth.test();
    if (user_id === undefined || bot_id === undefined) {
      throw new StartupError(`SLACK_BOT_TOKEN belongs to no bot. ${BOT_TOKEN_PLACE}`);
    }
    const scopes = response_metadata?.scopes;
    const missing = scopes === undefined ? [] : REQUIRED_SCOPES.filter((scope) => !scopes.includes(scope));
    if (missing.length > 0) {
      throw new StartupError(`SLACK_BOT_TOKEN lacks the scopes ${missing.join(", ")}. ${REINSTALL}`);
    }
    return { botUser: user_id, botId: bot_id, team: team_id };
  } catch (error) {
    throw error instanceof StartupError ? error : startupError("SLACK_BOT_TOKEN", BOT_TOKEN_PLACE, error);
  }
}

function lineFor({ appToken, signingSecret, apiUrl }: SlackConfig, log: Logger): Line {
  if (appToken !== undefined) return socketLine(appToken, apiUrl, log);
  if (signingSecret !== undefined) return httpLine(signingSecret, EVENTS_PATH, log);
  throw new StartupError(`SLACK_APP_TOKEN is missing. ${APP_TOKEN_PLACE}`);
}

function openApp(
  options: SlackConfig,
  line: Line,
  { identity, log }: { identity: Identity; log: Logger },
): App {
  const { botUser: botUserId, botId, team } = identity;
  const authorization = {
    botToken: options.botToken,
    botId,
    botUserId,
    ...(team === undefined ? {} : { teamId: team }),
  };
  return new App({
    receiver: line.receiver,
    authorize: async () => authorization,
    convoStore: false,
    logger: boltLogger(log),
    logLevel: LogLevel.WARN,
    clientOptions: clientOptions(options.apiUrl, log, 1),
  });
}

const FINISHING_MS = 5_000;

/** Counts what is being handled, so that stopping can wait for it. */
function inFlight(app: App): () => Promise<void> {
  const running = new Set<Promise<void>>();
  app.use(({ next }) => {
    const handling = next();
    running.add(handling);
    return handling.finally(() => running.delete(handling));
  });
  return async () => {
    await Promise.race([Promise.allSettled(running), wait(FINISHING_MS, undefined, { ref: false })]);
  };
}

/** Prepares the connection of Lectern with one Slack workspace, by Socket Mode or HTTP; `start` opens it. */
export async function connectSlack(
  options: SlackConfig,
  lectern: Lectern,
  log: Logger,
): Promise<SlackAdapter> {
  const { botToken, apiUrl, commandPrefix } = options;
  const api = slackApi(botToken, apiUrl, log);
  const line = lineFor(options, log);
  const identity = await identify(api);
  const { botUser, team } = identity;
  const app = openApp(options, line, { identity, log });
  const sender = slackSender({ api, artifact: lectern.artifact, log });
  const answers = slackAnswers({ lectern, sender, commandPrefix, log });
  const finished = inFlight(app);
  const fileSource = { botToken, ...(apiUrl === undefined ? {} : { apiUrl }) };
  receiveFrom(app, { lectern, log, answers, fileSource, botUser, commandPrefix });
  return {
    platform: "slack",
    start: async () => {
      await line.start().catch((error: unknown) => {
        throw startupError("SLACK_APP_TOKEN", APP_TOKEN_PLACE, error);
      });
      const mode = line.requestListener === undefined ? "socket" : "http";
      log.info({ team, mode }, "connected to Slack");
    },
    send: sender.send,
    ready: line.ready,
    isStaff: slackStaff(api.safe, options, log),
    typed: (name) => `/${slackCommandName(name, commandPrefix)}`,
    stop: async () => {
      await line.stop();
      await finished();
    },
    close: () => Promise.resolve(),
    ...(line.requestListener === undefined ? {} : { requestListener: line.requestListener }),
  };
}
