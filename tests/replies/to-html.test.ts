import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { echoed, plain } from "../../src/replies/markdown.ts";
import type { Block, Reply } from "../../src/replies/reply.ts";
import { toHtml } from "../../src/replies/to-html.ts";

const links = { fileUrl: (index: number) => `/files/${index}` };
const html = (...blocks: Block[]): string => toHtml({ blocks }, links);

describe("blocks become semantic HTML", () => {
  test("text: paragraphs, line breaks, bullets, spans", () => {
    expect(html({ kind: "text", text: "One **two**\n*three*\n\n`four`\n- five\n- six" })).toBe(
      "<p>One <strong>two</strong><br><em>three</em></p><p><code>four</code></p><ul><li>five</li><li>six</li></ul>",
    );
  });

  test("links open elsewhere and tell the other site nothing", () => {
    expect(html({ kind: "text", text: "[paper](https://arxiv.org/abs/2203.15556?a=1&b=2)" })).toBe(
      '<p><a href="https://arxiv.org/abs/2203.15556?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">paper</a></p>',
    );
  });

  test("a table has a caption, headers for rows and columns, and numbers to the right, in a region that scrolls", () => {
    const table = html({
      kind: "table",
      caption: "Size & tokens",
      columns: [{ label: "Model" }, { label: "Tokens", align: "right" }],
      rows: [["Gopher", { text: "300 B", value: 300e9 }], ["Bare"]],
    });
    expect(table).toContain('<div class="table" role="region" tabindex="0" aria-label="Size &amp; tokens">');
    expect(table).toContain("<caption><span>Size &amp; tokens</span></caption>");
    expect(table).toContain('<th scope="col">Model</th><th scope="col" class="number">Tokens</th>');
    expect(table).toContain('<tr><th scope="row">Gopher</th><td class="number">300 B</td></tr>');
    expect(table).toContain('<tr><th scope="row">Bare</th><td class="number"></td></tr>');
  });

  test("fields are a description list", () => {
    expect(html({ kind: "fields", fields: [{ label: "Parameters", value: "**70 B**" }] })).toBe(
      "<dl><div><dt>Parameters</dt><dd><strong>70 B</strong></dd></div></dl>",
    );
  });

  test("a picture says what it shows and keeps its place while it loads", () => {
    const image = html({
      kind: "image",
      artifact: "ab12",
      name: "chart.png",
      mediaType: "image/png",
      alt: 'Bars: "Gopher" 280 B',
      width: 1200,
      height: 675,
    });
    expect(image).toContain(
      '<img src="/artifacts/ab12.png" alt="Bars: &quot;Gopher&quot; 280 B" width="1200" height="675" loading="lazy">',
    );
    expect(image).toMatch(/^<figure>/);
  });

  test("a chart nobody has drawn yet is progress", () => {
    const axis = { label: "parameters", scale: "log", format: "count" } as const;
    const spec = { kind: "line", title: "T", source: "S", x: axis, y: axis, series: [] } as const;
    expect(html({ kind: "chart", spec: { ...spec, series: [] } })).toContain("Drawing the chart…");
  });

  test("buttons and menus carry their action and value", () => {
    const actions = html({
      kind: "actions",
      buttons: [{ action: "run", label: "Next", value: 'say "x"', style: "primary" }],
      menus: [
        {
          action: "quiz.pick",
          label: "Pick one",
          options: [{ label: "A", value: "a", description: "first" }],
        },
      ],
    });
    expect(actions).toContain(
      '<button type="button" class="primary" data-action="run" data-value="say &quot;x&quot;">Next</button>',
    );
    expect(actions).toContain('<select data-action="quiz.pick" aria-label="Pick one">');
    expect(actions).toContain('<option value="a">A – first</option>');
  });

  test("progress is announced and bounded; without a total it is indeterminate", () => {
    expect(html({ kind: "progress", text: "Reading", done: 7, total: 5 })).toContain('value="5" max="5"');
    expect(html({ kind: "progress", text: "Reading" })).toBe(
      '<div class="progress" role="status"><span>Reading</span><progress aria-label="Reading"></progress></div>',
    );
  });

  test("headings and notes", () => {
    expect(html({ kind: "heading", text: "**as is**" }, { kind: "note", text: "Source: *seen*" })).toBe(
      '<h3>**as is**</h3><p class="note">Source: <em>seen</em></p>',
    );
    expect(html({ kind: "heading", text: "A & B", level: 2 })).toBe("<h4>A &amp; B</h4>");
  });

  test("files are offered for download, with what they hold", () => {
    const reply: Reply = {
      blocks: [],
      files: [{ name: "a<b>.csv", mediaType: "text/csv", alt: "All rows", text: "a" }],
    };
    expect(toHtml(reply, links)).toContain(
      '<a href="/files/0" download="a&lt;b&gt;.csv">a&lt;b&gt;.csv</a> <span>All rows</span>',
    );
  });
});

