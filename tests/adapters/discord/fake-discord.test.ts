import { describe, expect, test } from "vitest";
import { assertDiscordAccepts, assertDiscordAcceptsModal } from "../../support/discord/accepts.ts";
import { assertDiscordAcceptsCommands } from "../../support/discord/accepts-commands.ts";

const V2 = 32_768;
const text = (length: number) => ({ type: 10, content: "x".repeat(length) });
const many = (count: number, one: (at: number) => object) =>
  Array.from({ length: count }, (_, at) => one(at));
const button = (at: number) => ({ type: 2, style: 2, label: "b", custom_id: `b|${at}` });
const select = (count: number) => ({
  type: 3,
  custom_id: "s|",
  options: many(count, (at) => ({ label: `l${at}`, value: `v${at}` })),
});
const row = (...components: object[]) => ({ type: 1, components });
const message = (...components: object[]) => ({ flags: V2, components: [{ type: 17, components }] });
const file = (name: string) => ({ type: 13, file: { url: `attachment://${name}` } });

/** What is just right and what is one too much: the stand-in for Discord must tell them apart. */
describe("the stand-in refuses what Discord refuses", () => {
  const pairs: [string, object, object][] = [
    ["components in total", message(...many(39, () => text(1))), message(...many(40, () => text(1)))],
    ["characters of text", message(text(4_000)), message(text(2_000), text(2_001))],
    ["buttons in a row", message(row(...many(5, button))), message(row(...many(6, button)))],
    ["options in a select", message(row(select(25))), message(row(select(26)))],
    ["custom ids", message(row(button(1), button(2))), message(row(button(1), button(1)))],
    ["text in a display", message(text(1)), message(text(0))],
    ["the V2 flag", message(text(1)), { ...message(text(1)), flags: 0 }],
    ["content beside V2", message(text(1)), { ...message(text(1)), content: "x" }],
    [
      "attachments that are referred to",
      { ...message(file("a.csv")), attachments: [{ id: 0, filename: "a.csv" }] },
      message(file("a.csv")),
    ],
    [
      "attachments that are shown",
      { ...message(file("a.csv")), attachments: [{ id: 0, filename: "a.csv" }] },
      { ...message(text(1)), attachments: [{ id: 0, filename: "a.csv" }] },
    ],
    [
      "a nonce",
      { ...message(text(1)), nonce: "n".repeat(25) },
      { ...message(text(1)), nonce: "n".repeat(26) },
    ],
  ];
  test.each(pairs)("%s", (_, fine, wrong) => {
    assertDiscordAccepts(fine);
    expect(() => assertDiscordAccepts(wrong)).toThrow("Invalid Form Body");
  });

  test("modals", () => {
    const label = (at: number) => ({
      type: 18,
      label: "l",
      component: { type: 4, custom_id: `f${at}`, style: 1 },
    });
    const modal = (title: number, fields: number) => ({
      title: "t".repeat(title),
      custom_id: "form|x",
      components: many(fields, label),
    });
    assertDiscordAcceptsModal(modal(45, 5));
    expect(() => assertDiscordAcceptsModal(modal(46, 5))).toThrow("title");
    expect(() => assertDiscordAcceptsModal(modal(45, 6))).toThrow("components");
  });

  test("commands", () => {
    const option = (at: number, required = false) => ({
      type: 3,
      name: `o${at}`,
      description: "d",
      required,
    });
    const command = (options: object[], name = "c") => ({ name, description: "d", options });
    assertDiscordAcceptsCommands([command(many(25, (at) => option(at)))], "global");
    const wrong = [
      command(many(26, (at) => option(at))),
      command([option(1), option(2, true)]),
      command([option(1), option(1)]),
      command([], "Upper"),
      { ...command([]), description: "d".repeat(101) },
    ];
    for (const each of wrong)
      expect(() => assertDiscordAcceptsCommands([each], "global")).toThrow("Invalid Form Body");
    expect(() =>
      assertDiscordAcceptsCommands(
        many(101, (at) => command([], `c${at}`)),
        "global",
      ),
    ).toThrow("100");
    expect(() => assertDiscordAcceptsCommands([{ ...command([]), contexts: [0] }], "guild")).toThrow(
      "contexts",
    );
  });
});
