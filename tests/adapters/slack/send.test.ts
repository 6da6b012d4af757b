import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Posted, Undeliverable } from "../../../src/adapters/adapter.ts";
import type { SlackAdapter } from "../../../src/adapters/slack/connect.ts";
import { FINAL, type Parcel, WORKING } from "../../../src/queue/catalogue.ts";
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
async function dies(what: Parcel, when: (posted: Posted) => boolean, keeps: boolean): Promise<void> {
  const dying = adapter.send(what, kept, async (posted) => {
    if (!when(posted) || keeps) kept = posted;
    if (when(posted)) throw new Error("killed");
  });
  await expect(dying).rejects.toThrow("killed");
}

const urlFor = (channel: string): string => slack.workspace.responseUrl(slack.base, { channel, user: "U1" });

describe("public answers", () => {
  test("are posted once and edited from then on", async () => {
    await send(parcel(says("Working…"), {}, WORKING));
    await send(parcel(says("Half."), {}, 2));
    await send(parcel(says("Done."), {}, FINAL));
    expect(slack.said("C1")).toMatchObject([{ text: "Done.", edits: 2 }]);
    expect(slack.said("C1")[0]?.metadata).toEqual({
      event_type: "lectern_reply",
      event_payload: { invocation: "slack-Ev1" },
    });
    expect(slack.called("chat.postMessage")[0]).toMatchObject({ unfurl_links: false });
  });

  test("killed after posting and before remembering, the next attempt finds the message", async () => {
    slack.workspace.scopes.add("channels:history");
    await dies(parcel(says("Answer.")), (posted) => "ts" in posted, false);
    expect(slack.said("C1")).toHaveLength(1);
    expect(kept).toMatchObject({ attempted: true });
    await send(parcel(says("Answer.")));
    expect(slack.said("C1")).toMatchObject([{ text: "Answer.", edits: 1 }]);
  });

  test("the same in a thread, and when only the answer was lost on the way", async () => {
    slack.workspace.scopes.add("channels:history");
    const thread = slack.workspace.post({ channel: "C1", user: "U1", text: "?", blocks: [] }).ts;
    slack.trouble("chat.postMessage", { lost: true });
    await expect(send(parcel(says("Answer."), { thread }))).rejects.not.toThrow(Undeliverable);
    await send(parcel(says("Answer."), { thread }));
    expect(slack.said("C1")).toMatchObject([{ text: "Answer.", thread_ts: thread, edits: 1 }]);
  });

  test("without the scope to look, it is posted again rather than lost", async () => {
    await dies(parcel(says("Answer.")), (posted) => "attempted" in posted, true);
    expect(slack.said("C1")).toEqual([]);
    await send(parcel(says("Answer.")));
    expect(slack.said("C1")).toHaveLength(1);
  });

  test("a message of another answer is not taken for ours", async () => {
    slack.workspace.scopes.add("channels:history");
    await adapter.send({ ...parcel(says("Other.")), invocation: "slack-Ev0" }, null, async () => undefined);
    kept = { attempted: true };
    await send(parcel(says("Ours.")));
    expect(slack.said("C1").map((message) => message.text)).toEqual(["Other.", "Ours."]);
  });

  test("wait as long as Slack asks when it says 429", async () => {
    slack.trouble("chat.postMessage", { retryAfter: 1 });
    await send(parcel(says("Late.")));
    expect(slack.said("C1")).toHaveLength(1);
    expect(slack.called("chat.postMessage")).toHaveLength(2);
  });

  test.each(["is_archived", "account_inactive", "restricted_action"])(
    "%s cannot be helped",
    async (error) => {
      slack.trouble("chat.postMessage", { error });
      await expect(send(parcel(says("Lost.")))).rejects.toThrow(new Undeliverable(`Slack says ${error}`));
    },
  );

  test("trouble inside Slack is tried again", async () => {
    slack.trouble("chat.postMessage", { status: 503 });
    await expect(send(parcel(says("Soon.")))).rejects.not.toBeInstanceOf(Undeliverable);
    await send(parcel(says("Soon.")));
    expect(slack.said("C1")).toHaveLength(1);
  });

  test("blocks that Slack refuses become words", async () => {
    const refused = { error: "invalid_blocks" };
    slack.trouble("chat.postMessage", refused, refused);
    await send(parcel(says("Plain words.")));
    expect(slack.said("C1")).toMatchObject([{ text: expect.stringContaining("Plain words."), blocks: [] }]);
  });
});

