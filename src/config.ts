import { existsSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { StartupError } from "./errors.ts";
import { type EmbeddingsConfig, embeddingsConfig } from "./providers/config.ts";

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean),
  );
const secret = z.string().regex(/^\S+$/, "contains a space").optional();
const url = (...protocols: string[]) =>
  z
    .url({
      protocol: new RegExp(`^(${protocols.join("|")})$`),
      error: `must be an address that starts with ${protocols.join(":// or ")}://`,
    })
    .optional();
const count = (min: number, max: number) =>
  z.coerce
    .number({ error: "must be a whole number" })
    .int("must be a whole number")
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);

/** Every environment variable Lectern reads, in the order of `.env.example`. */
export const VARIABLES = {
  LECTERN_HOME: z.string().default(".lectern"),
  COURSE_DIR: z.string().optional(),
  LECTERN_HOST: z.string().default("127.0.0.1"),
  LECTERN_PORT: count(0, 65_535).default(3000),
  LECTERN_ALLOWED_HOSTS: list,
  LECTERN_PLAYGROUND: z
    .enum(["auto", "staff", "off"], { error: "must be auto, staff or off" })
    .default("auto"),
  LECTERN_WORKERS: z
    .enum(["auto", "here", "elsewhere"], { error: "must be auto, here or elsewhere" })
    .default("auto"),
  LECTERN_DRAWING_THREADS: count(1, 16).default(1),
  LECTERN_COMMANDS_PER_MINUTE: count(1, 10_000).default(30),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"], {
      error: "must be fatal, error, warn, info, debug or silent",
    })
    .default("info"),
  DATABASE_URL: url("postgres", "postgresql"),
  REDIS_URL: url("redis", "rediss"),
  SLACK_BOT_TOKEN: secret.refine(
    (token) => token === undefined || token.startsWith("xoxb-"),
    'must start with "xoxb-"',
  ),
  SLACK_APP_TOKEN: secret.refine(
    (token) => token === undefined || token.startsWith("xapp-"),
    'must start with "xapp-"',
  ),
  SLACK_SIGNING_SECRET: secret,
  SLACK_COMMAND_PREFIX: z
    .string()
    .regex(/^[a-z0-9_-]*$/, "may hold a-z, 0-9, - and _ only")
    .max(20)
    .default(""),
  SLACK_STAFF_USERS: list,
  SLACK_STAFF_GROUPS: list,
  SLACK_API_URL: url("http", "https"),
  DISCORD_BOT_TOKEN: secret,
  DISCORD_APPLICATION_ID: z
    .string()
    .regex(/^\d{5,25}$/, "must be a number of 17 to 20 digits")
    .optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{5,25}$/, "must be a number of 17 to 20 digits")
    .optional(),
  DISCORD_STAFF_ROLES: list,
  DISCORD_API_URL: url("http", "https"),
  LECTERN_EMBEDDINGS: z
    .enum(["auto", "local", "cohere", "openai", "transformers"], {
      error: "must be auto, local, cohere, openai or transformers",
    })
    .default("auto"),
  COHERE_API_KEY: secret,
  COHERE_EMBED_MODEL: z.string().default("embed-v4.0"),
  COHERE_BASE_URL: url("http", "https"),
  OPENAI_API_KEY: secret,
  OPENAI_EMBED_MODEL: z.string().default("text-embedding-3-small"),
  OPENAI_BASE_URL: url("http", "https"),
  TRANSFORMERS_MODEL: z
    .string()
    .refine((model) => isAbsolute(model) || /^\w[\w.-]*(\/\w[\w.-]*)?$/.test(model), {
      error: "must be a name such as Xenova/multilingual-e5-small, or an absolute folder",
    })
    .optional(),
  TRANSFORMERS_LANGUAGES: z.enum(["many", "english"], { error: "must be many or english" }).default("many"),
  TRANSFORMERS_ALLOW_DOWNLOAD: z.enum(["yes", "no"], { error: "must be yes or no" }).default("no"),
  TRANSFORMERS_BASE_URL: url("http", "https"),
  TRANSFORMERS_PACKAGE: z.string().optional(),
} as const;

