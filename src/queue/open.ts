import type { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { Job, Queue, Worker, WorkerOptions } from "bullmq";
import type { Logger } from "pino";
import { UserError } from "../errors.ts";
import { PLATFORMS, type Platform } from "../router/invocation.ts";
import type { Backend } from "./backends.ts";
import { bullmq } from "./bullmq.ts";
import type { JobName, Parcel, QueuedJob } from "./catalogue.ts";

/** A job is tried this often before the person is told that it failed. */
const JOB_ATTEMPTS = 3;
/** With the backoff below a parcel is tried for about ten minutes. */
const PARCEL_ATTEMPTS = 11;
/** A killed worker's job goes to another after `lockDuration`, noticed within `stalledInterval`. */
const RECOVERY: Partial<WorkerOptions> = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 5 };
const PARCELS_KEPT = 50;
const BUSY_RETRY_MS = 300;
const CLOSE_WITHIN_MS = 12_000;

/** Thrown by a delivery that another process is just making: try again soon, without counting it. */
export class Busy extends Error {
  override readonly name = "Busy";
}

export interface JobConsumer {
  /** `id` tells one try to get the answer out from another. */
  run: (name: JobName, job: QueuedJob, id: string) => Promise<void>;
  /** The job failed for good; `error` is for the log. Must see to it that the person hears. */
  gaveUp: (job: QueuedJob, id: string, error: Error) => Promise<void>;
}

/**
 * The queues: one for work, one for deliveries to each platform. `add…` is durable when it resolves, and an id that is
 * there already is not added twice. Which queues a process consumes is up to it; everything may run more than once.
 */
export interface Queues {
  /** `inMs`: not before so many milliseconds from now. */
  addJob: (name: JobName, job: QueuedJob, id?: string, inMs?: number) => Promise<void>;
  addParcel: (parcel: Parcel, id?: string) => Promise<void>;
  /** Whether the job of this id waits, is being done, is over (BullMQ would not add it again), or was never added. */
  jobState: (id: string) => Promise<"pending" | "over" | "none">;
  consumeJobs: (consumer: JobConsumer, concurrency: number) => void;
  consumeParcels: (platform: Platform, deliver: (parcel: Parcel) => Promise<void>) => void;
  /** Jobs waiting, active and failed, by queue. */
  counts: () => Promise<Record<string, string>>;
  ping: () => Promise<void>;
  /** Takes nothing new, finishes what is being done, closes; what is not done stays in the queue. */
  close: () => Promise<void>;
}

/** BullMQ refuses ids with colons and ids that read as numbers, as some of Discord's do. */
const safeId = (id: string): string => `j-${id.replaceAll(":", "_")}`;

function jobProcessor(consumer: JobConsumer) {
  return async (job: Job): Promise<void> => {
    const name = job.name as JobName;
    const id = job.id ?? "";
    const data = job.data as QueuedJob;
    try {
      await consumer.run(name, data, id);
    } catch (error) {
      // A person's mistake does not get better by trying again.
      const mistake = error instanceof UserError;
      if (!mistake && job.attemptsMade + 1 < (job.opts.attempts ?? 1)) throw error;
      // Inside the job: a worker that is killed here leaves it to the next. If this fails too, the answer stays owed.
      await consumer.gaveUp(data, id, error as Error);
    }
  };
}

function parcelProcessor(deliver: (parcel: Parcel) => Promise<void>) {
  return async (job: Job, token?: string): Promise<void> => {
    try {
      await deliver(job.data as Parcel);
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      await job.moveToDelayed(Date.now() + BUSY_RETRY_MS, token);
      throw new bullmq.DelayedError();
    }
  };
}

export function openQueues(backend: Backend, log: Logger): Queues {
  const listen = <Part extends EventEmitter & { name: string }>(part: Part): Part => {
    part.on("error", (error: Error) => log.warn({ queue: part.name, reason: error.message }, "queue error"));
    return part;
  };
  const work = listen(backend.queue("work"));
  const deliveries = new Map<Platform, Queue>();
  const workers: Worker[] = [];
  const delivery = (platform: Platform): Queue => {
    const queue = deliveries.get(platform) ?? listen(backend.queue(`deliver-${platform}`));
    deliveries.set(platform, queue);
    return queue;
  };

  return {
    async addJob(name, job, id = job.invocation, inMs = 0) {
      const backoff = { type: "exponential" as const, delay: 500, jitter: 0.5 };
      const options = { jobId: safeId(id), attempts: JOB_ATTEMPTS, backoff };
      await work.add(name, job, inMs > 0 ? { ...options, delay: inMs } : options);
    },
    async addParcel(parcel, id = `${parcel.invocation}-${parcel.stage}`) {
      const backoff = { type: "exponential" as const, delay: 600, jitter: 0.3 };
      // A parcel holds a whole answer, files and all, and what was shown is known elsewhere.
      const removeOnComplete = { age: 3600, count: PARCELS_KEPT };
      const options = { jobId: safeId(id), attempts: PARCEL_ATTEMPTS, backoff, removeOnComplete };
      await delivery(parcel.address.platform).add("parcel", parcel, options);
    },
    async jobState(id) {
      const state = await work.getJobState(safeId(id));
      if (state === "unknown") return "none";
      return state === "completed" || state === "failed" ? "over" : "pending";
    },
    consumeJobs(consumer, concurrency) {
      const worker = listen(backend.worker("work", jobProcessor(consumer), { ...RECOVERY, concurrency }));
      worker.on("failed", (job, error) => {
        if (job === undefined || !/stalled/.test(error.message)) return;
        consumer
          .gaveUp(job.data as QueuedJob, job.id ?? "", error)
          .catch((failure: Error) =>
            log.error({ reason: failure.message }, "a lost job could not be answered"),
          );
      });
      workers.push(worker);
    },
    consumeParcels(platform, deliver) {
      const options = { ...RECOVERY, concurrency: 8 };
      workers.push(listen(backend.worker(`deliver-${platform}`, parcelProcessor(deliver), options)));
    },
    async counts() {
      const names: [string, Queue][] = [
        ["work", work],
        ...PLATFORMS.map((name) => [name, delivery(name)] as [string, Queue]),
      ];
      const lines = names.map(async ([name, queue]) => {
        const {
          waiting = 0,
          active = 0,
          delayed = 0,
          failed = 0,
        } = await queue.getJobCounts("waiting", "active", "delayed", "failed");
        return [name, `${waiting + delayed} waiting, ${active} active, ${failed} failed`] as const;
      });
      return Object.fromEntries(await Promise.all(lines));
    },
    ping: () => backend.ping(),
    async close() {
      await Promise.all(workers.map(closeWorker));
      await Promise.allSettled([work, ...deliveries.values()].map((queue) => queue.close()));
      await backend.close();
    },
  };
}

/** Waits for what is being done, but not for a server that does not answer any more. */
async function closeWorker(worker: Worker): Promise<void> {
  const timer = new AbortController();
  const late = wait(CLOSE_WITHIN_MS, undefined, { signal: timer.signal });
  await Promise.allSettled([Promise.race([worker.close().finally(() => timer.abort()), late])]);
}
