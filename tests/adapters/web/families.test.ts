import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type CommandView, commandViews } from "../../../src/adapters/web/view.ts";
import { familyCommands, member } from "../../support/families.ts";
import { fakeLectern, type Playground, says, startPlayground } from "../../support/web.ts";
import { box, choices, log, startVisits, type Visits } from "../../support/web-page.ts";

/** What the page's script gives; it is plain JavaScript, without types of its own. */
interface Completing {
  commandOf: (line: string, commands: CommandView[]) => { usage: string } | undefined;
  suggest: (
    line: string,
    commands: CommandView[],
    complete: (
      command: string,
      argument: string,
      typed: string,
    ) => Promise<{ label: string; value: string }[]>,
  ) => Promise<{ label: string; insert: string; start: number }[]>;
}

const script = new URL("../../../src/adapters/web/page/complete.js", import.meta.url).href;
const { commandOf, suggest } = (await import(/* @vite-ignore */ script)) as Completing;

const views = commandViews(familyCommands);
const asked: string[] = [];
const complete = async (command: string, argument: string, typed: string) => {
  asked.push(`${command}|${argument}|${typed}`);
  return [{ label: "Two", value: "2" }];
};
const offered = async (line: string, from = views) =>
  (await suggest(line, from, complete)).map(
    ({ label, insert, start }) => `${label} → ${line.slice(0, start)}${insert}`,
  );

describe("what may come next", () => {
  test.each([
    ["/", ["/help → /help ", "/model → /model ", "/lab → /lab ", "/prompt → /prompt "]],
    ["/la", ["/lab → /lab "]],
    ["la", ["/lab → /lab "]],
    ["/prompt", ["/prompt → /prompt ", "/prompt list → /prompt list "]],
    ["/poo", ["/lab pool → /lab pool "]],
    ["/lab e", ["/lab embed → /lab embed ", "/lab vector → /lab vector "]],
    ["/LAB  Emb", ["/lab embed → /LAB  embed "]],
    ["/lab xyz", []],
    ["/lab xyz cat", []],
    ["/xyz emb", []],
    ["/lab embed", ["/lab embed → /lab embed "]],
    ["/lab embed ", ["count: → /lab embed count:"]],
    ["/lab embed cat co", ["count: → /lab embed cat count:"]],
    ["/lab embed count:", ["Two → /lab embed count:2 "]],
    ["/lab embed pool count:", ["Two → /lab embed pool count:2 "]],
  ])("%j", async (line, expected) => {
    asked.length = 0;
    expect(await offered(line)).toEqual(expected);
    if (line.endsWith("count:"))
      expect(asked).toEqual([line.includes("pool") ? "lab pool|count|" : "lab embed|count|"]);
  });

  test("is all of a family after its name, in order", async () => {
    const many = commandViews(Array.from({ length: 15 }, (_, at) => member(`m${at}`)));
    expect(await offered("/lab ", many)).toEqual(many.map(({ name }) => `/${name} → /${name} `));
    expect(await offered("/", many)).toEqual(["/lab → /lab "]);
  });

  test("is explained by the usage of the command, else of the family", () => {
    expect(commandOf("/lab Embed cat", views)?.usage).toBe("/lab embed <text> [count:<number>]");
    expect(commandOf("/lab embed pool x", views)?.usage).toBe("/lab pool <text> [count:<number>]");
    expect(commandOf("/lab emb", views)?.usage).toBe("/lab <embed|pool|vector|…>");
    expect(commandOf("/model x", views)?.usage).toBe("/model <text>");
    expect(commandOf("/nothing", views)).toBeUndefined();
  });
});

describe("on the page", () => {
  let playground: Playground;
  let visits: Visits;
  const lectern = {
    ...fakeLectern((input) => ({ reply: says(`Heard: ${"text" in input ? input.text : ""}`) })),
    commands: familyCommands,
  };
  beforeAll(async () => {
    playground = await startPlayground(lectern);
    visits = await startVisits(playground.url);
  });
  afterAll(async () => {
    await visits?.close();
    await playground.adapter.close();
  });
  afterEach(async () => {
    await visits.leave();
    expect(visits.complaints).toEqual([]);
  });

  test("a family is opened, its member taken, and the line sent", async () => {
    const page = await visits.visit();
    await page.locator("#command:focus").waitFor();
    await page.keyboard.type("/la");
    await expect.poll(() => choices(page).allInnerTexts()).toEqual([expect.stringContaining("/lab")]);
    await page.keyboard.press("Tab");
    await expect.poll(() => choices(page).count()).toBe(5);
    expect(await page.locator("#hint").textContent()).toContain("/lab <embed|pool|vector|…>  ·  The labs");
    await page.keyboard.type("sim");
    await expect.poll(() => choices(page).count()).toBe(1);
    await page.keyboard.press("Tab");
    expect(await box(page).inputValue()).toBe("/lab similarity ");
    await expect.poll(() => page.locator("#hint").textContent()).toContain("/lab similarity <text>");
    await page.keyboard.type("cat dog");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await log(page).getByText("Heard: /lab similarity cat dog").waitFor();
  });
});
