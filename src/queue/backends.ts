import { setTimeout as wait } from "node:timers/promises";
import type { Processor, Queue, QueueOptions, Worker, WorkerOptions } from "bullmq";
import type { Redis } from "ioredis";
import type { Logger } from "pino";
import { StartupError } from "../errors.ts";
import { bullmq, ioredis } from "./bullmq.ts";

/** Where BullMQ keeps its jobs. Everything made here must be closed by whoever asked for it, then the backend. */
export interface Backend {
  queue: (name: string) => Queue;
  worker: (name: string, processor: Processor, options: Omit<WorkerOptions, "connection">) => Worker;
  ping: () => Promise<void>;
  close: () => Promise<void>;
}

const START_WITHIN_MS = 8_000;

/** As much of `pg.Pool` as is passed on to BullMQ. */
export interface QueuePool {
  connect: () => Promise<{ query: (text: string) => Promise<unknown>; release: () => void }>;
}

const KEEP: NonNullable<QueueOptions["defaultJobOptions"]> = {
  removeOnComplete: { age: 24 * 3600, count: 1_000 },
  removeOnFail: { age: 7 * 24 * 3600, count: 1_000 },
};

async function reachable(redis: Redis): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (redis.status !== "ready") {
    if (Date.now() > deadline) {
      redis.disconnect();
      throw new StartupError("REDIS_URL: Redis does not answer. Check the address and that it runs.");
    }
    await wait(20);
  }
}

/** The queue on Redis; throws StartupError when it cannot be reached at the start. */
export async function redisBackend(url: string, log: Logger): Promise<Backend> {
  const connections: Redis[] = [];
  const connect = (options: object): Redis => {
    const redis = new ioredis.Redis(url, { connectTimeout: 5_000, ...options });
    redis.on("error", (error: Error) => log.warn({ reason: error.message }, "redis is not reachable"));
    connections.push(redis);
    return redis;
  };
  // Producers stand behind people who wait: without Redis they fail at once instead of piling up commands.
  const producer = connect({ enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 2_000 });
  await reachable(producer);
  return {
    queue: (name) =>
      new bullmq.Queue(name, {
        connection: producer as never,
        defaultJobOptions: KEEP,
        skipWaitingForReady: true,
      }),
    worker: (name, processor, options) =>
      new bullmq.Worker(name, processor, {
        ...options,
        connection: connect({ maxRetriesPerRequest: null }) as never,
      }),
    ping: async () => {
      await producer.ping();
    },
    close: async () => {
      for (const redis of connections) redis.disconnect();
    },
  };
}

/** The queue in the database of `pool` (Postgres or embedded), whose search path begins with BullMQ's schema. */
export async function databaseBackend(pool: QueuePool): Promise<Backend> {
  const client = await pool.connect();
  try {
    await bullmq.runMigrations(client as unknown as Parameters<typeof bullmq.runMigrations>[0]);
  } finally {
    client.release();
  }
  // BullMQ recognises a pool by its methods; its type names the whole of pg.Pool.
  const connection = pool as never;
  return {
    queue: (name) =>
      new bullmq.Queue(
        name,
        { connection, defaultJobOptions: KEEP },
        bullmq.createPostgresBackend,
      ) as unknown as Queue,
    worker: (name, processor, options) =>
      new bullmq.Worker(
        name,
        processor,
        { ...options, connection },
        bullmq.createPostgresBackend,
      ) as unknown as Worker,
    ping: async () => {
      const borrowed = await pool.connect();
      await borrowed.query("select 1").finally(() => borrowed.release());
    },
    close: async () => {},
  };
}
