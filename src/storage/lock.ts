import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { StartupError } from "../errors.ts";

/** What the process that holds a data directory tells others about itself. */
export interface Holder {
  /** Tells two holders apart in any case: in containers every process may have the same id. */
  id: string;
  pid: number;
  /** A process id means something on its own machine (or in its own container) only. */
  host: string;
  /** Process start in clock ticks since boot, where the system tells: a reused process id is then no mistake. */
  started: string | null;
  /** Where and how the terminal command reaches the running instance; absent until it listens. */
  url?: string;
  token?: string;
}

export interface Lock {
  /** Tells others how to reach this process. */
  announce: (reach: { url: string; token: string }) => Promise<void>;
  release: () => Promise<void>;
}

const PULSE_MS = 5_000;
const STALE_MS = 30_000;

async function startOf(pid: number): Promise<string | null> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, "utf8");
    return line.slice(line.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

/** Where the process cannot be asked, a holder that signs life is alive. */
async function isFresh(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < STALE_MS;
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) return isFresh(path);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const started = await startOf(holder.pid);
  return started === null ? isFresh(path) : holder.started === started;
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/**
 * Takes the directory for this process alone, or says who has it. A lock left by a killed process is taken over. `lost` is
 * called when this process was paused for so long that another took it for dead: two must not write.
 */
export async function lockDirectory(directory: string, lost: () => void): Promise<Lock | { heldBy: Holder }> {
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: Error) => {
    throw new StartupError(
      `LECTERN_HOME: the folder ${directory} cannot be used (${error.message}). Name another.`,
    );
  });
  const path = join(directory, "lock");
  const own: Holder = {
    id: randomUUID(),
    pid: process.pid,
    host: hostname(),
    started: await startOf(process.pid),
  };
  for (let attempt = 0; ; attempt++) {
    try {
      const file = await open(path, "wx", 0o600);
      await file.writeFile(JSON.stringify(own));
      await file.close();
      return ownedLock(path, own, lost);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = await readHolder(path);
    // An empty file belongs to a process that is just writing it.
    if (holder === undefined && attempt < 20) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      continue;
    }
    if (holder !== undefined && (await isAlive(holder, path))) return { heldBy: holder };
    await clearDead(path, holder);
  }
}

/** Of two processes that see the same dead holder, one moves the lock away; whoever moved a living one puts it back. */
async function clearDead(path: string, dead: Holder | undefined): Promise<void> {
  const grave = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await rename(path, grave);
  } catch {
    return;
  }
  const moved = await readHolder(grave);
  if (moved !== undefined && moved.id !== dead?.id) await link(grave, path).catch(() => undefined);
  await rm(grave, { force: true });
}

function ownedLock(path: string, own: Holder, lost: () => void): Lock {
  const isOurs = async (): Promise<boolean> => (await readHolder(path))?.id === own.id;
  const signLife = async (): Promise<void> => {
    const holder = await readHolder(path);
    if (holder !== undefined && holder.id !== own.id) lost();
    else await utimes(path, new Date(), new Date());
  };
  const pulse = setInterval(() => void signLife().catch(() => undefined), PULSE_MS).unref();
  return {
    announce: async (reach) => {
      if (!(await isOurs())) return;
      const draft = `${path}.${own.pid}`;
      await writeFile(draft, JSON.stringify({ ...own, ...reach }), { mode: 0o600 });
      await rename(draft, path);
    },
    release: async () => {
      clearInterval(pulse);
      if (await isOurs()) await rm(path, { force: true });
    },
  };
}
