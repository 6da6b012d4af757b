import { type ChildProcessByStdio, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { fetchPackages } from "../src/embeddings/bake/sources.ts";
import { cosine } from "../src/labs/vectors.ts";
import { median, type Row } from "./row.ts";
import type { Answer } from "./sentence-contender.ts";

const SENTENCES = 10_000;
/** The package takes minutes for all of them, so it gets these, spread over the whole, in turns with ours. */
const ROUNDS = 8;
const IN_ROUND = 128;
const DIFFERENT_IN_REPEATED = SENTENCES / 20;
const PACKAGES = ["core", "embeddings", "model-embeddings-en"].map((name) => ({
  name: `@energetic-ai/${name}`,
  version: "0.2.0",
}));

/**
 * The sentence model as Lectern runs it and through its own package, used directly with 32 texts at a time. Each is a process of
 * its own, has one thread for the arithmetic, and gets the same sentences in turns, so that a busy machine slows both alike.
 */
export async function benchEmbeddings(): Promise<Row[]> {
  const sentences = Array.from({ length: SENTENCES }, (_, at) => sentence(at));
  const folder = mkdtempSync(join(tmpdir(), "lectern-bench-"));
  const ours = startContender("ours");
  try {
    const compared = await compare(ours, sentences, folder);
    const all = await ours.ask(sentences);
    const repeated = await ours.ask(sentences.map((_, at) => sentence((at * 7) % DIFFERENT_IN_REPEATED)));
    return [
      ...compared.rows,
      {
        measure: `Sentences, ours, ${SENTENCES} different`,
        value: `${rate(SENTENCES, all.ms)}, ${(all.ms / 1000).toFixed(1)} s; peak memory ${all.peak.toFixed(0)} MB`,
      },
      repeatedRow(repeated.ms, compared.package),
    ];
  } finally {
    ours.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(
  ours: Contender,
  sentences: readonly string[],
  folder: string,
): Promise<{ rows: Row[]; package?: number }> {
  try {
    fetchPackages(folder, PACKAGES);
  } catch {
    return {
      rows: [{ measure: "Sentences, its own package", value: "could not be fetched from the npm registry" }],
    };
  }
  const other = startContender("package", folder);
  const times: { ours: number[]; other: number[] } = { ours: [], other: [] };
  let [peak, nearest] = [0, 1];
  for (let round = 0; round < ROUNDS; round += 1) {
    const part = sentences.filter((_, at) => at % ROUNDS === round).slice(0, IN_ROUND);
    const [a, b] =
      round % 2 === 0 ? [await ours.ask(part), await other.ask(part)] : await swapped(ours, other, part);
    times.ours.push(a.ms);
    times.other.push(b.ms);
    peak = Math.max(peak, b.peak);
    nearest = Math.min(nearest, cosine(a.first, b.first) ?? 0);
  }
  other.stop();
  const [mine, its] = [median(times.ours), median(times.other)];
  const row: Row = {
    measure: "Sentences, its own package in batches of 32",
    value: `${rate(IN_ROUND, its)}; ours ${rate(IN_ROUND, mine)}, ${(its / mine).toFixed(2)} × as fast; its peak memory ${peak.toFixed(0)} MB; least cosine ${nearest.toFixed(4)}`,
    goal: "ours ≥ 1 ×",
    met: its >= mine,
  };
  return { rows: [row], package: (its / IN_ROUND) * SENTENCES };
}

async function swapped(ours: Contender, other: Contender, part: string[]): Promise<[Answer, Answer]> {
  const second = await other.ask(part);
  return [await ours.ask(part), second];
}

function repeatedRow(ms: number, packageMs: number | undefined): Row {
  const measure = `Sentences, ours, ${SENTENCES} of which 95 % repeat`;
  if (packageMs === undefined) return { measure, value: rate(SENTENCES, ms) };
  const faster = packageMs / ms;
  const value = `${rate(SENTENCES, ms)}; ${faster.toFixed(0)} × its own package, which computes every one`;
  return { measure, value, goal: "≥ 20 ×", met: faster >= 20 };
}

const rate = (count: number, ms: number): string => `${((count * 1000) / ms).toFixed(0)}/s`;

interface Contender {
  ask(texts: readonly string[]): Promise<Answer>;
  stop(): void;
}

function startContender(name: "ours" | "package", folder = ""): Contender {
  const script = fileURLToPath(new URL("./sentence-contender.js", import.meta.url));
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [script, name, folder],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(texts) {
      child.stdin.write(`${JSON.stringify(texts)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`The process of ${name} ended`);
      return JSON.parse(value) as Answer;
    },
    stop: () => child.kill(),
  };
}

const WHO = [
  "The teacher",
  "A student",
  "My neighbour",
  "Our team",
  "The old captain",
  "She",
  "He",
  "The assistant",
];
const DID = [
  "explained",
  "forgot",
  "compared",
  "wrote about",
  "paid for",
  "looked at",
  "described",
  "dreamt of",
  "drew",
];
const WHAT = [
  "a map",
  "the long answer",
  "two models",
  "the price of bread",
  "a castle",
  "the results of the test",
  "an apple",
];
const WHERE = [
  "at school",
  "on the train to Rome",
  "in a quiet room",
  "near the river",
  "after the lesson",
  "in spring",
];
const WHEN = ["yesterday", "this morning", "before lunch", "twice", "for an hour", "without a word"];

/** Sentences of 8 to 20 pieces, each another one. */
function sentence(number: number): string {
  let rest = number;
  const take = (list: readonly string[]): string => {
    const one = list[rest % list.length] ?? "";
    rest = Math.floor(rest / list.length);
    return one;
  };
  return `${take(WHO)} ${take(DID)} ${take(WHAT)} ${take(WHERE)} ${take(WHEN)}${rest === 0 ? "" : `, day ${rest}`}.`;
}
