import { CohereClientV2 } from "cohere-ai";
import { embedAll } from "../src/embeddings/embed-all.ts";
import { seededRandom } from "../src/labs/vectors.ts";
import { cohereEmbeddings } from "../src/providers/cohere.ts";
import { embeddingsOn } from "../src/storage/embeddings.ts";
import { openDatabase } from "../src/storage/open.ts";
import { COHERE_KEY, startCohereServer } from "../tests/support/cohere/server.ts";
import { temporaryHome } from "../tests/support/processes.ts";
import type { RemoteModel } from "../tests/support/remote-model.ts";
import type { Row } from "./row.ts";

const TEXTS = 10_000;
const UNIQUE = 500;
const BATCH = 96;
/** The naive loop is asked for so many and scaled, for all would take a quarter of an hour. */
const SAMPLE = 300;
/** One failure in ten, some 60 ms for an answer, and at most 3 calls in 250 ms; the seed has a failure among the first. */
const FAULTS = {
  failShare: 0.1,
  seed: 3,
  latencyMs: 60,
  rate: { calls: 3, windowMs: 250, retryAfter: "1" },
};

/** What 10,000 texts of which 95 % are repeats cost in calls and time, against one call a text with the bare library. */
export async function benchEmbeddingCalls(): Promise<Row[]> {
  const random = seededRandom(1);
  const texts = Array.from({ length: TEXTS }, (_, at) =>
    at < UNIQUE ? `sentence ${at}` : `sentence ${Math.floor(random() * UNIQUE)}`,
  );
  const server = await startCohereServer(FAULTS);
  const bareServer = await startCohereServer(FAULTS);
  try {
    const ours = await measured(texts, server);
    const sample = await naive(texts.slice(0, SAMPLE), bareServer);
    return rows({ ...ours, naiveMs: (sample / SAMPLE) * TEXTS, server });
  } finally {
    await Promise.all([server.close(), bareServer.close()]);
  }
}

interface Measured {
  ms: number;
  peakMb: number;
  lost: number;
}

async function measured(texts: string[], server: RemoteModel): Promise<Measured> {
  const { home, remove } = temporaryHome();
  const database = await openDatabase({ home });
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 10);
  try {
    const start = performance.now();
    const { vectors } = await embedAll(texts, {
      provider: cohereEmbeddings({ apiKey: COHERE_KEY, model: "embed-v4.0", baseUrl: server.url }),
      cache: embeddingsOn(database.storage),
      purpose: "document",
    });
    const ms = performance.now() - start;
    return { ms, peakMb: (peak - before) / 1e6, lost: vectors.filter((vector) => vector === null).length };
  } finally {
    clearInterval(watch);
    await database.close();
    remove();
  }
}

/** One text a call, one after the other, with the library's own repetitions. */
async function naive(texts: string[], { url }: RemoteModel): Promise<number> {
  const client = new CohereClientV2({ token: COHERE_KEY, baseUrl: url, maxRetries: 10 });
  const start = performance.now();
  for (const text of texts) {
    await client.embed({
      model: "embed-v4.0",
      texts: [text],
      inputType: "search_document",
      embeddingTypes: ["float"],
    });
  }
  return performance.now() - start;
}

function rows(result: Measured & { naiveMs: number; server: RemoteModel }): Row[] {
  const { answered, failed, limited, calls } = result.server.counters;
  const least = Math.ceil(UNIQUE / BATCH);
  const twice = result.server.paidTwice().length;
  const faster = result.naiveMs / result.ms;
  return [
    {
      measure: `Embedding calls, ${TEXTS.toLocaleString("en")} texts, 95 % repeats, 10 % failures, rate limits`,
      value: `${calls}: ${answered} answered, ${failed} failed, ${limited} limited; ceil(${UNIQUE}/${BATCH}) = ${least}`,
      goal: `${least} answered`,
      met: answered === least,
    },
    {
      measure: "Texts lost and paid twice",
      value: `${result.lost} and ${twice}`,
      goal: "0 and 0",
      met: result.lost === 0 && twice === 0,
    },
    {
      measure: `Time, against one call a text with the bare library (${SAMPLE} texts, scaled)`,
      value: `${(result.ms / 1000).toFixed(2)} s; ${(result.naiveMs / 1000).toFixed(0)} s; ${faster.toFixed(0)} × as fast`,
      goal: "≥ 20 ×",
      met: faster >= 20,
    },
    {
      measure: "Peak memory above the start, test server included",
      value: `${result.peakMb.toFixed(0)} MB`,
    },
  ];
}
