import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { SlackAdapter } from "../../../src/adapters/slack/connect.ts";
import { connectTo, csv, logged, picture, ScriptedLectern, says } from "../../support/slack/lectern.ts";
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

const form = {
  command: "compare",
  title: "Compare",
  fields: [
    { name: "models", label: "Models", hint: "two or more", required: true },
    { name: "by", label: "By", hint: "", required: false, choices: [{ label: "Size", value: "size" }] },
  ],
};

test("a slash command is answered in its acknowledgement", async () => {
  lectern.replies(says("Chinchilla is **smaller**."));
  const { answer } = await slack.types("U1", "C1", "/compare gpt-3 <gopher> R&D");
  expect(answer).toMatchObject({ response_type: "in_channel", text: "Chinchilla is smaller." });
  expect(slack.said("C1")).toHaveLength(1);
  expect(slack.calls.filter(({ method }) => method.startsWith("chat."))).toEqual([]);
  expect(lectern.last).toMatchObject({
    id: expect.stringMatching(/^slack-[^:]+$/),
    address: { platform: "slack", workspace: "T1", channel: "C1", person: "U1" },
    person: { id: "U1", name: "u1", roles: [], administrator: false },
    input: { kind: "text", text: "/compare gpt-3 <gopher> R&D" },
  });
});

test("private replies and mistakes are for the asker alone", async () => {
  lectern.replies(says("Only you."), "private");
  await slack.types("U1", "C1", "/help");
  lectern.replies(says("No model called chinchila.", { error: true }), "public");
  await slack.types("U1", "C1", "/compare chinchila");
  expect(slack.ephemerals("U1").map((message) => message.text)).toEqual([
    "Only you.",
    "No model called chinchila.",
  ]);
  expect(slack.messages("C1")).toEqual([]);
});

test("a name that Slack keeps for itself is typed with a prefix and routed without", async () => {
  lectern.replies(says("All well."));
  await slack.types("U1", "C1", "/lectern-status");
  expect(lectern.last.input).toEqual({ kind: "text", text: "/status" });
  expect(adapter.typed("status")).toBe("/lectern-status");
  expect(adapter.typed("compare")).toBe("/compare");
});

test("a command that is no longer known is still answered", async () => {
  lectern.replies(says("No command called old.", { error: true }));
  await slack.types("U1", "C1", "/old thing");
  expect(lectern.last.input).toEqual({ kind: "text", text: "/old thing" });
});

test("public work: an empty acknowledgement, then one message that becomes the answer", async () => {
  lectern.works(says("Drawing…"));
  const { answer } = await slack.types("U1", "C1", "/compare gpt-3 gopher");
  expect(answer).toEqual({});
  await slack.until(() => lectern.order.includes("shown"));
  expect(slack.said("C1")[0]?.text).toBe("Drawing…");
  await lectern.deliver(lectern.parcel(lectern.last, says("Done.")));
  expect(slack.said("C1").map((message) => message.text)).toEqual(["Done."]);
});

test("private work: the acknowledgement says so once it is remembered, and the answer takes its place", async () => {
  lectern.works(says("Thinking…"), "private");
  const { answer } = await slack.types("U1", "C1", "/help");
  expect(answer).toMatchObject({ response_type: "ephemeral", text: "Thinking…" });
  await slack.until(() => lectern.order.length === 2);
  expect(lectern.order).toEqual(["remembered", "acknowledged"]);
  await lectern.deliver(lectern.parcel(lectern.last, says("Thought."), { visibility: "private" }));
  expect(slack.ephemerals("U1").map((message) => message.text)).toEqual(["Thought."]);
});

test("files of an immediate public reply are put into its thread, those of a private one sent directly", async () => {
  lectern.replies(says("All models.", { files: [csv] }));
  await slack.types("U1", "C1", "/compare all");
  await slack.until(() => slack.said("C1").length === 2);
  const [reply, file] = slack.said("C1");
  expect(file).toMatchObject({ text: "models.csv", thread_ts: reply?.ts });
  lectern.replies(says("Yours.", { files: [csv] }), "private");
  await slack.types("U1", "C1", "/compare all");
  await slack.until(() => slack.said("DU1").length === 1);
  expect(slack.ephemerals("U1").map((message) => message.text)).toEqual(["Yours."]);
});

test("an immediate reply with a picture is posted, because an acknowledgement carries none", async () => {
  lectern.replies({ blocks: [picture()] });
  await slack.types("U1", "C1", "/compare gpt-3");
  await slack.until(() => slack.said("C1").length === 1);
  expect(slack.said("C1")[0]?.blocks).toMatchObject([{ type: "image" }]);
});

