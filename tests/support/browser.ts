import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type LaunchOptions } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function findChromium(): string {
  const wished = process.env.CHROMIUM_PATH;
  const found = (wished === undefined ? PLACES : [wished]).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    wished === undefined
      ? "The browser tests need Chromium. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH."
      : `There is no browser at CHROMIUM_PATH=${wished}. Install Chromium (Debian: apt-get install chromium).`,
  );
}

export interface TestBrowser {
  /** A browser window of somebody else: nothing is shared with the others. */
  open: (
    options?: Parameters<Awaited<ReturnType<typeof launch>>["newContext"]>[0],
  ) => Promise<BrowserContext>;
  close: () => Promise<void>;
}

async function launch(home: string) {
  const options: LaunchOptions = {
    executablePath: findChromium(),
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
