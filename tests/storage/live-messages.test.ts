import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Undeliverable } from "../../src/adapters/adapter.ts";
import { FINAL, type Parcel, type QueuedJob } from "../../src/queue/catalogue.ts";
import { deliver } from "../../src/queue/delivery.ts";
import { type Deliveries, deliveriesOn } from "../../src/storage/deliveries.ts";
import { exercisesOn } from "../../src/storage/exercises.ts";
import { sql } from "../../src/storage/kysely.ts";
import { type LiveMessages, liveMessagesOn } from "../../src/storage/live-messages.ts";
import { type OpenDatabase, openDatabase } from "../../src/storage/open.ts";
import { poolsOn } from "../../src/storage/pools.ts";
import { startPostgres } from "../support/services.ts";

const log = pino({ level: "silent" });
const reply = { blocks: [] };

/** Two processes: on Postgres each has connections of its own. */
describe.each(["embedded", "postgres"] as const)("messages that follow a pool, on %s", (kind) => {
  const home = mkdtempSync(join(tmpdir(), "lectern-live-"));
  const stops: (() => Promise<void>)[] = [];
  let both: OpenDatabase[];
  let live: LiveMessages;
  let deliveries: Deliveries;
  beforeAll(async () => {
    const server = kind === "postgres" ? await startPostgres() : undefined;
    const url = server === undefined ? {} : { url: await server.createDatabase() };
    const one = await openDatabase({ home, ...url });
    const other = server === undefined ? one : await openDatabase({ home, ...url });
    both = [one, other];
    for (const database of new Set(both)) stops.push(() => database.close());
    if (server !== undefined) stops.push(server.stop);
    live = liveMessagesOn(one.storage);
    deliveries = deliveriesOn(one.storage);
  }, 60_000);
  afterAll(async () => {
    for (const stop of stops) await stop();
    rmSync(home, { recursive: true, force: true });
  });

  const one = () => (both[0] as OpenDatabase).storage;
  const pools = () => poolsOn(one());
  const add = (channel: string, sentence: string) => pools().add(channel, { person: "p", sentence });

  /** A message that shows the pool of a channel, as it stands after its first answer. */
  async function shown(channel: string, invocation: string): Promise<{ pool: string; parcel: Parcel }> {
    const { pool } = await pools().count(channel);
    const address = { platform: "web", channel, person: "p", visibility: "public", askedAt: 1 } as const;
    const job: QueuedJob = {
      invocation,
      reference: "R",
      address,
      meanwhile: reply,
      payload: { pool },
      live: pool,
    };
    const lease = await deliveries.owe({ invocation, address, name: "draw-pool", job });
    if (lease === undefined) throw new Error("not owed");
    await live.show(pool, { name: "draw-pool", job });
    await deliveries.settle(invocation, lease, FINAL + (await live.begin(pool)));
    await rested(invocation);
    return { pool, parcel: { invocation, address, reply, stage: FINAL } };
  }

  /** As if the last edit were some time ago. */
  const rested = (invocation: string) =>
    sql`update lectern.delivery set updated_at = now() - interval '20 seconds' where invocation = ${invocation}`.execute(
      one(),
    );

  test("whatever two processes change at once, one job is planned, and it sees all of it", async () => {
    const { pool } = await shown("both", `${kind}-both`);
    const planned = await Promise.all(
      Array.from({ length: 16 }, async (_, at) => {
        const { storage } = both[at % 2] as OpenDatabase;
        await poolsOn(storage).add("both", { person: `p${at}`, sentence: "s" });
        return liveMessagesOn(storage).plan(pool);
      }),
    );
    expect(planned.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await live.begin(pool)).toBe(16);
    expect(await pools().sentences(pool)).toHaveLength(16);
  });

  test("the next job is planned for a second after the one before is through, once for all changes until it begins", async () => {
    const { pool } = await shown("slow", `${kind}-slow`);
    await live.begin(pool, 8_000);
    await add("slow", "a");
    const planned = await live.plan(pool);
    expect(planned?.inMs).toBeGreaterThan(8_000);
    expect(planned?.inMs).toBeLessThanOrEqual(9_000);
    // Planned for then, so a later change has not to plan another before.
    await sql`update lectern.live_message set planned_at = planned_at - interval '10 seconds' where subject = ${pool}`.execute(
      one(),
    );
    expect(await live.plan(pool)).toBeUndefined();
  });

  test("what comes after a job has counted is planned again, also when the pool was begun anew meanwhile", async () => {
    const { pool } = await shown("between", `${kind}-between`);
    await add("between", "a");
    const version = await live.begin(pool);
    await add("between", "b");
    expect(await live.plan(pool)).toMatchObject({ version: version + 1 });
    await pools().clear("between");
    await add("between", "c");
    expect((await pools().sentences(pool)).map(({ sentence }) => sentence)).toEqual(["a", "b"]);
    expect(await live.begin(pool)).toBe(version + 1);
    expect(await pools().count("between")).toMatchObject({ sentences: 1, shown: false });
  });

  test.each([
    ["was deleted", () => Promise.reject(new Undeliverable("message_not_found"))],
    [
      "stands where it cannot be edited",
      (_: Parcel, __: unknown, remember: (posted: { fixed: true }) => Promise<void>) =>
        remember({ fixed: true }),
    ],
  ])("a message that %s is followed no longer, until the next is asked for", async (what, send) => {
    const channel = `lost ${what}`;
    const { pool, parcel } = await shown(channel, `${kind}-${what}`);
    await add(channel, "a");
    expect(await pools().count(channel)).toMatchObject({ shown: true });
    await deliver({ ...parcel, stage: FINAL + 1 }, { send }, { deliveries, live, log });
    expect(await pools().count(channel)).toMatchObject({ shown: false });
    await add(channel, "b");
    expect(await live.plan(pool)).toBeUndefined();
    expect(await live.stale(0, 24)).not.toContainEqual(expect.objectContaining(parcel));
    await shown(channel, `${kind}-${what}-next`);
    await add(channel, "c");
    expect(await live.plan(pool)).toMatchObject({ invocation: `${kind}-${what}-next`, version: 3 });
  });

  test("an older message that is lost leaves the newer one followed", async () => {
    const { pool, parcel } = await shown("older", `${kind}-older`);
    await shown("older", `${kind}-newer`);
    await live.lose(parcel.invocation);
    await add("older", "a");
    expect(await live.plan(pool)).toMatchObject({ invocation: `${kind}-newer` });
  });

  test("a first answer may be posted; whatever is newer than a standing one is only edited in", async () => {
    const seen: unknown[] = [];
    const sender = { send: async ({ update }: Parcel) => void seen.push(update) };
    const { parcel } = await shown("update", `${kind}-update`);
    await deliver({ ...parcel, stage: FINAL + 1 }, sender, { deliveries, live, log });
    const first = { ...parcel, invocation: `${kind}-first` };
    const lease = await deliveries.owe({
      invocation: first.invocation,
      address: first.address,
      name: "draw-pool",
      job: {
        invocation: first.invocation,
        reference: "R",
        address: first.address,
        meanwhile: reply,
        payload: { pool: "" },
      },
    });
    if (lease === undefined) throw new Error("not owed");
    await deliveries.settle(first.invocation, lease, 1);
    await deliver({ ...first, stage: FINAL + 7 }, sender, { deliveries, live, log });
    expect(seen).toEqual([true, undefined]);
  });

  test("a message whose delivery is forgotten counts as none", async () => {
    const { parcel } = await shown("forgotten", `${kind}-forgotten`);
    await sql`delete from lectern.delivery where invocation = ${parcel.invocation}`.execute(one());
    expect(await pools().count("forgotten")).toMatchObject({ shown: false });
  });

  test("first steps of one person that come together are taken one after the other", async () => {
    const at = {
      exercise: "e",
      platform: "web" as const,
      workspace: "",
      person: { id: "ada", name: "Ada", roles: [], administrator: false },
    };
    const counts = Array.from({ length: 8 }, (_, index) =>
      exercisesOn((both[index % 2] as OpenDatabase).storage).step(at, (state) => ({
        state: { startedAt: (state?.startedAt ?? 0) + 1, steps: [] },
      })),
    );
    const made = await Promise.all(counts);
    expect(made.map(({ state }) => state.startedAt).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
