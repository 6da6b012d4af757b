import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { slackManifest } from "../../src/adapters/slack/manifest.ts";
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

test("a form's select asks at the options address, and what was chosen is compared", async () => {
  await slack.types("U3", "C1", "/compare");
  const [offer] = slack.ephemerals("U3");
  if (offer === undefined) throw new Error("no way to the form");
  await slack.presses(offer, "Fill in a form", "U3");
  await slack.until(() => slack.workspace.views.length === 1);
  // Slack does not ask where the manifest names no address.
  expect(await slack.searches("U3", "models", "gph").catch(() => [])).toEqual([]);
  expect(slack.failures.splice(0)).not.toEqual([]);
  slack.refusals.splice(0);
  const { settings } = slackManifest({ commands, prefix: "", socketMode: false, url: bot.url });
  slack.transport.optionsUrl = settings?.interactivity?.message_menu_options_url;
  expect((await slack.searches("U3", "models", "gohp"))[0]).toContain("Gopher 280B");
  expect((await slack.searches("U3", "models", "gpt3"))[0]).toContain("GPT-3 175B");
  expect((await slack.searches("U3", "by", "tok")).at(-1)).not.toContain("As typed");
  await slack.submits("U3", { models: "gopher-280b, gpt-3-175b", by: "training_tokens" });
  await until(() => /Training tokens/i.test(JSON.stringify(slack.said("C1"))), "the comparison");
  expect([slack.failures, slack.refusals]).toEqual([[], []]);
});

test("a request with a wrong signature is refused", async () => {
  slack.transport.signingSecret = "somebody-else";
  expect(await slack.types("U1", "C1", "/model gopher")).toMatchObject({ status: 401 });
});
