const RETRY_MS = 2_000;
/** The server says something every 15 seconds. */
const SILENCE_MS = 40_000;

/**
 * Keeps a stream of events open, again and again, until it is closed.
 * @param {Record<string, string>} query
 * @param {{ ready: () => void, lost: () => void, message: (view: import("./messages.js").View) => void, gone: (id: string) => void }} on
 * @returns {() => void} closes it
 */
export function connect(query, on) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let closed = false;

  const retry = () => {
    source?.close();
    clearTimeout(timer);
    if (closed) return;
    on.lost();
    timer = setTimeout(open, RETRY_MS);
  };
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(retry, SILENCE_MS);
  };
  const open = () => {
    source = new EventSource(`/api/events?${new URLSearchParams(query)}`);
    source.addEventListener("error", retry);
    source.addEventListener("beat", alive);
    source.addEventListener("ready", () => {
      alive();
      on.ready();
    });
    source.addEventListener("message", (event) => {
      alive();
      on.message(JSON.parse(event.data));
    });
    source.addEventListener("gone", (event) => {
      alive();
      on.gone(JSON.parse(event.data).id);
    });
  };

  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    source?.close();
  };
}
