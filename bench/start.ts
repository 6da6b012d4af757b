import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { runToEnd, temporaryHome } from "../tests/support/processes.ts";
import { atMost, median, type Row } from "./row.ts";

const ROUNDS = 5;

/** From the start of the process until it answers that it is ready; first starts on an empty home, later ones on it. */
export async function benchStart(): Promise<Row[]> {
  const { home, remove } = temporaryHome();
  const times = { first: [] as number[], later: [] as number[], stop: [] as number[], once: [] as number[] };
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      rmSync(home, { recursive: true, force: true });
      times.first.push((await startAndStop(home)).ready);
      const { ready, stopped } = await startAndStop(home);
      times.later.push(ready);
      times.stop.push(stopped);
      times.once.push(await oneShot(home));
    }
  } finally {
    remove();
  }
  const seconds = (values: number[]): number => median(values) / 1000;
  return [
    atMost("First start, empty home, until ready", seconds(times.first), { most: 2, unit: "s" }),
    atMost("Later starts until ready", seconds(times.later), { most: 1, unit: "s" }),
    { measure: "Stop after SIGTERM", value: `${seconds(times.stop).toFixed(2)} s` },
    { measure: "`lectern '/model gopher' --json`, whole", value: `${seconds(times.once).toFixed(2)} s` },
  ];
}

async function startAndStop(home: string): Promise<{ ready: number; stopped: number }> {
  const { PATH = "" } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, [join("dist", "src", "main.js")], {
    env: { PATH, LECTERN_HOME: home, LECTERN_PORT: "0", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const url = await said(child.stdout, /http:\/\/\S+/);
  while ((await fetch(`${url}/readyz`)).status !== 200) await wait(5);
  const ready = performance.now() - began;
  await wait(500);
  const asked = performance.now();
  child.kill("SIGTERM");
  await ended;
  return { ready, stopped: performance.now() - asked };
}

/** The first words of that kind; rejects when the process ends without them. */
function said(out: Readable, words: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    out.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const found = words.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
    out.once("end", () => reject(new Error(`Lectern ended: ${text}`)));
  });
}

async function oneShot(home: string): Promise<number> {
  const began = performance.now();
  const { code, err } = await runToEnd("src/terminal.js", {
    args: ["/model gopher", "--json"],
    env: { LECTERN_HOME: home },
  });
  if (code !== 0) throw new Error(`the terminal ended with ${code}: ${err}`);
  return performance.now() - began;
}
