import { afterEach, beforeEach, expect, test } from "vitest";
import type { SlackAdapter } from "../../../src/adapters/slack/connect.ts";
import { formOf } from "../../../src/router/form.ts";
import { familyCommands } from "../../support/families.ts";
import { connectTo, ScriptedLectern, says } from "../../support/slack/lectern.ts";
import { type FakeSlack, startSlackServer } from "../../support/slack/server.ts";

let slack: FakeSlack;
let lectern: ScriptedLectern;
let adapter: SlackAdapter;

beforeEach(async () => {
  slack = await startSlackServer();
  lectern = new ScriptedLectern();
  lectern.commands = familyCommands;
  lectern.replies(says("Embedded."));
});

afterEach(async () => {
  await adapter.stop();
  await slack.close();
  expect([slack.failures, slack.refusals]).toEqual([[], []]);
});

test("a family is typed as one command, and reaches the router whole", async () => {
  adapter = await connectTo(slack, lectern);
  await slack.types("U1", "C1", "/lab embed cat dog");
  expect(lectern.last.input).toEqual({ kind: "text", text: "/lab embed cat dog" });
  await slack.types("U1", "C1", "/lab");
  expect(lectern.last.input).toEqual({ kind: "text", text: "/lab" });
  expect(adapter.typed("lab embed")).toBe("/lab embed");
});

test("a prefix stands before the first word and is taken off again", async () => {
  adapter = await connectTo(slack, lectern, { commandPrefix: "llm-" });
  await slack.types("U1", "C1", "/llm-lab embed cat");
  expect(lectern.last.input).toEqual({ kind: "text", text: "/lab embed cat" });
  expect(adapter.typed("lab embed")).toBe("/llm-lab embed");
  expect(adapter.typed("lab")).toBe("/llm-lab");
});

test("a form and a button carry the name of two words", async () => {
  adapter = await connectTo(slack, lectern);
  const embed = familyCommands.find(({ name }) => name === "lab embed");
  if (embed === undefined) throw new Error("no command");
  lectern.answers(() => ({ kind: "form", form: formOf(embed) }));
  await slack.types("U1", "C1", "/lab embed");
  await slack.until(() => slack.workspace.views.length === 1);
  const button = { action: "lab embed.more", label: "More", value: "cat" };
  lectern.replies({ blocks: [{ kind: "actions", buttons: [button] }] });
  await slack.submits("U1", { text: "cat", count: "2" });
  const options = { text: "cat", count: "2" };
  expect(lectern.last.input).toEqual({ kind: "options", command: "lab embed", options });
  await slack.until(() => slack.said("C1").length === 1);
  const [message] = slack.said("C1");
  if (message === undefined) throw new Error("no answer");
  await slack.presses(message, "More");
  expect(lectern.last.input).toEqual({ kind: "action", action: "lab embed.more", value: "cat" });
});
