import { createThreadPool } from "../thread-pool.ts";

const IDLE_THREAD_MS = 60_000;
const LONGEST_MS = 120_000;

type Tasks = Pick<typeof import("./analysis-thread.ts"), "analyse" | "labReply" | "components">;
type Work<Name extends keyof Tasks> = Parameters<Tasks[Name]>[0];

/** What takes seconds of computing is done beside the event loop, one thing at a time. */
export interface AnalysisPool {
  /** What is in `transfer` is taken away from the caller, for it may be 100 MB. Throws what `signal` was aborted with. */
  run: <Name extends keyof Tasks>(
    name: Name,
    work: Work<Name>,
    options: { signal: AbortSignal; transfer?: ArrayBuffer[] },
  ) => Promise<ReturnType<Tasks[Name]>>;
  /** Lets running work finish and ends the thread; later work is refused. */
  close: () => Promise<void>;
}

export function createAnalysisPool(): AnalysisPool {
  const threads = createThreadPool<unknown, never>({
    module: "embedding-lab/analysis-thread",
    function: "analyse",
    idleMs: IDLE_THREAD_MS,
  });
  return {
    async run(name, work, { signal, transfer = [] }) {
      const late = AbortSignal.timeout(LONGEST_MS);
      try {
        return await threads.run(work, {
          signal: AbortSignal.any([signal, late]),
          function: name,
          transferList: transfer,
        });
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw late.aborted
          ? new Error(`Computing took longer than ${LONGEST_MS / 1000} s`, { cause: error })
          : error;
      }
    },
    close: threads.close,
  };
}
