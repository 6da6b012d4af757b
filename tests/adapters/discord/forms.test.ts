import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStage, type Stage, say } from "../../support/discord/scripted.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const form = {
  command: "compare",
  title: "Compare",
  fields: [
    { name: "models", label: "Models", hint: "two to five", required: true },
    { name: "by", label: "By", hint: "", required: false, choices: [{ label: "Size", value: "size" }] },
  ],
};

describe("forms", () => {
  test("a form opens as a modal; what is filled in comes back as options", async () => {
    const { discord, lectern } = stage;
    lectern.answers(() => ({ kind: "form", form }));
    const interaction = await discord.runs("ada", "general", "help");
    expect(interaction.modal).toMatchObject({ title: "Compare", custom_id: "form|compare" });
    lectern.replies(say("Compared"));
    const submitted = await discord.submits(interaction, { models: "gpt-3, gopher", By: "Size" });
    const options = { models: "gpt-3, gopher", by: "size" };
    expect(lectern.last.input).toEqual({ kind: "options", command: "compare", options });
    expect(discord.textOf(discord.answerTo(submitted))).toBe("Compared");
    await discord.submits(interaction, { models: "gpt-3" });
    expect(lectern.last.input).toEqual({ kind: "options", command: "compare", options: { models: "gpt-3" } });
  });

  test("a mistake is answered with a button that opens the form again, filled in as it was", async () => {
    const { discord, lectern } = stage;
    lectern.answers(() => ({ kind: "form", form }));
    const interaction = await discord.runs("ada", "general", "help");
    lectern.replies(say("No model called *chinchila*", { error: true }));
    const mistake = discord.answerTo(await discord.submits(interaction, { models: "chinchila", by: "size" }));
    expect(mistake.onlyFor).toBe(discord.person("ada").id);
    lectern.answers(() => ({ kind: "form", form }));
    const again = await discord.presses("ada", mistake, "Try again");
    expect(lectern.last.input).toEqual({ kind: "action", action: "form", value: "compare" });
    expect(again.modal).toMatchObject({
      components: [{ component: { value: "chinchila" } }, { component: { options: [{ default: true }] } }],
    });
    lectern.replies(say("Compared"));
    await discord.submits(again, {});
    expect(lectern.last.input).toMatchObject({ options: { models: "chinchila", by: "size" } });
  });

  test("asked for a form where Discord has none, Lectern offers a button that opens it", async () => {
    const { discord, lectern } = stage;
    lectern.answers(() => ({ kind: "form", form }));
    const interaction = await discord.runs("ada", "general", "help");
    const button = discord.answerTo(await discord.submits(interaction, { models: "x" }));
    expect((await discord.presses("ada", button, "Open the form")).modal).toBeDefined();
    await discord.mentions("ada", "general", "compare");
    await discord.until(() => discord.answers("general").length === 1);
    expect(discord.textOf(discord.answers("general")[0] as never)).toBe("A little more is needed.");
  });
});
