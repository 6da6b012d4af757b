import fc from "fast-check";
import { test } from "vitest";
import type { Block, Reply } from "../../src/replies/reply.ts";
import { toSlackHome } from "../../src/replies/slack-views.ts";
import { toSlackMessage } from "../../src/replies/to-slack.ts";
import { assertSlackAccepts, assertSlackAcceptsView } from "../support/slack/accepts.ts";

const words = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "<!channel>",
    "<@U123>",
    "&&&&",
    "*",
    "**x**",
    "[a](https://x.org/<b|c>)",
    "`",
    "> q",
    ":+1:",
    "",
  ),
  fc.nat(14_000).map((length) => "&".repeat(length)),
  fc.nat(9_000).map((length) => "long ".repeat(length)),
  fc.nat(4_000).map((length) => `[l](https://x.org/${"&".repeat(length)})`),
  fc.nat(50).map((count) => `- **a** <b>\n`.repeat(count)),
);
const cell = fc.oneof(words, fc.record({ text: words, value: fc.double() }));
const table = fc.tuple(fc.nat(25), fc.nat(130), cell, words, words).map(
  ([columns, rows, value, label, caption]): Block => ({
    kind: "table",
    caption,
    columns: Array.from({ length: columns }, () => ({ label })),
    rows: Array.from({ length: rows }, (_, at) =>
      Array.from({ length: at % 3 === 0 ? columns : 1 }, () => value),
    ),
  }),
);
const button = fc.record({ action: words, label: words, value: words });
const menu = fc.record({
  action: fc.constant("quiz.topic"),
  label: words,
  options: fc.array(fc.record({ label: words, value: words, description: words }), { maxLength: 120 }),
});
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom("heading" as const, "text" as const, "note" as const), text: words }),
  table,
  fc.record({
    kind: fc.constant("fields" as const),
    fields: fc.array(fc.record({ label: words, value: words }), { maxLength: 25 }),
  }),
  fc.record({
    kind: fc.constant("actions" as const),
    buttons: fc.array(button, { maxLength: 60 }),
    menus: fc.array(menu, { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant("progress" as const), text: words, done: fc.nat(20), total: fc.nat(10) }),
  words.map(
    (alt): Block => ({
      kind: "image",
      artifact: "a",
      name: "n",
      mediaType: "image/png",
      alt,
      width: 1,
      height: 1,
    }),
  ),
  words.map(
    (title): Block => ({ kind: "chart", spec: { kind: "table", title, source: "", columns: [], rows: [] } }),
  ),
);

test("any reply becomes a message and a home tab that Slack takes", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 60 }), fc.boolean(), (blocks, drawn) => {
      const reply: Reply = { blocks };
      assertSlackAccepts(toSlackMessage(reply, drawn ? { a: "F1" } : {}));
      assertSlackAcceptsView(toSlackHome(reply));
    }),
    { numRuns: 150 },
  );
});