/** Where a person finds the value; said when it is missing or wrong. */
const WHERE: Partial<Record<keyof typeof VARIABLES, string>> = {
  SLACK_BOT_TOKEN: "api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token",
  SLACK_APP_TOKEN:
    "api.slack.com/apps → your app → Basic Information → App-Level Tokens (scope connections:write)",
  SLACK_SIGNING_SECRET: "api.slack.com/apps → your app → Basic Information → Signing Secret",
  DISCORD_BOT_TOKEN: "discord.com/developers/applications → your application → Bot → Reset Token",
  DISCORD_APPLICATION_ID: "discord.com/developers/applications → your application → General Information",
  COHERE_API_KEY: "dashboard.cohere.com → API keys",
  OPENAI_API_KEY: "platform.openai.com → API keys; for a server of your own set OPENAI_BASE_URL and any key",
  TRANSFORMERS_MODEL: "huggingface.co/models?library=transformers.js, task Feature Extraction",
  DATABASE_URL: "for example postgres://lectern:secret@localhost:5432/lectern",
  REDIS_URL: "for example redis://localhost:6379",
};

export interface SlackConfig {
  botToken: string;
  /** Set: Socket Mode. */
  appToken?: string;
  /** Set without an app token: events come by HTTP. */
  signingSecret?: string;
  apiUrl?: string;
  commandPrefix: string;
  staffUsers: string[];
  staffGroups: string[];
}

export interface DiscordConfig {
  botToken: string;
  applicationId: string;
  /** Where commands are registered; everywhere when absent. */
  guild?: string;
  /** Without the version; Discord's own when absent. */
  apiUrl?: string;
  /** Role ids whose members are staff, besides those who may manage the server. */
  staffRoles: string[];
}

export interface Config {
  home: string;
  /** A course folder that extends or replaces the built-in course. */
  courseDir?: string;
  web: {
    host: string;
    port: number;
    allowedHosts: string[];
    /** Without a log-in anybody who reaches the page can speak as anybody on it. */
    playground: "with staff" | "learners only" | "off";
  };
  /** Whether the bot process does the jobs itself. */
  workersHere: boolean;
  drawingThreads: number;
  commandsPerMinute: number;
  logLevel: string;
  databaseUrl?: string;
  redisUrl?: string;
  slackPrefix: string;
  slack?: SlackConfig;
  discord?: DiscordConfig;
  embeddings: EmbeddingsConfig;
}

type Environment = Record<string, string | undefined>;
const schema = z.object(VARIABLES);
type Values = z.infer<typeof schema>;

function where(name: keyof typeof VARIABLES): string {
  const place = WHERE[name];
  return place === undefined ? "" : `\n    Find it at: ${place}`;
}

function readValues(environment: Environment): Values {
  // An empty variable means "not set": that is what copying .env.example gives.
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(filled);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]) as keyof typeof VARIABLES;
    return `  ${name}: ${issue.message}${where(name)}`;
  });
  throw new StartupError(`The configuration is not usable:\n${lines.join("\n")}`);
}

/** Every half-set platform, as "this variable is missing". */
function missing(values: Values): (keyof typeof VARIABLES)[] {
  const names: (keyof typeof VARIABLES)[] = [];
  if (values.SLACK_BOT_TOKEN && !values.SLACK_APP_TOKEN && !values.SLACK_SIGNING_SECRET)
    names.push("SLACK_APP_TOKEN");
  if (!values.SLACK_BOT_TOKEN && (values.SLACK_APP_TOKEN || values.SLACK_SIGNING_SECRET))
    names.push("SLACK_BOT_TOKEN");
  if (values.DISCORD_BOT_TOKEN && !values.DISCORD_APPLICATION_ID) names.push("DISCORD_APPLICATION_ID");
  if (!values.DISCORD_BOT_TOKEN && values.DISCORD_APPLICATION_ID) names.push("DISCORD_BOT_TOKEN");
  if (values.LECTERN_EMBEDDINGS === "cohere" && !values.COHERE_API_KEY) names.push("COHERE_API_KEY");
  if (values.LECTERN_EMBEDDINGS === "openai" && !values.OPENAI_API_KEY && !values.OPENAI_BASE_URL)
    names.push("OPENAI_API_KEY");
  if (values.LECTERN_EMBEDDINGS === "transformers" && !values.TRANSFORMERS_MODEL)
    names.push("TRANSFORMERS_MODEL");
  if (values.LECTERN_WORKERS === "elsewhere" && !values.DATABASE_URL) names.push("DATABASE_URL");
  return names;
}