test("a mention is answered in a thread on it, or in the thread it stands in", async () => {
  lectern.replies(says("Here."));
  const asked = await slack.mentions("U1", "C1", "compare gpt-3 & gopher");
  await slack.until(() => slack.said("C1").length === 1);
  expect(lectern.last).toMatchObject({
    mayRepeat: true,
    input: { kind: "text", text: "compare gpt-3 & gopher" },
  });
  expect(slack.said("C1")[0]).toMatchObject({ text: "Here.", thread_ts: asked.ts });
  await slack.mentions("U1", "C1", "again", { thread: asked.ts });
  await slack.until(() => slack.said("C1").length === 2);
  expect(slack.said("C1")[1]?.thread_ts).toBe(asked.ts);
});

test("an event that Slack delivers again is answered once", async () => {
  lectern.replies(says("Once."));
  await slack.mentions("U1", "C1", "compare");
  await slack.redeliver();
  await slack.mentions("U1", "C1", "more");
  await slack.until(() => slack.said("C1").length === 2);
  expect(lectern.invocations).toHaveLength(2);
});

test("a private reply to a mention whispers in its thread, or in the channel where there is none yet", async () => {
  lectern.replies(says("Secret."), "private");
  const asked = await slack.mentions("U1", "C1", "help");
  await slack.until(() => slack.ephemerals("U1").length === 1);
  // Slack shows nobody an ephemeral message in a thread without replies.
  expect(slack.ephemerals("U1")[0]).toMatchObject({ text: "Secret.", channel: "C1" });
  expect(slack.ephemerals("U1")[0]).not.toHaveProperty("thread_ts");
  await slack.mentions("U1", "C1", "help", { thread: asked.ts });
  await slack.until(() => slack.ephemerals("U1").length === 2);
  expect(slack.ephemerals("U1")[1]).toMatchObject({ thread_ts: asked.ts });
  expect(slack.said("C1")).toEqual([]);
});

test("a direct message gets an ordinary message, even for what is private", async () => {
  lectern.replies(says("Hello."), "private");
  await slack.dm("U1", "help");
  await slack.until(() => slack.said("DU1").length === 1);
  expect(slack.said("DU1")[0]?.thread_ts).toBeUndefined();
  expect(lectern.last.address).toMatchObject({ channel: "DU1", direct: true });
});

const withButtons = {
  blocks: [
    {
      kind: "actions" as const,
      buttons: [{ action: "share", label: "Share to channel", value: "compare gpt-3" }],
      menus: [{ action: "quiz.topic", label: "Topic", options: [{ label: "Scaling", value: "scaling" }] }],
    },
  ],
};

test("a button and a menu become actions; the answers are private or public as decided", async () => {
  lectern.replies(withButtons, "private");
  await slack.types("U1", "C1", "/help");
  const [whispered] = slack.ephemerals("U1");
  if (whispered === undefined) throw new Error("no help");
  lectern.replies(says("Shared."), "public");
  await slack.presses(whispered, "Share to channel");
  await slack.until(() => slack.said("C1").length === 1);
  expect(lectern.last.input).toEqual({ kind: "action", action: "share", value: "compare gpt-3" });
  lectern.replies(says("For you."), "private");
  await slack.presses(whispered, "Scaling");
  await slack.until(() => slack.ephemerals("U1").length === 2);
  expect(lectern.last.input).toEqual({ kind: "action", action: "quiz.topic", value: "scaling" });
  expect(slack.ephemerals("U1")[0]?.blocks.length).toBeGreaterThan(0);
});

test("a button on a message in a thread is answered in that thread", async () => {
  lectern.replies(withButtons);
  const asked = await slack.mentions("U1", "C1", "help");
  await slack.until(() => slack.said("C1").length === 1);
  const [message] = slack.said("C1");
  if (message === undefined) throw new Error("no message");
  lectern.replies(says("Shared."));
  await slack.presses(message, "Share to channel", "U2");
  await slack.until(() => slack.said("C1").length === 2);
  expect(slack.said("C1")[1]).toMatchObject({ text: "Shared.", thread_ts: asked.ts });
});

