import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discordCommands } from "../../../src/adapters/discord/registration.ts";
import { StartupError } from "../../../src/errors.ts";
import { formOf } from "../../../src/router/form.ts";
import { assertDiscordAcceptsCommands } from "../../support/discord/accepts-commands.ts";
import { openStage, type Stage, say } from "../../support/discord/scripted.ts";
import { familyCommands, member } from "../../support/families.ts";

const members = (count: number, more: Parameters<typeof member>[1] = {}) =>
  Array.from({ length: count }, (_, at) => member(`m${at}`, more));

describe("the registration of a family", () => {
  test("is one command with its members as subcommands", () => {
    const bodies = discordCommands(familyCommands);
    assertDiscordAcceptsCommands(bodies, "global");
    expect(bodies.map(({ name }) => name)).toEqual(["help", "model", "lab", "prompt"]);
    expect(bodies[2]).toMatchObject({
      type: 1,
      description: expect.stringMatching(/^The labs/),
      contexts: [0, 1],
      options: [
        {
          type: 1,
          name: "embed",
          description: "Turn texts into vectors",
          options: [
            { type: 3, name: "text", required: true },
            { type: 3, name: "count", required: false },
          ],
        },
        { type: 1, name: "pool" },
        { type: 1, name: "vector" },
        { type: 1, name: "audit" },
        { type: 1, name: "similarity" },
      ],
    });
    expect(bodies[3]).toMatchObject({ name: "prompt", options: [{ type: 1, name: "list", options: [] }] });
  });

  test("takes 25 members; one more stops it with what to do", () => {
    assertDiscordAcceptsCommands(discordCommands(members(25)), "global");
    expect(() => discordCommands(members(26))).toThrow(StartupError);
    expect(() => discordCommands(members(26))).toThrow(/25 in a family.*commands\/index\.ts/);
  });

  test("says less of each option where all of it is too long for Discord, and no more than needed", () => {
    const [embed] = members(1);
    const text = { ...embed?.args.text, description: "words ".repeat(16) } as NonNullable<
      typeof embed
    >["args"][string];
    const args = (count: number) => ({
      args: Object.fromEntries(Array.from({ length: count }, (_, at) => [`text${at}`, text])),
    });
    const described = (count: number) => {
      const bodies = discordCommands(members(15, { ...args(count), summary: "s".repeat(100) }));
      assertDiscordAcceptsCommands(bodies, "global");
      const [lab] = bodies as {
        description: string;
        options: { description: string; options: { description: string }[] }[];
      }[];
      expect(lab?.options[0]?.description).toHaveLength(100);
      return lab?.options[0]?.options[0]?.description.length ?? 0;
    };
    expect(described(3)).toBe(96);
    expect(described(6)).toBeLessThan(70);
    expect(described(6)).toBeGreaterThan(50);
    expect(() => described(20)).toThrow(StartupError);
  });
});

describe("a subcommand", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage(familyCommands);
  });
  afterEach(() => stage.close());

  test("reaches the router as the command of two words, with its options", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say("Embedded"));
    const options = { text: "cat dog", count: "2" };
    await discord.runs("ada", "general", "lab embed", options);
    expect(lectern.last.input).toEqual({ kind: "options", command: "lab embed", options });
    await discord.runs("ada", "general", "prompt list");
    expect(lectern.last.input).toEqual({ kind: "options", command: "prompt list", options: {} });
    await expect(discord.runs("ada", "general", "lab")).rejects.toThrow("needs one");
    await expect(discord.runs("ada", "general", "lab embd")).rejects.toThrow("no subcommand");
  });

  test("completes its options", async () => {
    const { discord, lectern } = stage;
    const asked = { command: "lab similarity", option: "text", typed: "ca", others: { count: "2" } };
    expect(await discord.completes("ada", "general", asked)).toEqual([{ name: "GPT-3", value: "gpt-3" }]);
    expect(lectern.completing).toEqual([["lab similarity", "text", "ca"]]);
  });

  test("that is registered but gone is typed text to the router", async () => {
    const { discord, lectern } = stage;
    lectern.commands = familyCommands.filter(({ name }) => name !== "lab embed");
    lectern.replies(say("No such lab", { error: true }));
    await discord.runs("ada", "general", "lab embed", { text: "cat" });
    expect(lectern.last.input).toEqual({ kind: "text", text: "lab embed" });
  });

  test("has a form, and buttons of its own", async () => {
    const { discord, lectern } = stage;
    const embed = familyCommands.find(({ name }) => name === "lab embed");
    if (embed === undefined) throw new Error("no command");
    lectern.answers(() => ({ kind: "form", form: formOf(embed) }));
    const asked = await discord.runs("ada", "general", "lab pool", { text: "cat" });
    expect(asked.modal).toMatchObject({ title: "Lab embed", custom_id: "form|lab embed" });
    lectern.replies({
      blocks: [{ kind: "actions", buttons: [{ action: "lab embed.more", label: "More", value: "cat dog" }] }],
    });
    const submitted = await discord.submits(asked, { text: "cat" });
    expect(lectern.last.input).toEqual({ kind: "options", command: "lab embed", options: { text: "cat" } });
    await discord.presses("ada", discord.answerTo(submitted), "More");
    expect(lectern.last.input).toEqual({ kind: "action", action: "lab embed.more", value: "cat dog" });
  });
});

test("the fake refuses what Discord would", () => {
  const subcommand = (more: object = {}) => ({ type: 1, name: "embed", description: "d", ...more });
  const option = { type: 3, name: "text", description: "d" };
  const family = (...options: object[]) => [{ type: 1, name: "lab", description: "d", options }];
  const refused = (commands: object[]) => () => assertDiscordAcceptsCommands(commands, "global");
  expect(refused(family(subcommand({ options: [option] })))).not.toThrow();
  expect(refused(family(subcommand(), option))).toThrow("exclude each other");
  expect(refused(family(subcommand(), subcommand()))).toThrow("not unique");
  expect(refused(family(subcommand({ name: "Embed" })))).toThrow("lab Embed: bad name");
  expect(refused(family(subcommand({ options: [subcommand()] })))).toThrow("no subcommands");
  const long = Array.from({ length: 25 }, (_, at) => ({
    ...option,
    name: `o${at}`,
    description: "d".repeat(100),
  }));
  const four = ["a", "b", "c", "d"].map((name) => subcommand({ name, options: long }));
  expect(refused(family(...four))).toThrow("8000 allowed");
});
