import { fileURLToPath } from "node:url";
import type { Piscina } from "piscina";
import type { SentenceVectors } from "./sentences.ts";

const IDLE_THREAD_MS = 60_000;

/** Runs the sentence model beside the event loop. The process that holds a pool never loads the model; its threads do. */
export interface SentencePool {
  /** As `SentenceModel.embed`, first come first served; a call of a second or less lets others in between. */
  embed(texts: readonly string[]): Promise<SentenceVectors>;
  /** Lets running work finish and ends the threads; later texts are refused. */
  close(): Promise<void>;
}

/** Threads start with the first text and end after a minute without one; each takes about 60 MB. */
export function createSentencePool({ threads = 1 }: { threads?: number } = {}): SentencePool {
  let piscina: Promise<Piscina<readonly string[], SentenceVectors>> | undefined;
  let isClosed = false;
  return {
    async embed(texts) {
      if (isClosed) throw new Error("The sentence model is closed");
      piscina ??= startThreads(threads);
      return await (await piscina).run(texts);
    },
    async close() {
      isClosed = true;
      await (await piscina)?.close();
    },
  };
}

/** The library is loaded with the first text, as are the threads. */
async function startThreads(most: number): Promise<Piscina<readonly string[], SentenceVectors>> {
  const { Piscina } = await import("piscina");
  const piscina = new Piscina<readonly string[], SentenceVectors>({
    filename: threadScript(),
    name: "embed",
    minThreads: 0,
    maxThreads: most,
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
    ? "../../dist/src/embeddings/sentence-thread.js"
    : "./sentence-thread.js";
  return fileURLToPath(new URL(script, here));
}
