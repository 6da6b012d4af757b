import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FINAL, type QueuedJob, WORKING } from "../../src/queue/catalogue.ts";
import type { Address } from "../../src/router/invocation.ts";
import { artifactsOn } from "../../src/storage/artifacts.ts";
import { type ChatMessage, chatMessagesOn } from "../../src/storage/chat-messages.ts";
import { deliveriesOn } from "../../src/storage/deliveries.ts";
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
    expect(await deliveries.owe(owed("once"))).toBe(true);
    expect(await deliveries.owe(owed("once"))).toBe(false);
  });

  test("the acknowledging process has the first lease; then one claim at a time, and never backwards", async () => {
    const deliveries = deliveriesOn(database.storage);
    await deliveries.owe(owed("lease"));
    expect(await deliveries.claim("lease", FINAL, 30)).toBe("busy");
    await deliveries.remember("lease", { ts: "1.2" });
    await deliveries.settle("lease", WORKING);
    expect(await deliveries.claim("lease", WORKING, 30)).toBe("shown");
    expect(await deliveries.claim("lease", FINAL, 30)).toEqual({ posted: { ts: "1.2" } });
    expect(await deliveries.claim("lease", FINAL, 30)).toBe("busy");
    await deliveries.release("lease");
    expect(await deliveries.claim("lease", FINAL, 30)).toEqual({ posted: { ts: "1.2" } });
    await deliveries.settle("lease", FINAL);
    expect(await deliveries.claim("lease", FINAL, 30)).toBe("shown");
    await deliveries.settle("lease", WORKING);
    expect(await deliveries.claim("lease", FINAL, 30)).toBe("shown");
  });

  test("a lease that ran out is free, and of two claims one wins", async () => {
    const deliveries = deliveriesOn(database.storage);
    await deliveries.owe(owed("race"));
    await sql`update lectern.delivery set lease_until = now() - interval '1 second' where invocation = 'race'`.execute(
      database.storage,
    );
    const claims = await Promise.all([1, 2, 3, 4].map(() => deliveries.claim("race", FINAL, 30)));
    expect(claims.filter((claim) => claim !== "busy")).toEqual([{ posted: null }]);
  });

  test("what is owed too long is found with its job", async () => {
    const deliveries = deliveriesOn(database.storage);
    await deliveries.owe(owed("late"));
    expect(await deliveries.overdue(60)).toEqual([]);
    await sql`update lectern.delivery set updated_at = now() - interval '2 minutes', created_at = now() - interval '3 minutes' where invocation = 'late'`.execute(
      database.storage,
    );
    expect(await deliveries.overdue(60)).toEqual([
      { invocation: "late", name: "draw-reply", job: { ...job, invocation: "late" }, ageSeconds: 180 },
    ]);
    await deliveries.settle("late", FINAL);
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

  test("migrations run once, refuse changed and unknown history, and leave nothing half done", async () => {
    await migrate(database.storage);
    const rows = await sql<{ name: string; checksum: string }>`select * from lectern.migration`.execute(
      database.storage,
    );
    expect(rows.rows).toHaveLength(1);
    const [first] = rows.rows;
    await expect(migrate(database.storage, [])).rejects.toThrow(/newer Lectern/);
    await expect(
      migrate(database.storage, [{ name: first?.name ?? "", statements: "select 1" }]),
    ).rejects.toThrow(/differs/);
    await sql`update lectern.migration set checksum = checksum`.execute(database.storage);
    await expect(sql`select count(*) from lectern.half`.execute(database.storage)).rejects.toThrow();
  });
});
