import { UserError } from "../errors.ts";
import type { QueuedJob } from "../queue/catalogue.ts";
import type { Block, Reply } from "../replies/reply.ts";
import { STOP } from "../router/working.ts";

/** The meanwhile reply with something else in the place of its progress blocks. */
export function withProgress(meanwhile: Reply, instead: Block): Reply {
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
  return { ...shown, blocks: shown.blocks.filter((block) => !isStopButton(block)) };
}

/** Beside the progress of a job; it has nothing to stop afterwards. */
const isStopButton = (block: Block): boolean =>
  block.kind === "actions" && block.buttons.every(({ action }) => action === STOP);
