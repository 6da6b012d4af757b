import type { Lesson } from "../../src/course/content.ts";
import type { ClassifyTask, TestText } from "../../src/embedding-lab/lab-data.ts";
import { embedAll } from "../../src/embeddings/embed-all.ts";
import type { EmbeddingProvider, Purpose } from "../../src/embeddings/provider.ts";
import { cosine } from "../../src/labs/vectors.ts";
import { areaUnderCurve, mean, spearman } from "./measures.ts";
import { SENTENCE_PAIRS } from "./paraphrases.ts";
import { WORD_PAIRS } from "./words.ts";

/** Right answers out of so many. */
export interface Share {
  hits: number;
  of: number;
}

/** Vectors of any number of texts; throws where one of them fails, for figures of the rest would mislead. */
export async function vectorsOf(
  provider: EmbeddingProvider,
  texts: readonly string[],
  purpose: Purpose,
): Promise<Float32Array[]> {
  const { vectors, failed, stopped } = await embedAll(texts, { provider, purpose });
  const reason = stopped?.message ?? failed[0]?.reason;
  if (reason !== undefined) throw new Error(reason);
  return vectors.filter((vector) => vector !== null);
}

const near = (a: Float32Array | undefined, b: Float32Array | undefined): number =>
  a === undefined || b === undefined ? 0 : (cosine(a, b) ?? 0);

async function pairScores(
  provider: EmbeddingProvider,
  pairs: readonly (readonly [string, string])[],
): Promise<number[]> {
  const vectors = await vectorsOf(provider, pairs.flat(), "clustering");
  return pairs.map((_, at) => near(vectors[2 * at], vectors[2 * at + 1]));
}

/** Spearman's correlation of cosines with our judgements of pairs of words. */
export async function wordSimilarity(provider: EmbeddingProvider): Promise<number> {
  const scores = await pairScores(
    provider,
    WORD_PAIRS.map(([a, b]) => [a, b]),
  );
  return spearman(
    scores,
    WORD_PAIRS.map(([, , judged]) => judged),
  );
}

export interface ParaphraseQuality {
  /** Spearman's correlation of cosines with three grades: the same, the same topic, unrelated. */
  graded: number;
  /** How often a paraphrase is nearer than a pair of the same topic, or of unrelated sentences. */
  againstTopic: number;
  againstUnrelated: number;
  means: Record<keyof typeof SENTENCE_PAIRS, number>;
}

export async function paraphrases(provider: EmbeddingProvider): Promise<ParaphraseQuality> {
  const same = await pairScores(provider, SENTENCE_PAIRS.same);
  const topic = await pairScores(provider, SENTENCE_PAIRS.topic);
  const unrelated = await pairScores(provider, SENTENCE_PAIRS.unrelated);
  const grades = [same, topic, unrelated].flatMap((scores, at) => scores.map(() => 2 - at));
  return {
    graded: spearman([...same, ...topic, ...unrelated], grades),
    againstTopic: areaUnderCurve(same, topic),
    againstUnrelated: areaUnderCurve(same, unrelated),
    means: { same: mean(same), topic: mean(topic), unrelated: mean(unrelated) },
  };
}

const MOST_WORDS = 80;

/** How often a lesson's own question finds a passage of that lesson first, and among the first three. */
export async function retrieval(
  provider: EmbeddingProvider,
  lessons: readonly Lesson[],
): Promise<{ first: Share; third: Share }> {
  const passages = lessons.flatMap(({ id, title, sections }) =>
    sections.flatMap(({ heading, text }) =>
      passagesOf(text).map((part) => ({ id, text: `${title}. ${heading ?? ""} ${part}` })),
    ),
  );
  const questions = lessons.flatMap(({ id, questions: asked }) => asked.map((text) => ({ id, text })));
  const stored = await vectorsOf(
    provider,
    passages.map(({ text }) => text),
    "document",
  );
  const asked = await vectorsOf(
    provider,
    questions.map(({ text }) => text),
    "query",
  );
  const ranks = questions.map(({ id }, at) => {
    const best = stored
      .map((vector, passage) => ({ lesson: passages[passage]?.id, score: near(vector, asked[at]) }))
      .sort((a, b) => b.score - a.score);
    return [...new Set(best.map(({ lesson }) => lesson))].indexOf(id);
  });
  const within = (most: number): Share => ({
    hits: ranks.filter((rank) => rank < most).length,
    of: ranks.length,
  });
  return { first: within(1), third: within(3) };
}

/** Marks of references and pictures are no words; passages of at most 80 words fit the shortest input. */
function passagesOf(text: string): string[] {
  const words = text
    .replace(/\{\{[^}]*\}\}/g, " ")
    .replace(/\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, "$1")
    .split(/\s+/)
    .filter((word) => word !== "");
  return Array.from({ length: Math.ceil(words.length / MOST_WORDS) }, (_, at) =>
    words.slice(at * MOST_WORDS, (at + 1) * MOST_WORDS).join(" "),
  );
}

/** By language: test texts whose nearest class is right; a class is the mean of its English examples. */
export async function classification(
  provider: EmbeddingProvider,
  { labels, training, tests }: ClassifyTask,
): Promise<Map<string, Share>> {
  const centres = await Promise.all(
    labels.map(async ({ label }) => {
      const examples = training.filter((one) => one.label === label).map(({ text }) => text);
      return { label, centre: meanOf(await vectorsOf(provider, examples, "classification")) };
    }),
  );
  return await byLanguage(tests, async (own) => {
    const vectors = await vectorsOf(
      provider,
      own.map(({ text }) => text),
      "classification",
    );
    return vectors.filter((vector, at) => {
      const ranked = centres.map(({ label, centre }) => ({ label, score: near(centre, vector) }));
      return ranked.sort((a, b) => b.score - a.score)[0]?.label === own[at]?.label;
    }).length;
  });
}

/** By language: test texts that find their English translation first; every language has them in the same order. */
export async function translationMatch(
  provider: EmbeddingProvider,
  tasks: readonly ClassifyTask[],
): Promise<Map<string, Share>> {
  const tests = tasks.flatMap((task) => task.tests);
  const embed = (texts: readonly TestText[], purpose: Purpose): Promise<Float32Array[]> =>
    vectorsOf(
      provider,
      texts.map(({ text }) => text),
      purpose,
    );
  const english = await embed(
    tests.filter(({ language }) => language === "en"),
    "document",
  );
  return await byLanguage(tests, async (own) => {
    const vectors = await embed(own, "query");
    return vectors.filter((vector, at) => {
      const scores = english.map((other) => near(other, vector));
      return scores.indexOf(Math.max(...scores)) === at;
    }).length;
  });
}

async function byLanguage(
  tests: readonly TestText[],
  count: (own: TestText[]) => Promise<number>,
): Promise<Map<string, Share>> {
  const result = new Map<string, Share>();
  for (const language of new Set(tests.map((one) => one.language))) {
    const own = tests.filter((one) => one.language === language);
    result.set(language, { hits: await count(own), of: own.length });
  }
  return result;
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (const [at, number] of vector.entries()) sum[at] = (sum[at] ?? 0) + number;
  return sum;
}
