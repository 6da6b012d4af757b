import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Form } from "../../src/adapters/adapter.ts";
import { discordForm } from "../../src/replies/discord-form.ts";
import { assertDiscordAcceptsModal } from "../support/discord/accepts.ts";

describe("forms", () => {
  const field = (name: string, required = false): Form["fields"][number] => ({
    name,
    label: name,
    hint: "",
    required,
  });

  test("text lines and selects, with what was typed before", () => {
    const choices = [
      { label: "Tokens", value: "tokens" },
      { label: "Size", value: "size" },
    ];
    const modal = discordForm({
      command: "compare",
      title: "Compare models",
      fields: [
        { ...field("models", true), hint: "Two to five, with commas", value: "gpt-3" },
        { ...field("by"), choices, value: "size" },
      ],
    });
    assertDiscordAcceptsModal(modal);
    expect(modal).toMatchObject({
      custom_id: "form|compare",
      title: "Compare models",
      components: [
        {
          label: "models",
          description: "Two to five, with commas",
          component: { type: 4, value: "gpt-3", required: true },
        },
        {
          label: "by",
          component: {
            type: 3,
            required: false,
            options: [{ value: "tokens" }, { value: "size", default: true }],
          },
        },
      ],
    });
  });

  test("five fields fit; of six the required ones come first and the rest is named", () => {
    const names = ["a", "b", "c", "d", "e"].map((name) => field(name));
    const form = { command: "x", title: "T".repeat(46), fields: [...names, field("f", true)] };
    const modal = discordForm(form);
    assertDiscordAcceptsModal(modal);
    const labels = modal.components.map((each) => ("label" in each ? each.label : ""));
    expect(labels).toEqual(["f", "a", "b", "c", "d"]);
    expect(modal.components[4]).toMatchObject({ description: "Typed, /x also takes e." });
    expect(modal.title).toHaveLength(45);
    expect(discordForm({ ...form, fields: names }).components).toHaveLength(5);
  });

  test("more than 25 choices become a line of text; any form is accepted", () => {
    const many = Array.from({ length: 26 }, (_, at) => ({ label: `c${at}`, value: `c${at}` }));
    const modal = discordForm({ command: "x", title: "X", fields: [{ ...field("pick"), choices: many }] });
    expect(modal.components[0]).toMatchObject({ component: { type: 4 } });
    const texts = fc.string({ maxLength: 300 });
    const anyField = fc.record({
      label: texts,
      hint: texts,
      required: fc.boolean(),
      value: fc.string({ maxLength: 5_000 }),
    });
    fc.assert(
      fc.property(fc.array(anyField, { maxLength: 9 }), texts, (fields, title) => {
        const named = fields.map((each, at) => ({ ...each, name: `f${at}` }));
        assertDiscordAcceptsModal(discordForm({ command: "x", title, fields: named }));
      }),
    );
  });
});
