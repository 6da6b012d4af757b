import { EventEmitter } from "node:events";
import type { PGlite } from "@electric-sql/pglite";

interface Result {
  rows: Record<string, unknown>[];
  rowCount: number;
  command: string;
}

const OPENS = /^\s*(begin|start\s+transaction)\b/i;
const CLOSES = /^\s*(commit|end|rollback(?!\s+to))\b/i;

const commandOf = (text: string): string => text.trimStart().split(/\s/, 1)[0]?.toUpperCase() ?? "";

/** int8 as a JavaScript number, as our own pg pools do it too. */
const PARSERS = { 20: Number };

/**
 * One PGlite behind the interface of `pg.Pool`, so that Kysely and BullMQ use it as they use Postgres.
 *
 * PGlite is one session: a transaction owns it from BEGIN to COMMIT, and other clients wait. Before each query it
 * yields to the event loop, because PGlite resolves in microtasks and would otherwise starve timers and sockets.
 */
export class PglitePool extends EventEmitter {
  readonly options = { keepAlive: true };
  readonly #db: PGlite;
  readonly #waiting: (() => void)[] = [];
  #owner: PgliteClient | undefined;

  constructor(db: PGlite) {
    super();
    this.#db = db;
    this.setMaxListeners(0);
    db.onNotification((channel, payload) => this.emit("notification", { channel, payload }));
  }

  async connect(): Promise<PgliteClient> {
    return new PgliteClient(this);
  }

  async query(text: string, values?: unknown[]): Promise<Result> {
    return new PgliteClient(this).query(text, values);
  }

  /** The caller owns the PGlite and closes it. */
  async end(): Promise<void> {}

  /** Runs one statement for a client, after whoever is inside a transaction has ended it. */
  async run(client: PgliteClient, text: string, values: unknown[] | undefined): Promise<Result> {
    while (this.#owner !== undefined && this.#owner !== client) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (OPENS.test(text)) this.#owner = client;
    await new Promise<void>((resolve) => setImmediate(resolve));
    try {
      return await this.#execute(text, values);
    } finally {
      if (CLOSES.test(text) && this.#owner === client) this.#free();
    }
  }

  /** A client that is released inside a transaction gives it up. */
  async abandon(client: PgliteClient): Promise<void> {
    if (this.#owner === client) await this.run(client, "rollback", undefined);
  }

  async #execute(text: string, values: unknown[] | undefined): Promise<Result> {
    if (values !== undefined && values.length > 0) {
      const result = await this.#db.query<Record<string, unknown>>(text, values, { parsers: PARSERS });
      return {
        rows: result.rows,
        rowCount: result.affectedRows || result.rows.length,
        command: commandOf(text),
      };
    }
    const result = (await this.#db.exec(text, { parsers: PARSERS })).at(-1);
    const rows = (result?.rows ?? []) as Record<string, unknown>[];
    return { rows, rowCount: result?.affectedRows || rows.length, command: commandOf(text) };
  }

  #free(): void {
    this.#owner = undefined;
    for (const next of this.#waiting.splice(0)) next();
  }
}

/** One borrower of the pool; it hears the notifications of the whole database. */
export class PgliteClient extends EventEmitter {
  readonly #pool: PglitePool;
  readonly #forward = (message: unknown): void => {
    this.emit("notification", message);
  };

  constructor(pool: PglitePool) {
    super();
    this.#pool = pool;
    this.on("newListener", (event) => {
      if (event === "notification" && this.listenerCount("notification") === 0)
        pool.on("notification", this.#forward);
    });
    this.on("removeListener", () => {
      if (this.listenerCount("notification") === 0) pool.off("notification", this.#forward);
    });
  }

  query(text: string, values?: unknown[]): Promise<Result> {
    return this.#pool.run(this, text, values);
  }

  release(): void {
    this.#pool.off("notification", this.#forward);
    void this.#pool.abandon(this);
  }

  async end(): Promise<void> {
    this.release();
  }
}
