import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Posted, Undeliverable } from "../../../src/adapters/adapter.ts";
import type { SlackAdapter } from "../../../src/adapters/slack/connect.ts";
import { FINAL, type Parcel } from "../../../src/queue/catalogue.ts";
import type { Reply } from "../../../src/replies/reply.ts";
import type { Address } from "../../../src/router/invocation.ts";
import { connectTo, ScriptedLectern, says } from "../../support/slack/lectern.ts";
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

const urlFor = (channel: string): string => slack.workspace.responseUrl(slack.base, { channel, user: "U1" });

describe("newer versions of an answer that stands", () => {
  const newer = (reply: Reply): Parcel => ({ ...parcel(reply, {}, FINAL + 1), update: true });

  test.each(["message_not_found", "not_in_channel", "channel_not_found"])(
    "%s: nothing else is posted, to nobody",
    async (error) => {
      await send(parcel(says("One.")));
      slack.trouble("chat.update", { error });
      await expect(send(newer(says("Two.")))).rejects.toThrow(new Undeliverable(`Slack says ${error}`));
      expect(slack.said("C1")).toMatchObject([{ text: "One.", edits: 0 }]);
      expect([slack.said("DU1"), slack.ephemerals("U1")]).toEqual([[], []]);
    },
  );

  test("an answer in the channel may be edited; one through the response_url, or sent directly, says that it stays", async () => {
    await send(parcel(says("Here.")));
    expect(kept).not.toHaveProperty("fixed");
    for (const askedAt of [Date.now(), Date.now() - 31 * 60_000]) {
      kept = null;
      await send(parcel(says("There."), { channel: "C2", responseUrl: urlFor("C2"), askedAt }));
      expect(kept).toMatchObject({ fixed: true });
    }
  });
});
