import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { formOf } from "../../../src/router/form.ts";
import type { AttachedFile, Invocation } from "../../../src/router/invocation.ts";
import { countCommand } from "../../support/count-command.ts";
import { fakeLectern, type Playground, type Scripted, says, startPlayground } from "../../support/web.ts";
import { box, log, startVisits, type Visits } from "../../support/web-page.ts";

let playground: Playground;
let visits: Visits;
let script: (invocation: Invocation) => Scripted;
const lectern = fakeLectern((_, invocation) => script(invocation));
const sent = (): readonly AttachedFile[] => lectern.routed.at(-1)?.files ?? [];
const named = (name: string, content: string | Buffer = "text\napple\n") => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(content),
});

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
  lectern.routed.length = 0;
  visits.complaints.length = 0;
  script = ({ files = [] }) => ({ reply: says(`Got ${files.map(({ name }) => name).join() || "none"}.`) });
});
afterEach(async () => {
  await visits.leave();
  expect(visits.complaints).toEqual([]);
});

test("a line takes the attached file along, once, and it can be taken away before", async () => {
  const page = await visits.visit();
  const attach = page.getByRole("button", { name: "Attach a file" });
  const choosing = page.waitForEvent("filechooser");
  await attach.click();
  await (await choosing).setFiles(named("wrong.csv"));
  const remove = page.getByRole("button", { name: "Remove the file wrong.csv" });
  await remove.click();
  expect(await remove.count()).toBe(0);
  await page.locator("#attach-input").setInputFiles(named("rows.csv"));
  await page.getByText("rows.csv").waitFor();
  await page.locator("#command:focus").waitFor();
  await page.keyboard.type("/count");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await log(page).getByText("Got rows.csv.").waitFor();
  expect(Buffer.from((await sent()[0]?.read()) ?? "").toString()).toBe("text\napple\n");
  await expect.poll(() => page.locator("#attached").isVisible()).toBe(false);
  await box(page).fill("again");
  await box(page).press("Enter");
  await log(page).getByText("Got none.").waitFor();
});

test("Shift and Enter begin a new line, pasted lines stay, and Up brings them back", async () => {
  const page = await visits.visit();
  await page.locator("#command:focus").waitFor();
  await page.keyboard.type("count apple");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.insertText("banana\ncherry");
  expect(await box(page).getAttribute("rows")).toBe("3");
  await page.keyboard.press("Enter");
  await log(page).getByText("Got none.").waitFor();
  expect(lectern.routed.at(-1)?.input).toEqual({ kind: "text", text: "count apple\nbanana\ncherry" });
  expect(await box(page).getAttribute("rows")).toBe("1");
  await page.keyboard.press("ArrowUp");
  expect(await box(page).inputValue()).toBe("count apple\nbanana\ncherry");
});

test("a form has a box for lines and a place for a file", async () => {
  const page = await visits.visit();
  script = () => ({ form: formOf(countCommand) });
  await box(page).fill("/count");
  await box(page).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Count" });
  await dialog.getByLabel("Texts").fill("apple\nbanana");
  await dialog.getByLabel("File").setInputFiles(named("rows.csv"));
  script = ({ files = [] }) => ({ reply: says(`Got ${files[0]?.name}.`) });
  await dialog.getByRole("button", { name: "Send" }).click();
  await log(page).getByText("Got rows.csv.").waitFor();
  expect(lectern.routed.at(-1)?.input).toEqual({
    kind: "options",
    command: "count",
    options: { texts: "apple\nbanana" },
  });
  expect(await dialog.count()).toBe(0);
});

test("a file that is too large is refused on the page, and what was typed stays", async () => {
  const page = await visits.visit();
  const big = named("big.csv", Buffer.alloc(5_000_001));
  await page.locator("#attach-input").setInputFiles(big);
  await box(page).fill("/count");
  await box(page).press("Enter");
  await page.getByRole("alert").getByText("The file big.csv is too large: 5 MB is the most.").waitFor();
  expect(await box(page).inputValue()).toBe("/count");
  expect(lectern.routed).toEqual([]);

  await page.getByRole("button", { name: "Remove the file big.csv" }).click();
  script = () => ({ form: formOf(countCommand) });
  await box(page).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Count" });
  await dialog.getByLabel("File").setInputFiles(big);
  await dialog.getByRole("button", { name: "Send" }).click();
  await dialog.getByText("The file big.csv is too large: 5 MB is the most.").waitFor();
});

test("a file that the server has lost is sent anew with the next try", async () => {
  const page = await visits.visit();
  await page.locator("#attach-input").setInputFiles(named("rows.csv"));
  await page.route("**/api/upload*", (route) =>
    route.fulfill({ json: { id: "11111111-1111-4111-8111-111111111111" } }),
  );
  await box(page).fill("/count");
  await box(page).press("Enter");
  await page.getByRole("alert").getByText("Lectern was restarted").waitFor();
  // The browser itself reports the refused request.
  visits.complaints.length = 0;
  await page.unroute("**/api/upload*");
  await box(page).press("Enter");
  await log(page).getByText("Got rows.csv.").waitFor();
});
