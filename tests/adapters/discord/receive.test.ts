import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Button } from "../../../src/replies/reply.ts";
import { openStage, type Stage, say } from "../../support/discord/scripted.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const button = (about: Partial<Button> = {}): Button => ({
  action: "run",
  label: "Again",
  value: "/help",
  ...about,
});
const callbacks = () => stage.discord.world.requests.filter((line) => line.includes("/callback"));
describe("slash commands", () => {
  test("native options reach the router folded by argument, with the person and the place", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say("Compared"));
    const options = { model1: "gpt-3", model2: "gopher", model3: "Chinchilla 70B", by: "Training tokens" };
    const interaction = await discord.runs("ada", "general", "compare", options);
    expect(lectern.last).toMatchObject({
      id: interaction.id,
      address: {
        platform: "discord",
        workspace: discord.guild,
        channel: discord.world.channel("general")?.id,
        person: discord.person("ada").id,
        interaction: { application: discord.applicationId, token: interaction.token },
      },
      person: { id: discord.person("ada").id, name: "Ada", roles: [], administrator: false },
      input: {
        kind: "options",
        command: "compare",
        options: { models: "gpt-3, gopher, Chinchilla 70B", by: "tokens" },
      },
    });
    expect(discord.answers("general").map(discord.textOf)).toEqual(["Compared"]);
    expect(callbacks()).toHaveLength(1);
  });

  test("what is private, and every mistake, only the asker sees", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say("Yours alone"), "private");
    await discord.runs("ada", "general", "help");
    lectern.replies(say("No such model", { error: true }), "public");
    await discord.runs("ada", "general", "help");
    expect(discord.answers("general")).toEqual([]);
    expect(discord.ephemerals("ada").map(discord.textOf)).toEqual(["Yours alone", "No such model"]);
  });

  test("a reply goes out with its pictures and files, described", async () => {
    const { discord, lectern } = stage;
    lectern.artifacts.set("key", Buffer.from("PNG"));
    lectern.replies({
      blocks: [
        {
          kind: "image",
          artifact: "key",
          name: "c.png",
          mediaType: "image/png",
          alt: "A leads",
          width: 1,
          height: 1,
        },
      ],
      files: [{ name: "c.csv", mediaType: "text/csv", alt: "The figures", text: "a,b" }],
    });
    const [answer] = [discord.answerTo(await discord.runs("ada", "general", "help"))];
    expect(
      answer?.files.map(({ filename, description, bytes }) => [filename, description, String(bytes)]),
    ).toEqual([
      ["c.png", "A leads", "PNG"],
      ["c.csv", "The figures", "a,b"],
    ]);
  });

  test("working: remembered first, shown at once, then edited in place", async () => {
    const { discord, lectern, adapter } = stage;
    lectern.works(say("Drawing…"), "private");
    const interaction = await discord.runs("ada", "general", "help");
    expect(lectern.shownAs).toEqual([{ message: "@original" }]);
    const { id, address } = lectern.last;
    const parcel = {
      invocation: id,
      address: { ...address, visibility: "private" as const },
      reply: say("Drawn"),
      stage: 9,
    };
    await adapter.send(parcel, { message: "@original" }, async () => {});
    expect(discord.ephemerals("ada").map(discord.textOf)).toEqual(["Drawn"]);
    expect(discord.answerTo(interaction).edits).toBe(1);
  });

  test("works in direct messages", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say("Hello"));
    await discord.runs("ada", "@ada", "help");
    expect(lectern.last.address).not.toHaveProperty("workspace");
    expect(lectern.last.person).toMatchObject({ id: discord.person("ada").id, name: "Ada" });
    expect(discord.answers("@ada")).toHaveLength(1);
  });

  test("names of people and roles in a reply ping nobody", async () => {
    const { discord, lectern } = stage;
    lectern.replies({ blocks: [{ kind: "text", text: "@everyone <@1> <@&2>" }] });
    await discord.runs("ada", "general", "help");
    expect(discord.world.pings).toEqual([]);
    expect(discord.world.unguarded).toEqual([]);
  });

  test("choices while typing come for the argument behind the option, 25 at most", async () => {
    const { discord, lectern } = stage;
    lectern.choices = Array.from({ length: 30 }, (_, at) => ({
      label: `Model ${at} ${"x".repeat(100)}`,
      value: `m${at}`,
    }));
    const others = { model1: "gpt-3" };
    const choices = await discord.completes("ada", "general", {
      command: "compare",
      option: "model2",
      typed: "go",
      others,
    });
    expect(lectern.completing).toEqual([["compare", "models", "go"]]);
    expect(choices).toHaveLength(25);
    expect(choices[0]?.value).toBe("m0");
  });
});

