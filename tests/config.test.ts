import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readConfig, VARIABLES } from "../src/config.ts";

test("with nothing set it is the playground on loopback", () => {
  expect(readConfig({})).toMatchObject({
    web: { host: "127.0.0.1", port: 3000 },
    workersHere: true,
    slackPrefix: "",
  });
  expect(readConfig({})).not.toHaveProperty("slack");
  expect(readConfig({ SLACK_BOT_TOKEN: " ", DISCORD_BOT_TOKEN: "" })).not.toHaveProperty("discord");
});

test.each([
  [{ SLACK_BOT_TOKEN: "xoxb-1" }, /SLACK_APP_TOKEN: is missing[\s\S]*App-Level Tokens/],
  [{ SLACK_APP_TOKEN: "xapp-1" }, /SLACK_BOT_TOKEN: is missing[\s\S]*OAuth & Permissions/],
  [{ SLACK_SIGNING_SECRET: "abc" }, /SLACK_BOT_TOKEN: is missing/],
  [{ SLACK_BOT_TOKEN: "xoxp-1", SLACK_APP_TOKEN: "xapp-1" }, /SLACK_BOT_TOKEN: must start with "xoxb-"/],
  [{ DISCORD_BOT_TOKEN: "x" }, /DISCORD_APPLICATION_ID: is missing[\s\S]*General Information/],
  [{ DISCORD_APPLICATION_ID: "123456" }, /DISCORD_BOT_TOKEN: is missing/],
  [{ LECTERN_PORT: "http" }, /LECTERN_PORT: must be a whole number/],
  [{ DATABASE_URL: "localhost" }, /DATABASE_URL: must be an address that starts with postgres/],
  [{ REDIS_URL: "http://localhost" }, /REDIS_URL: must be an address that starts with redis/],
  [{ LECTERN_WORKERS: "elsewhere" }, /DATABASE_URL: is missing/],
  [{ LECTERN_EMBEDDINGS: "cohere" }, /COHERE_API_KEY: is missing[\s\S]*dashboard\.cohere\.com/],
  [{ LECTERN_EMBEDDINGS: "openai" }, /OPENAI_API_KEY: is missing/],
  [
    { LECTERN_EMBEDDINGS: "gemini" },
    /LECTERN_EMBEDDINGS: must be auto, local, cohere, openai or transformers/,
  ],
  [{ LECTERN_EMBEDDINGS: "transformers" }, /TRANSFORMERS_MODEL: is missing[\s\S]*huggingface\.co\/models/],
  [{ TRANSFORMERS_MODEL: "../e5" }, /TRANSFORMERS_MODEL: must be a name such as .*, or an absolute folder/],
  [{ TRANSFORMERS_ALLOW_DOWNLOAD: "1" }, /TRANSFORMERS_ALLOW_DOWNLOAD: must be yes or no/],
  [{ COHERE_BASE_URL: "cohere" }, /COHERE_BASE_URL: must be an address/],
])("%o stops the start and says what to do", (environment, message) => {
  expect(() => readConfig(environment)).toThrow(message);
});

test("messages never repeat a secret", () => {
  expect(() => readConfig({ SLACK_BOT_TOKEN: "topsecret" })).toThrow(/^(?!.*topsecret)/s);
  expect(() => readConfig({ COHERE_API_KEY: "top secret" })).toThrow(/^(?!.*top secret)/s);
});

test("workers are elsewhere once both servers are set", () => {
  const servers = { DATABASE_URL: "postgres://x@localhost/x", REDIS_URL: "redis://localhost" };
  expect(readConfig(servers).workersHere).toBe(false);
  expect(readConfig({ ...servers, LECTERN_WORKERS: "here" }).workersHere).toBe(true);
  expect(readConfig({ DATABASE_URL: "postgres://x@localhost/x" }).workersHere).toBe(true);
});

test(".env.example names every variable once, with its default", () => {
  const lines = readFileSync(".env.example", "utf8")
    .split("\n")
    .filter((line) => /^[A-Z_]+=/.test(line));
  const example = Object.fromEntries(lines.map((line) => line.split(/=(.*)/).slice(0, 2)));
  expect(Object.keys(example)).toEqual(Object.keys(VARIABLES));
  expect(lines).toHaveLength(Object.keys(VARIABLES).length);
  expect(readConfig(example)).toEqual(readConfig({}));
});

test("a course folder is named from where Lectern starts", () => {
  expect(readConfig({})).not.toHaveProperty("courseDir");
  expect(readConfig({ COURSE_DIR: "my-course" }).courseDir).toBe(resolve("my-course"));
  expect(readConfig({ COURSE_DIR: "/srv/course" }).courseDir).toBe("/srv/course");
});

test("nobody is staff on a page that others may reach", () => {
  const playground = (environment: Record<string, string>) => readConfig(environment).web.playground;
  expect(playground({})).toBe("with staff");
  expect(playground({ LECTERN_HOST: "0.0.0.0" })).toBe("learners only");
  expect(playground({ LECTERN_ALLOWED_HOSTS: "lectern.example.edu" })).toBe("learners only");
  expect(playground({ LECTERN_HOST: "0.0.0.0", LECTERN_PLAYGROUND: "staff" })).toBe("with staff");
  expect(playground({ LECTERN_PLAYGROUND: "off" })).toBe("off");
});

test("vectors come from Cohere, else OpenAI or a server like it, else a model of one's own, else Lectern's", () => {
  const embeddings = (environment: Record<string, string>) => readConfig(environment).embeddings;
  expect(embeddings({})).toEqual({ use: "local" });
  expect(embeddings({ COHERE_API_KEY: "c", OPENAI_API_KEY: "o" })).toEqual({
    use: "cohere",
    cohere: { apiKey: "c", model: "embed-v4.0" },
    openai: { apiKey: "o", model: "text-embedding-3-small" },
  });
  expect(embeddings({ COHERE_API_KEY: "c", LECTERN_EMBEDDINGS: "local" }).use).toBe("local");
  expect(
    embeddings({ OPENAI_BASE_URL: "http://localhost:11434/v1", OPENAI_EMBED_MODEL: "nomic-embed-text" }),
  ).toEqual({
    use: "openai",
    openai: { apiKey: "none", model: "nomic-embed-text", baseUrl: "http://localhost:11434/v1" },
  });
  const own = { TRANSFORMERS_MODEL: "Xenova/multilingual-e5-small", LECTERN_HOME: "/srv/lectern" };
  expect(embeddings(own)).toEqual({
    use: "transformers",
    transformers: {
      model: "Xenova/multilingual-e5-small",
      folder: "/srv/lectern/models",
      download: false,
      languages: "many",
      packageFolder: "/srv/lectern/packages",
    },
  });
  expect(embeddings({ ...own, COHERE_API_KEY: "c" }).use).toBe("cohere");
});
