import { readFileSync } from "node:fs";
import { type Fetched, SOURCES, type Source } from "./sources.ts";

interface Part {
  source: Source;
  licence: string;
  taken: string;
  files: readonly string[];
}

const PARTS: readonly Part[] = [
  {
    source: SOURCES.words,
    licence: "vectors PDDL 1.0 (public domain dedication), package MIT",
    taken:
      "data/embeddings/words.bin.gz: the GloVe vectors (Pennington, Socher and Manning, Stanford) of the commonest words and of the course's, 100 numbers each, rounded to 63 steps with a scale for each word.",
    files: ["ACKNOWLEDGEMENT.md", "LICENSE"],
  },
  {
    source: SOURCES.sentences,
    licence: "Apache-2.0",
    taken:
      "data/embeddings/sentences.bin.gz: the vocabulary and the weights of Google's Universal Sentence Encoder Lite, matrices transposed and rounded to 8-bit integers with a scale for each row (a change to the original). The split into pieces in src/embeddings/pieces.ts follows the JavaScript of @energetic-ai/embeddings and TensorFlow.js models, also Apache-2.0.",
    files: ["LICENSE"],
  },
  {
    source: SOURCES.symbols,
    licence: "Unicode-3.0",
    taken:
      "data/embeddings/concepts.bin.gz: keywords of symbols in ten languages, each with one or two English keywords of the same symbols.",
    files: ["LICENSE"],
  },
  {
    source: SOURCES.valence,
    licence: "MIT",
    taken:
      "data/embeddings/concepts.bin.gz: the AFINN word lists (Nielsen, 2011) in eleven languages, words that meet in lower case merged.",
    files: ["LICENSE.md"],
  },
];

/** What data/NOTICE says: sources, versions, what was taken, and their licences word for word. */
export function notice(from: Fetched): string {
  const head =
    "# Third-party data in this folder\n\nWritten by `npm run data:embeddings`. Everything else in this folder is part of Lectern.\n";
  return `${[head, ...PARTS.map((part) => partOf(from, part))].join("\n")}`;
}

function partOf(from: Fetched, { source, licence, taken, files }: Part): string {
  const texts = files.map((file) =>
    readFileSync(from.path(source, file), "utf8").replaceAll("\r\n", "\n").trim(),
  );
  const quoted = texts.map((text) => `~~~text\n${text}\n~~~\n`);
  return [`## ${source.name} ${source.version}: ${licence}\n`, `${taken}\n`, ...quoted].join("\n");
}
