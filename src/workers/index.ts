import type { AnalysisPool } from "../embedding-lab/analysis-pool.ts";
import type { LabData } from "../embedding-lab/lab-data.ts";
import type { PoolSentence } from "../embedding-lab/pool.ts";
import type { Embeddings } from "../embeddings/open.ts";
import type { JobName, Jobs } from "../queue/catalogue.ts";
import type { Reply } from "../replies/reply.ts";
import type { Platform } from "../router/invocation.ts";
import { classifyTexts } from "./classify-texts.ts";
import { compareLanguages } from "./compare-languages.ts";
import { compareTexts } from "./compare-texts.ts";
import { drawPool } from "./draw-pool.ts";
import { embedTexts } from "./embed-texts.ts";
import type { Progress } from "./pictures.ts";

/** What jobs work with, opened once for each process. */
export interface Hands {
  embeddings: Embeddings;
  /** Does what takes seconds in a thread. */
  compute: AnalysisPool["run"];
  /** The texts of the labs, a course's own among them. */
  labData: () => Promise<LabData>;
  /** A long text that a command kept. */
  kept: (key: string) => Promise<string | undefined>;
  /** What is in a class pool. */
  poolSentences: (pool: string) => Promise<PoolSentence[]>;
}

/** One job's own. */
export interface Job extends Hands {
  progress: Progress;
  /** Set when somebody asked it to stop. */
  signal: AbortSignal;
  platform: Platform;
}

/** Does one kind of job: from its payload to what is said. May run twice; pictures in the reply are drawn afterwards. */
export type JobWorker<Name extends JobName> = (payload: Jobs[Name], job: Job) => Promise<Reply>;

export const workers: { [Name in JobName]: JobWorker<Name> } = {
  // Only pictures were missing.
  "draw-reply": async ({ reply }) => reply,
  "embed-texts": embedTexts,
  "compare-languages": compareLanguages,
  "classify-texts": classifyTexts,
  "draw-pool": drawPool,
  "compare-texts": compareTexts,
};
