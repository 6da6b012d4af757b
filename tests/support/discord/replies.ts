import fc from "fast-check";
import type { Block, Column, Reply } from "../../../src/replies/reply.ts";

const HOSTILE = [
  "@everyone",
  "<@1>",
  "<@&2>",
  "[x](http://evil.test)",
  "```",
  "`",
  "# big",
  "-# small",
  "> quote",
  "**",
  "||",
  "https://evil.test/a_b",
  "\n",
  "\\",
  "</x:1>",
];

const text = (max = 200): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ maxLength: max, unit: "grapheme" }),
    fc
      .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 12 })), { maxLength: 12 })
      .map((parts) => parts.join(" ")),
  );
const long: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: text() },
  {
    weight: 1,
    arbitrary: fc
      .tuple(text(20), fc.integer({ min: 1, max: 900 }))
      .map(([word, times]) => `${word} `.repeat(times)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9_000 }).map((length) => "x".repeat(length)) },
);

const table: fc.Arbitrary<Block> = fc
  .tuple(text(), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 60 }), text(40))
  .map(([caption, columns, rows, cell]) => ({
    kind: "table",
    caption,
    columns: Array.from({ length: columns }, (_, at) => ({ label: `${cell} ${at}` })),
    rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell)),
  }));

const image: fc.Arbitrary<Block> = fc.record({
  kind: fc.constant("image" as const),
  artifact: fc.string({ minLength: 1, maxLength: 8 }),
  name: fc.oneof(
    fc.constantFrom("chart.png", "CHART.png", "", "é è.png", "../x"),
    fc.string({ maxLength: 200 }),
  ),
  mediaType: fc.constant("image/png" as const),
  alt: long,
  width: fc.constant(800),
  height: fc.constant(450),
});

const button = fc.record({
  action: fc.oneof(fc.constantFrom("run", "share", "form", "compare.sort"), fc.string({ maxLength: 120 })),
  label: text(120),
  value: fc.oneof(fc.constant("same"), fc.string({ maxLength: 150 })),
  style: fc.constantFrom("primary" as const, "danger" as const),
});
const menu = fc.record({
  action: fc.constantFrom("compare.pick", "run", ""),
  label: text(),
  options: fc.array(
    fc.record({ label: text(120), value: fc.string({ maxLength: 120 }), description: text(120) }),
    {
      maxLength: 40,
    },
  ),
});

const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant("heading" as const), text: long }),
  fc.record({ kind: fc.constant("text" as const), text: long }),
  fc.record({ kind: fc.constant("note" as const), text: long }),
  table,
  fc.record({
    kind: fc.constant("fields" as const),
    fields: fc.array(fc.record({ label: text(), value: long }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant("chart" as const),
    spec: fc.record({
      kind: fc.constant("table" as const),
      title: long,
      source: text(),
      columns: fc.constant<Column[]>([]),
      rows: fc.constant<string[][]>([]),
    }),
  }),
  image,
  fc.record({
    kind: fc.constant("actions" as const),
    buttons: fc.array(button, { maxLength: 30 }),
    menus: fc.array(menu, { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant("progress" as const), text: long, done: fc.double(), total: fc.double() }),
);

/** Replies of every shape and size, with hostile words in them. */
export const anyReply: fc.Arbitrary<Reply> = fc.record({
  blocks: fc.array(anyBlock, { maxLength: 60 }),
  files: fc.array(
    fc.record({
      name: fc.oneof(fc.constant("data.csv"), fc.string({ maxLength: 150 })),
      mediaType: fc.constant("text/csv" as const),
      alt: long,
      text: text(),
    }),
    { maxLength: 14 },
  ),
});
