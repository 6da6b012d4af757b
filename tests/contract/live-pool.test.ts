import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FakeMessage } from "../support/discord/world.ts";
import type { Running } from "../support/processes.ts";
import { until } from "../support/services.ts";
import type { StoredMessage } from "../support/slack/workspace.ts";
import { openStage, type Stage } from "../support/stage.ts";
import { webClient } from "../support/web-client.ts";

const SENTENCES = [
  "The parcel never came",
  "My delivery is missing",
  "I like the new colour",
  "The soup was too salty",
  "There was too much salt in the soup",
  "The bus was late again",
];

let stage: Stage;
let bot: Running;
beforeAll(async () => {
  stage = await openStage();
  bot = await stage.start();
}, 90_000);
afterAll(() => stage.close());

const slackPools = (channel: string): StoredMessage[] =>
  stage.slack.said(channel).filter(({ blocks }) => /pool/i.test(JSON.stringify(blocks)));
const discordPools = (): FakeMessage[] =>
  stage.discord.answers("general").filter(({ onlyFor }) => onlyFor === undefined);
const words = (message: unknown): string => JSON.stringify(message ?? "");

describe("in Slack", () => {
  const shows = (text: string) => () => slackPools("C1").some((message) => words(message).includes(text));

  test("a small pool says what is missing, and becomes a chart in place", async () => {
    const { slack } = stage;
    await slack.types("U1", "C1", "/lab pool");
    await until(shows("This pool is empty"), "the empty pool");
    for (const [at, sentence] of SENTENCES.slice(0, 3).entries())
      await slack.types(at % 2 === 0 ? "U1" : "U2", "C1", `/lab add ${sentence}`);
    await until(shows("3 sentences by 2 people"), "the chart");
    expect(slackPools("C1")).toHaveLength(1);
    expect(words(slackPools("C1"))).toContain("slack_file");
    const told = words(slack.ephemerals("U2"));
    for (const text of ["Added. 2 sentences by 2 people.", "The chart in the channel shows it"])
      expect(told).toContain(text);
  }, 60_000);

  test("many at once: the newest state, few edits, no second message, one picture remembered", async () => {
    const { slack } = stage;
    const before = slackPools("C1")[0]?.edits ?? 0;
    const started = Date.now();
    const people = Array.from({ length: 15 }, (_, at) => `U${at + 10}`);
    await Promise.all(
      people.map((user, at) => slack.types(user, "C1", `/lab add Sentence number ${at} of many`)),
    );
    await until(shows("18 sentences by 17 people"), "all of them", 30_000);
    const seconds = Math.ceil((Date.now() - started) / 1_000);
    const [message, ...more] = slackPools("C1");
    expect(more).toEqual([]);
    expect((message?.edits ?? 0) - before).toBeLessThanOrEqual(seconds + 1);
  }, 60_000);

  test("where Lectern is no member the answer through the response_url stays the only one", async () => {
    const { slack } = stage;
    slack.workspace.scopes.delete("chat:write.public");
    for (const sentence of SENTENCES.slice(0, 3)) await slack.types("U1", "C2", `/lab add ${sentence}`);
    await slack.types("U1", "C2", "/lab pool");
    await until(() => slackPools("C2").length > 0, "the pool");
    const first = words(slackPools("C2"));
    await slack.types("U2", "C2", "/lab add One more sentence");
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(words(slackPools("C2"))).toBe(first);
    const told = words(slack.ephemerals("U2"));
    expect(told).toContain("No chart here follows the pool: `/lab pool` shows it as it is now.");
    expect(told).toContain("Show the pool");
  }, 60_000);
});

describe("in Discord", () => {
  test("the answer is edited, also after its token has expired, and nothing else is posted", async () => {
    const { discord } = stage;
    for (const sentence of SENTENCES.slice(0, 3))
      await discord.runs("ada", "general", "lab add", { sentence });
    await discord.runs("grace", "general", "lab pool");
    const shows = (text: string) => () => words(discordPools()[0]?.components).includes(text);
    await until(shows("3 sentences by 1 person"), "the chart");
    await discord.runs("grace", "general", "lab add", { sentence: SENTENCES[3] ?? "" });
    await until(shows("4 sentences by 2 people"), "the fourth");
    discord.advance(16 * 60_000);
    await discord.runs("linus", "general", "lab add", { sentence: SENTENCES[4] ?? "" });
    await until(shows("5 sentences by 3 people"), "the fifth, by the bot");
    expect(discordPools()).toHaveLength(1);
    expect(discordPools()[0]?.files.map(({ contentType }) => contentType)).toContain("image/png");
  }, 60_000);

  test("a chart that somebody deleted comes back only when it is asked for, and nobody is told otherwise", async () => {
    const { discord } = stage;
    const messages = () => discord.answers("random");
    const adds = async (sentence: string) =>
      words(discord.answerTo(await discord.runs("ada", "random", "lab add", { sentence })).components);
    for (const sentence of SENTENCES.slice(0, 3)) await adds(sentence);
    await discord.runs("ada", "random", "lab pool");
    await until(() => words(messages()).includes("3 sentences"), "the chart");
    for (const message of messages()) discord.deletes(message);
    await adds(SENTENCES[3] ?? "");
    await until(async () => (await adds("Once more")).includes("No chart here follows"), "the loss");
    expect(messages()).toEqual([]);
  }, 60_000);

  test("a new pool leaves the old chart as it stood; only staff begins one", async () => {
    const { discord } = stage;
    const before = words(discordPools()[0]);
    const refused = await discord.runs("ada", "general", "lab pool", { clear: "yes" });
    expect(words(discord.answerTo(refused).components)).toContain("Only the course staff");
    discord.person("linus", { permissions: 0x20n });
    await discord.runs("linus", "general", "lab pool", { clear: "yes" });
    await discord.runs("ada", "general", "lab add", { sentence: "The first of a new pool" });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(words(discordPools()[0])).toBe(before);
    const shown = await discord.runs("ada", "general", "lab pool");
    await until(
      () => /1 sentence by 1 person/.test(words(discord.answerTo(shown).components)),
      "the new pool",
    );
  }, 60_000);
});

test("on the web page the message changes under the eyes of whoever looks", async () => {
  const { say, listed } = webClient(() => bot.url);
  for (const text of SENTENCES.slice(0, 3)) await say(`/lab add ${text}`);
  await say("/lab pool", { as: "grace" });
  const pools = async () => (await listed("ben")).filter(({ html }) => /by \d+ (person|people)/.test(html));
  await until(
    async () => (await pools()).some(({ html }) => html.includes("3 sentences by 1 person")),
    "the chart",
  );
  const [first] = await pools();
  await say(`/lab add ${SENTENCES[3]}`, { as: "grace" });
  await until(
    async () => (await pools()).some(({ html }) => html.includes("4 sentences by 2 people")),
    "the fourth",
  );
  const [second, ...more] = await pools();
  expect([second?.id, more]).toEqual([first?.id, []]);
  expect(second?.stage).toBeGreaterThan(first?.stage ?? 0);
  await say("/lab add undo:yes", { as: "grace" });
  await until(
    async () => (await pools()).some(({ html }) => html.includes("3 sentences by 1 person")),
    "taken out",
  );
}, 60_000);

test("nothing that was sent was refused", () => {
  expect(stage.slack.failures).toEqual([]);
  expect(stage.discord.world.unanswered).toEqual([]);
  expect(stage.discord.world.refusals).toEqual([]);
});
