import { createServer, connect as dial, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenDatabase, openDatabase } from "../../src/storage/open.ts";
import { keptValuesOn } from "../../src/storage/small-tables.ts";
import { type Service, startPostgres, until } from "../support/services.ts";

/** A way to Postgres that can be cut. */
async function startProxy(target: number) {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = dial(target, "127.0.0.1");
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("close", () => open.delete(socket));
      socket.on("error", () => undefined);
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const cut = (): void => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return { port, cut, open, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

let server: Service & { createDatabase: () => Promise<string> };
let proxy: Awaited<ReturnType<typeof startProxy>>;
let database: OpenDatabase;
beforeAll(async () => {
  server = await startPostgres();
  const url = new URL(await server.createDatabase());
  proxy = await startProxy(Number(url.port));
  url.port = String(proxy.port);
  database = await openDatabase({ home: "/nowhere", url: url.href });
});
afterAll(async () => {
  await database.close();
  await proxy.close();
  await server.stop();
});

test("a connection that breaks in the middle of a query fails that query, not the process", async () => {
  const values = keptValuesOn(database.storage);
  const key = await values.keep("x".repeat(100));
  const client = await database.queuePool.connect();
  const listening = client.query("select pg_sleep(30)").catch((error: Error) => error);
  const writing = Promise.all(
    Array.from({ length: 20 }, (_, at) => values.keep(`${at}`.repeat(90)).catch((error: Error) => error)),
  );
  proxy.cut();
  expect(await listening).toBeInstanceOf(Error);
  client.release();
  await writing;
  await until(
    () =>
      values.get(key).then(
        (value) => value !== undefined,
        () => false,
      ),
    "the database is used again",
  );
});
