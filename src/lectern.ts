import type { Logger } from "pino";
import { commands } from "../commands/index.ts";
import type { Adapter, Lectern, Posted } from "./adapters/adapter.ts";
import { createDrawingPool } from "./charts/pool.ts";
import type { Config } from "./config.ts";
import type { Course } from "./course/model.ts";
import { labEffects } from "./lab-effects.ts";
import { courseStatus, openCourse } from "./open-course.ts";
import { labDataOf, openHands } from "./open-hands.ts";
import { databaseBackend, redisBackend } from "./queue/backends.ts";
import { FINAL, type Parcel, type QueuedJob } from "./queue/catalogue.ts";
import { deliver, holding, resendOverdue } from "./queue/delivery.ts";
import { showChange, showMissed } from "./queue/live.ts";
import { openQueues, type Queues } from "./queue/open.ts";
import type { Reply } from "./replies/reply.ts";
import { rateLimit } from "./router/access.ts";
import { completeArgument, offerArgument } from "./router/complete.ts";
import type { Platform } from "./router/invocation.ts";
import { createRouter, type Debts } from "./router/route.ts";
import { namedAsTyped } from "./router/speak.ts";
import { type Artifacts, artifactsOn } from "./storage/artifacts.ts";
import { pruneChatMessages } from "./storage/chat-messages.ts";
import { type Deliveries, deliveriesOn, type Lease } from "./storage/deliveries.ts";
import type { Begun } from "./storage/embedded.ts";
import { embeddingsOn } from "./storage/embeddings.ts";
import { exercisesOn } from "./storage/exercises.ts";
import { liveMessagesOn } from "./storage/live-messages.ts";
import { type OpenDatabase, openDatabase } from "./storage/open.ts";
import { poolsOn } from "./storage/pools.ts";
import { keptTextsOn, keptValuesOn, takenEventsOn } from "./storage/small-tables.ts";
import { failure } from "./workers/instead.ts";
import { jobConsumer } from "./workers/perform.ts";
import { openPictures } from "./workers/pictures.ts";

/** How many jobs a process has in hand at once; drawing itself is bounded by its threads. */
const JOBS_AT_ONCE = 4;
const RESEND_EVERY_MS = 15_000;
/** Charts that follow a class are looked at: more often than what is owed to one person. */
const MISSED_EVERY_MS = 5_000;
const PRUNE_FIRST_MS = 60_000;
const PRUNE_EVERY_MS = 6 * 3600_000;
/** Longer than messages, so that none loses its picture. */
const PICTURES_KEPT_DAYS = 400;
/** Long enough to press a button of last week's answer. */
const TEXTS_KEPT_DAYS = 14;
/** Since somebody last used them. */
const VECTORS_KEPT_DAYS = 365;
/** Since somebody last added to a pool or went on with an exercise. */
const LABS_KEPT_DAYS = 365;
/** Longer than any acknowledgement. */
const FORGET_LEASE_MS = 60_000;

const apologise = (job: QueuedJob): Reply => failure(job, new Error("owed for too long"));

/** The parts of a process, opened: what `main.ts`, `worker.ts` and the terminal connect to each other. */
export interface Parts {
  log: Logger;
  course: Course;
  database: OpenDatabase;
  deliveries: Deliveries;
  artifacts: Artifacts;
  queues: Queues;
  lectern: Lectern;
  /** Takes part in deliveries and in answering questions about its platform. */
  attach: (adapter: Adapter) => void;
  /** Prepares to do jobs in this process: `check` says that no chart can be drawn here, `begin` takes jobs. */
  work: (threads: number) => { check: () => Promise<void>; begin: () => void };
  /** Keeps looking after what is owed and what is old. */
  tend: () => void;
  ready: () => Promise<Record<string, boolean>>;
  close: () => Promise<void>;
}

const answersIn = async (work: () => Promise<unknown>, ms: number): Promise<boolean> => {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ms).unref());
  return Promise.race([
    work().then(
      () => true,
      () => false,
    ),
    late,
  ]);
};

