import type { HeatmapSpec } from "../charts/spec.ts";
import { embeddingBytes, norm, type Vector } from "../labs/vectors.ts";
import type { Block, Button, Json, Reply, TableBlock } from "../replies/reply.ts";
import type { Compared } from "./compared.ts";
import { cited, decimals, listed, numberCell, row, runs } from "./figures.ts";
import { foldedStrip } from "./folded-strip.ts";
import { vectorsFile } from "./vectors-file.ts";
import { asName } from "./wording.ts";

const FIRST = 8;
/** Columns of a heat map that compares several vectors. */
const COMPARED = 40;
export const MOST_VECTORS = 8;
/** The columns that the slide's table of words has; of Cohere's models one alone had so many, the others these. */
const SLIDE = 4_096;
const OTHERS = { least: 384, most: 1_536 };
const NAME = 24;
/** From −31 to 31 times the word's own step. */
const STEPS = 63;

interface Facts {
  text: string;
  vector: Vector;
  length: number;
  largest: { dimension: number; value: number };
  smallest: { dimension: number; value: number };
}

const bytes = (count: number): string => `${count.toLocaleString("en")} bytes`;

function factsOf({ text, vector }: Compared["texts"][number]): Facts {
  const numbers = Array.from(vector);
  const at = (value: number) => ({ dimension: numbers.indexOf(value) + 1, value });
  return {
    text,
    vector,
    length: norm(vector),
    largest: at(Math.max(...numbers)),
    smallest: at(Math.min(...numbers)),
  };
}

/** Vectors as they are: their numbers, lengths and extremes, and a picture of all or the first of them. */
export function vectorReply(shown: Compared): Reply {
  const facts = shown.texts.map(factsOf);
  const [one] = facts;
  if (one === undefined) throw new RangeError("there is no vector to show");
  const blocks = facts.length === 1 ? ofOne(one, shown) : ofSeveral(facts, shown);
  const rows = facts.map(({ text, vector }) => ({ text, label: "", row: Array.from(vector) }));
  return {
    blocks: [
      ...blocks,
      { kind: "note", text: `${storage(shown)}\n${shown.about}` },
      ...row(buttons(facts, shown)),
    ],
    files: [vectorsFile(rows, "d")],
    data: dataOf(facts, shown),
  };
}

const NO_NAMES =
  "A single dimension has no name: training fills all of them together, and what a word means lies in the whole pattern.";

function ofOne(facts: Facts, { dimension, source }: Compared): Block[] {
  const { text, vector, length, largest, smallest } = facts;
  const first = Array.from(vector)
    .slice(0, FIRST)
    .map((value) => decimals(value, 3));
  const place = (value: number, at: number): string => `${decimals(value, 3)} in dimension ${at}`;
  return [
    {
      kind: "text",
      text: `${cited(text)} is a list of ${dimension.toLocaleString("en")} numbers: ${first.join(", ")}${dimension > FIRST ? ", …" : ""}`,
    },
    {
      kind: "fields",
      fields: [
        { label: "Length of the arrow", value: decimals(length, 3) },
        { label: "Largest number", value: place(largest.value, largest.dimension) },
        { label: "Smallest number", value: place(smallest.value, smallest.dimension) },
        { label: "To store it", value: `${bytes(embeddingBytes(dimension))} (4 for each number)` },
      ],
    },
    { kind: "chart", spec: strip(facts, source) },
    { kind: "text", text: NO_NAMES },
  ];
}

function strip({ text, vector, largest, smallest }: Facts, source: string): HeatmapSpec {
  const { values, columns, each } = foldedStrip(vector);
  const end = (row: number): number => Math.min(vector.length, (row + 1) * columns * each);
  const farthest = Math.max(largest.value, -smallest.value);
  const cell = each === 1 ? "one number" : `the mean of ${each} numbers that follow each other`;
  return {
    kind: "heatmap",
    title: `${asName(text, 60)}: ${vector.length.toLocaleString("en")} numbers from ${decimals(smallest.value)} to ${decimals(largest.value)}`,
    subtitle: `Folded into rows of ${columns}; each cell is ${cell}`,
    source,
    rows: values.map((_, row) => ({ label: `${row * columns * each + 1}–${end(row)}` })),
    columns: Array.from({ length: columns }, (_, column) => ({ label: String(column + 1) })),
    values,
    from: -farthest,
    to: farthest,
    valueLabel: each === 1 ? "number" : "mean",
    rowsLabel: "dimensions",
    columnsLabel: "place in the row",
  };
}

