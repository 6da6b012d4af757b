import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "../support/services.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const pools = () => stage.slack.said("C1").filter(({ blocks }) => /pool/i.test(JSON.stringify(blocks)));
const shows = (text: string) => () => JSON.stringify(pools()).includes(text);

test("kill -9 right after additions: every one that was acknowledged is there, in the same message", async () => {
  const { slack } = stage;
  const bot = await stage.start();
  for (const text of ["The parcel never came", "My delivery is missing", "The soup was too salty"])
    await slack.types("U1", "C1", `/lab add ${text}`);
  await slack.types("U1", "C1", "/lab pool");
  await until(shows("3 sentences by 1 person"), "the chart");
  const people = Array.from({ length: 8 }, (_, at) => `U${at + 10}`);
  await Promise.all(
    people.map((user, at) => slack.types(user, "C1", `/lab add Sentence ${at} before the end`)),
  );
  await bot.kill("SIGKILL");
  const acknowledged = people.filter((user) => /Added\./.test(JSON.stringify(slack.ephemerals(user))));
  expect(acknowledged.length).toBe(people.length);
  await stage.start();
  await until(shows("11 sentences by 9 people"), "all sentences", 60_000);
  expect(pools()).toHaveLength(1);
}, 150_000);
