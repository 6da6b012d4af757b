import type { BrowserContext, Locator, Page } from "playwright-core";
import { startBrowser, type TestBrowser } from "./browser.ts";

/** Browsers looking at the playground, and whatever they complain about: refused by the policy, not found, thrown. */
export interface Visits {
  complaints: string[];
  visit: (as?: string, options?: Parameters<TestBrowser["open"]>[0]) => Promise<Page>;
  /** Closes the windows of one test. */
  leave: () => Promise<void>;
  close: () => Promise<void>;
}

export async function startVisits(url: string): Promise<Visits> {
  const browser = await startBrowser();
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  return {
    complaints,
    visit: async (as = "ada", options = {}) => {
      const context = await browser.open({ viewport: { width: 1280, height: 800 }, ...options });
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(5_000);
      page.on(
        "console",
        (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()),
      );
      page.on("pageerror", (error) => complaints.push(String(error)));
      const connected = page.waitForResponse((response) => response.url().includes("/api/messages"));
      await page.goto(`${url}/?channel=general&as=${as}`);
      await connected;
      return page;
    },
    leave: async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    },
    close: () => browser.close(),
  };
}

export const box = (page: Page): Locator => page.getByRole("combobox", { name: "Message to Lectern" });
export const choices = (page: Page): Locator => page.getByRole("option").filter({ visible: true });
export const log = (page: Page): Locator => page.getByRole("log");

export async function say(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await box(page).press("Enter");
}
