import { fileURLToPath } from "node:url";
import type { Piscina } from "piscina";
import type { Analysis, AnalysisRequest } from "./analyse.ts";

const IDLE_THREAD_MS = 60_000;
const LONGEST_MS = 120_000;

/** Maps and clusters of thousands of vectors take seconds: they are made beside the event loop. */
export interface AnalysisPool {
  analyse: (request: AnalysisRequest, signal?: AbortSignal) => Promise<Analysis>;
  /** Lets running work finish and ends the thread; later requests are refused. */
  close: () => Promise<void>;
}

/** One thread, which starts with the first request and ends after a minute without one. */
export function createAnalysisPool(): AnalysisPool {
  let piscina: Promise<Piscina<AnalysisRequest, Analysis>> | undefined;
  let isClosed = false;
  return {
    async analyse(request, signal) {
      if (isClosed) throw new Error("The analysis pool is closed");
      piscina ??= startThread();
      const late = AbortSignal.timeout(LONGEST_MS);
      const either = signal === undefined ? late : AbortSignal.any([signal, late]);
      try {
        return await (await piscina).run(request, { signal: either });
      } catch (error) {
        throw late.aborted
          ? new Error(`A map took longer than ${LONGEST_MS / 1000} s`, { cause: error })
          : error;
      }
    },
    async close() {
      isClosed = true;
      await (await piscina)?.close();
    },
  };
}

async function startThread(): Promise<Piscina<AnalysisRequest, Analysis>> {
  const { Piscina } = await import("piscina");
  const piscina = new Piscina<AnalysisRequest, Analysis>({
    filename: threadScript(),
    name: "run",
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_THREAD_MS,
  });
  // A thread that dies takes its work with it, which rejects; without a listener it would take the process too.
  piscina.on("error", () => undefined);
  return piscina;
}

/** Threads run compiled code; beside TypeScript sources that is what the build put into `dist`. */
function threadScript(): string {
  const here = import.meta.url;
  const script = here.endsWith(".ts")
    ? "../../dist/src/embedding-lab/analysis-thread.js"
    : "./analysis-thread.js";
  return fileURLToPath(new URL(script, here));
}
