import { createThreadPool } from "../thread-pool.ts";
import type { Analysis, AnalysisRequest } from "./analyse.ts";

const IDLE_THREAD_MS = 60_000;
const LONGEST_MS = 120_000;

/** Maps and clusters of thousands of vectors take seconds: they are made beside the event loop, one at a time. */
export interface AnalysisPool {
  /** Takes the numbers away from the caller, for they may be 100 MB. Throws what `signal` was aborted with. */
  analyse: (request: AnalysisRequest, signal: AbortSignal) => Promise<Analysis>;
  /** Lets running work finish and ends the thread; later requests are refused. */
  close: () => Promise<void>;
}

export function createAnalysisPool(): AnalysisPool {
  const threads = createThreadPool<AnalysisRequest, Analysis>({
    module: "embedding-lab/analysis-thread",
    function: "analyse",
    idleMs: IDLE_THREAD_MS,
  });
  return {
    async analyse(request, signal) {
      const late = AbortSignal.timeout(LONGEST_MS);
      try {
        return await threads.run(request, {
          signal: AbortSignal.any([signal, late]),
          transferList: [request.numbers.buffer],
        });
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw late.aborted
          ? new Error(`A map took longer than ${LONGEST_MS / 1000} s`, { cause: error })
          : error;
      }
    },
    close: threads.close,
  };
}
