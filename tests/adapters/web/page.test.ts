import { PNG } from "pngjs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Input } from "../../../src/router/invocation.ts";
import { fakeLectern, type Playground, type Scripted, says, startPlayground } from "../../support/web.ts";
import { box, choices, log, say, startVisits, type Visits } from "../../support/web-page.ts";

const COMPARE_FORM = {
  command: "compare",
  title: "Compare models",
  fields: [
    {
      name: "models",
      label: "Models",
      hint: "Two to eight, separated by commas.",
      required: true,
      value: "gopher",
    },
    {
      name: "by",
      label: "By",
      hint: "The figure to compare by.",
      required: false,
      choices: [{ label: "training tokens", value: "tokens" }],
    },
  ],
};

const ALT = "Bar chart: Gopher has 280 B parameters, Chinchilla 70 B.";

let playground: Playground;
let visits: Visits;
let script: (input: Input) => Scripted | Promise<Scripted>;
const lectern = fakeLectern((input) => script(input));
const visit: Visits["visit"] = (...who) => visits.visit(...who);

beforeAll(async () => {
  lectern.artifacts.set("a1b2", PNG.sync.write(new PNG({ width: 1200, height: 675 })));
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
  script = (input) => ({
    reply: says(`Heard: ${"text" in input ? input.text : "value" in input ? input.value : ""}`),
  });
});
afterEach(async () => {
  await visits.leave();
  expect(visits.complaints).toEqual([]);
});

describe("with the keyboard alone", () => {
  test("a command is completed, then its arguments and their keys, and sent", async () => {
    const page = await visit();
    await page.locator("#command:focus").waitFor();
    await page.keyboard.type("/com");
    await expect.poll(() => choices(page).allInnerTexts()).toEqual([expect.stringContaining("/compare")]);
    expect(await box(page).getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Tab");
    await expect.poll(() => choices(page).count()).toBe(5);
    expect(await page.locator("#hint").textContent()).toContain("/compare <model>… [by:<figure>]");

    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const active = await box(page).getAttribute("aria-activedescendant");
    expect(await page.locator(`#${active}`).textContent()).toContain("Gopher");
    await page.keyboard.press("Enter");
    await page.keyboard.type("lla");
    await expect.poll(() => choices(page).count()).toBe(1);
    await page.keyboard.press("Tab");
    await page.keyboard.type("by");
    await expect.poll(() => choices(page).allInnerTexts()).toEqual([expect.stringContaining("by:")]);
    await page.keyboard.press("Tab");
    await expect.poll(() => choices(page).count()).toBe(2);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    expect(await box(page).inputValue()).toBe('/compare gopher "llama 3 405b" by:tokens ');
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await log(page).getByText('Heard: /compare gopher "llama 3 405b" by:tokens').waitFor();
    expect(await box(page).inputValue()).toBe("");
  });

  test("Escape closes the suggestions, Enter then sends what is there; Up brings it back", async () => {
    const page = await visit();
    await page.keyboard.type("/");
    await expect.poll(() => choices(page).count()).toBe(4);
    await page.keyboard.press("Escape");
    expect(await choices(page).count()).toBe(0);
    expect(await box(page).getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.type("help");
    await page.keyboard.press("Enter");
    await log(page).getByText("Heard: /help").waitFor();
    await page.keyboard.type("second");
    await page.keyboard.press("Enter");
    await log(page).getByText("Heard: second").waitFor();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await box(page).inputValue()).toBe("/help");
    await page.keyboard.press("ArrowDown");
    expect(await box(page).inputValue()).toBe("second");
  });
});

describe("what replies offer", () => {
  test("the first visit suggests three things to try", async () => {
    const page = await visit();
    const suggestions = page.locator("#suggestions button");
    await expect.poll(() => suggestions.count()).toBe(3);
    await suggestions.first().click();
    await log(page).getByText("Heard: /compare gpt-3 gopher chinchilla").waitFor();
    await page.locator("#welcome").waitFor({ state: "hidden" });
  });

  test("buttons and menus act, and rest while that takes", async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    script = async (input) => {
      if (input.kind === "action" && input.action === "run") await gate;
      if (input.kind === "action") return { reply: says(`Did ${input.action} ${input.value}`) };
      const buttons = [{ action: "run", label: "Card", value: "card gopher" }];
      const menus = [{ action: "card.open", label: "Open", options: [{ label: "Gopher", value: "gopher" }] }];
      return { reply: says("Choose", [{ kind: "actions", buttons, menus }]) };
    };
    const page = await visit();
    await say(page, "anything");
    const button = log(page).getByRole("button", { name: "Card" });
    await button.click();
    await expect.poll(() => button.isDisabled()).toBe(true);
    await log(page).getByText("/card gopher", { exact: true }).waitFor();
    release();
    await log(page).getByText("Did run card gopher").waitFor();
    await expect.poll(() => button.isEnabled()).toBe(true);

    await log(page).getByRole("combobox", { name: "Open" }).selectOption("gopher");
    await log(page).getByRole("button", { name: "Choose" }).click();
    await log(page).getByText("Did card.open gopher").waitFor();
  });

  test("a form keeps what was typed until it is right", async () => {
    script = (input) => {
      if (input.kind !== "options") return { form: COMPARE_FORM };
      if (input.options.models?.includes("chinchila"))
        return { reply: { ...says("No model called *chinchila*."), error: true } };
      return { reply: says(`Compared ${input.options.models} by ${input.options.by}`) };
    };
    const page = await visit();
    await say(page, "/compare");
    const form = page.getByRole("dialog", { name: "Compare models" });
    const models = form.getByRole("combobox", { name: "Models" });
    await models.waitFor();
    expect(await models.inputValue()).toBe("gopher");
    await models.fill("");
    await page.keyboard.press("Enter");
    await form.getByText("Still needed: Models.").waitFor();
    await models.fill("gopher, chinchila");
    await form.getByLabel("By").selectOption("tokens");
    await form.getByRole("button", { name: "Send" }).click();
    await form.getByText("No model called chinchila.").waitFor();
    expect(await models.inputValue()).toBe("gopher, chinchila");
    await models.fill("gopher, chinchilla");
    await page.keyboard.press("Enter");
    await form.waitFor({ state: "hidden" });
    await log(page).getByText("Compared gopher, chinchilla by tokens").waitFor();
    await log(page).getByText("/compare gopher chinchilla by:tokens", { exact: true }).waitFor();
    expect(await log(page).getByRole("article").count()).toBe(1);
  });

  test("a picture takes the place of its progress, says what it shows, and opens in full size", async () => {
    script = () => ({ working: { blocks: [{ kind: "progress", text: "Drawing the chart…" }] } });
    const page = await visit();
    await say(page, "/compare gopher chinchilla");
    await log(page).getByText("Drawing the chart…").waitFor();
    const image = { name: "c.png", mediaType: "image/png", alt: ALT, width: 1200, height: 675 } as const;
    const [id = ""] = playground.messages.all.keys();
    await playground.deliver(id, { blocks: [{ kind: "image", artifact: "a1b2", ...image }] });
    const picture = log(page).getByRole("img", { name: ALT });
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((img) => (img as { naturalWidth?: number }).naturalWidth))
      .toBe(1200);
    expect(await log(page).getByText("Drawing the chart…").count()).toBe(0);
    await picture.click();
    const full = page.getByRole("dialog", { name: "Picture in full size" });
    await full.getByRole("img", { name: ALT }).waitFor();
    await page.keyboard.press("Escape");
    await full.waitFor({ state: "hidden" });
  });

  test("text of strangers stays text", async () => {
    const page = await visit();
    await say(page, '<img src=x onerror="document.title=1"> **bold** [x](javascript:alert(1))');
    await log(page).getByRole("article").getByText("Heard:").waitFor();
    expect(await log(page).locator(".reply img, .asked img, a[href^=javascript]").count()).toBe(0);
  });
});

