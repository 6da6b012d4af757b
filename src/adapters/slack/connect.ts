import type { RequestListener } from "node:http";
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { SlackError, WebAPIPlatformError } from "@slack/web-api";
import type { Logger } from "pino";
import { StartupError } from "../../errors.ts";
import type { Adapter, Lectern } from "../adapter.ts";
import { slackAnswers } from "./answer.ts";
import { clientOptions, refusal, type SlackApi, slackApi } from "./api.ts";
import { boltLogger } from "./bolt-logger.ts";
import { REQUIRED_SCOPES } from "./manifest.ts";
import { slackCommandName } from "./names.ts";
import { receiveFrom } from "./receive.ts";
import { slackSender } from "./send.ts";
import { slackStaff } from "./staff.ts";

export interface SlackOptions {
  botToken: string;
  /** Set: Socket Mode. */
  appToken?: string;
  /** Set without an app token: events come by HTTP to `requestListener`. */
  signingSecret?: string;
  apiUrl?: string;
  commandPrefix: string;
  staffUsers: string[];
  staffGroups: string[];
}

export interface SlackAdapter extends Adapter {
  /** In HTTP mode: answers what Slack posts to /slack/events. */
  requestListener?: RequestListener;
}

export const EVENTS_PATH = "/slack/events";

const BOT_TOKEN_PLACE = "Copy the Bot User OAuth Token (xoxb-…) from api.slack.com/apps → your app → OAuth & Permissions.";
const APP_TOKEN_PLACE =
  "Copy an App-Level Token (xapp-…) with the scope connections:write from api.slack.com/apps → your app → Basic Information.";
const REINSTALL = "Paste the output of `npm run slack:manifest` under App Manifest and reinstall the app.";

function startupError(variable: string, place: string, error: unknown): StartupError {
  const code = refusal(error);
  if (code !== undefined) {
    return new StartupError(`${variable} does not work: Slack says ${code}. ${place}`, { cause: error });
  }
  const reason = error instanceof SlackError && error.cause instanceof Error ? error.cause.message : String(error);
  return new StartupError(`Slack cannot be reached: ${reason}. Check the network, a proxy and SLACK_API_URL.`, {
    cause: error,
  });
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

/** How events come in. */
interface Line {
  receiver: SocketModeReceiver | HTTPReceiver;
  start: () => Promise<void>;
  ready: () => boolean;
  stop: () => Promise<void>;
  requestListener?: RequestListener;
}

function socketLine(appToken: string, options: SlackOptions, log: Logger): Line {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    installerOptions: { clientOptions: clientOptions(options.apiUrl, log, 3) },
  });
  const { client } = receiver;
  let connected = false;
  client.on("connected", () => {
    connected = true;
  });
  for (const state of ["reconnecting", "disconnected", "close"]) {
    client.on(state, () => {
      connected = client.websocket?.isActive() ?? false;
    });
  }
  return {
    receiver,
    ready: () => connected,
    start: async () => {
      try {
        await receiver.start();
      } catch (error) {
        throw startupError("SLACK_APP_TOKEN", APP_TOKEN_PLACE, error);
      }
    },
    stop: async () => {
      await client.disconnect();
      connected = false;
    },
  };
}

function httpLine(signingSecret: string, log: Logger): Line {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: EVENTS_PATH, logger: boltLogger(log) });
  let open = true;
  return {
    receiver,
    ready: () => open,
    start: () => Promise.resolve(),
    stop: async () => {
      open = false;
    },
    requestListener: (request, response) => {
      if (open) receiver.requestListener(request, response);
      else response.writeHead(503).end();
    },
  };
}

function lineFor(options: SlackOptions, log: Logger): Line {
  if (options.appToken !== undefined) return socketLine(options.appToken, options, log);
  if (options.signingSecret !== undefined) return httpLine(options.signingSecret, log);
  throw new StartupError(`SLACK_APP_TOKEN is missing. ${APP_TOKEN_PLACE}`);
}

/** Connects Lectern with one Slack workspace, by Socket Mode or HTTP. */
export async function connectSlack(options: SlackOptions, lectern: Lectern, log: Logger): Promise<SlackAdapter> {
  const { botToken, apiUrl, commandPrefix } = options;
  const api = slackApi(botToken, apiUrl, log);
  const line = lineFor(options, log);
  const { botUser, botId, team } = await identify(api);
  const app = new App({
    receiver: line.receiver,
    authorize: async () => ({ botToken, botId, botUserId: botUser, ...(team === undefined ? {} : { teamId: team }) }),
    convoStore: false,
    logger: boltLogger(log),
    logLevel: LogLevel.WARN,
    clientOptions: clientOptions(apiUrl, log, 1),
  });
  const sender = slackSender({ api, artifact: lectern.artifact, log });
  const answers = slackAnswers({ lectern, sender, commandPrefix, log });
  receiveFrom(app, { lectern, log, answers, botUser, commandPrefix });
  await line.start();
  log.info({ team, mode: line.requestListener === undefined ? "socket" : "http" }, "connected to Slack");
  return {
    platform: "slack",
    send: sender.send,
    ready: line.ready,
    isStaff: slackStaff(api.safe, options, log),
    typed: (name) => `/${slackCommandName(name, commandPrefix)}`,
    stop: line.stop,
    close: () => Promise.resolve(),
    ...(line.requestListener === undefined ? {} : { requestListener: line.requestListener }),
  };
}