test("a form opens, keeps what was typed when it is wrong, and answers where it was asked for", async () => {
  lectern.answers(() => ({ kind: "form", form }));
  await slack.types("U1", "C1", "/compare");
  await slack.until(() => slack.workspace.views.length === 1);
  lectern.replies(says("No model called *x*.", { error: true, data: { argument: "by" } }));
  await slack.submits("U1", { models: "x", by: "size" });
  expect(lectern.last.input).toEqual({
    kind: "options",
    command: "compare",
    options: { models: "x", by: "size" },
  });
  expect(slack.view("U1").errors).toEqual({ by: "No model called x." });
  lectern.replies(says("Not enough.", { error: true }));
  await slack.submits("U1", { models: "x" });
  expect(slack.view("U1").errors).toEqual({ models: "Not enough." });
  lectern.replies(says("Compared."));
  await slack.submits("U1", { models: "gpt-3, gopher" });
  expect(slack.workspace.views).toEqual([]);
  await slack.until(() => slack.said("C1").length === 1);
  expect(slack.said("C1")[0]?.text).toBe("Compared.");
});

test("a form that comes too late says so", async () => {
  lectern.answers(() => {
    slack.workspace.advance(4_000);
    return { kind: "form", form };
  });
  await slack.types("U1", "C1", "/compare");
  await slack.until(() => slack.ephemerals("U1").length === 1);
  expect(slack.ephemerals("U1")[0]?.text).toContain("type /compare");
  expect(slack.refusals.splice(0)).toEqual(["views.open: expired_trigger_id"]);
});

test("a mention that needs a form offers a button for it", async () => {
  lectern.answers(() => ({ kind: "form", form }));
  await slack.mentions("U1", "C1", "compare");
  await slack.until(() => slack.ephemerals("U1").length === 1);
  const [offer] = slack.ephemerals("U1");
  if (offer === undefined) throw new Error("no offer");
  await slack.presses(offer, "Fill in the form");
  await slack.until(() => slack.workspace.views.length === 1);
  expect(lectern.last.input).toEqual({ kind: "action", action: "form", value: "compare" });
});

test("a message shortcut asks about the message and answers in its thread", async () => {
  const message = slack.workspace.post({
    channel: "C1",
    user: "U2",
    text: "what is &lt;RLHF&gt;?",
    blocks: [],
  });
  lectern.replies(says("It is…"));
  await slack.shortcut("U1", message, "explain");
  await slack.until(() => slack.said("C1").length === 1);
  expect(lectern.last.input).toEqual({ kind: "message", command: "explain", text: "what is <RLHF>?" });
  expect(slack.said("C1")[0]?.thread_ts).toBe(message.ts);
});

test("the home tab shows what an empty question gets, and its buttons answer directly", async () => {
  lectern.replies(withButtons, "private");
  await slack.opensHome("U1");
  await slack.until(() => slack.workspace.homes.has("U1"));
  expect(lectern.last.input).toEqual({ kind: "text", text: "" });
  lectern.replies(says("Hello from home."));
  await slack.pressesAtHome("U1", "Share to channel");
  await slack.until(() => slack.said("DU1").length === 1);
  expect(slack.said("DU1")[0]?.text).toBe("Hello from home.");
});

test("a connection is opened again until Slack can be reached", async () => {
  slack.trouble("apps.connections.open", { error: "internal_error" }, { status: 503 }, { status: 503 });
  for (const socket of slack.transport.sockets) socket.terminate();
  await slack.until(() => !adapter.ready());
  await slack.until(() => adapter.ready());
  lectern.replies(says("Back."));
  await slack.types("U1", "C1", "/compare");
  expect(slack.said("C1")).toHaveLength(1);
});

test("a recycled connection is replaced and goes on", async () => {
  lectern.replies(says("Still here."));
  const [before] = slack.transport.sockets;
  slack.transport.refresh();
  await slack.until(
    () => slack.transport.sockets.size === 1 && !slack.transport.sockets.has(before as never),
  );
  await slack.until(() => adapter.ready());
  await slack.types("U1", "C1", "/compare");
  expect(slack.said("C1")).toHaveLength(1);
});

test("neither tokens nor what people wrote is logged", async () => {
  lectern.replies(says("An answer in confidence."));
  slack.trouble("chat.postMessage", { error: "internal_error" });
  await slack.mentions("U1", "C1", "something in confidence");
  await slack.until(() => slack.said("C1").length === 1);
  expect(slack.refusals.splice(0)).toEqual(["conversations.replies: missing_scope: channels:history"]);
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.join("")).not.toMatch(/in confidence|xoxb|xapp/);
});

beforeAll(() => logged.splice(0));
afterAll(() => logged.splice(0));
