import type { JobName, QueuedJob } from "../queue/catalogue.ts";
import type { Deliveries } from "../storage/deliveries.ts";
import type { LiveMessages } from "../storage/live-messages.ts";

/** A slow one is not waited for any longer. */
const LONGEST_MS = 5_000;
const MOST_REMEMBERED = 1_000;

/** The jobs whose messages go on showing something that changes. */
export interface LiveJobs {
  /** Which version of it a job shows at least; 0 for what changes no more after its answer. */
  version: (name: JobName, job: QueuedJob) => Promise<number>;
  /** How long a job took: the next of the same subject is planned that much later, so that they never pile up. */
  took: (job: QueuedJob, ms: number) => void;
}

export function openLiveJobs(parts: {
  live: Pick<LiveMessages, "show" | "begin">;
  deliveries: Pick<Deliveries, "stands">;
}): LiveJobs {
  const last = new Map<string, number>();
  return {
    async version(name, job) {
      if (job.live === undefined) return 0;
      // Its first job makes a message the one that is kept up to date; those that follow may be of an older message by now.
      if (!(await parts.deliveries.stands(job.invocation))) await parts.live.show(job.live, { name, job });
      return parts.live.begin(job.live, last.get(job.live) ?? 0);
    },
    took({ live }, ms) {
      if (live === undefined) return;
      if (last.size >= MOST_REMEMBERED) last.clear();
      last.set(live, Math.min(ms, LONGEST_MS));
    },
  };
}
