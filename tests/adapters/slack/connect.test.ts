import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SlackAdapter } from "../../../src/adapters/slack/connect.ts";
import { StartupError } from "../../../src/errors.ts";
import { connectTo, ScriptedLectern, says } from "../../support/slack/lectern.ts";
import { type FakeSlack, startSlackServer } from "../../support/slack/server.ts";
import { SIGNING_SECRET } from "../../support/slack/workspace.ts";

let slack: FakeSlack;
let lectern: ScriptedLectern;
let adapter: SlackAdapter | undefined;

beforeEach(async () => {
  slack = await startSlackServer();
  lectern = new ScriptedLectern();
});

afterEach(async () => {
  await adapter?.stop();
  adapter = undefined;
  await slack.close();
});

describe("start-up", () => {
  test.each([
    [
      "a wrong bot token",
      { botToken: "xoxb-wrong" },
      /SLACK_BOT_TOKEN does not work: Slack says invalid_auth.*OAuth & Permissions/,
    ],
    [
      "a wrong app token",
      { appToken: "xapp-wrong" },
      /SLACK_APP_TOKEN does not work: Slack says invalid_auth.*connections:write/,
    ],
    ["no way for events to come in", { appToken: undefined }, /SLACK_APP_TOKEN is missing/],
  ])(
    "%s is a message that says what to do",
    async (_, { botToken, appToken }: { botToken?: string; appToken?: string | undefined }, message) => {
      const { connectSlack } = await import("../../../src/adapters/slack/connect.ts");
      const { BOT_TOKEN } = await import("../../support/slack/workspace.ts");
      const { log } = await import("../../support/slack/lectern.ts");
      const options = { apiUrl: slack.apiUrl, commandPrefix: "", staffUsers: [], staffGroups: [] };
      const tokens = {
        botToken: botToken ?? BOT_TOKEN,
        ...(appToken === undefined && botToken === undefined ? {} : { appToken: appToken ?? "xapp-1-test" }),
      };
      const failing = connectSlack({ ...options, ...tokens }, lectern.bound(), log).then((adapter) =>
        adapter.start(),
      );
      await expect(failing).rejects.toThrow(StartupError);
      await expect(failing).rejects.toThrow(message);
    },
  );

  test("missing scopes are named", async () => {
    slack.workspace.scopes.delete("files:write");
    await expect(connectTo(slack, lectern)).rejects.toThrow(/lacks the scopes files:write.*slack:manifest/);
  });

  test("a Slack that cannot be reached is named as such", async () => {
    const apiUrl = "http://127.0.0.1:9/api/";
    await expect(connectTo(slack, lectern, { apiUrl })).rejects.toThrow(/Slack cannot be reached/);
  });
});

describe("HTTP mode", () => {
  let web: Server;

  beforeEach(async () => {
    adapter = await connectTo(slack, lectern, { signingSecret: SIGNING_SECRET });
    const listener = adapter.requestListener;
    if (listener === undefined) throw new Error("no listener");
    web = createServer(listener);
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    slack.transport.requestUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}/slack/events`;
  });

  afterEach(() => new Promise<void>((resolve) => web.close(() => resolve())));

  test("commands, events and forms come in at one path", async () => {
    lectern.replies(says("By HTTP."));
    await slack.types("U1", "C1", "/compare gpt-3");
    await slack.mentions("U1", "C1", "compare");
    await slack.until(() => slack.said("C1").length === 2);
    expect(slack.said("C1").map((message) => message.text)).toEqual(["By HTTP.", "By HTTP."]);
    lectern.answers(() => ({
      kind: "form",
      form: {
        command: "compare",
        title: "Compare",
        fields: [{ name: "models", label: "Models", hint: "", required: true }],
      },
    }));
    await slack.types("U1", "C1", "/compare");
    await slack.until(() => slack.workspace.views.length === 1);
    lectern.replies(says("Wrong.", { error: true }));
    await slack.submits("U1", { models: "x" });
    expect(slack.view("U1").errors).toEqual({ models: "Wrong." });
    expect(slack.failures).toEqual([]);
  });

  test("a request signed with another secret is refused and reaches nobody", async () => {
    slack.transport.signingSecret = "another";
    const { status } = await slack.types("U1", "C1", "/compare gpt-3");
    expect(status).toBe(401);
    expect(lectern.invocations).toEqual([]);
  });

  test("an event delivered again by HTTP is answered once", async () => {
    lectern.replies(says("Once."));
    await slack.mentions("U1", "C1", "compare");
    await slack.redeliver();
    await slack.until(() => slack.said("C1").length === 1);
    expect(lectern.invocations).toHaveLength(1);
  });

  test("after stop nothing is taken any more, and sending still works", async () => {
    await adapter?.stop();
    expect(adapter?.ready()).toBe(false);
    expect((await slack.types("U1", "C1", "/compare")).status).toBe(503);
    expect(lectern.invocations).toEqual([]);
  });
});

test("a command that is not acknowledged in three seconds fails before the person's eyes", async () => {
  adapter = await connectTo(slack, lectern);
  lectern.answers(() => {
    throw new Error("no outcome");
  });
  expect((await slack.types("U1", "C1", "/compare")).timedOut).toBe(true);
  expect(slack.failures).toEqual(['/compare failed with the error "operation_timeout"']);
});

describe("staff", () => {
  const person = (id: string) => ({ id, name: id, roles: [], administrator: false });

  test("are listed people, members of listed groups and workspace admins", async () => {
    adapter = await connectTo(slack, lectern, { staffUsers: ["UHEAD"], staffGroups: ["S1"] });
    const isStaff = adapter.isStaff ?? (async () => false);
    expect(await isStaff(person("UHEAD"))).toBe(true);
    expect(await isStaff(person("USTAFF"))).toBe(true);
    expect(await isStaff(person("UADMIN"))).toBe(true);
    expect(await isStaff(person("U1"))).toBe(false);
    await isStaff(person("U1"));
    expect(slack.called("usergroups.users.list")).toHaveLength(1);
    expect(slack.called("users.info")).toHaveLength(2);
  });

  test("nobody is when Slack does not say", async () => {
    slack.workspace.scopes.delete("users:read");
    adapter = await connectTo(slack, lectern, { staffGroups: ["SGONE"] });
    expect(await adapter.isStaff?.(person("UADMIN"))).toBe(false);
  });
});
