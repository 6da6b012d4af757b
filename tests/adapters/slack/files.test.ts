import { afterEach, beforeEach, expect, test } from "vitest";
import type { SlackAdapter } from "../../../src/adapters/slack/connect.ts";
import { formOf } from "../../../src/router/form.ts";
import { type AttachedFile, LARGEST_FILE } from "../../../src/router/invocation.ts";
import { countCommand } from "../../support/count-command.ts";
import { emptyCourse } from "../../support/course.ts";
import { routerWorld } from "../../support/router.ts";
import { connectTo, logged, ScriptedLectern, says } from "../../support/slack/lectern.ts";
import { type FakeSlack, startSlackServer } from "../../support/slack/server.ts";
import { BOT_TOKEN } from "../../support/slack/workspace.ts";

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
  expect(logged.join("")).not.toContain(BOT_TOKEN);
});

const rows = { name: "rows.csv", content: "text\napple\n" };

const sent = (): readonly AttachedFile[] => lectern.last.files ?? [];
const read = async (): Promise<string> => Buffer.from((await sent()[0]?.read()) ?? "").toString();

async function openForm(): Promise<void> {
  lectern.answers(() => ({ kind: "form", form: formOf(countCommand) }));
  await slack.types("U1", "C1", "/compare");
  await slack.until(() => slack.workspace.views.length === 1);
  lectern.replies(says("Counted."), "private");
}

test("a form asks for lines and for a file, and both arrive", async () => {
  await openForm();
  const texts = 'apple, "x"\n\nfruit: banana';
  await slack.submits("U1", { texts, by: "line" }, { file: [rows] });
  expect(lectern.last.input).toEqual({ kind: "options", command: "count", options: { texts, by: "line" } });
  expect(sent()).toMatchObject([{ name: "rows.csv", bytes: 11 }]);
  expect(await read()).toBe(rows.content);
});

test("a form goes without a file; Slack lets nobody choose two, or a picture", async () => {
  await openForm();
  await expect(slack.submits("U1", {}, { file: [rows, rows] })).rejects.toThrow("more than 1");
  await expect(slack.submits("U1", {}, { file: [{ ...rows, name: "a.png" }] })).rejects.toThrow("a.png");
  await slack.submits("U1", { texts: "apple" });
  expect(sent()).toEqual([]);
});

test("files of a mention and of a direct message", async () => {
  lectern.replies(says("Counted."));
  await slack.mentions("U1", "C1", "count apple\nbanana", { files: [rows] });
  await slack.until(() => slack.said("C1").length === 1);
  expect(lectern.last.input).toEqual({ kind: "text", text: "count apple\nbanana" });
  expect(await read()).toBe(rows.content);
  await slack.dm("U1", "count", [{ name: "more.txt", content: "cherry" }]);
  await slack.until(() => slack.said("DU1").length === 1);
  expect(sent()).toMatchObject([{ name: "more.txt", bytes: 6 }]);
  expect(await read()).toBe("cherry");
  await slack.dm("U1", "help");
  await slack.until(() => slack.said("DU1").length === 2);
  expect(sent()).toEqual([]);
});

test("without the scope for files it says which is missing", async () => {
  slack.workspace.scopes.delete("files:read");
  lectern.replies(says("Counted."));
  await slack.dm("U1", "count", [rows]);
  await expect(read()).rejects.toThrow("lacks the scope `files:read`");
});

test("what is too large or not Slack's to give is said without a request", async () => {
  lectern.replies(says("Counted."));
  await slack.dm("U1", "count", [{ name: "big.csv", content: Buffer.alloc(LARGEST_FILE + 1) }]);
  await expect(read()).rejects.toThrow(/big\.csv.*5 MB is the most/);
  await slack.dm("U1", "count", [{ ...rows, elsewhere: true }]);
  await expect(read()).rejects.toThrow("Upload it here yourself");
  expect(sent()).toMatchObject([{ name: "file", bytes: 0 }]);
});

test("a file that cannot be read stays on the form as an error of its field", async () => {
  const { ask } = routerWorld(emptyCourse, { commands: [countCommand] });
  await openForm();
  slack.workspace.scopes.delete("files:read");
  lectern.answers(({ input, files = [] }) => ask(input, { files: [...files], platform: "slack" }));
  await slack.submits("U1", { texts: "apple" }, { file: [rows] });
  expect(slack.view("U1").errors).toEqual({ file: expect.stringContaining("lacks the scope files:read") });
});
