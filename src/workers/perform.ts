import type { Logger } from "pino";
import { UserError } from "../errors.ts";
import { FINAL, type JobName, type QueuedJob } from "../queue/catalogue.ts";
import type { JobConsumer, Queues } from "../queue/open.ts";
import { numbersOf, withNumbers } from "../replies/numbers-behind.ts";
import type { Reply } from "../replies/reply.ts";
import { keepLongValues } from "../router/speak.ts";
import type { Deliveries } from "../storage/deliveries.ts";
import type { LiveMessages } from "../storage/live-messages.ts";
import type { KeptValues } from "../storage/small-tables.ts";
import { type Hands, type JobWorker, workers } from "./index.ts";
import { failure } from "./instead.ts";
import { openLiveJobs } from "./live-jobs.ts";
import type { Pictures, Progress } from "./pictures.ts";
import { progressOf } from "./progress.ts";
import { Stopped, stoppable, stoppedReply } from "./stop.ts";

/** Does jobs and hands their replies to the delivery queue of the asker's platform. */
export function jobConsumer(parts: {
  queues: Queues;
  pictures: Pictures;
  deliveries: Pick<Deliveries, "stands" | "stopping">;
  live: Pick<LiveMessages, "show" | "begin">;
  hands: Hands;
  keptValues: KeptValues;
  log: Logger;
}): JobConsumer {
  const { queues, pictures, deliveries, hands, keptValues, log } = parts;
  const liveJobs = openLiveJobs(parts);

  function hand(job: QueuedJob, id: string, shown: { reply: Reply; stage: number }): Promise<void> {
    const { invocation, address } = job;
    return queues.addParcel({ invocation, address, ...shown }, `${id}-${shown.stage}`);
  }

  async function replyOf<Name extends JobName>(
    name: Name,
    { payload, invocation, address, line, numbers }: QueuedJob<Name>,
    progress: Progress,
  ): Promise<Reply> {
    const work: JobWorker<Name> = workers[name];
    const { platform } = address;
    try {
      const reply = await stoppable(
        () => deliveries.stopping(invocation),
        (signal) => work(payload, { ...hands, progress, signal, platform }),
      );
      if (numbers !== undefined) return numbersOf(reply, numbers, platform);
      return line === undefined ? reply : withNumbers(reply, line, platform);
    } catch (error) {
      if (error instanceof Stopped) return stoppedReply(line);
      throw error;
    }
  }

  return {
    async run(name, job, id) {
      const stage = FINAL + (await liveJobs.version(name, job));
      if (await deliveries.stands(job.invocation, stage)) return;
      const started = performance.now();
      const { platform } = job.address;
      // Nobody sees how far the redrawing of an answer is that stands already.
      const progress: Progress =
        stage > FINAL ? async () => undefined : progressOf(job, (shown) => hand(job, id, shown));
      const made = await replyOf(name, job, progress);
      const short = platform === "terminal" ? made : await keepLongValues(made, keptValues);
      await hand(job, id, { reply: await pictures.drawn(short, platform, progress), stage });
      const ms = Math.round(performance.now() - started);
      liveJobs.took(job, ms);
      log.info({ reference: job.reference, job: name, ms }, "job done");
    },
    async gaveUp(job, id, error) {
      // A mistake's words may repeat what somebody typed.
      if (error instanceof UserError) log.info({ reference: job.reference }, "job ended with a mistake");
      else log.error({ reference: job.reference, error }, "job failed for good");
      await hand(job, id, { reply: failure(job, error), stage: FINAL });
    },
  };
}
