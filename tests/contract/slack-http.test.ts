import { afterAll, beforeAll, expect, test } from "vitest";
import { type Running, start, temporaryHome } from "../support/processes.ts";
import { until } from "../support/services.ts";
import { type FakeSlack, startSlackServer } from "../support/slack/server.ts";
import { BOT_TOKEN, SIGNING_SECRET } from "../support/slack/workspace.ts";

let slack: FakeSlack;
let bot: Running;
const { home, remove } = temporaryHome();
beforeAll(async () => {
  slack = await startSlackServer();
  const tokens = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
  };
  bot = await start("main", { LECTERN_HOME: home, ...tokens });
  slack.transport.requestUrl = `${bot.url}/slack/events`;
});
afterAll(async () => {
  await bot.kill("SIGKILL");
  await slack.close();
  remove();
});

test("signed requests arrive on Lectern's own port and are answered, with the picture", async () => {
  await slack.types("U1", "C1", "/model chinchila");
  expect(JSON.stringify(slack.ephemerals("U1"))).toContain("Chinchilla 70B");
  await slack.types("U1", "C1", "/compare gpt-3 gopher chinchilla");
  await until(() => /slack_file/.test(JSON.stringify(slack.said("C1"))), "the picture");
  await slack.mentions("U2", "C1", "model phi-3-mini");
  await until(
    () => JSON.stringify(slack.ephemerals("U2")).includes("3.3T tokens"),
    "the answer to a mention",
  );
  expect([slack.failures, slack.refusals]).toEqual([[], []]);
});

test("a request with a wrong signature is refused", async () => {
  slack.transport.signingSecret = "somebody-else";
  expect(await slack.types("U1", "C1", "/model gopher")).toMatchObject({ status: 401 });
});
