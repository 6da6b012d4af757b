import { join } from "node:path";
import { type Logger, pino } from "pino";
import { commands } from "../commands/index.ts";
import type { Adapter, Lectern } from "./adapters/adapter.ts";
import { createDrawingPool } from "./charts/pool.ts";
import type { Config } from "./config.ts";
import { loadCourse } from "./course/load.ts";
import type { Course } from "./course/model.ts";
import { packageRoot } from "./package-root.ts";
import { databaseBackend, redisBackend } from "./queue/backends.ts";
import { deliver, resendOverdue } from "./queue/delivery.ts";
import { openQueues, type Queues } from "./queue/open.ts";
import { rateLimit } from "./router/access.ts";
import { completeArgument } from "./router/complete.ts";
import type { Platform } from "./router/invocation.ts";
import { createRouter } from "./router/route.ts";
import { type Artifacts, artifactsOn } from "./storage/artifacts.ts";
import { type Deliveries, deliveriesOn } from "./storage/deliveries.ts";
import { type OpenDatabase, openDatabase } from "./storage/open.ts";
import { keptValuesOn, takenEventsOn } from "./storage/small-tables.ts";
import { jobConsumer } from "./workers/perform.ts";
import { openPictures } from "./workers/pictures.ts";

/** How many jobs a process has in hand at once; drawing itself is bounded by its threads. */
const JOBS_AT_ONCE = 4;
const RESEND_EVERY_MS = 15_000;
const PRUNE_EVERY_MS = 6 * 3600_000;

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
  /** Does jobs in this process. */
  work: (threads: number) => void;
  /** Keeps looking after what is owed and what is old. */
  tend: () => void;
  ready: () => Promise<Record<string, boolean>>;
  close: () => Promise<void>;
}

/** Logs go to standard error as JSON, without message text and tokens. */
export function openLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      redact: { paths: ["*.token", "*.authorization", "error.config", "error.request"], remove: true },
      serializers: { error: pino.stdSerializers.err },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

const builtFile = (name: string): string => join(packageRoot, "dist", "seed", name);
/** Made by `npm run build`: a dump of a migrated database and the parsed course data. */
export const SEED = { database: builtFile("database.tar"), course: builtFile("course.json") };

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
export async function openParts(config: Config, log: Logger): Promise<Parts> {
  const [course, database] = await Promise.all([
    loadCourse({ dir: join(packageRoot, "data"), cache: SEED.course }),
    openDatabase({
      home: config.home,
      seed: SEED.database,
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
  const adapters = new Map<Platform, Adapter>();
  const closers: (() => Promise<void>)[] = [];
  const timers: NodeJS.Timeout[] = [];

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
      models: String(course.models.length),
      memory,
    };
  }

  const lectern: Lectern = {
    commands,
    route: createRouter({
      course,
      commands,
      deliveries,
      queues,
      keptValues: keptValuesOn(database.storage),
      takenEvents,
      isStaff: async (platform, person) => adapters.get(platform)?.isStaff?.(person) ?? person.administrator,
      typed: (platform, name) => adapters.get(platform)?.typed(name) ?? `/${name}`,
      status,
      checkRate: rateLimit(config.commandsPerMinute),
      log,
    }),
    complete: (command, argument, typed) =>
      completeArgument({ course, commands }, { command, argument, typed }),
    // The router took the lease when it recorded the debt, so nothing else is delivered before these end.
    show: async (parcel) => {
      const { invocation, address } = parcel;
      try {
        await adapterOf(address.platform).send(parcel, null, (posted) =>
          deliveries.remember(invocation, posted),
        );
      } finally {
        await deliveries.settle(invocation, parcel.stage);
      }
    },
    shown: async ({ invocation, stage }, posted, acknowledge) => {
      await deliveries.remember(invocation, posted);
      try {
        await acknowledge();
      } finally {
        await deliveries.settle(invocation, stage);
      }
    },
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
      queues.consumeParcels(adapter.platform, (parcel) => deliver(parcel, adapter, { deliveries, log }));
    },
    work(threads) {
      const pool = createDrawingPool({ threads });
      closers.push(() => pool.close());
      queues.consumeJobs(
        jobConsumer({ queues, pictures: openPictures({ artifacts, pool }), log }),
        JOBS_AT_ONCE,
      );
    },
    tend() {
      const guard = (work: () => Promise<void>) => () =>
        void work().catch((error: Error) => log.warn({ reason: error.message }, "tending failed"));
      timers.push(
        setInterval(
          guard(() => resendOverdue({ deliveries, queues, log })),
          RESEND_EVERY_MS,
        ),
      );
      const prune = guard(async () => {
        await Promise.all([deliveries.prune(30), takenEvents.prune(7), artifacts.prune(365)]);
      });
      timers.push(setInterval(prune, PRUNE_EVERY_MS));
    },
    async ready() {
      const [databaseUp, queueUp] = await Promise.all([
        answersIn(() => artifacts.size("-"), 2_000),
        answersIn(() => queues.ping(), 2_000),
      ]);
      const connected = [...adapters.values()].map((adapter) => [adapter.platform, adapter.ready()] as const);
      return { database: databaseUp, queue: queueUp, ...Object.fromEntries(connected) };
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([...adapters.values()].map((adapter) => adapter.stop()));
      await queues.close();
      await Promise.all([...adapters.values()].map((adapter) => adapter.close()));
      await Promise.all(closers.map((close) => close()));
      await database.close();
    },
  };
}