function ofSeveral(facts: readonly Facts[], { dimension, source }: Compared): Block[] {
  const names = facts.map(({ text }) => cited(text));
  const lengths = facts.map(({ length }) => decimals(length));
  return [
    {
      kind: "text",
      text: `${listed(names)}: a row each in a table of ${dimension.toLocaleString("en")} columns. Their lengths: ${lengths.join(", ")}.`,
    },
    columnsTable(facts, dimension),
    { kind: "chart", spec: sideBySide(facts, { dimension, source }) },
    {
      kind: "text",
      text: `Two columns make a plane that can be drawn; ${dimension.toLocaleString("en")} leave room for more kinds of likeness. ${NO_NAMES}`,
    },
  ];
}

/** The course's picture of a table of words: two columns, then many. */
function columnsTable(facts: readonly Facts[], dimension: number): TableBlock {
  const right = (label: string) => ({ label, align: "right" as const });
  return {
    kind: "table",
    caption: "Two columns, then many",
    columns: [
      { label: "Text" },
      right("1"),
      right("2"),
      right("…"),
      right(dimension.toLocaleString("en")),
      right("Length"),
    ],
    rows: facts.map(({ text, vector, length }) => [
      asName(text, NAME),
      numberCell(vector[0]),
      numberCell(vector[1]),
      "…",
      numberCell(vector[dimension - 1]),
      numberCell(length),
    ]),
  };
}

function sideBySide(
  facts: readonly Facts[],
  { dimension, source }: Pick<Compared, "dimension" | "source">,
): HeatmapSpec {
  const shown = Math.min(COMPARED, dimension);
  const values = facts.map(({ vector }) => Array.from(vector).slice(0, shown));
  const farthest = Math.max(...values.flat().map(Math.abs));
  return {
    kind: "heatmap",
    title: `${listed(facts.map(({ text }) => asName(text, NAME)))}, number by number`,
    subtitle:
      shown < dimension
        ? `The first ${shown} of ${dimension.toLocaleString("en")} dimensions`
        : "All dimensions",
    source,
    rows: facts.map(({ text }) => ({ label: asName(text, NAME) })),
    columns: Array.from({ length: shown }, (_, column) => ({ label: String(column + 1) })),
    values,
    from: -farthest,
    to: farthest,
    valueLabel: "number",
    columnsLabel: "dimension",
  };
}

function storage({ texts, dimension, rows }: Compared): string {
  const one = embeddingBytes(dimension);
  const table =
    rows === undefined
      ? ""
      : `The whole table, a row for each of ${rows.toLocaleString("en")} words, takes ${((rows * one) / 1e6).toFixed(1)} MB.`;
  return [
    texts.length === 1 ? "" : `Each takes ${bytes(one)}, 4 for each number.`,
    table,
    rows === undefined
      ? ""
      : `The numbers are GloVe's, rounded to ${STEPS} steps for each word: they lie on a grid.`,
    onSlide(),
  ]
    .filter((line) => line !== "")
    .join(" ");
}

function onSlide(): string {
  const many = (count: number): string => count.toLocaleString("en");
  const { least, most } = OTHERS;
  return `A row of the slide's table (A, Aardvark … Zygote × ${many(SLIDE)} columns) would take ${bytes(embeddingBytes(SLIDE))}; but of Cohere's models only embed-english-v2.0 had ${many(SLIDE)} numbers. The others have ${many(least)} to ${many(most)}: ${many(embeddingBytes(least))} to ${bytes(embeddingBytes(most))}.`;
}

function buttons(facts: readonly Facts[], { rows }: Compared): Button[] {
  const texts = facts.map(({ text }) => text);
  const line = (name: string): string => `lab ${name} ${texts.join(" | ")}`;
  const sizes = runs("Sizes of embeddings", "table cohere-embedding-sizes");
  if (texts.length > 1) return [runs("How alike are they", line("similar")), sizes];
  return rows === undefined ? [sizes] : [runs("Nearest words", line("nearest")), sizes];
}

function dataOf(facts: readonly Facts[], { dimension, model }: Compared): { [key: string]: Json } {
  return {
    dimension,
    model,
    bytes: { value: embeddingBytes(dimension), unit: "bytes", source: "4 bytes a number" },
    vectors: facts.map(({ text, vector, length, largest, smallest }) => ({
      text,
      length,
      largest,
      smallest,
      first: Array.from(vector).slice(0, FIRST),
    })),
  };
}
