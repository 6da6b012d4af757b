import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Posted, Undeliverable } from "../../../src/adapters/adapter.ts";
import { type Parcel, WORKING } from "../../../src/queue/catalogue.ts";
import type { Block, Reply, Visibility } from "../../../src/replies/reply.ts";
import { openStage, parcelOf, type Stage, say } from "../../support/discord/scripted.ts";

const MINUTE = 60_000;
let stage: Stage;
let remembered: Posted | null;
beforeEach(async () => {
  stage = await openStage();
  remembered = null;
});
afterEach(() => stage.close());

/** As the delivery does it: with what was remembered last. */
const send = (parcel: Parcel): Promise<void> =>
  stage.adapter.send(parcel, remembered, async (posted) => {
    remembered = posted;
  });

const image: Block = {
  kind: "image",
  artifact: "key",
  name: "c.png",
  mediaType: "image/png",
  alt: "A leads",
  width: 1,
  height: 1,
};
const posts = (): string[] => stage.discord.world.requests.filter((line) => /POST .*\/messages/.test(line));
const answers = (channel = "general"): string[] => stage.discord.answers(channel).map(stage.discord.textOf);

/** A slash command that shows "Drawing…" and leaves its answer to the delivery. */
async function asked(reply: Reply, visibility: Visibility = "public"): Promise<Parcel> {
  stage.lectern.works(say("Drawing…"), visibility);
  await stage.discord.runs("ada", "general", "help");
  remembered = { message: "@original" };
  return parcelOf(stage.lectern.last, reply, { visibility });
}

async function mentioned(reply: Reply): Promise<Parcel> {
  stage.lectern.works(say("Drawing…"));
  await stage.discord.mentions("ada", "general", "help");
  await stage.discord.until(() => stage.lectern.showing.length === 1);
  return parcelOf(stage.lectern.last, reply);
}

describe("within fifteen minutes", () => {
  test("the first response is edited, with picture and alt text, as often as it is sent", async () => {
    const { discord, lectern } = stage;
    lectern.artifacts.set("key", Buffer.from("PNG"));
    const parcel = await asked({ blocks: [image] });
    await send(parcel);
    await send(parcel);
    expect(posts()).toEqual([]);
    expect(discord.answers("general")).toHaveLength(1);
    expect(discord.answers("general")[0]?.files).toMatchObject([
      { filename: "c.png", description: "A leads", contentType: "image/png" },
    ]);
  });

  test("an edit that takes the picture away again leaves no file behind", async () => {
    const { discord, lectern } = stage;
    lectern.artifacts.set("key", Buffer.from("PNG"));
    const parcel = await asked({ blocks: [image] });
    await send(parcel);
    await send({ ...parcel, reply: say("Without") });
    expect(discord.answers("general")[0]?.files).toEqual([]);
  });

  test("a picture that is gone or too large for Discord is replaced by words", async () => {
    await send(await asked({ blocks: [image] }));
    expect(answers()).toEqual(["-# c.png is left out, it is no longer stored: ask again. It shows: A leads"]);
    stage.lectern.artifacts.set("key", Buffer.alloc(10 * 1024 * 1024 + 1));
    await send(parcelOf(stage.lectern.last, { blocks: [image] }));
    expect(answers()).toEqual([
      "-# c.png is left out, larger than the 10 MiB Discord takes. It shows: A leads",
    ]);
  });

  test("an answer that is faster than its acknowledgement waits for it", async () => {
    const { discord, lectern } = stage;
    let sent: Promise<void> | undefined;
    lectern.shown = async (parcel, posted, acknowledge) => {
      sent = stage.adapter.send({ ...parcel, reply: say("Fast"), stage: 9 }, posted, async () => {});
      await discord.until(() =>
        discord.world.requests.some((line) => line.startsWith("PATCH") && line.endsWith("404")),
      );
      await acknowledge();
    };
    lectern.works(say("Drawing…"));
    await discord.runs("ada", "general", "help");
    await sent;
    expect(answers()).toEqual(["Fast"]);
  });

  test("a server error is left to the next attempt", async () => {
    const parcel = await asked(say("Done"));
    stage.discord.fails({ match: /PATCH/, status: 500, times: 3 });
    await expect(send(parcel)).rejects.not.toThrow(Undeliverable);
    await send(parcel);
    expect(answers()).toEqual(["Done"]);
  });
});

