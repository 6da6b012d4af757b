import { afterEach, beforeEach, expect, test } from "vitest";
import type { SlackAdapter } from "../../../src/adapters/slack/connect.ts";
import { connectTo, ScriptedLectern, says } from "../../support/slack/lectern.ts";
import { type FakeSlack, startSlackServer } from "../../support/slack/server.ts";

let slack: FakeSlack;
let lectern: ScriptedLectern;
let adapter: SlackAdapter;

beforeEach(async () => {
  slack = await startSlackServer();
  lectern = new ScriptedLectern();
  adapter = await connectTo(slack, lectern);
});

afterEach(async () => {
  await adapter.stop();
  await slack.close();
  expect(slack.failures).toEqual([]);
  expect(slack.refusals).toEqual([]);
});

test("a form's select offers what Lectern does, and sends what was chosen", async () => {
  const suggested = { hint: "two or more", list: { min: 2, max: 3 } };
  const fields = [
    { name: "models", label: "Models", hint: "", required: true, suggested },
    { name: "by", label: "By", hint: "", required: false, suggested: { hint: "" } },
  ];
  lectern.answers(() => ({ kind: "form", form: { command: "compare", title: "Compare", fields } }));
  await slack.types("U1", "C1", "/compare");
  await slack.until(() => slack.workspace.views.length === 1);
  lectern.choices = [
    { label: "GPT-3", value: "gpt-3" },
    { label: "x".repeat(80), value: "long-label" },
    { label: "never", value: "y".repeat(76) },
    { label: "never", value: "" },
  ];
  expect(await slack.searches("U1", "models", "R&D <gpt>")).toEqual(["GPT-3", `${"x".repeat(74)}…`]);
  expect(lectern.offering).toEqual([["compare", "models", "R&D <gpt>"]]);
  expect(await slack.searches("U1", "by", "")).toHaveLength(2);
  await expect(slack.submits("U1", { models: "gopher" })).rejects.toThrow("not offered");
  await expect(slack.submits("U1", { models: "gpt-3, gpt-3, gpt-3, gpt-3" })).rejects.toThrow("at most 3");
  lectern.replies(says("Compared."));
  await slack.submits("U1", { models: "gpt-3, long-label", by: "gpt-3" });
  expect(lectern.last.input).toMatchObject({ options: { models: "gpt-3, long-label", by: "gpt-3" } });
  await slack.until(() => slack.said("C1").length === 1);
});

test("when nothing can be offered, the select is empty", async () => {
  const fields = [{ name: "by", label: "By", hint: "", required: false, suggested: { hint: "" } }];
  lectern.answers(() => ({ kind: "form", form: { command: "compare", title: "Compare", fields } }));
  await slack.types("U1", "C1", "/compare");
  await slack.until(() => slack.workspace.views.length === 1);
  Object.defineProperty(lectern, "choices", {
    get: () => {
      throw new Error("broken");
    },
  });
  expect(await slack.searches("U1", "by", "x")).toEqual([]);
});
