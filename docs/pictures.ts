import { mkdirSync } from "node:fs";
import { startBrowser } from "../tests/support/browser.ts";
import { start, temporaryHome } from "../tests/support/processes.ts";

/** `npm run docs:pictures`: asks a real Lectern in a real browser and keeps what it shows. */
const { home, remove } = temporaryHome();
const lectern = await start("main", { LECTERN_HOME: home, LOG_LEVEL: "error" });
const browser = await startBrowser();
try {
  mkdirSync("docs/pictures", { recursive: true });
  const window = await browser.open({ viewport: { width: 1120, height: 1000 }, deviceScaleFactor: 1.5 });
  const page = await window.newPage();
  await page.goto(lectern.url);
  for (const [line, path] of [
    ["/compare gpt-3 gopher chinchilla", "docs/pictures/exchange.png"],
    ["/lab embed", "docs/pictures/lab.png"],
  ] as const) {
    const box = page.locator("#command");
    await box.fill(line);
    await box.press("Enter");
    const image = page.locator("article").last().locator("figure img").first();
    await image.waitFor({ timeout: 40_000 });
    await image.evaluate((picture: { decode: () => Promise<void> }) => picture.decode());
    await page.screenshot({ path });
  }
} finally {
  await browser.close();
  await lectern.kill("SIGTERM");
  remove();
}
