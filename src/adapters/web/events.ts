import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Live, LiveEvent } from "./live.ts";

/** Short enough that proxies keep the connection and the page soon notices a dead one. */
const HEARTBEAT_MS = 15_000;
/** A page that is this many events behind is cut off; it reconnects and lists the channel instead. */
const MOST_WAITING = 200;

/** Keeps one page informed until it goes away. It begins with `ready`: what happens after that is not missed. */
export function streamEvents(c: Context, live: Live, who: { channel: string; viewer: string }): Response {
  return streamSSE(c, (stream) => {
    return new Promise<void>((resolve) => {
      let waiting = 0;
      let writes = Promise.resolve();
      const write = (event: string, data: string): void => {
        waiting += 1;
        if (waiting > MOST_WAITING) end();
        else
          writes = writes
            .then(() => stream.writeSSE({ event, data }))
            .then(() => {
              waiting -= 1;
            }, end);
      };
      const push = (live: LiveEvent): void =>
        write(live.event, JSON.stringify(live.event === "message" ? live.message : { id: live.id }));
      const heartbeat = setInterval(() => write("beat", ""), HEARTBEAT_MS);
      const end = (): void => {
        clearInterval(heartbeat);
        stopWatching();
        resolve();
      };
      const stopWatching = live.watch({ ...who, push, end });
      stream.onAbort(end);
      write("ready", "");
    });
  });
}
