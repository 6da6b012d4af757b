import type { JobName, QueuedJob } from "../queue/catalogue.ts";
import type { Deliveries } from "../storage/deliveries.ts";
import type { LiveMessages } from "../storage/live-messages.ts";

/** Which version of what its message goes on showing a job shows at least; 0 for what changes no more after its answer. */
export async function liveVersion(
  name: JobName,
  job: QueuedJob,
  parts: { live: Pick<LiveMessages, "show" | "begin">; deliveries: Pick<Deliveries, "stands"> },
): Promise<number> {
  if (job.live === undefined) return 0;
  // Its first job makes a message the one that is kept up to date; those that follow may be of an older message by now.
  if (!(await parts.deliveries.stands(job.invocation))) await parts.live.show(job.live, { name, job });
  return parts.live.begin(job.live);
}