describe("later", () => {
  test("a token that Discord no longer takes: one ordinary message, edited from then on", async () => {
    const parcel = await asked(say("Late"));
    stage.discord.advance(16 * MINUTE);
    await send(parcel);
    expect(answers()).toEqual(["Drawing…", "Late"]);
    expect(remembered).toMatchObject({ message: stage.discord.answers("general")[1]?.id });
    await send({ ...parcel, reply: say("Later still") });
    expect(answers()).toEqual(["Drawing…", "Later still"]);
    expect(posts()).toHaveLength(1);
  });

  test("an answer that was edited by its token is edited by the bot later, and nothing is posted", async () => {
    const parcel = await asked(say("First"));
    await send(parcel);
    expect(remembered).toMatchObject({
      message: "@original",
      original: stage.discord.answers("general")[0]?.id,
    });
    stage.discord.advance(16 * MINUTE);
    await send({ ...parcel, reply: say("Second") });
    const old = { ...parcel, address: { ...parcel.address, askedAt: Date.now() - 15 * MINUTE } };
    await send({ ...old, reply: say("Third") });
    expect(answers()).toEqual(["Third"]);
    expect(posts()).toEqual([]);
  });

  test("an interaction that Lectern knows to be old is not tried at all", async () => {
    const parcel = await asked(say("Late"));
    const old = { ...parcel, address: { ...parcel.address, askedAt: Date.now() - 15 * MINUTE } };
    await send(old);
    expect(stage.discord.world.requests.some((line) => line.startsWith("PATCH"))).toBe(false);
    expect(answers()).toEqual(["Drawing…", "Late"]);
  });

  test("killed between posting and remembering, the next attempt finds the same message", async () => {
    const parcel = await asked(say("Late"));
    stage.discord.advance(16 * MINUTE);
    const killed = stage.adapter.send(parcel, remembered, async () => {
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    await send(parcel);
    expect(answers()).toEqual(["Drawing…", "Late"]);
    expect(posts()).toHaveLength(2);
  });

  test("a post whose answer was lost is not posted twice", async () => {
    const parcel = await asked(say("Late"));
    stage.discord.advance(16 * MINUTE);
    stage.discord.fails({ match: /POST .*\/messages/, status: 502, after: true });
    await send(parcel);
    expect(answers()).toEqual(["Drawing…", "Late"]);
  });

  test("what was private goes to the person, never to the channel", async () => {
    const parcel = await asked(say("Private"), "private");
    stage.discord.advance(16 * MINUTE);
    await send(parcel);
    expect(answers()).toEqual([]);
    expect(answers("@ada")).toEqual(["Private"]);
    await send({ ...parcel, reply: say("Private, again") });
    expect(answers("@ada")).toEqual(["Private, again"]);
  });

  test("a person who takes no direct messages cannot be reached", async () => {
    const parcel = await asked(say("Private"), "private");
    stage.discord.advance(16 * MINUTE);
    stage.discord.person("ada", { directClosed: true });
    await expect(send(parcel)).rejects.toThrow(Undeliverable);
    expect(answers()).toEqual([]);
  });
});

describe("mentions", () => {
  test("are answered by a reply that later stages edit", async () => {
    const parcel = await mentioned(say("Done"));
    await send({ ...parcel, reply: say("Drawing…"), stage: WORKING });
    await send(parcel);
    expect(answers()).toEqual(["Done"]);
    expect(stage.discord.answers("general")[0]?.replyTo).toBe(parcel.invocation);
  });

  test("killed after showing the work, the answer still replaces it", async () => {
    const parcel = await mentioned(say("Done"));
    await stage.adapter.send({ ...parcel, reply: say("Drawing…"), stage: WORKING }, null, async () => {});
    await send(parcel);
    expect(answers()).toEqual(["Done"]);
    expect(remembered).toMatchObject({ message: stage.discord.answers("general")[0]?.id });
  });

  test("a question that was deleted meanwhile is answered all the same", async () => {
    const parcel = await mentioned(say("Done"));
    for (const message of stage.discord.messages("general")) stage.discord.deletes(message);
    await send(parcel);
    expect(answers()).toEqual(["Done"]);
  });

  test.each([50_013, 50_001])(
    "a channel closed with %i: the asker is told once, and nothing is tried again",
    async (refuses) => {
      const parcel = await mentioned(say("Done"));
      Object.assign(stage.discord.world.channel("general") ?? {}, { refuses });
      await expect(send(parcel)).rejects.toThrow(Undeliverable);
      await expect(send(parcel)).rejects.toThrow(Undeliverable);
      expect(answers("@ada")).toHaveLength(1);
      expect(answers("@ada")[0]).toMatch(/I could not answer in .*Send Messages/);
    },
  );

  test("a channel that is gone, an answer that was deleted", async () => {
    const parcel = await mentioned(say("Done"));
    await send(parcel);
    for (const message of stage.discord.answers("general")) stage.discord.deletes(message);
    await expect(send(parcel)).rejects.toThrow(Undeliverable);
    remembered = null;
    stage.discord.world.channels.delete(parcel.address.channel);
    await expect(send(parcel)).rejects.toThrow(Undeliverable);
  });

  test("a newer version of an answer that is gone is not posted as a message of its own", async () => {
    const parcel = await mentioned(say("Done"));
    await expect(send({ ...parcel, reply: say("Newer"), update: true })).rejects.toThrow(Undeliverable);
    expect(answers()).toEqual([]);
  });

  test("where files are not allowed the words come without them, and say why", async () => {
    const { discord, lectern } = stage;
    lectern.artifacts.set("key", Buffer.from("PNG"));
    const parcel = await mentioned({ blocks: [{ kind: "text", text: "Compared" }, image] });
    Object.assign(discord.world.channel("general") ?? {}, { refusesFiles: true });
    await send(parcel);
    await send(parcel);
    expect(answers()).toHaveLength(1);
    expect(answers()[0]).toMatch(
      /^Compared\n-# c\.png is left out, Lectern lacks the permission Attach Files here/,
    );
  });
});
