import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { runToEnd } from "../tests/support/processes.ts";
import { startPostgres, startRedis } from "../tests/support/services.ts";
import { openStage } from "../tests/support/stage.ts";
import { atMost, type Row } from "./row.ts";

const IDLE_MS = 30_000;
/** The drawing thread ends after a minute without work. */
const THREAD_GONE_MS = 75_000;

/** What the process keeps in memory while nobody asks anything, with Slack and Discord connected. */
export async function benchMemory(): Promise<Row[]> {
  return [...(await embedded()), ...(await withServices())];
}

async function embedded(): Promise<Row[]> {
  const stage = await openStage();
  try {
    const { pid } = await stage.start();
    await wait(IDLE_MS);
    const fresh = residentMegabytes(pid);
    const { code, err } = await runToEnd("src/terminal.js", {
      args: ["/compare gpt-3 gopher chinchilla", "--json"],
      env: { LECTERN_HOME: stage.home },
    });
    if (code !== 0) throw new Error(`the terminal ended with ${code}: ${err}`);
    await wait(IDLE_MS);
    const drawn = residentMegabytes(pid);
    await wait(THREAD_GONE_MS - IDLE_MS);
    const rested = residentMegabytes(pid);
    const goal = { most: 500, unit: "MB" };
    return [
      atMost("Memory, embedded, 30 s after ready", fresh, goal),
      atMost("Memory, embedded, 30 s after a chart, thread alive", drawn, goal),
      atMost("Memory, embedded, 75 s after a chart, thread ended", rested, goal),
    ];
  } finally {
    await stage.close();
  }
}

async function withServices(): Promise<Row[]> {
  const [stage, redis, postgres] = await Promise.all([openStage(), startRedis(), startPostgres()]);
  try {
    const url = await postgres.createDatabase();
    const { pid } = await stage.start({ REDIS_URL: redis.url, DATABASE_URL: url });
    await wait(IDLE_MS);
    const goal = { most: 200, unit: "MB" };
    return [atMost("Memory, Redis and Postgres, workers elsewhere", residentMegabytes(pid), goal)];
  } finally {
    await stage.close();
    await Promise.all([redis.stop(), postgres.stop()]);
  }
}

function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return (Number(kilobytes) * 1024) / 1e6;
}
