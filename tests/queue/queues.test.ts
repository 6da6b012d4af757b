import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Posted, Undeliverable } from "../../src/adapters/adapter.ts";
import { UserError } from "../../src/errors.ts";
import { databaseBackend, redisBackend } from "../../src/queue/backends.ts";
import { FINAL, type Parcel, type QueuedJob, WORKING } from "../../src/queue/catalogue.ts";
import { deliver, resendOverdue } from "../../src/queue/delivery.ts";
import { Busy, openQueues, type Queues } from "../../src/queue/open.ts";
import type { Address } from "../../src/router/invocation.ts";
import { type Deliveries, deliveriesOn, type Lease } from "../../src/storage/deliveries.ts";
import { type OpenDatabase, openDatabase } from "../../src/storage/open.ts";
import { startPostgres, startRedis, until } from "../support/services.ts";

const log = pino({ level: "silent" });
const address: Address = {
  platform: "web",
  channel: "general",
  person: "ada",
  visibility: "public",
  askedAt: 1,
};
const reply = { blocks: [{ kind: "text" as const, text: "done" }] };
const jobFor = (invocation: string): QueuedJob => ({
  invocation,
  reference: "REF",
  address,
  meanwhile: reply,
  payload: { reply },
});
const followsNothing = { lose: async () => {} };
const parcelFor = (invocation: string, stage = FINAL): Parcel => ({ invocation, address, reply, stage });

