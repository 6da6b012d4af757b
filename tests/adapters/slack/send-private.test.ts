import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Posted } from "../../../src/adapters/adapter.ts";
import type { SlackAdapter } from "../../../src/adapters/slack/connect.ts";
import { FINAL, type Parcel } from "../../../src/queue/catalogue.ts";
import type { Reply } from "../../../src/replies/reply.ts";
import type { Address } from "../../../src/router/invocation.ts";
import { connectTo, csv, picture, ScriptedLectern, says } from "../../support/slack/lectern.ts";
import { type FakeSlack, startSlackServer } from "../../support/slack/server.ts";

let slack: FakeSlack;
let lectern: ScriptedLectern;
let adapter: SlackAdapter;
/** What survives the process; null before the first remember. */
let kept: Posted | null;

beforeEach(async () => {
  slack = await startSlackServer();
  lectern = new ScriptedLectern();
  kept = null;
  adapter = await connectTo(slack, lectern);
});

afterEach(async () => {
  await adapter.stop();
  await slack.close();
});

const address = (more: Partial<Address> = {}): Address => ({
  platform: "slack",
  workspace: "T1",
  channel: "C1",
  person: "U1",
  visibility: "public",
  askedAt: Date.now(),
  ...more,
});

const parcel = (reply: Reply, more: Partial<Address> = {}, stage = FINAL): Parcel => ({
  invocation: "slack-Ev1",
  address: address(more),
  reply,
  stage,
});

const send = (what: Parcel): Promise<void> =>
  adapter.send(what, kept, async (posted) => {
    kept = posted;
  });

/** Dies when it wants to remember something that satisfies `when`: before it is kept, or just after. */
async function _dies(what: Parcel, when: (posted: Posted) => boolean, keeps: boolean): Promise<void> {
  const dying = adapter.send(what, kept, async (posted) => {
    if (!when(posted) || keeps) kept = posted;
    if (when(posted)) throw new Error("killed");
  });
  await expect(dying).rejects.toThrow("killed");
}

const urlFor = (channel: string): string => slack.workspace.responseUrl(slack.base, { channel, user: "U1" });

describe("private answers", () => {
  const secret = { visibility: "private" as const };

  test("whisper, through the response_url where there is one", async () => {
    await send(parcel(says("Mention."), { ...secret, thread: "1.1" }));
    kept = null;
    await send(parcel(says("Slash."), { ...secret, channel: "C2", responseUrl: urlFor("C2") }));
    expect(slack.ephemerals("U1")).toMatchObject([
      { text: "Mention.", thread_ts: "1.1", channel: "C1" },
      { text: "Slash.", channel: "C2" },
    ]);
  });

  test("are said once, however often they are delivered", async () => {
    await send(parcel(says("Once."), secret));
    await send(parcel(says("Once."), secret));
    expect(slack.ephemerals("U1")).toHaveLength(1);
  });

  test("show pictures ephemerally where Slack lets them, and the working line goes", async () => {
    lectern.works(says("Drawing…"), "private");
    await slack.types("U1", "C1", "/help");
    await lectern.deliver(lectern.parcel(lectern.last, { blocks: [picture()] }, { visibility: "private" }));
    expect(slack.ephemerals("U1")).toMatchObject([{ blocks: [{ type: "image" }] }]);
    expect(slack.said("DU1")).toEqual([]);
  });

  test("send the picture directly where Slack does not, and say so", async () => {
    slack.workspace.ephemeralPictures = false;
    await send(parcel({ blocks: [picture()] }, secret));
    expect(slack.ephemerals("U1")[0]?.text).toContain("The picture is in your direct messages with me");
    expect(slack.said("DU1")).toMatchObject([{ blocks: [{ type: "image" }] }]);
  });

  test("come as a direct message when there is no other way", async () => {
    await send(parcel(says("Only you."), { ...secret, channel: "C2" }));
    expect(slack.said("C2")).toEqual([]);
    expect(slack.said("DU1")[0]?.text).toContain("Only you.");
  });

  test("their files go to the direct messages", async () => {
    await send(parcel(says("Yours.", { files: [csv] }), secret));
    expect(slack.said("DU1").map((message) => message.text)).toEqual(["models.csv"]);
    expect(slack.said("C1")).toEqual([]);
  });
});
