import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { customId, readCustomId } from "../../src/replies/discord-actions.ts";
import type { Block, Button } from "../../src/replies/reply.ts";
import { posted, shows } from "../support/discord/rendered.ts";
import { anyReply } from "../support/discord/replies.ts";

const image = (name: string, artifact = name): Block => ({
  kind: "image",
  artifact,
  name,
  mediaType: "image/png",
  alt: `what ${name} shows`,
  width: 800,
  height: 450,
});
const buttons = (count: number): Button[] =>
  Array.from({ length: count }, (_, at) => ({
    action: "run",
    label: `Button ${at + 1}`,
    value: `/go ${at + 1}`,
  }));

describe("blocks", () => {
  test("a heading, text with markup, fields, a note and progress", () => {
    const { texts } = shows(
      { kind: "heading", text: "GPT-3 and friends" },
      {
        kind: "text",
        text: "**Larger** is *not* `better`\n- see [Chinchilla](https://arxiv.org/abs/2203.15556)",
      },
      {
        kind: "fields",
        fields: [
          { label: "Parameters", value: "175 B" },
          { label: "Tokens", value: "300 B" },
        ],
      },
      { kind: "note", text: "Source: one\nand two" },
      { kind: "heading", text: "A part", level: 2 },
      { kind: "progress", text: "Embedding", done: 5, total: 20 },
    );
    expect(texts).toEqual([
      "## GPT-3 and friends",
      "**Larger** is *not* `better`\n- see [Chinchilla](https://arxiv.org/abs/2203.15556)",
      "**Parameters:** 175 B\n**Tokens:** 300 B",
      "-# Source: one\n-# and two",
      "### A part",
      "Embedding\n`█████░░░░░░░░░░░░░░░` 5 of 20",
    ]);
  });

  test("a narrow table is aligned text in a code block", () => {
    const columns = [{ label: "Model" }, { label: "Parameters", align: "right" as const }];
    const rows = [
      ["GPT-3", { text: "175B", value: 175e9 }],
      ["Gopher", "280B"],
    ];
    expect(shows({ kind: "table", caption: "Sizes", columns, rows }).text).toBe(
      "**Sizes**\n```\nModel   Parameters\n──────  ──────────\nGPT-3         175B\nGopher        280B\n```",
    );
  });

  test("a table that nobody drew is cut visibly, in width and in rows", () => {
    const rows = Array.from({ length: 30 }, (_, at) => [`row ${at}`, "wide ".repeat(20)]);
    const { text } = shows({
      kind: "table",
      caption: "Wide",
      columns: [{ label: "A" }, { label: "B" }],
      rows,
    });
    const lines = text.split("\n").slice(2, -1);
    expect(Math.max(...lines.map((line) => line.length))).toBe(56);
    expect(lines.at(-1)).toBe("… 6 more rows");
  });

  test("pictures and text files are attached, described and referred to", () => {
    const { inside, files } = posted({
      blocks: [image("my chart.png", "key-1"), image("my-chart.png", "key-2")],
      files: [{ name: "data.csv", mediaType: "text/csv", alt: "The figures", text: "a,b\r\n" }],
    });
    expect(files).toEqual([
      { name: "my-chart.png", artifact: "key-1", alt: "what my chart.png shows" },
      { name: "my-chart-2.png", artifact: "key-2", alt: "what my-chart.png shows" },
      { name: "data.csv", text: "a,b\r\n", alt: "The figures" },
    ]);
    expect(inside).toMatchObject([
      {
        type: 12,
        items: [{ media: { url: "attachment://my-chart.png" }, description: "what my chart.png shows" }],
      },
      { type: 12, items: [{ media: { url: "attachment://my-chart-2.png" } }] },
      { type: 13, file: { url: "attachment://data.csv" } },
    ]);
  });

  test("buttons come five to a row; the same one twice still has ids of its own", () => {
    const same: Button = { action: "share", label: "Share", value: "/compare a b", style: "primary" };
    const { inside } = shows({ kind: "actions", buttons: [...buttons(5), same, same] });
    expect(inside).toMatchObject([
      { type: 1, components: Array(5).fill({ type: 2, style: 2 }) },
      { type: 1 },
    ]);
    const second = inside[1];
    const ids =
      second?.type === 1 ? second.components.map((each) => ("custom_id" in each ? each.custom_id : "")) : [];
    expect(ids).toEqual(["share|/compare a b", "share~2|/compare a b"]);
    expect(ids.map(readCustomId)).toEqual(Array(2).fill({ action: "share", value: "/compare a b" }));
  });

  test("a menu of 25 is whole; what a 26th adds is named", () => {
    const options = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ label: `Model ${at + 1}`, value: `m${at + 1}` }));
    const menu = (count: number): Block => ({
      kind: "actions",
      buttons: [],
      menus: [{ action: "compare.add", label: "Add a model", options: options(count) }],
    });
    expect(shows(menu(25)).inside).toHaveLength(1);
    expect(shows(menu(26)).text).toBe("-# Not in the menu: Model 26");
    expect(shows(menu(0)).inside).toMatchObject([{ components: [{ disabled: true }] }]);
  });

  test("an undrawn chart says what it would show", () => {
    const spec = {
      kind: "scatter",
      title: "More data wins",
      source: "Hoffmann 2022",
      x: 0,
      y: 0,
      points: [],
    };
    const { text } = shows({ kind: "chart", spec } as unknown as Block);
    expect(text).toBe("**Chart, not drawn:** More data wins\n-# Hoffmann 2022");
  });

  test("an empty reply still says something", () => {
    expect(posted({ blocks: [] }).text).toBe("-# Nothing to show.");
    expect(shows({ kind: "text", text: " \n " }).text).toBe("-# Nothing to show.");
  });
});

