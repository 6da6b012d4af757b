import type { CompareTexts } from "../embedding-lab/compare-request.ts";
import type { EmbedTexts } from "../embedding-lab/request.ts";
import type { Numbers } from "../replies/numbers-behind.ts";
import type { Reply } from "../replies/reply.ts";
import type { Address } from "../router/invocation.ts";
import type { ClassifyTexts } from "../workers/classify-texts.ts";
import type { CompareLanguages } from "../workers/compare-languages.ts";

/** The closed catalogue of jobs: name → payload. Payloads are plain data and every job is safe to run twice. */
export interface Jobs {
  /** Draw whatever the reply shows that this platform needs as a picture. */
  "draw-reply": { reply: Reply };
  /** Turn texts into vectors, and show how they lie. */
  "embed-texts": EmbedTexts;
  /** Turn a few texts into vectors, and show these or multiply them. */
  "compare-texts": CompareTexts;
  /** Show whether translations find each other. */
  "compare-languages": CompareLanguages;
  /** Train a classifier on a few examples; use it, or examine it. */
  "classify-texts": ClassifyTexts;
  /** Show the sentences of a class pool: `pool` is also what its message is live for. */
  "draw-pool": { pool: string };
}

export type JobName = keyof Jobs;

/** A job as it lies in the queue. */
export interface QueuedJob<Name extends JobName = JobName> {
  invocation: string;
  /** The reference shown to the person if it fails. */
  reference: string;
  address: Address;
  /** What is shown until the job is done; progress and failure appear in the place of its progress blocks. */
  meanwhile: Reply;
  payload: Jobs[Name];
  /** The command line that asked: the buttons for the numbers behind the answer give it again. */
  line?: string;
  /** Not the answer is wanted, but the numbers behind it. */
  numbers?: Numbers;
  /** What the message goes on showing after the answer stands: the same job is given again whenever it changes (`live.ts`). */
  live?: string;
}

/**
 * How far along a reply is: 1 working, 2… progress, FINAL the answer, above it the versions of a live message. A lower stage
 * never replaces a higher one.
 */
export const WORKING = 1;
export const FINAL = 1_000_000;

/** A reply on its way to a platform, as it lies in that platform's delivery queue. */
export interface Parcel {
  invocation: string;
  address: Address;
  reply: Reply;
  stage: number;
  /** Set on delivery: the answer stands, and this is a newer version of it, to be edited in or not shown at all. */
  update?: true;
}
