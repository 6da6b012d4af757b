import type { Logger } from "pino";
import { UserError } from "../errors.ts";
import { FINAL, type JobName, type Jobs, type QueuedJob, WORKING } from "../queue/catalogue.ts";
import type { JobConsumer, Queues } from "../queue/open.ts";
import type { Block, Reply } from "../replies/reply.ts";
import type { Deliveries } from "../storage/deliveries.ts";
import { type JobWorker, workers } from "./index.ts";
import type { Pictures, Progress } from "./pictures.ts";

/** Live messages change at most this often. */
const PROGRESS_MS = 1_000;

/** The meanwhile reply with something else in the place of its progress blocks. */
function withProgress(meanwhile: Reply, instead: Block): Reply {
  return {
    ...meanwhile,
    blocks: meanwhile.blocks.map((block) => (block.kind === "progress" ? instead : block)),
  };
}

/** What stands instead of an answer that could not be made. */
export function failure(job: QueuedJob, error: Error): Reply {
  if (error instanceof UserError) return { blocks: [{ kind: "text", text: error.message }], error: true };
  const text = `This part could not be made (reference \`${job.reference}\`). Give the command again; if it fails again, tell the course staff the reference.`;
  const shown = withProgress(job.meanwhile, { kind: "text", text });
  return shown;
}

/** Does jobs and hands their replies to the delivery queue of the asker's platform. */
export function jobConsumer(parts: {
  queues: Queues;
  pictures: Pictures;
  deliveries: Pick<Deliveries, "stands">;
  log: Logger;
}): JobConsumer {
  const { queues, pictures, deliveries, log } = parts;

  function hand(job: QueuedJob, id: string, shown: { reply: Reply; stage: number }): Promise<void> {
    const { invocation, address } = job;
    return queues.addParcel({ invocation, address, ...shown }, `${id}-${shown.stage}`);
  }

  function progressOf(job: QueuedJob, id: string): Progress {
    let last = Date.now();
    let stage = WORKING;
    return async (text, done, total) => {
      if (Date.now() - last < PROGRESS_MS) return;
      last = Date.now();
      stage++;
      await hand(job, id, {
        reply: withProgress(job.meanwhile, { kind: "progress", text, done, total }),
        stage,
      });
    };
  }

  async function replyOf<Name extends JobName>(
    name: Name,
    payload: Jobs[Name],
    progress: Progress,
  ): Promise<Reply> {
    const work: JobWorker<Name> = workers[name];
    return work(payload, progress);
  }

  return {
    async run(name, job, id) {
      if (await deliveries.stands(job.invocation)) return;
      const started = performance.now();
      const progress = progressOf(job, id);
      const reply = await pictures.drawn(
        await replyOf(name, job.payload, progress),
        job.address.platform,
        progress,
      );
      await hand(job, id, { reply, stage: FINAL });
      log.info(
        { reference: job.reference, job: name, ms: Math.round(performance.now() - started) },
        "job done",
      );
    },
    async gaveUp(job, id, error) {
      log.error({ reference: job.reference, error }, "job failed for good");
      await hand(job, id, { reply: failure(job, error), stage: FINAL });
    },
  };
}
