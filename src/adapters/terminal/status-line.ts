import { shorten } from "../../replies/limits.ts";

/** Shorter work shows nothing. */
const FROM_MS = 1_000;
/** So long without a word, and it is said that something goes on. */
const SILENT_MS = 3_000;
const WIDTH = 80;
/** Back to the first column, and what stands there is deleted. */
const EMPTY = "\r\u001b[K";

type Stream = Pick<NodeJS.WriteStream, "write"> & { columns?: number };

/**
 * Shows how far `work` is in one line that is rewritten, and removes the line at the end. Without a stream (the output is read by
 * a program) nothing is shown.
 */
export async function watched<Value>(
  stream: Stream | undefined,
  work: (progress: (text: string) => void) => Promise<Value>,
): Promise<Value> {
  if (stream === undefined) return work(() => undefined);
  const started = Date.now();
  let last: string | undefined;
  let drawn = false;
  const draw = (): void => {
    const age = Date.now() - started;
    const text = last ?? (age < SILENT_MS ? undefined : "Working…");
    if (age < FROM_MS || text === undefined) return;
    drawn = true;
    // One column less: a full line makes some terminals begin the next.
    stream.write(`${EMPTY}${shorten(text.replace(/\s+/g, " "), (stream.columns ?? WIDTH) - 1)}`);
  };
  const timers = [FROM_MS, SILENT_MS].map((ms) => setTimeout(draw, ms));
  try {
    return await work((text) => {
      last = text;
      draw();
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    if (drawn) stream.write(EMPTY);
  }
}
