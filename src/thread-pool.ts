import { fileURLToPath } from "node:url";
import type { Piscina } from "piscina";

/** Runs work that would hold up the event loop in threads beside it. */
export interface ThreadPool<Work, Done> {
  /** First come, first served. Work whose signal is set ends with its thread. */
  run(
    work: Work,
    options?: {
      signal?: AbortSignal;
      /** Another function of the module. */
      function?: string;
      /** Goes to the thread without a copy, and is empty here from then on. */
      transferList?: ArrayBuffer[];
    },
  ): Promise<Done>;
  /** Lets running work finish and ends the threads; later work is refused. */
  close(): Promise<void>;
}

export interface ThreadScript {
  /** The module that a thread loads, by its path in `src` without the ending. */
  module: string;
  /** The function of it that does one piece of work. */
  function: string;
  threads?: number;
  /** A thread without work for so long ends, and gives back its memory. */
  idleMs: number;
}

/** Threads, and the library for them, start with the first piece of work. */
export function createThreadPool<Work, Done>(script: ThreadScript): ThreadPool<Work, Done> {
  let piscina: Promise<Piscina<Work, Done>> | undefined;
  let isClosed = false;
  return {
    async run(work, { signal, transferList, function: name = script.function } = {}) {
      if (isClosed) throw new Error(`The threads of ${script.module} are closed`);
      piscina ??= startThreads(script);
      return await (await piscina).run(work, {
        name,
        ...(signal === undefined ? {} : { signal }),
        ...(transferList === undefined ? {} : { transferList }),
      });
    },
    async close() {
      isClosed = true;
      await (await piscina)?.close();
    },
  };
}

async function startThreads<Work, Done>(script: ThreadScript): Promise<Piscina<Work, Done>> {
  const { Piscina } = await import("piscina");
  const piscina = new Piscina<Work, Done>({
    filename: compiled(script.module),
    name: script.function,
    minThreads: 0,
    maxThreads: script.threads ?? 1,
    idleTimeout: script.idleMs,
  });
  // A thread that dies takes its work with it, which rejects; without a listener it would take the process too.
  piscina.on("error", () => undefined);
  return piscina;
}

/** Threads run compiled code; beside TypeScript sources that is what the build put into `dist`. */
function compiled(module: string): string {
  const here = import.meta.url;
  const script = here.endsWith(".ts") ? `../dist/src/${module}.js` : `./${module}.js`;
  return fileURLToPath(new URL(script, here));
}