const nasty = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "<script>alert(1)</script>",
    '" onerror="alert(1)',
    "[x](javascript:alert(1))",
    '[x](https://a"onclick=alert(1))',
    "</td></table><img src=x onerror=alert(1)>",
    "`<b>`",
    "\uD800",
    "**<i>**",
  ),
);
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  nasty.map((text): Block => ({ kind: "text", text })),
  nasty.map((text): Block => ({ kind: "heading", text })),
  nasty.map((text): Block => ({ kind: "note", text })),
  nasty.map((text): Block => ({ kind: "progress", text, done: 1, total: 0 })),
  fc.tuple(nasty, nasty).map(([label, value]): Block => ({ kind: "fields", fields: [{ label, value }] })),
  fc.tuple(nasty, nasty, nasty).map(
    ([caption, label, cell]): Block => ({
      kind: "table",
      caption,
      columns: [{ label }],
      rows: [[cell], []],
    }),
  ),
  fc.tuple(nasty, nasty, nasty).map(
    ([action, label, value]): Block => ({
      kind: "actions",
      buttons: [{ action, label, value }],
      menus: [{ action, label, options: [{ label, value, description: value }] }],
    }),
  ),
  fc.tuple(nasty, nasty).map(
    ([artifact, alt]): Block => ({
      kind: "image",
      artifact,
      name: "x",
      mediaType: "image/png",
      alt,
      width: 1,
      height: 1,
    }),
  ),
);

const TAG =
  /^<\/?(p|strong|em|code|a|br|ul|li|div|table|caption|thead|tbody|tr|th|td|dl|dt|dd|figure|img|button|span|select|option|progress|h3)((?: [a-z-]+(?:="[^"<>]*")?)*)>$/;
const ATTRIBUTES =
  /^(href|target|rel|class|role|tabindex|aria-label|scope|src|alt|width|height|loading|data-[a-z]+|type|value|max|selected|download)$/;

test("whatever the text, nothing but our own elements and attributes comes out", () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 4 }), (blocks) => {
      const out = toHtml({ blocks, files: [] }, links);
      for (const [tag] of out.matchAll(/<[^>]*>?/g)) {
        const [, , attributes = ""] = TAG.exec(tag) ?? expect.fail(`not ours: ${tag}`);
        for (const [, name = ""] of attributes.matchAll(/ ([a-z-]+)(?:="[^"]*")?/g))
          expect(name).toMatch(ATTRIBUTES);
      }
      expect(out).not.toMatch(/href="(?!https?:|\/artifacts\/)/);
    }),
    { numRuns: 500 },
  );
});

test("foreign text passed through `plain` is shown as it was", () => {
  expect(html({ kind: "text", text: plain("**<b>** [a](https://b.c)") })).toBe(
    "<p>**&lt;b&gt;** [a](https://b.c)</p>",
  );
});

test("what a person typed is said back short, and turns no direction", () => {
  expect(plain("gpt\u202e-3\u2066 \u2069x")).toBe("gpt-3 x");
  const long = echoed("x".repeat(500));
  expect(long).toHaveLength(60);
  expect(long.endsWith("…")).toBe(true);
});