describe("buttons, menus and the message menu", () => {
  test("a pressed button becomes its action and value; the answer is a new message", async () => {
    const { discord, lectern } = stage;
    const share = button({ action: "share", label: "Share", value: "/compare a b | c" });
    lectern.replies({ blocks: [{ kind: "actions", buttons: [button(), share] }] });
    const message = discord.answerTo(await discord.runs("ada", "general", "help"));
    lectern.replies(say("For you"), "private");
    await discord.presses("grace", message, "Again");
    expect(lectern.last.input).toEqual({ kind: "action", action: "run", value: "/help" });
    lectern.replies(say("For all"), "public");
    await discord.presses("grace", message, "Share");
    expect(lectern.last.input).toEqual({ kind: "action", action: "share", value: "/compare a b | c" });
    expect(discord.ephemerals("grace").map(discord.textOf)).toEqual(["For you"]);
    expect(discord.answers("general").map(discord.textOf)).toEqual(["", "For all"]);
  });

  test("a chosen entry is the value of the menu's action", async () => {
    const { discord, lectern } = stage;
    const menus = [{ action: "compare.add", label: "Add", options: [{ label: "PaLM", value: "palm" }] }];
    lectern.replies({ blocks: [{ kind: "actions", buttons: [], menus }] });
    const message = discord.answerTo(await discord.runs("ada", "general", "help"));
    await discord.selects("ada", message, "PaLM");
    expect(lectern.last.input).toEqual({ kind: "action", action: "compare.add", value: "palm" });
  });

  test("a repeated press is acknowledged without a message", async () => {
    const { discord, lectern } = stage;
    lectern.replies({ blocks: [{ kind: "actions", buttons: [button()] }] });
    const message = discord.answerTo(await discord.runs("ada", "general", "help"));
    lectern.answers(() => ({ kind: "repeat" }));
    const press = await discord.presses("ada", message, "Again");
    expect(press.answer).toBe(6);
    expect(discord.answers("general")).toHaveLength(1);
  });

  test("the message menu hands over what the message says", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say("Explained"), "private");
    const question = await discord.writes("grace", "general", "What is a *token*?");
    await discord.contextMenu("ada", question, "Explain this");
    expect(lectern.last.input).toEqual({ kind: "message", command: "explain", text: "What is a *token*?" });
    lectern.replies(say("A card in components"));
    const card = discord.answerTo(await discord.runs("ada", "general", "help"));
    await discord.contextMenu("ada", card, "Explain this");
    expect(lectern.last.input).toMatchObject({ text: "A card in components" });
  });
});

