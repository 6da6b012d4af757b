import { StartupError } from "../errors.ts";
import { createThreadPool } from "../thread-pool.ts";
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
  const pool = createThreadPool<ChartSpec, Picture>({
    module: "charts/draw-thread",
    function: "draw",
    threads,
    idleMs: IDLE_THREAD_MS,
  });
  const slots = createSlots(threads);
  let isClosed = false;

  async function draw(spec: ChartSpec): Promise<Picture> {
    if (isClosed) throw new Error("The drawing pool is closed");
    const release = await slots();
    const late = AbortSignal.timeout(longestDrawingMs);
    try {
      const { png, width, height } = await pool.run(spec, { signal: late });
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
    await pool.close();
  }

  return { draw, check, close };
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
