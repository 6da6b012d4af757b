import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FINAL, type QueuedJob, WORKING } from "../../src/queue/catalogue.ts";
import type { Address } from "../../src/router/invocation.ts";
import { artifactsOn } from "../../src/storage/artifacts.ts";
import { type ChatMessage, chatMessagesOn, pruneChatMessages } from "../../src/storage/chat-messages.ts";
import { deliveriesOn, type Lease, LeaseLost } from "../../src/storage/deliveries.ts";
import { migrate } from "../../src/storage/migrations.ts";
import { type OpenDatabase, openDatabase } from "../../src/storage/open.ts";
import { keptValuesOn, takenEventsOn } from "../../src/storage/small-tables.ts";
import { type Service, startPostgres } from "../support/services.ts";

const address: Address = {
  platform: "web",
  channel: "general",
  person: "ada",
  visibility: "public",
  askedAt: 1,
};
const job: QueuedJob = {
  invocation: "i",
  reference: "REF",
  address,
  meanwhile: { blocks: [] },
  payload: { reply: { blocks: [] } },
};
const owed = (invocation: string) => ({
  invocation,
  address,
  name: "draw-reply" as const,
  job: { ...job, invocation },
});

describe.each(["embedded", "postgres"] as const)("storage on %s", (kind) => {
  const home = mkdtempSync(join(tmpdir(), "lectern-storage-"));
  let server: (Service & { createDatabase: () => Promise<string> }) | undefined;
  let database: OpenDatabase;

  beforeAll(async () => {
    if (kind === "postgres") server = await startPostgres();
    database = await openDatabase({
      home,
      ...(server === undefined ? {} : { url: await server.createDatabase() }),
    });
  });
  afterAll(async () => {
    await database.close();
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test("an answer is owed once", async () => {
    const deliveries = deliveriesOn(database.storage);
    expect(await deliveries.owe(owed("once"))).toMatchObject({ posted: null });
    expect(await deliveries.owe(owed("once"))).toBeUndefined();
    expect(await deliveries.stands("once")).toBe(false);
    expect(await deliveries.stands("never owed")).toBe(true);
  });

  test("the acknowledging process has the first lease; then one claim at a time, and never backwards", async () => {
    const deliveries = deliveriesOn(database.storage);
    const claimed = async (stage: number): Promise<Lease> => {
      const lease = await deliveries.claim("lease", stage, 30);
      if (typeof lease === "string") throw new Error(lease);
      return lease;
    };
    const first = await deliveries.owe(owed("lease"));
    if (first === undefined) throw new Error("not owed");
    expect(await deliveries.claim("lease", FINAL, 30)).toBe("busy");
    await deliveries.remember("lease", first, { ts: "1.2" });
    await deliveries.settle("lease", first, WORKING);
    expect(await deliveries.claim("lease", WORKING, 30)).toBe("shown");
    const second = await claimed(FINAL);
    expect(second.posted).toEqual({ ts: "1.2" });
    expect(await deliveries.claim("lease", FINAL, 30)).toBe("busy");
    await deliveries.release("lease", second);
    const third = await claimed(FINAL);
    expect(third.posted).toEqual({ ts: "1.2" });
    await deliveries.settle("lease", third, FINAL);
    expect(await deliveries.claim("lease", FINAL, 30)).toBe("shown");
    expect(await deliveries.stands("lease")).toBe(true);
  });

  test("a lease that ran out is free, of two claims one wins, and the loser has no say any more", async () => {
    const deliveries = deliveriesOn(database.storage);
    const lost = await deliveries.owe(owed("race"));
    if (lost === undefined) throw new Error("not owed");
    expect(await deliveries.renew("race", lost, 30)).toBe(true);
    await sql`update lectern.delivery set lease_until = now() - interval '1 second' where invocation = 'race'`.execute(
      database.storage,
    );
    const claims = await Promise.all([1, 2, 3, 4].map(() => deliveries.claim("race", FINAL, 30)));
    expect(claims.filter((claim) => claim !== "busy")).toEqual([
      { holder: expect.any(String), posted: null, stage: expect.any(Number) },
    ]);
    await expect(deliveries.remember("race", lost, { ts: "stale" })).rejects.toBeInstanceOf(LeaseLost);
    await deliveries.release("race", lost);
    await deliveries.settle("race", lost, FINAL);
    expect(await deliveries.renew("race", lost, 30)).toBe(false);
    expect(await deliveries.claim("race", FINAL, 30)).toBe("busy");
    expect(await deliveries.stands("race")).toBe(false);
  });

  test("what is owed too long is found with its job", async () => {
    const deliveries = deliveriesOn(database.storage);
    const lease = await deliveries.owe(owed("late"));
    if (lease === undefined) throw new Error("not owed");
    expect(await deliveries.overdue(60)).toEqual([]);
    await sql`update lectern.delivery set updated_at = now() - interval '2 minutes', created_at = now() - interval '3 minutes' where invocation = 'late'`.execute(
      database.storage,
    );
    expect(await deliveries.overdue(60)).toEqual([
      { invocation: "late", name: "draw-reply", job: { ...job, invocation: "late" }, ageSeconds: 180 },
    ]);
    await deliveries.settle("late", lease, FINAL);
    expect(await deliveries.overdue(0)).not.toContainEqual(expect.objectContaining({ invocation: "late" }));
  });

  test("bytes come back as they went in", async () => {
    const artifacts = artifactsOn(database.storage);
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7) % 256));
    expect(await artifacts.bytes("key")).toBeUndefined();
    await artifacts.put("key", { mediaType: "image/png", width: 3, height: 2, bytes });
    await artifacts.put("key", { mediaType: "image/png", width: 9, height: 9, bytes: Buffer.from("other") });
    expect(await artifacts.size("key")).toEqual({ width: 3, height: 2 });
    expect((await artifacts.bytes("key"))?.equals(bytes)).toBe(true);
  });

  test("kept values have one short key for one value", async () => {
    const kept = keptValuesOn(database.storage);
    const value = "compare ".repeat(50);
    const key = await kept.keep(value);
    expect(await kept.keep(value)).toBe(key);
    expect(key.length).toBeLessThan(30);
    expect(await kept.get(key)).toBe(value);
    expect(await kept.get("nothing")).toBeUndefined();
  });

  test("an event is taken once, also when two come together", async () => {
    const events = takenEventsOn(database.storage);
    const taken = await Promise.all([events.take("e1"), events.take("e1"), events.take("e2")]);
    expect(taken.filter(Boolean)).toHaveLength(2);
  });

  test("chat messages: private ones for their asker, later stages win, oldest first", async () => {
    const messages = chatMessagesOn(database.storage, "web");
    const message = (more: Partial<ChatMessage>): ChatMessage => ({
      id: "m1",
      channel: "general",
      person: "ada",
      asked: "/help",
      reply: { blocks: [] },
      visibility: "public",
      at: 1_700_000_000_000,
      stage: FINAL,
      ...more,
    });
    await messages.put(message({}));
    await messages.put(message({ id: "m2", visibility: "private", at: 1_700_000_000_001 }));
    await messages.put(
      message({ id: "m1", stage: WORKING, reply: { blocks: [{ kind: "text", text: "late" }] } }),
    );
    await messages.put(message({ id: "m3", channel: "random" }));
    expect((await messages.list("general", "ada", 10)).map(({ id }) => id)).toEqual(["m1", "m2"]);
    expect((await messages.list("general", "ben", 10)).map(({ id }) => id)).toEqual(["m1"]);
    expect((await messages.get("m1"))?.reply).toEqual({ blocks: [] });
    expect((await messages.get("m1"))?.at).toBe(1_700_000_000_000);
    expect(await chatMessagesOn(database.storage, "terminal").get("m1")).toBeUndefined();
  });

  test("what is old is forgotten", async () => {
    const kept = keptValuesOn(database.storage);
    const key = await kept.keep("old ".repeat(40));
    await kept.prune(1);
    expect(await kept.get(key)).toBeDefined();
    await sql`update lectern.kept_value set created_at = now() - interval '2 days'`.execute(database.storage);
    await kept.prune(1);
    expect(await kept.get(key)).toBeUndefined();
    const messages = chatMessagesOn(database.storage, "web");
    const now = 1_800_000_000_000;
    const note = { channel: "c", person: "ada", asked: "x", visibility: "private" as const, stage: 0 };
    await messages.put({ ...note, id: "note", reply: null, at: now - 2 * 24 * 3600_000 });
    await messages.put({ ...note, id: "answer", reply: { blocks: [] }, at: now - 2 * 24 * 3600_000 });
    await pruneChatMessages(database.storage, now);
    expect([await messages.get("note"), (await messages.get("answer"))?.id]).toEqual([undefined, "answer"]);
  });

  test("migrations run once, refuse changed and unknown history, and leave nothing half done", async () => {
    await migrate(database.storage);
    const rows = await sql<{ name: string; checksum: string }>`select * from lectern.migration`.execute(
      database.storage,
    );
    expect(rows.rows.map(({ name }) => name)).toEqual(["001-first-light", "002-embeddings", "003-labs"]);
    const changed = rows.rows.map(({ name }) => ({ name, statements: "select 1" }));
    await expect(migrate(database.storage, [])).rejects.toThrow(/newer Lectern/);
    await expect(migrate(database.storage, changed)).rejects.toThrow(/differs/);
    await sql`update lectern.migration set checksum = checksum`.execute(database.storage);
    await expect(sql`select count(*) from lectern.half`.execute(database.storage)).rejects.toThrow();
  });
});
