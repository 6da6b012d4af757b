import { describe, expect, test } from "vitest";
import { commands as ownCommands } from "../../../commands/index.ts";
import { slackManifest } from "../../../src/adapters/slack/manifest.ts";
import { slackCommandName } from "../../../src/adapters/slack/names.ts";
import type { Arg } from "../../../src/router/command.ts";
import { byFamily } from "../../../src/router/families.ts";
import { familyCommands, member } from "../../support/families.ts";
import { command } from "../../support/slack/lectern.ts";

const arg = (more: Partial<Arg<string>>): Arg<string> => ({
  description: "d",
  placeholder: "<models>",
  required: true,
  position: "rest",
  parse: ([typed = ""]) => typed,
  ...more,
});

const commands = [
  command("compare", {
    args: { models: arg({}), by: arg({ placeholder: "<field>", required: false, position: "named" }) },
  }),
  command("status", {
    messageShortcut: { label: "What is the status of this message", toLine: (text) => text },
  }),
];

describe("the manifest", () => {
  test("has every command as it is typed, with its arguments as a hint", () => {
    const { features } = slackManifest({ commands, prefix: "", socketMode: true });
    expect(features?.slash_commands).toEqual([
      {
        command: "/compare",
        description: "Does compare",
        usage_hint: "<models> [by:<field>]",
        should_escape: true,
      },
      { command: "/lectern-status", description: "Does status", should_escape: true },
    ]);
    expect(features?.shortcuts).toEqual([
      {
        type: "message",
        callback_id: "status",
        name: "What is the status of t…",
        description: "Does status",
      },
    ]);
  });

  test("has no addresses in Socket Mode and one for everything in HTTP mode", () => {
    expect(JSON.stringify(slackManifest({ commands, prefix: "", socketMode: true }))).not.toContain("http");
    const { features, settings } = slackManifest({
      commands,
      prefix: "",
      socketMode: false,
      url: "https://l.example.org/",
    });
    const address = "https://l.example.org/slack/events";
    expect(features?.slash_commands?.map(({ url }) => url)).toEqual([address, address]);
    expect(settings?.event_subscriptions?.request_url).toBe(address);
    expect(settings?.interactivity?.request_url).toBe(address);
    expect(settings?.interactivity?.message_menu_options_url).toBe(address);
    expect(settings?.socket_mode_enabled).toBe(false);
  });

  test("can be made of Lectern's own commands", () => {
    const { features } = slackManifest({ commands: ownCommands, prefix: "", socketMode: true });
    expect(features?.slash_commands).toHaveLength(byFamily(ownCommands).length);
    expect(features?.slash_commands?.map((each) => each.command)).toContain("/lectern-help");
  });

  test("has a family as one command, whose hint names its members", () => {
    const lab = (list: typeof familyCommands, prefix = "") =>
      slackManifest({ commands: list, prefix, socketMode: true }).features?.slash_commands?.find((each) =>
        each.command.endsWith("lab"),
      );
    expect(lab(familyCommands)).toEqual({
      command: "/lab",
      description: expect.stringMatching(/^The labs/),
      usage_hint: "<embed|pool|vector|audit|similarity>",
      should_escape: true,
    });
    expect(lab(familyCommands, "llm-")?.command).toBe("/llm-lab");
    const many = Array.from({ length: 40 }, (_, at) => member(`${"long-".repeat(6)}${at}`));
    expect(lab(many)?.usage_hint).toMatch(/^<long-.{990,998}…$/);
    const fiftyOne = [...familyCommands, ...Array.from({ length: 46 }, (_, at) => command(`c${at}`))];
    expect(fiftyOne.length).toBeGreaterThan(50);
    expect(slackManifest({ commands: fiftyOne, prefix: "", socketMode: true })).toBeDefined();
  });

  test("refuses what Slack would refuse", () => {
    const many = Array.from({ length: 51 }, (_, at) => command(`c${at}`));
    expect(() => slackManifest({ commands: many, prefix: "", socketMode: true })).toThrow("51 commands");
    expect(() =>
      slackManifest({ commands, prefix: "a-very-long-prefix-for-this-", socketMode: true }),
    ).toThrow("32");
    expect(() => slackManifest({ commands: many.slice(0, 50), prefix: "", socketMode: true })).not.toThrow();
  });
});

test("a prefix stands before every name; without one only before names Slack keeps", () => {
  expect(slackCommandName("status", "")).toBe("lectern-status");
  expect(slackCommandName("help", "")).toBe("lectern-help");
  expect(slackCommandName("compare", "")).toBe("compare");
  expect(slackCommandName("status", "llm-")).toBe("llm-status");
  expect(slackCommandName("lab embed", "")).toBe("lab embed");
  expect(slackCommandName("list embed", "")).toBe("lectern-list embed");
  expect(slackCommandName("lab embed", "llm-")).toBe("llm-lab embed");
});
