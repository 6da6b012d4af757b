import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { connectDiscord } from "../../../src/adapters/discord/connect.ts";
import { StartupError } from "../../../src/errors.ts";
import { openStage, optionsFor, ScriptedLectern, type Stage, say } from "../../support/discord/scripted.ts";
import { type FakeDiscord, startDiscordServer } from "../../support/discord/server.ts";

const silent = pino({ level: "silent" });
let stage: Stage | undefined;
let server: FakeDiscord | undefined;
afterEach(async () => {
  await stage?.close();
  await server?.close();
  stage = undefined;
  server = undefined;
});

describe("connecting", () => {
  test("a wrong token is refused with the variable and where to find the right one", async () => {
    server = await startDiscordServer();
    const connecting = connectDiscord(
      { ...optionsFor(server), botToken: "wrong" },
      new ScriptedLectern(),
      silent,
    );
    await expect(connecting).rejects.toThrow(StartupError);
    await expect(connecting).rejects.toThrow(/DISCORD_BOT_TOKEN.*discord\.com\/developers.*Reset Token/);
  });

  test("an application id that is not the token's is named", async () => {
    server = await startDiscordServer();
    const connecting = connectDiscord(
      { ...optionsFor(server), applicationId: "1" },
      new ScriptedLectern(),
      silent,
    );
    await expect(connecting).rejects.toThrow(
      /DISCORD_APPLICATION_ID is 1, .* application 4200000000000000001/,
    );
  });

  test("no Discord at all is a start-up error, not a stack trace", async () => {
    server = await startDiscordServer();
    const options = optionsFor(server);
    await server.close();
    server = undefined;
    const connecting = connectDiscord(options, new ScriptedLectern(), silent);
    await expect(connecting).rejects.toThrow(/could not be reached at http:\/\/127/);
  });

  test("is ready once connected; after stop nothing comes in, but sending still works", async () => {
    stage = await openStage();
    const { adapter, discord, lectern } = stage;
    expect(adapter.ready()).toBe(true);
    expect(adapter.typed("compare")).toBe("/compare");
    lectern.works(say("Working"));
    await discord.runs("ada", "general", "compare", { model1: "a", model2: "b" });
    await adapter.stop();
    expect(adapter.ready()).toBe(false);
    expect(discord.connected()).toBe(false);
    const { id, address } = lectern.last;
    await adapter.send(
      { invocation: id, address: { ...address, visibility: "public" }, reply: say("Done"), stage: 9 },
      { message: "@original" },
      async () => {},
    );
    expect(discord.answers("general").map(discord.textOf)).toEqual(["Done"]);
  });

  test("a lost connection is resumed, with what was missed", async () => {
    stage = await openStage();
    const { discord, lectern } = stage;
    lectern.replies(say("Here"));
    discord.dropConnections();
    const answer = await discord.runs("ada", "general", "help");
    expect(discord.textOf(discord.answerTo(answer))).toBe("Here");
  });

  test("staff are those with a staff role and those who may manage the server", async () => {
    stage = await openStage();
    const { adapter, discord, lectern } = stage;
    lectern.replies(say("ok"));
    const ask = async (name: string): Promise<boolean | undefined> => {
      await discord.runs(name, "general", "help");
      return adapter.isStaff?.(lectern.last.person);
    };
    expect(await ask("ada")).toBe(false);
    discord.person("ada", { roles: ["7001"] });
    expect(await ask("ada")).toBe(true);
    discord.person("grace", { permissions: 32n });
    expect(await ask("grace")).toBe(true);
    expect(lectern.last.person).toMatchObject({ name: "Grace", administrator: true });
    // A message tells the roles only: what they allow comes from the guild.
    discord.person("linus", { roles: ["4200000000000000003"] });
    await discord.mentions("linus", "general", "help");
    await discord.until(() => lectern.routed.length === 4);
    expect(lectern.last.person).toMatchObject({ name: "Linus", administrator: true });
  });
});
