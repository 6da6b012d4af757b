import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plain } from "../../src/replies/markdown.ts";
import type { Block } from "../../src/replies/reply.ts";
import { shows } from "../support/discord/rendered.ts";

describe("foreign text", () => {
  const hostile = "@everyone <@1> <@&2> [x](http://evil.test) ```js\n# big\n||hid|| https://evil.test </x:1>";

  function expectHarmless(text: string): void {
    expect(text).not.toMatch(/@(everyone|here)|<@[!&]?\d/);
    expect(text).not.toMatch(/(?<!\\)\[[^\]]*[^\\]\]\(http/);
    expect(text).not.toMatch(/(?<!\\)https?:\/\//);
    expect(text).not.toMatch(/^#/m);
    expect(text).not.toMatch(/(?<!\\)\|\|/);
    expect(text).not.toMatch(/(?<!\\)<\//);
  }

  test("is inert in text, headings, fields and notes", () => {
    expectHarmless(shows({ kind: "text", text: plain(hostile) }).text);
    expectHarmless(shows({ kind: "note", text: plain(hostile) }).text);
    expectHarmless(shows({ kind: "heading", text: hostile }).text.replace(/^## /, ""));
    const fields = [{ label: hostile, value: plain(hostile) }];
    expectHarmless(shows({ kind: "fields", fields }).text);
  });

  test("cannot leave a code block or a code span", () => {
    const table: Block = { kind: "table", caption: "T", columns: [{ label: "Cell" }], rows: [[hostile]] };
    const { text } = shows(table);
    expect(text.match(/```/g)).toHaveLength(2);
    expect(text).not.toMatch(/@everyone|<@1>/);
    expect(shows({ kind: "text", text: "`@everyone`" }).text).not.toContain("@everyone");
  });

  test("stays inert wherever it is cut", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3_600, max: 3_760 }), (before) => {
        const text = `${"x".repeat(before)} ${plain(hostile)} ${"y".repeat(400)}`;
        expectHarmless(shows({ kind: "text", text }).text);
      }),
    );
  });

  test("our own links stay links, even beside it", () => {
    const { text } = shows({
      kind: "text",
      text: `${plain("[x](http://evil.test)")} [paper](https://arxiv.org/abs/1)`,
    });
    expect(text).toBe("\\[x\\](http\\://evil.test) [paper](https://arxiv.org/abs/1)");
  });

  test("what looks like a list, a quote or a heading at the start of a line is only text", () => {
    for (const line of ["# a", "-# a", "> a", "1. a", "+ a", "- a"]) {
      expect(shows({ kind: "text", text: plain(line) }).text).toMatch(/^(\\|1\\)/);
    }
  });
});