describe("several people", () => {
  test("a private answer is marked, and nobody else's to see", async () => {
    script = () => ({ reply: says("Your progress: 70 %"), visibility: "private" });
    const page = await visit("ada");
    await say(page, "/progress");
    await log(page).getByText("Only visible to you").waitFor();
    await page.getByLabel("Speaking as").selectOption("grace");
    await expect.poll(() => page.url()).toContain("as=grace");
    await page.locator("#welcome").waitFor();
    expect(await log(page).getByText("Your progress").count()).toBe(0);
    script = () => ({ reply: says("All is well") });
    await say(page, "/status");
    await log(page).getByText("All is well").waitFor();
    expect(lectern.routed.at(-1)?.person).toMatchObject({ id: "grace", administrator: true });
    await page.getByLabel("Speaking as").selectOption("ada");
    await log(page).getByText("Your progress: 70 %").waitFor();
    expect(await log(page).getByRole("article").count()).toBe(2);
  });

  test("two browsers see each other's public messages as they happen, in their channel", async () => {
    const [ada, ben] = await Promise.all([visit("ada"), visit("ben")]);
    await say(ada, "hello from Ada");
    await log(ben).getByRole("article", { name: "Ada: hello from Ada" }).waitFor();
    await ben.getByRole("link", { name: "random" }).click();
    await ben.getByRole("heading", { name: "random" }).waitFor();
    await say(ben, "elsewhere");
    await log(ben).getByText("Heard: elsewhere").waitFor();
    expect(await log(ada).getByText("elsewhere").count()).toBe(0);
  });
});
