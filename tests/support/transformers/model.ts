import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../../../src/labs/vectors.ts";
import { message } from "./protobuf.ts";

export const DIMENSION = 8;
const MOST_PIECES = 16;
const WORDS = ["[PAD]", "[UNK]", "query", "passage", ":", "lemon", "lime", "castle", "Zitrone"];

const random = seededRandom(5);
const TABLE = WORDS.map(() => Float32Array.from({ length: DIMENSION }, () => random() - 0.5));

/** What the model has to answer for these pieces: the mean of their rows, of length 1. */
export function expectedVector(pieces: readonly string[]): number[] {
  const rows = pieces.map((piece) => TABLE[Math.max(1, WORDS.indexOf(piece))] ?? []);
  const sums = Array.from({ length: DIMENSION }, (_, at) =>
    rows.reduce((sum, row) => sum + (row[at] ?? 0), 0),
  );
  const length = Math.hypot(...sums);
  return sums.map((sum) => sum / length);
}

/** Writes a model's folder as the hub has them, a few kilobytes: its network looks up one row of a table for each piece. */
export function writeModel(folder: string, { file = "model" }: { file?: string } = {}): string {
  mkdirSync(join(folder, "onnx"), { recursive: true });
  writeFileSync(join(folder, "onnx", `${file}.onnx`), network());
  writeFileSync(
    join(folder, "config.json"),
    JSON.stringify({ model_type: "bert", hidden_size: DIMENSION, vocab_size: WORDS.length }),
  );
  writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
  writeFileSync(
    join(folder, "tokenizer_config.json"),
    JSON.stringify({
      tokenizer_class: "PreTrainedTokenizerFast",
      model_max_length: MOST_PIECES,
      pad_token: "[PAD]",
      unk_token: "[UNK]",
    }),
  );
  return folder;
}

const special = (id: number) => ({
  id,
  content: WORDS[id],
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

const tokenizer = {
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: [special(0), special(1)],
  normalizer: null,
  pre_tokenizer: { type: "Whitespace" },
  post_processor: null,
  decoder: null,
  model: {
    type: "WordLevel",
    vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
    unk_token: "[UNK]",
  },
};

const FLOAT = 1;
const INT64 = 7;

/** `last_hidden_state = Gather(table, input_ids)`. The numbers of fields are those of the format's onnx.proto. */
function network(): Uint8Array {
  const table = Buffer.from(Float32Array.from(TABLE.flatMap((row) => [...row])).buffer);
  const node = message([
    [1, "table", "input_ids"],
    [2, "last_hidden_state"],
    [4, "Gather"],
  ]);
  const initializer = message([
    [1, { packed: [WORDS.length, DIMENSION] }],
    [2, FLOAT],
    [8, "table"],
    [9, table],
  ]);
  const graph = message([
    [1, node],
    [2, "look-up"],
    [5, initializer],
    [11, tensor("input_ids", INT64, ["batch", "sequence"])],
    [12, tensor("last_hidden_state", FLOAT, ["batch", "sequence", DIMENSION])],
  ]);
  return message([
    [1, 8],
    [7, graph],
    [8, [[2, 13]]],
  ]);
}

/** The description of an input or output. Sizes that have a name are open. */
function tensor(name: string, type: number, sizes: readonly (string | number)[]): Uint8Array {
  const shape = message(sizes.map((size) => [1, [typeof size === "number" ? [1, size] : [2, size]]]));
  return message([
    [1, name],
    [
      2,
      [
        [
          1,
          [
            [1, type],
            [2, shape],
          ],
        ],
      ],
    ],
  ]);
}
