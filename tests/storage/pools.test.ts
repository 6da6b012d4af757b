import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MOST_OF_ONE } from "../../src/embedding-lab/pool.ts";
import { FINAL, type QueuedJob } from "../../src/queue/catalogue.ts";
import { deliveriesOn } from "../../src/storage/deliveries.ts";
import { exercisesOn } from "../../src/storage/exercises.ts";
import { liveMessagesOn } from "../../src/storage/live-messages.ts";
import { type OpenDatabase, openDatabase } from "../../src/storage/open.ts";
import { poolsOn } from "../../src/storage/pools.ts";

const home = mkdtempSync(join(tmpdir(), "lectern-pools-"));
let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase({ home });
});
afterAll(async () => {
  await database.close();
  rmSync(home, { recursive: true, force: true });
});

const jobOf = (invocation: string, pool: string, askedAt: number): QueuedJob => ({
  invocation,
  reference: "REF",
  address: { platform: "web", channel: "general", person: "ada", visibility: "public", askedAt },
  meanwhile: { blocks: [] },
  payload: { pool },
  live: pool,
});

describe("a pool", () => {
  test("counts a sentence of a person once, and holds all that come together", async () => {
    const pools = poolsOn(database.storage);
    const all = Array.from({ length: 10 }, (_, at) => ({ person: `p${at % 4}`, sentence: `Sentence ${at}` }));
    await Promise.all(all.map((one) => pools.add("one", one)));
    expect(await pools.add("one", { person: "p0", sentence: "Sentence 0" })).toMatchObject({
      outcome: "known",
      sentences: 10,
      people: 4,
      shown: false,
    });
    expect(await pools.add("one", { person: "p9", sentence: "Sentence 0" })).toMatchObject({
      outcome: "added",
      sentences: 11,
    });
    const { pool } = await pools.count("one");
    expect(await pools.sentences(pool)).toHaveLength(11);
    expect(await pools.undo("one", "p9")).toMatchObject({ removed: "Sentence 0", sentences: 10 });
    expect(await pools.undo("one", "p9")).toEqual({ pool, sentences: 10, people: 4, shown: false });
  });

  test("takes so many of one person, also when they come together", async () => {
    const pools = poolsOn(database.storage);
    const added = await Promise.all(
      Array.from({ length: MOST_OF_ONE + 5 }, (_, at) =>
        pools.add("busy", { person: "p", sentence: `s${at}` }),
      ),
    );
    expect(added.filter(({ outcome }) => outcome === "added")).toHaveLength(MOST_OF_ONE);
    expect(await pools.add("busy", { person: "p", sentence: "more" })).toMatchObject({ outcome: "enough" });
    expect(await pools.count("busy")).toMatchObject({ sentences: MOST_OF_ONE, people: 1 });
  });

  test("begun anew is another one; the sentences of the old one stay with the old one", async () => {
    const pools = poolsOn(database.storage);
    const { pool: old } = await pools.add("anew", { person: "p", sentence: "Old" });
    await pools.clear("anew");
    const { pool } = await pools.add("anew", { person: "p", sentence: "New" });
    expect(await pools.sentences(old)).toEqual([{ person: "p", sentence: "Old" }]);
    expect(await pools.sentences(pool)).toEqual([{ person: "p", sentence: "New" }]);
  });
});

describe("a live message", () => {
  test("has one job planned for all changes until it begins, a second apart", async () => {
    const [pools, live] = [poolsOn(database.storage), liveMessagesOn(database.storage)];
    const { pool } = await pools.add("live", { person: "p", sentence: "a" });
    expect(await live.plan(pool)).toBeUndefined();
    const job = jobOf("newest", pool, 2);
    await deliveriesOn(database.storage).owe({ ...job, name: "draw-pool", job });
    await live.show(pool, { name: "draw-pool", job });
    await live.show(pool, { name: "draw-pool", job: jobOf("older", pool, 1) });
    expect(await pools.count("live")).toMatchObject({ shown: true });
    expect(await live.begin(pool)).toBe(1);
    await pools.add("live", { person: "p", sentence: "b" });
    const planned = await live.plan(pool);
    expect(planned).toMatchObject({ invocation: "newest", name: "draw-pool", version: 2 });
    expect(planned?.inMs).toBeGreaterThan(0);
    expect(planned?.inMs).toBeLessThanOrEqual(1_000);
    await pools.add("live", { person: "p", sentence: "c" });
    expect(await live.plan(pool)).toBeUndefined();
    expect(await live.begin(pool)).toBe(3);
    expect(await live.plan(pool)).toMatchObject({ version: 3 });
  });

  test("that shows less than there is, is found; its answer changes once a second and never backwards", async () => {
    const [pools, live] = [poolsOn(database.storage), liveMessagesOn(database.storage)];
    const deliveries = deliveriesOn(database.storage);
    const { pool } = await pools.add("stale", { person: "p", sentence: "a" });
    const job = jobOf("followed", pool, 1);
    const lease = await deliveries.owe({
      invocation: "followed",
      address: job.address,
      name: "draw-pool",
      job,
    });
    if (lease === undefined) throw new Error("not owed");
    await live.show(pool, { name: "draw-pool", job });
    await pools.add("stale", { person: "p", sentence: "b" });
    await deliveries.settle("followed", lease, FINAL + 1);
    expect(await deliveries.claim("followed", FINAL + 2, 30)).toBe("busy");
    expect(await live.stale(0, 24)).toEqual([
      { invocation: "followed", name: "draw-pool", job, version: 2, ageSeconds: expect.any(Number) },
    ]);
    expect(await live.stale(60, 24)).toEqual([]);
    await sql`update lectern.delivery set updated_at = now() - interval '1 second' where invocation = 'followed'`.execute(
      database.storage,
    );
    const again = await deliveries.claim("followed", FINAL + 2, 30);
    if (typeof again === "string") throw new Error(again);
    await deliveries.settle("followed", again, FINAL + 2);
    expect(await deliveries.claim("followed", FINAL + 1, 30)).toBe("shown");
    expect(await deliveries.stands("followed", FINAL + 2)).toBe(true);
    expect(await deliveries.stands("followed", FINAL + 3)).toBe(false);
    expect(await live.stale(0, 24)).toEqual([]);
  });
});

test("an exercise: one change at a time, each person for themselves, direct messages beside the workspace", async () => {
  const exercises = exercisesOn(database.storage);
  const who = (id: string, workspace = "w") => ({
    exercise: "e",
    platform: "discord" as const,
    workspace,
    person: { id, name: id.toUpperCase(), roles: [], administrator: false },
  });
  const count = async (at: ReturnType<typeof who>) => {
    const made = await exercises.step(at, (state) => ({
      state: { startedAt: (state?.startedAt ?? 0) + 1, steps: [] },
    }));
    return made.state.startedAt;
  };
  await count(who("ada"));
  await Promise.all([1, 2, 3, 4].map(() => count(who("ada"))));
  expect(await count(who("ada"))).toBe(6);
  expect(await count(who("ben", ""))).toBe(1);
  expect(await count(who("chen", "elsewhere"))).toBe(1);
  const here = await exercises.everyone(who("ada"));
  expect(here.map(({ name, state }) => [name, state.startedAt]).sort()).toEqual([
    ["ADA", 6],
    ["BEN", 1],
  ]);
});