/** Opens database, course, queue and router. Nothing is consumed and nobody is connected yet. */
export async function openParts(config: Config, log: Logger, begun: Begun): Promise<Parts> {
  const [course, database] = await Promise.all([
    openCourse(config, log),
    openDatabase({
      home: config.home,
      begun,
      ...(config.databaseUrl === undefined ? {} : { url: config.databaseUrl }),
    }),
  ]);
  const backend =
    config.redisUrl === undefined
      ? await databaseBackend(database.queuePool)
      : await redisBackend(config.redisUrl, log);
  const queues = openQueues(backend, log);
  const deliveries = deliveriesOn(database.storage);
  const artifacts = artifactsOn(database.storage);
  const takenEvents = takenEventsOn(database.storage);
  const keptValues = keptValuesOn(database.storage);
  const keptTexts = keptTextsOn(database.storage);
  const live = liveMessagesOn(database.storage);
  const pools = poolsOn(database.storage);
  const exercises = exercisesOn(database.storage);
  const labData = labDataOf(config, log);
  const changed = (subject: string): Promise<void> => showChange(subject, { live, queues, log });
  const adapters = new Map<Platform, Adapter>();
  const closers: (() => Promise<void>)[] = [];
  const timers: NodeJS.Timeout[] = [];
  /** Whether charts can be drawn, once that was looked at. */
  let drawing: boolean | undefined;

  const adapterOf = (platform: Platform): Adapter => {
    const adapter = adapters.get(platform);
    if (adapter === undefined) throw new Error(`${platform} is not connected in this process`);
    return adapter;
  };

  async function status(): Promise<Record<string, string>> {
    const connected = [...adapters.values()].map((adapter) => [
      adapter.platform,
      adapter.ready() ? "connected" : "not connected",
    ]);
    const queued = Object.entries(await queues.counts()).map(([name, count]) => [
      name === "work" ? "jobs" : `to ${name}`,
      count,
    ]);
    const memory = `${Math.round(process.memoryUsage().rss / 1e6)} MB`;
    return {
      ...Object.fromEntries(connected),
      ...Object.fromEntries(queued),
      ...courseStatus(course, config.courseDir),
      memory,
    };
  }

  // The first lease of each debt is this process's until the acknowledgement has gone out.
  const first = new Map<string, Lease>();
  const debts: Debts = {
    async owe(owed) {
      const lease = await deliveries.owe(owed);
      if (lease === undefined) return false;
      first.set(owed.invocation, lease);
      setTimeout(() => first.delete(owed.invocation), FORGET_LEASE_MS).unref();
      return true;
    },
    async forgive(invocation) {
      const lease = first.get(invocation);
      if (lease !== undefined) await deliveries.settle(invocation, lease, FINAL);
    },
  };

  async function acknowledging(
    { invocation, stage }: Parcel,
    work: (remember: (posted: Posted) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const lease = first.get(invocation);
    if (lease === undefined) throw new Error("the lease of this acknowledgement is gone");
    const remember = (posted: Posted) => deliveries.remember(invocation, lease, posted);
    try {
      await holding({ deliveries, log }, { invocation, lease }, () => work(remember));
    } finally {
      first.delete(invocation);
      await deliveries.settle(invocation, lease, stage);
    }
  }

  const lectern: Lectern = {
    commands,
    courseTitle: course.info.title,
    route: createRouter({
      course,
      commands,
      debts,
      queues,
      keptValues,
      keptTexts,
      takenEvents,
      isStaff: async (platform, person) => adapters.get(platform)?.isStaff?.(person) ?? person.administrator,
      typed: (platform, name) => adapters.get(platform)?.typed(name) ?? `/${name}`,
      status,
      stop: deliveries.stop,
      labs: labEffects({
        pools,
        exercises,
        taskNames: async () => (await labData()).tasks.map(({ id }) => id),
        changed,
      }),
      checkRate: rateLimit(config.commandsPerMinute),
      log,
    }),
    complete: (command, argument, typed) =>
      completeArgument({ course, commands }, { command, argument, typed }),
    offer: (command, argument, typed) => offerArgument({ course, commands }, { command, argument, typed }),
    show: (parcel) =>
      acknowledging(parcel, (remember) => adapterOf(parcel.address.platform).send(parcel, null, remember)),
    shown: (parcel, posted, acknowledge) =>
      acknowledging(parcel, async (remember) => {
        await remember(posted);
        await acknowledge();
      }),
    artifact: (key) => artifacts.bytes(key),
  };

  return {
    log,
    course,
    database,
    deliveries,
    artifacts,
    queues,
    lectern,
    attach(adapter) {
      adapters.set(adapter.platform, adapter);
      // Workers do not know how commands are typed there.
      const worded = (parcel: Parcel): Parcel => ({
        ...parcel,
        reply: namedAsTyped(parcel.reply, commands, adapter.typed),
      });
      queues.consumeParcels(adapter.platform, (parcel) =>
        deliver(worded(parcel), adapter, { deliveries, live, log }),
      );
    },
    work(threads) {
      const pool = createDrawingPool({ threads });
      closers.push(() => pool.close());
      const { hands, close } = openHands(config, {
        cache: embeddingsOn(database.storage),
        kept: keptTexts.get,
        poolSentences: pools.sentences,
        labData,
        log,
      });
      closers.push(close);
      const consumer = jobConsumer({
        queues,
        deliveries,
        live,
        pictures: openPictures({ artifacts, pool }),
        hands,
        keptValues,
        log,
      });
      const begin = (): void => queues.consumeJobs(consumer, JOBS_AT_ONCE);
      const check = async (): Promise<void> => {
        drawing = false;
        await pool.check();
        drawing = true;
      };
      return { check, begin };
    },
    tend() {
      const guard = (work: () => Promise<void>) => () =>
        void work().catch((error: Error) => log.warn({ reason: error.message }, "tending failed"));
      timers.push(
        setInterval(
          guard(() => resendOverdue({ deliveries, queues, log, apologise })),
          RESEND_EVERY_MS,
        ),
        setInterval(
          guard(() => showMissed({ live, queues, log })),
          MISSED_EVERY_MS,
        ),
      );
      const prune = guard(async () => {
        await Promise.all([deliveries.prune(30), takenEvents.prune(7), keptValues.prune(90)]);
        await keptTexts.prune(TEXTS_KEPT_DAYS);
        await Promise.all([pruneChatMessages(database.storage), artifacts.prune(PICTURES_KEPT_DAYS)]);
        await embeddingsOn(database.storage).prune(VECTORS_KEPT_DAYS);
        await Promise.all([live, pools, exercises].map((kept) => kept.prune(LABS_KEPT_DAYS)));
      });
      timers.push(setTimeout(prune, PRUNE_FIRST_MS), setInterval(prune, PRUNE_EVERY_MS));
    },
    async ready() {
      const [databaseUp, queueUp] = await Promise.all([
        answersIn(() => artifacts.size("-"), 2_000),
        answersIn(() => queues.ping(), 2_000),
      ]);
      const connected = [...adapters.values()].map((adapter) => [adapter.platform, adapter.ready()] as const);
      const draws = drawing === undefined ? {} : { drawing };
      return { database: databaseUp, queue: queueUp, ...draws, ...Object.fromEntries(connected) };
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      // One part that does not close keeps no other from closing, least of all the database.
      await Promise.allSettled([...adapters.values()].map((adapter) => adapter.stop()));
      await Promise.allSettled([queues.close()]);
      await Promise.allSettled([...adapters.values()].map((adapter) => adapter.close()));
      await Promise.allSettled(closers.map((close) => close()));
      await database.close();
    },
  };
}
