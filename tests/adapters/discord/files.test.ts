import { afterEach, beforeEach, expect, test } from "vitest";
import { discordForm } from "../../../src/replies/discord-form.ts";
import { formOf } from "../../../src/router/form.ts";
import { type AttachedFile, LARGEST_FILE } from "../../../src/router/invocation.ts";
import { countCommand } from "../../support/count-command.ts";
import { assertDiscordAcceptsModal } from "../../support/discord/accepts.ts";
import { openStage, type Stage, say } from "../../support/discord/scripted.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await stage.close();
  expect(stage.discord.world.refusals).toEqual([]);
});

const file = { name: "rows.csv", content: "text\napple\n" };

const sent = (): readonly AttachedFile[] => stage.lectern.last.files ?? [];
const read = async (): Promise<string> => Buffer.from((await sent()[0]?.read()) ?? "").toString();

test("a native option takes the file", async () => {
  const { discord, lectern } = stage;
  lectern.replies(say("Counted"));
  await discord.runs("ada", "general", "count", { texts: "apple" }, { file });
  expect(lectern.last.input).toEqual({ kind: "options", command: "count", options: { texts: "apple" } });
  expect(sent()).toMatchObject([{ name: "rows.csv", bytes: 11 }]);
  expect(await read()).toBe(file.content);
  await discord.runs("ada", "general", "count", { texts: "apple" });
  expect(sent()).toEqual([]);
});

test("a form has a box for lines and a place for the file", async () => {
  const { discord, lectern } = stage;
  lectern.answers(() => ({ kind: "form", form: formOf(countCommand) }));
  const form = await discord.runs("ada", "general", "count");
  expect(form.modal).toMatchObject({
    components: [
      { component: { type: 4, style: 2 } },
      { component: { type: 19, min_values: 0, max_values: 1, required: false } },
      { component: { type: 4, style: 1 } },
    ],
  });
  lectern.replies(say("Counted"));
  const texts = 'apple, "x"\n\nfruit: banana';
  await discord.submits(form, { texts, by: "line" }, { file });
  expect(lectern.last.input).toEqual({ kind: "options", command: "count", options: { texts, by: "line" } });
  expect(await read()).toBe(file.content);
  await discord.submits(form, { texts });
  expect(sent()).toEqual([]);
});

test("a required file comes first and must be chosen", () => {
  const form = formOf(countCommand);
  const fields = form.fields.map((field) => ({ ...field, required: field.input === "file" }));
  const modal = discordForm({ ...form, fields });
  assertDiscordAcceptsModal(modal);
  expect(modal.components[0]).toMatchObject({ component: { type: 19, min_values: 1, required: true } });
});

test("attached to a message that mentions Lectern, or to a direct message", async () => {
  const { discord, lectern } = stage;
  lectern.replies(say("Counted"));
  await discord.mentions("ada", "general", "count apple\nbanana", [file]);
  await discord.until(() => discord.answers("general").length === 1);
  expect(lectern.last.input).toEqual({ kind: "text", text: "count apple\nbanana" });
  expect(await read()).toBe(file.content);
  await discord.writes("ada", "@ada", "count", [{ ...file, content: "cherry" }]);
  await discord.until(() => discord.answers("@ada").length === 1);
  expect(await read()).toBe("cherry");
});

test("an answer for one person alone, to a file in a channel, is not offered by a button that has lost it", async () => {
  const { discord, lectern } = stage;
  lectern.replies(say("Counted"), "private");
  await discord.mentions("ada", "general", "count", [file]);
  await discord.until(() => discord.answers("general").length === 1);
  const [answer] = discord.answers("general");
  expect(answer && discord.textOf(answer)).toBe("That answer is for you alone: use the slash command.");
});

test("too large or deleted is said", async () => {
  const { discord, lectern } = stage;
  lectern.replies(say("Counted"));
  const big = { name: "big.csv", content: Buffer.alloc(LARGEST_FILE + 1) };
  await discord.runs("ada", "general", "count", {}, { file: big });
  await expect(read()).rejects.toThrow(/big\.csv.*5 MB is the most/);
  await discord.runs("ada", "general", "count", {}, { file });
  discord.world.sent.clear();
  await expect(read()).rejects.toThrow("answered 404");
});
