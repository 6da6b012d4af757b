import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { localSentences } from "../src/embeddings/local.ts";

/** What a contender answers to a line of texts. */
export interface Answer {
  ms: number;
  /** The most memory that the process has had, in megabytes. */
  peak: number;
  /** The first text's vector. */
  first: number[];
}

type Embed = (texts: readonly string[]) => Promise<number[][]>;

/** As its guide says: an array of texts, here 32 at a time. */
const BATCH = 32;

async function main([name = "", folder = ""]: string[]): Promise<void> {
  const embed = name === "ours" ? ours() : await itsPackage(folder);
  await embed(["One sentence to load everything."]);
  for await (const line of createInterface({ input: process.stdin })) {
    const texts = JSON.parse(line) as string[];
    const start = performance.now();
    const vectors = await embed(texts);
    const ms = performance.now() - start;
    if (vectors.length !== texts.length)
      throw new Error(`${vectors.length} vectors of ${texts.length} texts`);
    const peak = (process.resourceUsage().maxRSS * 1024) / 1e6;
    const answer: Answer = { ms, peak, first: vectors[0] ?? [] };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  process.exit(0);
}

function ours(): Embed {
  const provider = localSentences();
  return async (texts) => {
    const result: number[][] = [];
    for (let at = 0; at < texts.length; at += provider.maxBatch) {
      const part = await provider.embed(texts.slice(at, at + provider.maxBatch), { purpose: "document" });
      result.push(...part.vectors.map((vector) => Array.from(vector)));
    }
    return result;
  };
}

async function itsPackage(folder: string): Promise<Embed> {
  const require = createRequire(join(folder, "package.json"));
  const load = (name: string): unknown => require(`@energetic-ai/${name}`);
  const { initModel } = load("embeddings") as {
    initModel(source: unknown): Promise<{ embed(texts: string[]): Promise<number[][]> }>;
  };
  const { modelSource } = load("model-embeddings-en") as { modelSource: unknown };
  const model = await initModel(modelSource);
  return async (texts) => {
    const result: number[][] = [];
    for (let at = 0; at < texts.length; at += BATCH)
      result.push(...(await model.embed(texts.slice(at, at + BATCH))));
    return result;
  };
}

await main(process.argv.slice(2));
