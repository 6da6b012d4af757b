import { join } from "node:path";
import { loadConfig } from "../src/config.ts";
import type { Lesson } from "../src/course/content.ts";
import { loadCourse } from "../src/course/load.ts";
import { type ClassifyTask, loadLabData } from "../src/embedding-lab/lab-data.ts";
import { loadWords } from "../src/embeddings/data-files.ts";
import { localConcepts, localSentences, localWords } from "../src/embeddings/local.ts";
import type { EmbeddingProvider } from "../src/embeddings/provider.ts";
import { analogy } from "../src/embeddings/words.ts";
import { packageRoot } from "../src/package-root.ts";
import { openRemoteProvider } from "../src/providers/open.ts";
import { wilson } from "./eval/measures.ts";
import {
  classification,
  paraphrases,
  retrieval,
  type Share,
  translationMatch,
  wordSimilarity,
} from "./eval/quality.ts";
import { ANALOGIES, WORD_PAIRS } from "./eval/words.ts";

const { embeddings } = loadConfig();

/** Lectern's own models, and every other one that is configured, whichever is in use. */
const PROVIDERS: readonly (() => EmbeddingProvider | Promise<EmbeddingProvider | undefined>)[] = [
  localSentences,
  localWords,
  localConcepts,
  () => openRemoteProvider({ ...embeddings, use: "cohere" }),
  () => openRemoteProvider({ ...embeddings, use: "openai" }),
  () => openRemoteProvider({ ...embeddings, use: "transformers" }),
];

/**
 * The entry of `npm run eval:embeddings`: how good each provider is on small sets of our own. They are small and ours, so
 * intervals are wide and a difference of a few hundredths means nothing.
 */
async function main(): Promise<void> {
  const { lessons } = await loadCourse({ dir: join(packageRoot, "data") });
  const { tasks } = await loadLabData();
  say(
    `${WORD_PAIRS.length} pairs of words judged by us, own sentences in six languages, ${lessons.length} lessons' own questions.\n`,
  );
  for (const open of PROVIDERS) {
    const provider = await open();
    if (provider === undefined) continue;
    try {
      const rows = await measure(provider, { lessons, tasks });
      // Some providers know the length of their vectors only now.
      const { id, model, dimension, languages } = provider;
      say(`\n${id} (${model}, ${dimension} dimensions, ${languages})\n`);
      for (const [name, value] of rows) say(`  ${name.padEnd(44)} ${value}\n`);
    } finally {
      await provider.close();
    }
  }
  say(`\nlocal-words\n  ${"analogies, right word first".padEnd(44)} ${shareText(analogies())}\n`);
}

async function measure(
  provider: EmbeddingProvider,
  { lessons, tasks }: { lessons: readonly Lesson[]; tasks: readonly ClassifyTask[] },
): Promise<[string, string][]> {
  const same = await paraphrases(provider);
  const { first, third } = await retrieval(provider, lessons);
  const rows: [string, string][] = [
    ["word similarity, Spearman", (await wordSimilarity(provider)).toFixed(3)],
    ["sentence similarity, 3 grades, Spearman", same.graded.toFixed(3)],
    ["paraphrase before unrelated, AUC", same.againstUnrelated.toFixed(3)],
    ["paraphrase before same topic, AUC", same.againstTopic.toFixed(3)],
    [
      "  mean cosine same, topic, unrelated",
      Object.values(same.means)
        .map((x) => x.toFixed(2))
        .join(" "),
    ],
    ["question finds its lesson first", shareText(first)],
    ["question finds its lesson among three", shareText(third)],
  ];
  for (const task of tasks)
    rows.push([
      `${task.id} of ${task.labels.length}, trained on English`,
      languagesText(await classification(provider, task)),
    ]);
  const matched = await translationMatch(provider, tasks);
  rows.push([`translation found among ${matched.get("en")?.of}`, languagesText(matched)]);
  return rows;
}

function analogies(): Share {
  const table = loadWords();
  const hits = ANALOGIES.filter(
    ([from, minus, plus, answer]) => analogy(table, { from, minus, plus }, 1)?.[0]?.word === answer,
  ).length;
  return { hits, of: ANALOGIES.length };
}

function languagesText(shares: ReadonlyMap<string, Share>): string {
  const others = [...shares].filter(([language]) => language !== "en").map(([, share]) => share);
  const all = { hits: sum(others.map(({ hits }) => hits)), of: sum(others.map(({ of }) => of)) };
  const each = [...shares].map(([language, { hits, of }]) => `${language} ${hits}/${of}`).join(", ");
  return `${shareText(all)} without English; ${each}`;
}

function shareText({ hits, of }: Share): string {
  const [low, high] = wilson(hits, of);
  return `${(hits / of).toFixed(2)} (${hits} of ${of}; 95 % ${low.toFixed(2)} to ${high.toFixed(2)})`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const say = (text: string): boolean => process.stdout.write(text);

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
