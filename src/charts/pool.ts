import { fileURLToPath } from "node:url";
import type { Piscina } from "piscina";
import { StartupError } from "../errors.ts";
import type { Picture } from "./draw.ts";
import type { ChartSpec } from "./spec.ts";

const LONGEST_DRAWING_MS = 20_000;
const IDLE_THREAD_MS = 60_000;

/** Draws charts beside the event loop. The process that holds a pool never loads the canvas; its threads do. */
export interface DrawingPool {
  draw(spec: ChartSpec): Promise<Picture>;
  /** Draws something small: rejects with what to do where no chart can be drawn (no fonts, no canvas for this machine). */
  check(): Promise<void>;
  /** Lets running drawings finish and ends the threads; later drawings are refused. */
  close(): Promise<void>;
}

export interface PoolOptions {
  threads?: number;
  /** How long one drawing may take before its thread is ended. */
  longestDrawingMs?: number;
}

/** Threads start with the first drawing and end after a minute without one. */
export function createDrawingPool({
  threads = 1,
  longestDrawingMs = LONGEST_DRAWING_MS,
}: PoolOptions = {}): DrawingPool {
  let piscina: Promise<Piscina<ChartSpec, Picture>> | undefined;
  const slots = createSlots(threads);
  let isClosed = false;

  async function draw(spec: ChartSpec): Promise<Picture> {
    if (isClosed) throw new Error("The drawing pool is closed");
    const release = await slots();
    const late = AbortSignal.timeout(longestDrawingMs);
    try {
      piscina ??= startThreads(threads);
      const { png, width, height } = await (await piscina).run(spec, { signal: late });
      return { png: Buffer.from(png.buffer, png.byteOffset, png.byteLength), width, height };
    } catch (error) {
      if (!late.aborted) throw error;
      throw new Error(`Drawing a ${spec.kind} chart took longer than ${longestDrawingMs / 1000} s`, {
        cause: error,
      });
    } finally {
      release();
    }
  }

  async function check(): Promise<void> {
    try {
      await draw({ kind: "table", title: "Check", source: "", columns: [{ label: "x" }], rows: [["x"]] });
    } catch (error) {
      const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
      throw new StartupError(
        `No chart can be drawn here (${reason}). Run \`npm ci\` again, on the machine that runs Lectern: fonts and canvas come with its packages.`,
        { cause: error },
      );
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    await (await piscina)?.close();
  }

  return { draw, check, close };
}

/** The library is loaded with the first drawing, as are the threads. */
async function startThreads(most: number): Promise<Piscina<ChartSpec, Picture>> {
  const { Piscina } = await import("piscina");
  const piscina = new Piscina<ChartSpec, Picture>({
    filename: threadScript(),
    name: "draw",
    minThreads: 0,
    maxThreads: most,
    idleTimeout: IDLE_THREAD_MS,
  });
  // A thread that dies takes its drawing with it, which rejects; without a listener it would take the process too.
  piscina.on("error", () => undefined);
  return piscina;
}

/**
 * Hands out as many slots as there are threads, first come first served, so that a drawing's time counts from when a
 * thread takes it and a slow one does not use up the time of those behind it.
 */
function createSlots(count: number): () => Promise<() => void> {
  let free = count;
  const waiting: (() => void)[] = [];
  const release = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return release;
  };
}

/** Threads run compiled code; beside TypeScript sources that is what the build put into `dist`. */
function threadScript(): string {
  const here = import.meta.url;
  const script = here.endsWith(".ts") ? "../../dist/src/charts/draw-thread.js" : "./draw-thread.js";
  return fileURLToPath(new URL(script, here));
}
