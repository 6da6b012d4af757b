import type { EmbedderResult } from "../embeddings/embedder.ts";
import type { Projected } from "../labs/pca.ts";
import type { Reply, TextFile } from "../replies/reply.ts";
import { tableCsv } from "../replies/text-table.ts";
import { aboutModel } from "./model-note.ts";
import type { KeptItems } from "./request.ts";

/** Characters of one file: every platform takes it, and it travels within an answer. */
const LONGEST_FILE = 4_000_000;
/** Characters of a number with its comma. */
const NUMBER = 8;
const SHORTENED = 30;

/** The vectors of the texts as a file of comma-separated values; shortened to their main components where they are too many. */
export async function vectorsReply(
  { items }: KeptItems,
  texts: readonly string[],
  {
    embedded,
    shorten,
  }: {
    embedded: EmbedderResult;
    shorten: (vectors: Float32Array[], count: number) => Promise<Projected>;
  },
): Promise<Reply> {
  const known = texts.flatMap((text, at) => {
    const vector = embedded.vectors[at];
    return vector === null || vector === undefined ? [] : [{ text, vector }];
  });
  const dimension = known[0]?.vector.length ?? 0;
  const whole = known.length * dimension * NUMBER <= LONGEST_FILE;
  const { rows, kept } = whole
    ? { rows: known.map(({ vector }) => Array.from(vector)), kept: [] }
    : await shorten(
        known.map(({ vector }) => vector),
        SHORTENED,
      );
  const labels = new Map(items.map(({ text, label }) => [text, label ?? ""]));
  const file = vectorsFile(
    known.map(({ text }, at) => ({ text, label: labels.get(text) ?? "", row: rows[at] ?? [] })),
    whole ? "d" : "pc",
  );
  const share = Math.round(kept.reduce((sum, one) => sum + one, 0) * 100);
  const size = `${known.length.toLocaleString("en")} vectors of ${dimension} numbers`;
  const said = whole
    ? `${size} each, in \`${file.name}\`.`
    : `${size} are too much for a chat: \`${file.name}\` holds their first ${SHORTENED} principal components, with ${share} % of the variance.`;
  return {
    blocks: [
      { kind: "text", text: said },
      { kind: "note", text: aboutModel(embedded) },
    ],
    files: [file],
    data: { texts: known.length, dimension, whole, model: embedded.provider.model },
  };
}

/** Texts with their rows of numbers as comma-separated values; `stem` names the columns: dimensions or principal components. */
export function vectorsFile(
  rows: readonly { text: string; label: string; row: readonly number[] }[],
  stem: "d" | "pc",
): TextFile {
  const width = rows[0]?.row.length ?? 0;
  const labelled = rows.some(({ label }) => label !== "");
  const columns = [
    "text",
    ...(labelled ? ["label"] : []),
    ...Array.from({ length: width }, (_, at) => `${stem}${at + 1}`),
  ];
  const lines = rows.map(({ text, label, row }) => [
    text,
    ...(labelled ? [label] : []),
    ...row.map((number) => String(Number(number.toPrecision(5)))),
  ]);
  return {
    name: stem === "d" ? "vectors.csv" : "vectors-shortened.csv",
    mediaType: "text/csv",
    alt: "Each text with the numbers of its vector, as comma-separated values",
    text: tableCsv({ columns: columns.map((label) => ({ label })), rows: lines }),
  };
}