describe("pictures", () => {
  const drawn: Reply = { blocks: [picture()] };

  test("are uploaded for the bot alone, waited for, and shown in the message", async () => {
    slack.workspace.fileChecks = 2;
    await send(parcel({ blocks: [{ kind: "progress", text: "Drawing…" }] }, {}, WORKING));
    await send(parcel(drawn));
    const [file] = slack.workspace.files.values();
    expect(file?.bytes?.toString()).toBe("png bytes");
    expect(file?.shares).toEqual([]);
    expect(slack.said("C1")).toMatchObject([
      { edits: 1, blocks: [{ type: "image", slack_file: { id: file?.id }, alt_text: picture().alt }] },
    ]);
    expect(slack.refusals).toEqual([]);
  });

  test("one that is scanned late is insisted on", async () => {
    slack.workspace.fileChecks = 0;
    const late = { error: "invalid_blocks" };
    slack.trouble("chat.postMessage", late, late);
    await send(parcel(drawn));
    expect(slack.said("C1")[0]?.blocks).toMatchObject([{ type: "image" }]);
  });

  test("one that Slack never takes is described, with a note", async () => {
    const never = { error: "invalid_blocks" };
    slack.trouble("chat.postMessage", never, never, never);
    await send(parcel(drawn));
    expect(slack.said("C1")[0]?.text).toContain(picture().alt);
    expect(slack.said("C1")[0]?.text).toContain("could not show this in full");
  });

  test("one that is gone from the store is described, with a note", async () => {
    await send(parcel({ blocks: [picture("gone")] }));
    expect(slack.said("C1")[0]?.text).toContain("could not be shown");
  });

  test("are not uploaded twice after a crash", async () => {
    await dies(parcel(drawn), (posted) => "attempted" in posted, true);
    await send(parcel(drawn));
    expect(slack.called("files.completeUploadExternal")).toHaveLength(1);
    expect(slack.said("C1")).toHaveLength(1);
  });
});

describe("text files", () => {
  const withFile = says("All models.", { files: [csv] });

  test("stand in the thread under the message", async () => {
    await send(parcel(withFile));
    const [message, file] = slack.said("C1");
    expect(file).toMatchObject({ text: "models.csv", thread_ts: message?.ts });
    expect([...slack.workspace.files.values()][0]?.bytes?.toString()).toBe(csv.text);
  });

  const hasFile = (posted: Posted): boolean => JSON.stringify(posted.files).includes('"shared":false');
  const sharedFile = (posted: Posted): boolean => JSON.stringify(posted.files).includes('"shared":true');

  test.each([
    ["before sharing", hasFile, true],
    ["after sharing, before it is remembered", sharedFile, false],
    ["after it is remembered", sharedFile, true],
  ])("are shared once when the process dies %s", async (_, when, keeps) => {
    await dies(parcel(withFile), when, keeps);
    await send(parcel(withFile));
    expect(slack.said("C1").filter((message) => message.text === "models.csv")).toHaveLength(1);
    expect(slack.ephemerals("U1")).toEqual([]);
  });

  test("say so when Slack refuses them", async () => {
    slack.workspace.scopes.delete("files:write");
    await send(parcel(withFile));
    expect(slack.ephemerals("U1")[0]?.text).toContain("missing_scope");
  });
});

describe("where the bot is not a member", () => {
  test("the answer goes through the response_url and the picture to the asker", async () => {
    const responseUrl = urlFor("C2");
    const where = { channel: "C2", responseUrl };
    await send(parcel(says("Drawing…"), where, WORKING));
    expect(slack.ephemerals("U1")[0]?.text).toBe("Drawing…");
    await send(parcel({ blocks: [picture()] }, where));
    await send(parcel({ blocks: [picture()] }, where));
    expect(slack.said("C2")).toHaveLength(1);
    expect(slack.said("C2")[0]?.text).toContain("Invite me with /invite to see pictures here");
    expect(slack.said("DU1")).toMatchObject([{ blocks: [{ type: "image" }] }]);
  });

  test("after half an hour it comes as a direct message that says why", async () => {
    const where = { channel: "C2", responseUrl: urlFor("C2"), askedAt: Date.now() - 31 * 60_000 };
    await send(parcel(says("Late."), where));
    expect(slack.said("C2")).toEqual([]);
    expect(slack.said("DU1")[0]?.text).toMatch(/Late\.\nI could not.*Invite me there/);
  });

  test("five uses of the response_url are all there are", async () => {
    const responseUrl = urlFor("C2");
    for (let use = 0; use < 5; use += 1)
      slack.workspace.respond(responseUrl.split("/").at(-1) ?? "", { text: "x" });
    await send(parcel(says("Sixth."), { channel: "C2", responseUrl }));
    expect(slack.said("DU1")).toHaveLength(1);
  });
});

test("a bot that was killed goes on with a new process on the same workspace", async () => {
  await send(parcel(says("Working…"), {}, WORKING));
  await adapter.stop();
  adapter = await connectTo(slack, lectern);
  await send(parcel(says("Done.")));
  expect(slack.said("C1").map((message) => message.text)).toEqual(["Done."]);
});
