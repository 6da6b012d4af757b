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
  const box = page.locator("#command");
  await box.fill("/compare gpt-3 gopher chinchilla");
  await box.press("Enter");
  await page.locator("figure img").first().waitFor({ timeout: 20_000 });
  await page
    .locator("figure img")
    .first()
    .evaluate((image: { decode: () => Promise<void> }) => image.decode());
  await page.screenshot({ path: "docs/pictures/exchange.png" });
} finally {
  await browser.close();
  await lectern.kill("SIGTERM");
  remove();
}
