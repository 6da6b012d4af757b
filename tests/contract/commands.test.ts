import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { nativeOptions } from "../../src/adapters/discord/options.ts";
import { slackCommandName } from "../../src/adapters/slack/names.ts";
import { FINAL } from "../../src/queue/catalogue.ts";
import { withoutMarkup } from "../../src/replies/markdown.ts";
import type { Command } from "../../src/router/command.ts";
import { commandOf } from "../../src/router/families.ts";
import { assign } from "../../src/router/parse.ts";
import type { ChatMessage } from "../../src/storage/chat-messages.ts";
import { emptyCourse } from "../support/course.ts";
import { type Running, runToEnd } from "../support/processes.ts";
import { until } from "../support/services.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
let bot: Running;
beforeAll(async () => {
  stage = await openStage();
  bot = await stage.start();
}, 90_000);
afterAll(async () => {
  await stage.close();
});

interface Answer {
  /** All words a person sees, markup and all. */
  text: string;
  pictures: number;
  files: string[];
}

const EPHEMERAL = 64;
/** Labs compute, and the machine may do much else. */
const PATIENCE_MS = 60_000;

/** What stands in the place of an answer that is being made. */
const UNDER_WAY = /(Drawing|Reading) [^"]*…|[">][\d,]+ of [\d,]+ texts/;

const wordsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(wordsIn);
};

function chosen(command: Command, line: string): Record<string, string> {
  const options: Record<string, string> = {};
  const known = nativeOptions(command.args);
  for (const [name, words] of assign(command, line, { course: emptyCourse, commands })) {
    const natives = known.filter(({ argument }) => argument === name);
    if (command.args[name]?.list === undefined) options[natives[0]?.name ?? name] = words.join(" ");
    else for (const [at, word] of words.entries()) options[natives[at]?.name ?? name] = word;
  }
  return options;
}

async function onSlack(command: Command, rest: string): Promise<Answer> {
  const { slack } = stage;
  const [user, channel] = ["UADMIN", "C1"];
  const before = { said: slack.said(channel).length, heard: slack.ephemerals(user).length };
  await slack.types(user, channel, `/${slackCommandName(command.name, "")} ${rest}`.trim());
  const answers = () => [
    ...slack.said(channel).slice(before.said),
    ...slack.ephemerals(user).slice(before.heard),
  ];
  await until(
    () => answers().length > 0 && !UNDER_WAY.test(JSON.stringify(answers())),
    "an answer in Slack",
    PATIENCE_MS,
  );
  const [answer, ...more] = answers();
  expect(more.filter(({ blocks }) => blocks.length > 0)).toEqual([]);
  const pictures = JSON.stringify(answer?.blocks).match(/"slack_file"/g)?.length ?? 0;
  return { text: wordsIn(answer?.blocks).join(" "), pictures, files: [] };
}

async function onDiscord(command: Command, rest: string): Promise<Answer> {
  const { discord } = stage;
  discord.person("grace", { permissions: 0x20n });
  const interaction = await discord.runs("grace", "general", command.name, chosen(command, rest));
  await until(
    () => !UNDER_WAY.test(JSON.stringify(discord.answerTo(interaction).components)),
    "an answer in Discord",
    PATIENCE_MS,
  );
  const { components, files } = discord.answerTo(interaction);
  return {
    text: wordsIn(components).join(" "),
    pictures: files.filter(({ contentType }) => contentType === "image/png").length,
    files: files.filter(({ contentType }) => contentType !== "image/png").map(({ filename }) => filename),
  };
}

