import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commands } from "../../../commands/index.ts";
import { discordRest } from "../../../src/adapters/discord/connect.ts";
import { discordCommands, registerCommands } from "../../../src/adapters/discord/registration.ts";
import { StartupError } from "../../../src/errors.ts";
import type { Command } from "../../../src/router/command.ts";
import { assertDiscordAcceptsCommands } from "../../support/discord/accepts-commands.ts";
import { optionsFor, scriptedCommands } from "../../support/discord/scripted.ts";
import { type FakeDiscord, startDiscordServer } from "../../support/discord/server.ts";

let discord: FakeDiscord;
beforeEach(async () => {
  discord = await startDiscordServer();
});
afterEach(() => discord.close());

describe("registration", () => {
  test("commands and message shortcuts follow from the declarations", () => {
    const bodies = discordCommands(scriptedCommands);
    expect(bodies.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "1 compare",
      "1 help",
      "1 settings",
      "1 explain",
      "1 count",
      "3 Explain this",
    ]);
    expect(bodies[0]).toMatchObject({ contexts: [0, 1], integration_types: [0] });
    expect(bodies[0]).toHaveProperty("description", expect.stringMatching(/^.{90,99}…$/));
    // Who is staff is Lectern's own decision: Discord's knows no roles of ours.
    for (const body of bodies) expect(body).not.toHaveProperty("default_member_permissions");
  });

  test("Discord takes them, globally and in one server, in one request each", async () => {
    const options = optionsFor(discord);
    const rest = discordRest(options).setToken(discord.token);
    await registerCommands(rest, options, scriptedCommands);
    expect(discord.world.commands).toHaveLength(6);
    await registerCommands(rest, { ...options, guild: discord.guild }, scriptedCommands);
    expect(discord.world.guildCommands).toHaveLength(6);
    expect(discord.world.guildCommands[0]).not.toHaveProperty("contexts");
    expect(discord.world.requests).toHaveLength(2);
  });

  test("what Lectern really registers is within Discord's rules", () => {
    assertDiscordAcceptsCommands(discordCommands(commands), "global");
  });

  test("a refusal says what to do, without the request", async () => {
    const options = optionsFor(discord);
    const rest = discordRest(options).setToken(discord.token);
    const register = (to: { applicationId: string; guild?: string }) =>
      registerCommands(rest, to, scriptedCommands);
    await expect(register({ ...options, guild: "12345" })).rejects.toThrow(/not in that server.*Invite it/);
    await expect(register({ applicationId: "12345" })).rejects.toThrow(/DISCORD_APPLICATION_ID/);
    const wrong = registerCommands(rest.setToken("wrong"), options, scriptedCommands);
    await expect(wrong).rejects.toThrow(/DISCORD_BOT_TOKEN/);
  });

  test("the command line registers in the server it is told, and says so", async () => {
    const env = {
      ...process.env,
      DISCORD_BOT_TOKEN: discord.token,
      DISCORD_APPLICATION_ID: discord.applicationId,
      DISCORD_API_URL: discord.apiUrl,
    };
    const program = fileURLToPath(new URL("../../../dist/src/adapters/discord/register.js", import.meta.url));
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [program, "--guild", discord.guild], { env });
    expect(stdout).toMatch(/^Registered \d+ commands in server 4200000000000000002 \(at once\): .*\/compare/);
    expect(discord.world.guildCommands).toHaveLength(discordCommands(commands).length);
    const failing = run(process.execPath, [program, "--guild", "12345"], { env });
    await expect(failing).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("Invite it") });
  });

  test("a hundred commands are taken; one more stops the registration with what to do", () => {
    const many = (count: number): Command[] =>
      Array.from({ length: count }, (_, at) => ({ ...(scriptedCommands[1] as Command), name: `c${at}` }));
    assertDiscordAcceptsCommands(discordCommands(many(100)), "global");
    expect(() => discordCommands(many(101))).toThrow(StartupError);
  });
});
