import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Running, runToEnd } from "../support/processes.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
let bot: Running;
beforeAll(async () => {
  stage = await openStage();
  bot = await stage.start();
  const { slack } = stage;
  await slack.types("U1", "C1", "/compare");
  const [offer] = slack.ephemerals("U1");
  if (offer === undefined) throw new Error("no way to the form");
  await slack.presses(offer, "Fill in a form");
  await slack.until(() => slack.workspace.views.length === 1);
}, 90_000);
afterAll(async () => {
  await stage.close();
});

async function onWeb(argument: string, typed: string): Promise<string[]> {
  const query = new URLSearchParams({ command: "compare", argument, typed });
  const response = await fetch(`${bot.url}/api/complete?${query}`);
  const { choices } = (await response.json()) as { choices: { label: string }[] };
  return choices.map(({ label }) => label);
}

async function onDiscord(option: string, typed: string): Promise<string[]> {
  stage.discord.person("ada");
  const asked = { command: "compare", option, typed };
  const choices = await stage.discord.completes("ada", "general", asked);
  return choices.map(({ name }) => name);
}

describe("what is offered while typing is the same, in the same order, everywhere", () => {
  test.each(["", "g", "gpt", "llama 40", "405", "chinchila", "mixtral big", "claude so", "70b", "xyzzy"])(
    "%j as a model",
    async (typed) => {
      const slack = await stage.slack.searches("U1", "models", typed);
      expect(slack).toEqual(await onWeb("models", typed));
      expect(slack).toEqual(await onDiscord("model1", typed));
      expect(slack.length === 0).toBe(typed === "xyzzy");
    },
  );

  test.each(["", "tok", "context"])(
    "%j as a field; Slack adds what was typed where it is taken",
    async (typed) => {
      const slack = await stage.slack.searches("U1", "by", typed);
      const web = await onWeb("by", typed);
      expect(slack.filter((label) => !label.startsWith("As typed"))).toEqual(web);
      expect(web).toEqual(await onDiscord("by", typed));
      expect(web.length).toBeGreaterThan(0);
    },
  );

  test("what was chosen in Slack is compared like what is typed in the terminal", async () => {
    const { slack, home } = stage;
    await slack.searches("U1", "models", "goph");
    await slack.searches("U1", "models", "chinch");
    await slack.submits("U1", { models: "gopher-280b, chinchilla-70b" });
    await slack.until(() => slack.said("C1").length > 0);
    const { out } = await runToEnd("src/terminal.js", {
      args: ["/compare gopher chinchilla", "--json"],
      env: { LECTERN_HOME: home },
    });
    const [first] = (JSON.parse(out) as { blocks: { text?: string }[] }).blocks;
    expect(JSON.stringify(slack.said("C1"))).toContain(String(first?.text).slice(0, 30).replaceAll("**", ""));
    expect([slack.failures, slack.refusals]).toEqual([[], []]);
  });
});
