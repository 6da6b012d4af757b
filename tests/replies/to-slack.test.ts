import { describe, expect, test } from "vitest";
import { plain } from "../../src/replies/markdown.ts";
import type { Block } from "../../src/replies/reply.ts";
import { slackAction } from "../../src/replies/slack-actions.ts";
import { type SlackBlock, toSlackMessage } from "../../src/replies/to-slack.ts";
import { assertSlackAccepts } from "../support/slack/accepts.ts";

const show = (...blocks: Block[]): SlackBlock[] => {
  const message = toSlackMessage({ blocks }, {});
  assertSlackAccepts(message);
  return message.blocks;
};

const json = (value: unknown): string => JSON.stringify(value);

const tableOf = (rows: number, columns = 2, cell = "7"): Extract<Block, { kind: "table" }> => ({
  kind: "table",
  caption: "Sizes",
  columns: Array.from({ length: columns }, (_, at) => ({ label: `c${at}` })),
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell)),
});

describe("text", () => {
  test("spans, bullets and links become mrkdwn", () => {
    const [block] = show({
      kind: "text",
      text: "**Bold** and *italic* `code` [here](https://x.org/a?b=1&c=2)\n- one",
    });
    expect(block).toEqual({
      type: "section",
      text: {
        type: "mrkdwn",
        verbatim: true,
        text: "*Bold* and _italic_ `code` <https://x.org/a?b=1&amp;c=2|here>\n• one",
      },
    });
  });

  test.each([
    ["<!channel> <@U123> <#C1>", "&lt;!channel&gt; &lt;@U123&gt; &lt;#C1&gt;"],
    ["R&D", "R&amp;D"],
    ["*loud* and _soft_ and ~gone~", "∗loud* and ＿soft_ and ∼gone~"],
    ["a * b, snake_case, 5*3", "a * b, snake_case, 5*3"],
    ["`code`", "ˋcodeˋ"],
    [":tada: at 12:30", "∶tada: at 12:30"],
    ["> said", "＞ said"],
  ])("foreign %j formats and pings nothing", (hostile, shown) => {
    expect(show({ kind: "text", text: plain(hostile) })).toMatchObject([{ text: { text: shown } }]);
    expect(toSlackMessage({ blocks: [{ kind: "text", text: plain(hostile) }] }, {}).text).toBe(shown);
  });

  test("3,000 characters are one section, one more makes two", () => {
    expect(show({ kind: "text", text: "x".repeat(3_000) })).toHaveLength(1);
    const two = show({ kind: "text", text: `${"x".repeat(1_500)}\n${"y".repeat(1_500)}` });
    expect(two.map((block) => (block.type === "section" ? block.text?.text.length : 0))).toEqual([
      1_500, 1_500,
    ]);
  });

  test("one long hostile word loses nothing below the message limit", () => {
    const blocks = show({ kind: "text", text: "&".repeat(2_000) });
    expect(json(blocks).match(/&amp;/g)).toHaveLength(2_000);
  });

  test("heading: 150 characters fit, 151 are cut visibly", () => {
    expect(show({ kind: "heading", text: "h".repeat(150) })).toMatchObject([
      { text: { text: "h".repeat(150) } },
    ]);
    expect(show({ kind: "heading", text: "h".repeat(151) })).toMatchObject([
      { text: { text: `${"h".repeat(149)}…` } },
    ]);
    expect(show({ kind: "heading", text: "a*b & c", level: 2 })).toMatchObject([
      { type: "section", text: { text: "*a*b &amp; c*" } },
    ]);
  });
});

describe("tables", () => {
  test("99 rows and a header are a plain table, one more row a table with pages", () => {
    expect(show(tableOf(99)).map((block) => block.type)).toEqual(["section", "table"]);
    expect(show(tableOf(100)).map((block) => block.type)).toEqual(["data_table"]);
  });

  test("101 rows are cut to 100, and a note says so", () => {
    const [table, note] = show(tableOf(101));
    expect(table).toMatchObject({ type: "data_table", caption: "Sizes" });
    expect(table?.type === "data_table" && table.rows.length).toBe(101);
    expect(json(note)).toContain("Shown: the first 100 of 101 rows.");
    expect(json(note)).not.toContain("CSV");
    const csv = { name: "sizes.csv", mediaType: "text/csv", alt: "All", text: "c0" } as const;
    const withCsv = toSlackMessage({ blocks: [tableOf(101)], files: [csv] }, {});
    expect(json(withCsv.blocks)).toContain("the first 100 of 101 rows. The CSV has all of them.");
  });

  test("20 columns fit, the 21st is cut with a note", () => {
    expect(json(show(tableOf(1, 20)))).not.toContain("Shown:");
    expect(json(show(tableOf(1, 21)))).toContain("the first 20 of 21 columns");
  });

  test("the second table of a message has pages", () => {
    expect(show(tableOf(2), tableOf(2)).map((block) => block.type)).toEqual([
      "section",
      "table",
      "data_table",
    ]);
  });

  test("wide cells are cut at the number of characters Slack takes in tables", () => {
    expect(json(show(tableOf(90, 10, "w".repeat(60))))).toMatch(/the first \d+ of 90 rows/);
  });

  test("numbers sort by their value and cells are never empty", () => {
    const table: Block = { ...tableOf(1, 2), rows: [[{ text: "70B", value: 7e10 }, ""]] };
    expect(show(table).at(-1)).toMatchObject({
      rows: [
        expect.anything(),
        [
          { type: "raw_number", text: "70B", value: 7e10 },
          { type: "raw_text", text: "–" },
        ],
      ],
    });
  });

  test("a table without rows says so", () => {
    expect(json(show(tableOf(0)))).toContain("Sizes: no rows.");
  });
});

