import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Running, runToEnd, start } from "../support/processes.ts";
import { type Service, startPostgres, startRedis, until } from "../support/services.ts";
import { openStage, type Stage } from "../support/stage.ts";

const line = "/compare gpt-3 gopher chinchilla";
const options = { model1: "gpt-3", model2: "gopher", model3: "chinchilla" };
const drawing = /Drawing/;

let stage: Stage;
const services: Service[] = [];
const running: Running[] = [];
beforeEach(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((process) => process.kill("SIGKILL")));
  await stage.close();
  await Promise.all(services.splice(0).map((service) => service.stop()));
});

async function servers(): Promise<Record<string, string>> {
  const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  services.push(redis, postgres);
  return { REDIS_URL: redis.url, DATABASE_URL: await postgres.createDatabase() };
}

const slackSaid = () => stage.slack.said("C1").filter(({ blocks }) => blocks.length > 0);
const slackDone = () => slackSaid().filter(({ blocks }) => JSON.stringify(blocks).includes("slack_file"));
const discordAnswers = () => stage.discord.answers("general");
const discordDone = () =>
  discordAnswers().filter(({ files }) => files.some(({ contentType }) => contentType === "image/png"));

/** Both platforms have the whole answer, with its picture. */
const arrived = (withinMs: number) =>
  until(() => slackDone().length > 0 && discordDone().length > 0, "both replies arrive", withinMs);

/** Both platforms show the answer once, complete, and nothing is left "drawing". */
function expectOnce(): void {
  expect(slackSaid()).toHaveLength(1);
  expect(slackDone()).toHaveLength(1);
  expect(discordAnswers()).toHaveLength(1);
  expect(discordDone()).toHaveLength(1);
  expect(JSON.stringify([slackSaid(), discordAnswers()])).not.toMatch(drawing);
}

async function ask(): Promise<void> {
  await stage.slack.types("U1", "C1", line);
  await stage.discord.runs("ada", "general", "compare", options);
}

describe("kill -9 of the bot between acknowledgement and delivery", () => {
  test("on Redis and Postgres: after its restart the reply arrives, once", async () => {
    const environment = await servers();
    const bot = await stage.start(environment);
    // Nobody draws yet, so both are acknowledged and owed.
    await ask();
    await until(() => slackSaid().length === 1, "Slack shows that work is under way");
    expect(JSON.stringify(slackSaid())).toMatch(drawing);
    await bot.kill("SIGKILL");
    running.push(await start("worker", { ...environment, LECTERN_HOME: stage.home }));
    expect(discordDone()).toHaveLength(0);
    await stage.start(environment);
    await arrived(60_000);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expectOnce();
  }, 150_000);

  test("on the embedded database: killed at once after the acknowledgement", async () => {
    const bot = await stage.start();
    await ask();
    await bot.kill("SIGKILL");
    await stage.start();
    await arrived(90_000);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expectOnce();
  }, 150_000);
});

test("kill -9 of a worker in the middle of its jobs: every reply arrives, once", async () => {
  const environment = { ...(await servers()), LECTERN_HOME: stage.home };
  const bot = await stage.start(environment);
  const first = await start("worker", environment);
  running.push(first);
  const pairs = [
    "gopher",
    "chinchilla",
    "palm",
    "opt",
    "bloom",
    "mt-nlg",
    "glam",
    "lamda",
    "gpt-j",
    "gpt-neox",
    "llama-65b",
    "mistral-7b",
  ];
  const asked = Promise.all(pairs.map((name) => stage.slack.types("U1", "C1", `/compare gpt-3 ${name}`)));
  // The moment one picture is there the others are being drawn.
  await until(() => slackDone().length > 0, "the first reply arrives", 30_000);
  await first.kill("SIGKILL");
  await asked;
  const finishedBefore = slackDone().length;
  running.push(await start("worker", environment));
  await until(() => slackDone().length >= pairs.length, "all replies arrive", 90_000);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(finishedBefore).toBeLessThan(pairs.length);
  expect(slackSaid()).toHaveLength(pairs.length);
  expect(JSON.stringify(slackSaid())).not.toMatch(drawing);
  expect(await bot.kill("SIGTERM")).toBe(0);
}, 150_000);

test("SIGTERM ends bot and worker in order; what is not done is there after the next start", async () => {
  const environment = { ...(await servers()), LECTERN_HOME: stage.home };
  const bot = await stage.start(environment);
  const worker = await start("worker", environment);
  expect(await worker.kill("SIGTERM")).toBe(0);
  await ask();
  expect(await bot.kill("SIGTERM")).toBe(0);
  running.push(await start("worker", environment));
  await stage.start(environment);
  await arrived(60_000);
  expectOnce();
}, 150_000);

test("a second process on the same data says so, and the terminal asks the first", async () => {
  const bot = await stage.start();
  const second = await runToEnd("src/main.js", { env: { ...stage.environment, LECTERN_PORT: "0" } });
  expect(second).toMatchObject({ code: 1, out: "" });
  expect(second.err).toMatch(
    new RegExp(`already running on .*process ${bot.pid}, ${bot.url}.*another LECTERN_HOME`, "s"),
  );
  const asked = await runToEnd("src/terminal.js", {
    args: ["--stdin", "--json"],
    env: { LECTERN_HOME: stage.home },
    input: `${line}\n/model gopher\n/nonsense\n`,
  });
  const documents = asked.out
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  expect(documents.map(({ command, error }) => command ?? error.message)).toEqual([
    "compare",
    "model",
    expect.stringMatching(/No command/),
  ]);
  expect(documents[0].files.map(({ mediaType }: { mediaType: string }) => mediaType)).toEqual([
    "image/png",
    "text/csv",
  ]);
}, 60_000);