const given = <Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, string>>;

function slackConfig(values: Values): SlackConfig | undefined {
  if (values.SLACK_BOT_TOKEN === undefined) return undefined;
  return {
    botToken: values.SLACK_BOT_TOKEN,
    ...given("appToken", values.SLACK_APP_TOKEN),
    ...given("signingSecret", values.SLACK_SIGNING_SECRET),
    ...given("apiUrl", values.SLACK_API_URL),
    commandPrefix: values.SLACK_COMMAND_PREFIX,
    staffUsers: values.SLACK_STAFF_USERS,
    staffGroups: values.SLACK_STAFF_GROUPS,
  };
}

function discordConfig(values: Values): DiscordConfig | undefined {
  if (values.DISCORD_BOT_TOKEN === undefined || values.DISCORD_APPLICATION_ID === undefined) return undefined;
  return {
    botToken: values.DISCORD_BOT_TOKEN,
    applicationId: values.DISCORD_APPLICATION_ID,
    ...given("guild", values.DISCORD_GUILD_ID),
    ...given("apiUrl", values.DISCORD_API_URL),
    staffRoles: values.DISCORD_STAFF_ROLES,
  };
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/;

function playground({
  LECTERN_PLAYGROUND,
  LECTERN_HOST,
  LECTERN_ALLOWED_HOSTS,
}: Values): Config["web"]["playground"] {
  if (LECTERN_PLAYGROUND === "off") return "off";
  // Other host names mean that a proxy stands before it, and others behind that.
  const alone = LOOPBACK.test(LECTERN_HOST) && LECTERN_ALLOWED_HOSTS.length === 0;
  return LECTERN_PLAYGROUND === "staff" || alone ? "with staff" : "learners only";
}

/** Reads and checks the environment; throws StartupError with every problem and where to find the right value. */
export function readConfig(environment: Environment): Config {
  const values = readValues(environment);
  const absent = missing(values);
  if (absent.length > 0) {
    const lines = absent.map((name) => `  ${name}: is missing, and the other settings need it${where(name)}`);
    throw new StartupError(`The configuration is half set:\n${lines.join("\n")}`);
  }
  const slack = slackConfig(values);
  const discord = discordConfig(values);
  const elsewhere =
    values.LECTERN_WORKERS === "auto"
      ? Boolean(values.REDIS_URL && values.DATABASE_URL)
      : values.LECTERN_WORKERS === "elsewhere";
  return {
    home: resolve(values.LECTERN_HOME),
    ...given("courseDir", values.COURSE_DIR && resolve(values.COURSE_DIR)),
    web: {
      host: values.LECTERN_HOST,
      port: values.LECTERN_PORT,
      allowedHosts: values.LECTERN_ALLOWED_HOSTS,
      playground: playground(values),
    },
    workersHere: !elsewhere,
    drawingThreads: values.LECTERN_DRAWING_THREADS,
    commandsPerMinute: values.LECTERN_COMMANDS_PER_MINUTE,
    logLevel: values.LOG_LEVEL,
    ...given("databaseUrl", values.DATABASE_URL),
    ...given("redisUrl", values.REDIS_URL),
    slackPrefix: values.SLACK_COMMAND_PREFIX,
    ...(slack === undefined ? {} : { slack }),
    ...(discord === undefined ? {} : { discord }),
    embeddings: embeddingsConfig(values),
  };
}

/** The course folder alone, for checking it: other settings may be wrong or half set then. */
export function configuredCourseDir(): string | undefined {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env.COURSE_DIR?.trim() || undefined;
}

/** The configuration of this process: its environment, and `.env` in the working directory if there is one. */
export function loadConfig(): Config {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return readConfig(process.env);
}