describe("mentions and direct messages", () => {
  test("a mention is answered by a reply to it, in its channel", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say("Compared"));
    const question = await discord.mentions("ada", "general", "compare gpt-3 gopher");
    await discord.until(() => discord.answers("general").length === 1);
    expect(lectern.last).toMatchObject({
      id: question.id,
      input: { kind: "text", text: "compare gpt-3 gopher" },
    });
    expect(lectern.last.address).not.toHaveProperty("interaction");
    expect(discord.answers("general")[0]?.replyTo).toBe(question.id);
  });

  test("a direct message needs no mention; a bare mention is an empty text", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say("Help"), "private");
    await discord.writes("ada", "@ada", "help");
    await discord.until(() => discord.answers("@ada").length === 1);
    expect(lectern.last.input).toEqual({ kind: "text", text: "help" });
    await discord.mentions("ada", "general", "");
    await discord.until(() => lectern.routed.length === 2);
    expect(lectern.last.input).toEqual({ kind: "text", text: "" });
  });

  test("an answer for one person alone waits behind a button where others read along", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say("Your marks"), "private");
    await discord.mentions("ada", "general", "help");
    await discord.until(() => discord.answers("general").length === 1);
    const [invitation] = discord.answers("general");
    if (invitation === undefined) throw new Error("no answer");
    expect(discord.textOf(invitation)).toContain("for you alone");
    expect(discord.textOf(invitation)).not.toContain("marks");
    await discord.presses("ada", invitation, "Show it to me");
    expect(lectern.last.input).toEqual({ kind: "action", action: "run", value: "help" });
    expect(discord.ephemerals("ada").map(discord.textOf).join()).toContain("Your marks");
    expect(discord.answers("general")).toHaveLength(1);
  });

  test("what is not said to Lectern is not looked at, its own words least of all", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say(`I am <@${discord.applicationId}>`));
    await discord.writes("ada", "general", "hello everybody");
    await discord.mentions("ada", "general", "help");
    await discord.until(() => discord.answers("general").length === 1);
    await discord.mentions("ada", "general", "help again");
    await discord.until(() => discord.answers("general").length === 2);
    expect(lectern.routed).toHaveLength(2);
  });

  test("longer work is shown by way of the delivery", async () => {
    const { discord, lectern } = stage;
    lectern.works(say("Drawing…"));
    await discord.mentions("ada", "general", "compare a b");
    await discord.until(() => lectern.showing.length === 1);
    expect(lectern.showing[0]?.reply).toEqual(say("Drawing…"));
  });
});

describe("when something goes wrong", () => {
  test("too late for the interaction, the reply becomes a message", async () => {
    const { discord, lectern } = stage;
    lectern.answers(() => {
      discord.advance(4_000);
      return {
        kind: "reply",
        reply: say("Late"),
        visibility: "public",
        command: "help",
        reference: "ABC234",
      };
    });
    const interaction = await discord.runs("ada", "general", "help");
    await discord.until(() => discord.answers("general").length === 1, "the late answer", 8_000);
    expect(interaction.answer).toBe("none");
    expect(discord.world.unanswered).toHaveLength(1);
    expect(discord.textOf(discord.answers("general")[0] as never)).toBe("Late");
  });

  test("a rate limit is waited out", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say("Here"));
    discord.fails({ match: /callback/, status: 429, retryAfter: 0.05 });
    const interaction = await discord.runs("ada", "general", "help");
    expect(discord.textOf(discord.answerTo(interaction))).toBe("Here");
  });

  test("an acknowledgement whose answer was lost is not given twice", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say("Here"));
    discord.fails({ match: /callback/, status: 502, after: true });
    await discord.runs("ada", "general", "help");
    await discord.until(() => callbacks().length === 2);
    expect(discord.answers("general").map(discord.textOf)).toEqual(["Here"]);
  });

  test("a refused answer is told to the person, not left as silence", async () => {
    const { discord, lectern } = stage;
    lectern.replies(say("Here"));
    discord.fails({ match: /callback/, status: 400, code: 50_035 });
    await discord.runs("ada", "general", "help");
    expect(discord.ephemerals("ada").map(discord.textOf)[0]).toMatch(
      /^Discord did not take the answer\. Ask again/,
    );
  });

  test("the log holds no tokens and nobody's words", async () => {
    const { discord, lectern, log } = stage;
    lectern.replies(say("secret words"));
    discord.fails({ match: /callback/, status: 400, code: 50_035, times: 2 });
    const interaction = await discord.runs("ada", "general", "explain", { what: "private question" });
    await discord.until(() => log.some((line) => line.includes("could not be answered")));
    const all = log.join("\n");
    expect(all).toContain("50035");
    for (const secret of [discord.token, interaction.token, "secret words", "private question"])
      expect(all).not.toContain(secret);
  });
});
