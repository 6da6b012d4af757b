import { pino } from "pino";
import { expect, test } from "vitest";
import type { QueuedJob } from "../../src/queue/catalogue.ts";
import { showChange, showMissed } from "../../src/queue/live.ts";
import type { Redraw } from "../../src/storage/live-messages.ts";

const job = { invocation: "i" } as QueuedJob;
const redraw: Redraw = { invocation: "i", name: "draw-pool", job, version: 7 };
const log = pino({ level: "silent" });

function queue(add: () => Promise<void> = async () => {}) {
  const added: [string, number][] = [];
  const addJob = async (_name: string, _job: QueuedJob, id = "", inMs = 0): Promise<void> => {
    added.push([id, inMs]);
    await add();
  };
  return { added, queues: { addJob } };
}
let ageSeconds = 10;
const planning = (planned: (Redraw & { inMs: number }) | undefined) => ({
  plan: async () => planned,
  stale: async () => [{ ...redraw, ageSeconds }],
});

test("a change plans its job for when it is due, and none where one is planned", async () => {
  const { added, queues } = queue();
  await showChange("pool", { live: planning({ ...redraw, inMs: 400 }), queues, log });
  await showChange("pool", { live: planning(undefined), queues, log });
  expect(added).toEqual([["i-live-7", 400]]);
});

test("a queue or a database that is away, or never answers, keeps nobody waiting for long", async () => {
  const live = planning({ ...redraw, inMs: 0 });
  const broken = queue(() => Promise.reject(new Error("Redis is away")));
  await showChange("pool", { live, queues: broken.queues, log });
  await showChange("pool", {
    live: { ...live, plan: () => Promise.reject(new Error("away")) },
    ...broken,
    log,
  });
  const silent = queue(() => new Promise(() => {}));
  await showChange("pool", { live, queues: silent.queues, log });
  expect([broken.added, silent.added].map(({ length }) => length)).toEqual([1, 1]);
});

test("what was missed is planned at growing distances, each time under one id", async () => {
  const { added, queues } = queue();
  const parts = { live: planning(undefined), queues, log };
  for (ageSeconds of [10, 19, 20, 80_000, 86_399]) await showMissed(parts);
  const tries = added.map(([id]) => id.replace("i-live-7-", ""));
  expect(tries).toEqual(["0", "0", "1", "12", "13"]);
});