describe.each(["embedded", "postgres", "redis"] as const)("queues on %s", (kind) => {
  const home = mkdtempSync(join(tmpdir(), "lectern-queue-"));
  const stops: (() => Promise<void>)[] = [];
  const opened: Queues[] = [];
  let database: OpenDatabase;
  let deliveries: Deliveries;
  let redisUrl = "";

  beforeAll(async () => {
    const server = kind === "postgres" ? await startPostgres() : undefined;
    const redis = kind === "redis" ? await startRedis() : undefined;
    redisUrl = redis?.url ?? "";
    database = await openDatabase({
      home,
      ...(server === undefined ? {} : { url: await server.createDatabase() }),
    });
    deliveries = deliveriesOn(database.storage);
    stops.push(() => database.close());
    for (const service of [server, redis]) if (service !== undefined) stops.push(service.stop);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queues) => queues.close()));
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    rmSync(home, { recursive: true, force: true });
  });

  async function open(): Promise<Queues> {
    const backend =
      kind === "redis" ? await redisBackend(redisUrl, log) : await databaseBackend(database.queuePool);
    const queues = openQueues(backend, log);
    await until(
      () =>
        queues.ping().then(
          () => true,
          () => false,
        ),
      "the queue answers",
    );
    opened.push(queues);
    return queues;
  }

  test("a job that fails is tried again, and after the last try the asker hears of it once", async () => {
    const queues = await open();
    const tries: string[] = [];
    const gaveUp: string[] = [];
    queues.consumeJobs(
      {
        run: async (_, job) => {
          tries.push(job.invocation);
          throw new Error("no luck");
        },
        gaveUp: async (job, _, error) => {
          gaveUp.push(`${job.invocation}: ${error.message}`);
        },
      },
      2,
    );
    await queues.addJob("draw-reply", jobFor(`${kind}-fails`));
    await until(() => gaveUp.length > 0, "the job is given up");
    expect(tries).toEqual([`${kind}-fails`, `${kind}-fails`, `${kind}-fails`]);
    expect(gaveUp).toEqual([`${kind}-fails: no luck`]);
  });

  test("the same id is queued once; ids with colons work; many jobs all arrive", async () => {
    const queues = await open();
    const done: string[] = [];
    const names = Array.from({ length: 40 }, (_, at) => `${kind}:many:${at}`);
    await Promise.all(
      [...names, ...names.slice(0, 10)].map((name) => queues.addJob("draw-reply", jobFor(name))),
    );
    queues.consumeJobs(
      {
        run: async (_, job) => {
          done.push(job.invocation);
        },
        gaveUp: async () => {},
      },
      4,
    );
    await until(() => done.length >= names.length, "all jobs are done");
    expect([...done].sort()).toEqual([...names].sort());
  });

  test("a parcel that cannot be sent now waits, and one that is busy is not counted as a failure", async () => {
    const queues = await open();
    const seen: string[] = [];
    queues.consumeParcels("web", async (parcel) => {
      seen.push(parcel.invocation);
      if (parcel.invocation.endsWith("busy") && seen.filter((name) => name === parcel.invocation).length < 3)
        throw new Busy();
      if (parcel.invocation.endsWith("flaky") && seen.filter((name) => name === parcel.invocation).length < 2)
        throw new Error("503");
    });
    await queues.addParcel(parcelFor(`${kind}-busy`));
    await queues.addParcel(parcelFor(`${kind}-flaky`));
    await until(
      () =>
        seen.filter((name) => name === `${kind}-busy`).length === 3 &&
        seen.filter((name) => name === `${kind}-flaky`).length === 2,
      "both arrive",
    );
    expect((await queues.counts()).web).toMatch(/ 0 failed$/);
  });

  test("what is added while nobody consumes is there for the next process", async () => {
    await (await open()).addParcel(parcelFor(`${kind}-later`));
    await opened.pop()?.close();
    const queues = await open();
    const seen: string[] = [];
    queues.consumeParcels("web", async ({ invocation }) => {
      seen.push(invocation);
    });
    await until(() => seen.includes(`${kind}-later`), "the parcel arrives");
  });

  test("delivery is once in effect: repeated, crashed half-way and refused for good", async () => {
    const sent: { posted: Posted | null; stage: number }[] = [];
    let crash = true;
    const sender = {
      send: async (parcel: Parcel, posted: Posted | null, remember: (posted: Posted) => Promise<void>) => {
        sent.push({ posted, stage: parcel.stage });
        await remember({ ts: "1" });
        if (crash) {
          crash = false;
          throw new Error("connection reset");
        }
      },
    };
    const name = `${kind}-deliver`;
    const owe = async (invocation: string): Promise<Lease> => {
      const lease = await deliveries.owe({
        invocation,
        address,
        name: "draw-reply",
        job: jobFor(invocation),
      });
      if (lease === undefined) throw new Error("owed before");
      return lease;
    };
    const first = await owe(name);
    await expect(
      deliver(parcelFor(name), sender, { deliveries, live: followsNothing, log }),
    ).rejects.toBeInstanceOf(Busy);
    await deliveries.settle(name, first, WORKING);
    await expect(deliver(parcelFor(name), sender, { deliveries, live: followsNothing, log })).rejects.toThrow(
      "connection reset",
    );
    await deliver(parcelFor(name), sender, { deliveries, live: followsNothing, log });
    await deliver(parcelFor(name), sender, { deliveries, live: followsNothing, log });
    await deliver(parcelFor(name, WORKING), sender, { deliveries, live: followsNothing, log });
    expect(sent).toEqual([
      { posted: null, stage: FINAL },
      { posted: { ts: "1" }, stage: FINAL },
    ]);
    const gone = `${kind}-gone`;
    await deliveries.settle(gone, await owe(gone), WORKING);
    const refuses = { send: () => Promise.reject(new Undeliverable("channel is archived")) };
    await deliver(parcelFor(gone), refuses, { deliveries, live: followsNothing, log });
    expect(await deliveries.claim(gone, FINAL, 30)).toBe("shown");
  });

  test("an owed answer that no queue knows of is queued again, ever more rarely, and after an hour apologised for", async () => {
    const name = `${kind}-forgotten`;
    await deliveries.owe({ invocation: name, address, name: "draw-reply", job: jobFor(name) });
    const happened = async (ageSeconds: number, states: Record<string, string> = {}): Promise<string[]> => {
      const seen: string[] = [];
      const queues = {
        jobState: async (id: string) => states[id] ?? "none",
        addJob: async (_: string, job: QueuedJob, id?: string) =>
          void seen.push(`${job.invocation} as ${id}`),
        addParcel: async ({ reply }: Parcel, id?: string) =>
          void seen.push(`${JSON.stringify(reply.blocks)} as ${id}`),
      } as unknown as Queues;
      const overdue = async () =>
        (await deliveries.overdue(0))
          .filter(({ invocation }) => invocation === name)
          .map((row) => ({ ...row, ageSeconds }));
      const apologise = () => ({ blocks: [{ kind: "text" as const, text: "sorry" }] });
      await resendOverdue({ deliveries: { ...deliveries, overdue }, queues, log, apologise });
      return seen;
    };
    const sorry = `[{"kind":"text","text":"sorry"}]`;
    expect(await happened(65)).toEqual([`${name} as ${name}-again-0`]);
    expect(await happened(65, { [name]: "pending" })).toEqual([]);
    expect(await happened(65, { [`${name}-again-0`]: "over" })).toEqual([]);
    expect(await happened(130, { [name]: "over" })).toEqual([`${name} as ${name}-again-1`]);
    expect(await happened(3_700)).toEqual([`${sorry} as ${name}-sorry-0`]);
    expect(await happened(7_300)).toEqual([`${sorry} as ${name}-sorry-1`]);
    expect(await happened(90_000)).toEqual([]);
    expect(await deliveries.stands(name)).toBe(true);
  });

  test("ids that read as numbers work, as Discord's do", async () => {
    const queues = await open();
    const done: string[] = [];
    queues.consumeJobs({ run: async (_, job) => void done.push(job.invocation), gaveUp: async () => {} }, 1);
    await queues.addJob("draw-reply", jobFor("1380000000000000000"), "1380000000000000000");
    await until(() => done.length === 1, "the job is done");
  });

  test("a job in the queue is known there until it is done", async () => {
    const queues = await open();
    await queues.addJob("draw-reply", jobFor(`${kind}:known`));
    expect(await queues.jobState(`${kind}:known`)).toBe("pending");
    expect(await queues.jobState(`${kind}:unknown`)).toBe("none");
    queues.consumeJobs({ run: async () => {}, gaveUp: async () => {} }, 1);
    await until(async () => (await queues.jobState(`${kind}:known`)) === "over", "the job is done");
  });

  test("a person's mistake found by a job is told at once, not tried again", async () => {
    const queues = await open();
    const seen: string[] = [];
    queues.consumeJobs(
      {
        run: async () => {
          seen.push("run");
          throw new UserError("That file is empty.");
        },
        gaveUp: async (_, __, error) => {
          seen.push(error.message);
        },
      },
      1,
    );
    await queues.addJob("draw-reply", jobFor(`${kind}-mistake`));
    await until(() => seen.length > 1, "the mistake is told");
    expect(seen).toEqual(["run", "That file is empty."]);
  });
});