describe("limits", () => {
  test("4,000 characters are whole; with one more the text ends visibly and a note says so", () => {
    expect(shows({ kind: "text", text: "x".repeat(4_000) }).texts).toEqual(["x".repeat(4_000)]);
    const [cut, note] = shows({ kind: "text", text: "x".repeat(4_001) }).texts;
    expect(cut).toMatch(/^x{3,}…$/);
    expect(note).toBe("-# Shortened to fit one message. The text goes on.");
  });

  test("a long text gives way; the source under it stays whole", () => {
    const source = "Source: Hoffmann and others, 2022, table 1";
    const { texts } = shows({ kind: "text", text: "word ".repeat(2_000) }, { kind: "note", text: source });
    expect(texts[0]?.length).toBeGreaterThan(3_500);
    expect(texts[1]).toBe(`-# ${source}`);
  });

  test("39 parts beside the container are whole; a 40th is merged with its neighbour, not lost", () => {
    const parts = (count: number): Block[] =>
      Array.from({ length: count }, (_, at) => ({ kind: "text", text: `part ${at + 1}` }));
    expect(shows(...parts(39)).inside).toHaveLength(39);
    const { text } = shows(...parts(40));
    for (let at = 1; at <= 40; at++) expect(text).toContain(`part ${at}`);
  });

  test("components that cannot be merged are left out by name", () => {
    const { inside, text } = shows({ kind: "actions", buttons: buttons(33) });
    expect(inside).toHaveLength(7);
    expect(text).toMatch(/^-# Shortened to fit one message\. Left out: .*“Button 33”/);
    expect(shows({ kind: "actions", buttons: buttons(32) }).text).toBe("");
  });

  test("ten attachments are whole; the eleventh is named", () => {
    const pictures = (count: number): Block[] =>
      Array.from({ length: count }, (_, at) => image(`c${at + 1}.png`));
    expect(shows(...pictures(10)).text).toBe("");
    const { files, text } = shows(...pictures(11));
    expect(files).toHaveLength(10);
    expect(text).toBe("-# Shortened to fit one message. Left out: c11.png.");
  });

  test("labels of 80, alt texts of 1,024 and ids of 100 characters; one more is cut or disabled", () => {
    const button = (label: number, value: number): Block => ({
      kind: "actions",
      buttons: [{ action: "run", label: "L".repeat(label), value: "v".repeat(value) }],
    });
    const first = (block: Block) => {
      const row = shows(block).inside[0];
      return row?.type === 1 ? row.components[0] : undefined;
    };
    expect(first(button(80, 96))).toMatchObject({
      label: "L".repeat(80),
      custom_id: `run|${"v".repeat(96)}`,
    });
    expect(first(button(80, 96))).not.toHaveProperty("disabled");
    expect(first(button(81, 97))).toMatchObject({ label: `${"L".repeat(79)}…`, disabled: true });
    const described = (length: number) =>
      posted({ blocks: [{ ...image("a.png"), alt: "a".repeat(length) } as Block] });
    expect(described(1_024).files[0]?.alt).toBe("a".repeat(1_024));
    expect(described(1_025).files[0]?.alt).toMatch(/^a{1023}…$/);
  });

  test("a custom id gives back what was put in", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8})?(\.[a-z]{1,8})?$/),
        fc.string({ maxLength: 70 }),
        (action, value) => {
          const taken = new Set<string>();
          const ids = [customId(action, value, taken), customId(action, value, taken)];
          expect(new Set(ids).size).toBe(2);
          for (const id of ids) expect(readCustomId(id ?? "")).toEqual({ action, value });
        },
      ),
    );
  });

  test("any reply at all renders within every limit", () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        posted(reply);
      }),
      { numRuns: 300 },
    );
  });
});