async function onWeb(command: Command, rest: string): Promise<Answer> {
  const id = randomUUID();
  const response = await fetch(`${bot.url}/api/say`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: bot.url },
    body: JSON.stringify({ id, channel: "general", as: "grace", text: `/${command.name} ${rest}`.trim() }),
  });
  expect(response.status).toBe(200);
  let html = "";
  await until(
    async () => {
      const list = (await (await fetch(`${bot.url}/api/messages?channel=general&as=grace`)).json()) as {
        messages: (ChatMessage & { html: string })[];
      };
      const message = list.messages.find((each) => each.id.includes(id));
      html = message?.html ?? "";
      return message !== undefined && message.stage >= FINAL;
    },
    "an answer on the web page",
    PATIENCE_MS,
  );
  const text = html.replace(/<[^>]*>/g, " ").replace(/&(\w+|#\d+);/g, "");
  return {
    text,
    pictures: html.match(/<img /g)?.length ?? 0,
    files: [...html.matchAll(/href="([^"]*\/files\/\d+[^"]*)"/g)].map((match) => match[1] ?? ""),
  };
}

async function onTerminal(command: Command, rest: string): Promise<Answer> {
  const args = [`/${command.name} ${rest}`.trim(), "--json", "--staff"];
  const { code, out, err } = await runToEnd("src/terminal.js", { args, env: { LECTERN_HOME: stage.home } });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const document = JSON.parse(out) as {
    blocks: { kind: string; text?: string; caption?: string }[];
    files: { path: string; mediaType: string }[];
    command: string;
  };
  expect(document.command).toBe(command.name);
  const pictures = document.files.filter(({ mediaType }) => mediaType === "image/png").length;
  const text = document.blocks.flatMap(({ kind, text, caption }) =>
    kind === "heading" || kind === "text"
      ? [withoutMarkup(text ?? "")]
      : kind === "table"
        ? [caption ?? ""]
        : [],
  );
  return {
    text: text.join("\n"),
    pictures,
    files: document.files.filter(({ mediaType }) => mediaType !== "image/png").map(({ path }) => path),
  };
}

/** The same words whatever the platform does to mark them up. */
const plainWords = (text: string): string =>
  text
    .replace(/&(\w+|#\d+);/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();

const examples = commands.flatMap((command) =>
  command.examples.map((line) => ({ line, command, rest: commandOf(line, [command])?.rest ?? "" })),
);

describe.each(examples)("$line", ({ command, rest }) => {
  test("says the same in Slack, Discord, the playground and the terminal", { timeout: 200_000 }, async () => {
    const terminal = await onTerminal(command, rest);
    const others = {
      slack: await onSlack(command, rest),
      discord: await onDiscord(command, rest),
      web: await onWeb(command, rest),
    };
    expect(terminal.text.length).toBeGreaterThan(5);
    const sentences = terminal.text.split("\n").map((line) => plainWords(line).slice(0, 30));
    for (const [platform, answer] of Object.entries(others)) {
      for (const sentence of sentences)
        expect(plainWords(answer.text), `${platform} says it`).toContain(sentence);
      expect(answer.text, `${platform} shows no error`).not.toMatch(/Something went wrong/);
      expect(answer.pictures, `${platform} shows as many pictures`).toBeGreaterThanOrEqual(terminal.pictures);
      if (terminal.files.length === 0) continue;
      // Files come into a chat when somebody asks for them.
      if (platform === "web") expect(answer.files.length).toBeGreaterThan(0);
      else expect(answer.text, `${platform} offers the numbers`).toContain("Download CSV");
    }
  });
});

test("the numbers behind an answer come to the presser alone", async () => {
  const { slack, discord } = stage;
  const line = { name: "compare", options: "gpt-3 gopher chinchilla" };
  const before = slack.said("C1").length;
  await slack.types("UADMIN", "C1", `/${line.name} ${line.options}`);
  const drawn = () =>
    slack
      .said("C1")
      .slice(before)
      .find(({ blocks }) => /slack_file.*Show data/.test(JSON.stringify(blocks)));
  await until(() => drawn() !== undefined, "the comparison in Slack");
  const message = drawn();
  if (message === undefined) throw new Error("no message");
  const heard = () =>
    slack
      .ephemerals("U2")
      .map(({ blocks }) => JSON.stringify(blocks))
      .join();
  const said = slack.said("C1").length;
  await slack.presses(message, "Download CSV", "U2");
  const shares = () =>
    [...slack.workspace.files.values()].filter(({ name, shares: to }) => /csv$/.test(name) && to.length > 0);
  await until(() => shares().length > 0, "the file in Slack");
  await slack.presses(message, "Show data", "U2");
  await until(() => heard().includes("1.4T"), "the data in Slack");
  expect(slack.said("C1")).toHaveLength(said);

  const command = commands.find(({ name }) => name === "compare");
  if (command === undefined) throw new Error("no command");
  const asked = await discord.runs("grace", "general", "compare", chosen(command, line.options));
  await until(
    () => !UNDER_WAY.test(JSON.stringify(discord.answerTo(asked).components)),
    "the comparison in Discord",
  );
  const pressed = await discord.presses("ada", discord.answerTo(asked), "Download CSV");
  expect(discord.answerTo(pressed).files.map(({ filename }) => filename)).toEqual(["comparison.csv"]);
  expect(discord.answerTo(pressed).flags & EPHEMERAL).toBe(EPHEMERAL);
});

test("nothing that was sent was refused, and every event was acknowledged in time", () => {
  expect(stage.slack.refusals).toEqual([]);
  expect(stage.slack.failures).toEqual([]);
  expect(stage.discord.world.unanswered).toEqual([]);
  expect(stage.discord.world.requests.filter((line) => / [45]\d\d$/.test(line))).toEqual([]);
});

test("logs hold references, no words and no tokens", () => {
  expect(bot.log()).toMatch(/"reference":"\w{6}"/);
  for (const secret of [
    stage.environment.SLACK_BOT_TOKEN,
    stage.environment.DISCORD_BOT_TOKEN,
    "chinchilla",
    "gopher",
  ]) {
    expect(bot.log()).not.toContain(secret);
  }
});
