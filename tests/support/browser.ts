import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type LaunchOptions } from "playwright-core";
import { requireProgram } from "./find-programs.ts";

export interface TestBrowser {
  /** A browser window of somebody else: nothing is shared with the others. */
  open: (
    options?: Parameters<Awaited<ReturnType<typeof launch>>["newContext"]>[0],
  ) => Promise<BrowserContext>;
  close: () => Promise<void>;
}

async function launch(home: string) {
  const options: LaunchOptions = {
    executablePath: requireProgram("chromium"),
    headless: true,
    args: [
      // Chromium refuses to run its sandbox as root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  };
  return chromium.launch(options);
}

/** Starts Chromium with an empty profile. Never skips: without a browser the tests that need one fail and say why. */
export async function startBrowser(): Promise<TestBrowser> {
  const home = await mkdtemp(join(tmpdir(), "lectern-browser-"));
  const browser = await launch(home);
  return {
    open: (options) => browser.newContext({ reducedMotion: "reduce", ...options }),
    close: async () => {
      await browser.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
