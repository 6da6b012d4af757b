import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { requireProgram } from "./find-programs.ts";

export interface Service {
  url: string;
  stop: () => Promise<void>;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await wait(15);
  }
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once("exit", () => resolve()));

/** A Redis of our own on loopback, without persistence. */
export async function startRedis(): Promise<Service> {
  const port = await freePort();
  const args = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    tmpdir(),
  ];
  const child = spawn(requireProgram("redis-server"), args, { stdio: "ignore" });
  await until(() => accepts(port), "Redis accepts connections");
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill();
      await ended(child);
    },
  };
}

/** Postgres refuses to run as root, so there it runs as the user that its package made. */
function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** A Postgres of our own on loopback; `createDatabase` gives the address of a new, empty database. */
export async function startPostgres(): Promise<Service & { createDatabase: () => Promise<string> }> {
  const postgres = requireProgram("postgres");
  const directory = mkdtempSync(join(tmpdir(), "lectern-pg-"));
  const user = postgresUser();
  if (user !== undefined) chownSync(directory, user.uid, user.gid);
  const as = { ...user, cwd: directory, stdio: "ignore" as const };
  const data = join(directory, "data");
  execFileSync(
    join(dirname(postgres), "initdb"),
    ["-D", data, "-U", "lectern", "--auth=trust", "-E", "UTF8", "--no-sync"],
    as,
  );
  const port = await freePort();
  const args = [
    "-D",
    data,
    "-p",
    String(port),
    "-h",
    "127.0.0.1",
    "-k",
    directory,
    "-c",
    "fsync=off",
    "-c",
    "max_connections=200",
  ];
  const child = spawn(postgres, args, as);
  const { default: pg } = await import("pg");
  const server = `postgres://lectern@127.0.0.1:${port}`;
  // The port is open before the server takes connections.
  const answers = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString: `${server}/postgres` });
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    );
  };
  await until(answers, "Postgres takes connections");
  let databases = 0;
  return {
    url: `${server}/postgres`,
    async createDatabase() {
      const name = `test_${++databases}`;
      const client = new pg.Client({ connectionString: `${server}/postgres` });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `${server}/${name}`;
    },
    async stop() {
      child.kill("SIGINT");
      await ended(child);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
