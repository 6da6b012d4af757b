import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./services.ts";

export interface Running {
  url: string;
  pid: number;
  /** Everything it wrote on standard error. */
  log: () => string;
  kill: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** A folder of our own for LECTERN_HOME. */
export function temporaryHome(): { home: string; remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), "lectern-home-"));
  return { home, remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }) };
}

const exited = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once("exit", (code) => resolve(code)));

/** Starts a built entry (`main`, `worker`, …) with this environment and nothing of the tester's, until it says it is ready. */
export async function start(entry: "main" | "worker", environment: Record<string, string>): Promise<Running> {
  const port = await freePort();
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [join("dist", "src", `${entry}.js`)], {
    env: { PATH, HOME, LECTERN_PORT: String(port), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    log += chunk.toString();
  });
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${entry} was not ready in 40 s: ${said}${log}`)), 40_000);
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (!/ready/.test(said)) return;
      clearTimeout(late);
      resolve();
    });
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`${entry} ended with ${code}: ${said}${log}`));
    });
  });
  return {
    url: `http://127.0.0.1:${environment.LECTERN_PORT ?? port}`,
    pid: child.pid ?? 0,
    log: () => log,
    kill: (signal) => {
      child.kill(signal);
      return exited(child);
    },
  };
}

/** Runs a built program to its end. */
export async function runToEnd(
  path: string,
  options: { args?: string[]; env?: Record<string, string>; input?: string } = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [join("dist", path), ...(options.args ?? [])], {
    env: { PATH, HOME, ...options.env },
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  child.stdin.end(options.input ?? "");
  return { code: await exited(child), out, err };
}