describe("pictures and charts", () => {
  const image: Block = {
    kind: "image",
    artifact: "a1",
    name: "chart.png",
    mediaType: "image/png",
    alt: "Chinchilla leads",
    width: 10,
    height: 10,
  };

  test("an uploaded picture is an image block, another one its alt text", () => {
    expect(toSlackMessage({ blocks: [image] }, { a1: "F1" }).blocks).toEqual([
      { type: "image", alt_text: "Chinchilla leads", slack_file: { id: "F1" } },
    ]);
    expect(json(show(image))).toContain("Picture: Chinchilla leads");
  });

  test("alt text: 2,000 characters fit, more is cut", () => {
    const alt = (length: number): string =>
      json(toSlackMessage({ blocks: [{ ...image, alt: "a".repeat(length) }] }, { a1: "F1" }).blocks);
    expect(alt(2_000)).not.toContain("…");
    expect(alt(2_001)).toContain("…");
  });

  test("an undrawn chart and progress are small print", () => {
    const blocks = show(
      { kind: "chart", spec: { kind: "table", title: "Sizes", source: "", columns: [], rows: [] } },
      { kind: "progress", text: "Drawing", done: 3, total: 10 },
    );
    expect(json(blocks)).toContain("Chart: Sizes");
    expect(json(blocks)).toContain("Drawing ▰▰▰▱▱▱▱▱▱▱ 3 of 10");
  });
});

describe("actions", () => {
  const button = (value: string) => ({ action: "run", label: "Again", value });

  test("ids are unique and still name the action; 26 buttons are two blocks", () => {
    const blocks = show({
      kind: "actions",
      buttons: Array.from({ length: 26 }, (_, at) => button(`compare ${at}`)),
    });
    expect(blocks).toHaveLength(2);
    expect(slackAction("quiz.answer:12")).toBe("quiz.answer");
    const [first] = blocks;
    expect(first?.type === "actions" && first.elements[3]).toMatchObject({
      action_id: "run:3",
      value: "compare 3",
    });
  });

  test("a value of 2,000 characters is kept, a longer one is never cut but left out and named", () => {
    expect(json(show({ kind: "actions", buttons: [button("v".repeat(2_000))] }))).not.toContain("Too long");
    expect(json(show({ kind: "actions", buttons: [button("v".repeat(2_001))] }))).toContain(
      "Too long for Slack: Again.",
    );
  });

  test("menus take 100 choices and name how many are missing", () => {
    const options = Array.from({ length: 101 }, (_, at) => ({ label: `L${at}`, value: `v${at}` }));
    const menus = [{ action: "quiz.topic", label: "Topic", options }];
    expect(json(show({ kind: "actions", buttons: [], menus }))).toContain("1 of 101 choices of Topic");
  });
});

describe("too much", () => {
  test("50 blocks fit, 51 end in a note, and the buttons stay", () => {
    const heading = (): Block => ({ kind: "heading", text: "h" });
    const actions: Block = { kind: "actions", buttons: [{ action: "run", label: "Next", value: "next" }] };
    expect(show(...Array.from({ length: 49 }, heading), actions)).toHaveLength(50);
    const blocks = show(...Array.from({ length: 50 }, heading), actions);
    expect(blocks).toHaveLength(50);
    expect(blocks.at(-2)?.type).toBe("actions");
    expect(json(blocks.at(-1))).toContain("2 parts are cut or not shown here");
  });

  test("a text beyond 12,000 characters is cut with a note", () => {
    const lines = Array.from({ length: 300 }, (_, at) => `line ${at} ${"x".repeat(60)}`).join("\n");
    const blocks = show({ kind: "text", text: lines }, { kind: "note", text: "Source: here" });
    expect(json(blocks)).toContain("1 part is cut or not shown here");
    expect(json(blocks)).toContain("Source: here");
  });

  test("the fallback text stands alone and stops at 4,000 characters", () => {
    const message = toSlackMessage(
      {
        blocks: [
          { kind: "heading", text: "Sizes" },
          tableOf(1),
          { kind: "fields", fields: [{ label: "A", value: "**1**" }] },
        ],
      },
      {},
    );
    expect(message.text).toBe("Sizes\nSizes\nc0, c1\n7, 7\nA: 1");
    expect(
      toSlackMessage({ blocks: [{ kind: "text", text: "<".repeat(4_000) }] }, {}).text.length,
    ).toBeLessThanOrEqual(4_000);
    expect(toSlackMessage({ blocks: [] }, {}).text).toBe("Lectern");
  });
});
