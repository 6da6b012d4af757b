import type { JobName, Jobs } from "../queue/catalogue.ts";
import type { Reply } from "../replies/reply.ts";
import type { Progress } from "./pictures.ts";

/** Does one kind of job: from its payload to what is said. May run twice; pictures in the reply are drawn afterwards. */
export type JobWorker<Name extends JobName> = (payload: Jobs[Name], progress: Progress) => Promise<Reply>;

export const workers = {
  // Only pictures were missing.
  "draw-reply": async ({ reply }) => reply,
} satisfies { [Name in JobName]: JobWorker<Name> };
