import type { JobName, Jobs } from "../queue/catalogue.ts";
import type { Reply } from "../replies/reply.ts";
import type { Context, Later } from "./command.ts";

/** The action of a button that ends a job; its value is the job's invocation. */
export const STOP = "stop";

const SAID = {
  stopping: "Stopping. What was computed until now is kept.",
  over: "That is over already.",
  "not theirs": "Only the person who asked can cancel that, or the course staff.",
};

/** Ends somebody's job, and says so to the presser. */
export async function stopped(
  invocation: string,
  { stop }: { stop: (invocation: string) => Promise<keyof typeof SAID> },
): Promise<Reply> {
  return { blocks: [{ kind: "text", text: SAID[await stop(invocation)] }] };
}

/** A job that shows how far it is, with a button to cancel it. */
export const working = <Name extends JobName>(
  { invocation }: Context,
  job: Name,
  payload: Jobs[Name],
): Later<Name> => ({
  job,
  payload,
  meanwhile: {
    blocks: [
      { kind: "progress", text: "Reading the texts…" },
      { kind: "actions", buttons: [{ action: STOP, label: "Cancel", value: invocation }] },
    ],
  },
});
