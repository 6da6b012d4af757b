import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Input } from "../../../src/router/invocation.ts";
import { fakeLectern, type Playground, type Scripted, says, startPlayground } from "../../support/web.ts";
import { box, log, say, startVisits, type Visits } from "../../support/web-page.ts";

let playground: Playground;
let visits: Visits;
let script: (input: Input) => Scripted;
const lectern = fakeLectern((input) => script(input));

/** What a browser has to say about a connection that a test cut. */
function forgive(pattern: RegExp): void {
  const { complaints } = visits;
  complaints.splice(0, complaints.length, ...complaints.filter((text) => !pattern.test(text)));
}

beforeAll(async () => {
  playground = await startPlayground(lectern);
  visits = await startVisits(playground.url);
});
afterAll(async () => {
  await visits?.close();
  await playground.adapter.close();
});
beforeEach(() => {
  playground.messages.all.clear();
  visits.complaints.length = 0;
  script = (input) => ({ reply: says(`Heard: ${"text" in input ? input.text : ""}`) });
});
afterEach(async () => {
  await visits.leave();
  expect(visits.complaints).toEqual([]);
});

test("without a connection the page says so, keeps the text, and catches up by itself", async () => {
  const page = await visits.visit();
  await page.context().setOffline(true);
  await say(page, "/vote yes");
  await page.getByRole("alert").getByText("No answer from Lectern").waitFor();
  expect(await box(page).inputValue()).toBe("/vote yes");
  await page.context().setOffline(false);
  await box(page).press("Enter");
  await log(page).getByText("Heard: /vote yes").waitFor();
  forgive(/ERR_INTERNET_DISCONNECTED/);
});

test("that nobody answered is no longer said once Lectern is back", async () => {
  const page = await visits.visit();
  await page.route("**/api/*", (route) => route.abort());
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await say(page, "/vote yes");
  const alert = page.getByRole("alert").getByText("No answer from Lectern");
  await alert.waitFor();
  await page.unroute("**/api/*");
  await alert.waitFor({ state: "hidden" });
  expect(await box(page).inputValue()).toBe("/vote yes");
  forgive(/ERR_FAILED/);
});

test("after a restart of Lectern the page reconnects and lists what it missed", async () => {
  const own = await startPlayground(lectern);
  const port = Number(new URL(own.url).port);
  const page = await visits.visit();
  await page.goto(`${own.url}/?channel=general&as=ben`);
  await box(page).waitFor();
  await own.adapter.close();
  await page.getByText("No connection to Lectern").waitFor();
  const again = await startPlayground(lectern, { options: { port } });
  const address = {
    platform: "web",
    channel: "general",
    person: "ada",
    visibility: "public",
    askedAt: 1,
  } as const;
  await again.adapter.send(
    { invocation: "x", address, reply: says("Posted meanwhile"), stage: 2 },
    null,
    async () => {},
  );
  await log(page).getByText("Posted meanwhile").waitFor();
  await page.getByText("No connection to Lectern").waitFor({ state: "hidden" });
  await page.close();
  await again.adapter.close();
  forgive(/ERR_(CONNECTION|INCOMPLETE)/);
});

test.each([
  [320, 568],
  [360, 740],
])("on a phone of %i × %i nothing scrolls sideways but wide tables", async (width, height) => {
  const row = (name: string): string[] => [
    name,
    "280,000,000,000",
    "300,000,000,000",
    "6.31 × 10²³ FLOP",
    "60.0 %",
  ];
  script = () => ({
    reply: says("A_rather_long_word_that_does_not_end_where_the_screen_does_but_goes_on_and_on", [
      {
        kind: "table",
        caption: "Two models",
        columns: ["Model", "Parameters", "Tokens", "Compute", "MMLU"].map((label) => ({ label })),
        rows: [row("Gopher"), row("Chinchilla")],
      },
      {
        kind: "actions",
        buttons: [
          { action: "run", label: "A button with a rather long label for so small a screen", value: "x" },
        ],
        menus: [
          { action: "a.b", label: "A menu with a rather long label for so small a screen", options: [] },
        ],
      },
    ]),
  });
  const page = await visits.visit("ada", { viewport: { width, height }, isMobile: true, hasTouch: true });
  await say(page, "/compare gopher chinchilla");
  const table = page.getByRole("region", { name: "Two models" });
  await table.waitFor();
  const overflow = (selector: string): Promise<number> =>
    page.locator(selector).evaluate((node) => node.scrollWidth - node.clientWidth);
  for (const selector of ["html", "body", ".scroller", ".log", ".reply"])
    expect(await overflow(selector), selector).toBeLessThanOrEqual(0);
  expect(await table.evaluate((node) => node.scrollWidth > node.clientWidth)).toBe(true);
  const hinted = () => table.evaluate((node) => node.hasAttribute("data-more"));
  expect(await hinted()).toBe(true);
  await table.evaluate((node) => node.scrollTo(node.scrollWidth, 0));
  await expect.poll(hinted).toBe(false);
  const send = await page.getByRole("button", { name: "Send" }).boundingBox();
  expect((send?.x ?? width) + (send?.width ?? 0)).toBeLessThanOrEqual(width);
  expect((send?.y ?? height) + (send?.height ?? 0)).toBeLessThanOrEqual(height);
});
