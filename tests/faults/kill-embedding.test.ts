import { type ChildProcess, spawn } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { COHERE_KEY, startCohereServer } from "../support/cohere/server.ts";
import { temporaryHome } from "../support/processes.ts";
import type { RemoteModel } from "../support/remote-model.ts";
import { type Service, startPostgres, until } from "../support/services.ts";

const COUNT = 1_500;
const CONCURRENCY = 3;
const BATCH = 96;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Said {
  done?: number;
  cached?: number;
  asked?: number;
  calls?: number;
  vectors?: number;
  failed?: unknown[];
}

interface RunningJob {
  child: ChildProcess;
  said: Said[];
  /** What it said last, once it ended in order. */
  end: Promise<Said>;
}

function startJob(where: { home: string; databaseUrl?: string }, server: RemoteModel): RunningJob {
  const job = {
    ...where,
    baseUrl: server.url,
    apiKey: COHERE_KEY,
    count: COUNT,
    concurrency: CONCURRENCY,
    timeoutMs: 4_000,
  };
  const child = spawn(process.execPath, ["tests/support/embedding-job.js", JSON.stringify(job)]);
  closers.push(() => child.kill("SIGKILL"));
  const said: Said[] = [];
  let [rest, errors] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    said.push(...lines.map((line) => JSON.parse(line) as Said));
  });
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk;
  });
  const end = new Promise<Said>((resolve, reject) => {
    child.once("close", (code) =>
      code === 0 ? resolve(said.at(-1) ?? {}) : reject(new Error(`${code} ${errors}`)),
    );
  });
  end.catch(() => undefined);
  return { child, said, end };
}

async function server(): Promise<RemoteModel> {
  const started = await startCohereServer({ latencyMs: 150 });
  closers.push(() => started.close());
  return started;
}

async function postgres(): Promise<Service & { createDatabase: () => Promise<string> }> {
  const service = await startPostgres();
  closers.push(() => service.stop());
  return service;
}

test.each(["embedded", "postgres"] as const)(
  "a job killed half-way resumes: no text is lost, and only answers under way are paid again (%s)",
  async (kind) => {
    const { home, remove } = temporaryHome();
    closers.push(remove);
    const where =
      kind === "postgres" ? { home, databaseUrl: await (await postgres()).createDatabase() } : { home };
    const cohere = await server();
    const first = startJob(where, cohere);
    await until(() => (first.said.at(-1)?.done ?? 0) >= 400, "the job is half-way", 40_000);
    first.child.kill("SIGKILL");
    await first.end.catch(() => undefined);
    const reported = first.said.at(-1)?.done ?? 0;
    expect(reported).toBeLessThan(COUNT);
    const last = await startJob(where, cohere).end;
    expect(last).toMatchObject({ vectors: COUNT, failed: [] });
    // What was reported was kept.
    expect(last.cached).toBeGreaterThanOrEqual(reported);
    expect((last.cached ?? 0) + (last.asked ?? 0)).toBe(COUNT);
    // Whole batches, and no more of them than were under way.
    expect(cohere.counters.served.size).toBe(COUNT);
    expect(cohere.paidTwice().length).toBeLessThanOrEqual(CONCURRENCY * BATCH);
    expect([...cohere.counters.served.values()].every((times) => times <= 2)).toBe(true);
  },
  90_000,
);

test("two processes on one database share the work; one dies, and the other ends it", async () => {
  const { home, remove } = temporaryHome();
  closers.push(remove);
  const databaseUrl = await (await postgres()).createDatabase();
  const cohere = await server();
  const [first, second] = [startJob({ home, databaseUrl }, cohere), startJob({ home, databaseUrl }, cohere)];
  await until(
    () => [first, second].every(({ said }) => (said.at(-1)?.done ?? 0) >= BATCH),
    "both are at work",
    40_000,
  );
  expect(cohere.paidTwice()).toEqual([]);
  first.child.kill("SIGKILL");
  expect(await second.end).toMatchObject({ vectors: COUNT, failed: [] });
  expect(cohere.counters.served.size).toBe(COUNT);
  expect(cohere.paidTwice().length).toBeLessThanOrEqual(CONCURRENCY * BATCH);
}, 90_000);
