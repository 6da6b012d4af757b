import { CohereClientV2 } from "cohere-ai";
import { embedAll } from "../src/embeddings/embed-all.ts";
import { seededRandom } from "../src/labs/vectors.ts";
import { cohereEmbeddings } from "../src/providers/cohere.ts";
import { embeddingsOn } from "../src/storage/embeddings.ts";
import { openDatabase } from "../src/storage/open.ts";
import { COHERE_KEY, startCohereServer } from "../tests/support/cohere/server.ts";
import { temporaryHome } from "../tests/support/processes.ts";
import type { Faults, RemoteModel } from "../tests/support/remote-model.ts";
import type { Row } from "./row.ts";

const TEXTS = 10_000;
const UNIQUE = 500;
const BATCH = 96;
/** The naive loop is asked for so many and scaled, for all of them would take an hour. */
const SAMPLE = 100;
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
  try {
    const ours = await measured(texts, server);
    return [
      ...callRows(ours, server),
      timeRow("rate limits and failures", ours.ms, await naiveMs(texts, FAULTS)),
      await withoutFaults(texts),
      {
        measure: "Peak memory above the start, test server included",
        value: `${ours.peakMb.toFixed(0)} MB`,
      },
    ];
  } finally {
    await server.close();
  }
}

async function withoutFaults(texts: string[]): Promise<Row> {
  const calm = { latencyMs: FAULTS.latencyMs };
  const server = await startCohereServer(calm);
  try {
    const { ms } = await measured(texts, server);
    return timeRow("no faults", ms, await naiveMs(texts, calm));
  } finally {
    await server.close();
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

/** One text a call, one after the other, with the library's own repetitions; scaled from the sample. */
async function naiveMs(texts: string[], faults: Partial<Faults>): Promise<number> {
  const server = await startCohereServer(faults);
  const client = new CohereClientV2({ token: COHERE_KEY, baseUrl: server.url, maxRetries: 10 });
  const start = performance.now();
  for (const text of texts.slice(0, SAMPLE)) {
    await client.embed({
      model: "embed-v4.0",
      texts: [text],
      inputType: "search_document",
      embeddingTypes: ["float"],
    });
  }
  const ms = performance.now() - start;
  await server.close();
  return (ms / SAMPLE) * TEXTS;
}

function timeRow(faults: string, ms: number, naive: number): Row {
  const faster = naive / ms;
  return {
    measure: `Time with ${faults}, against one call a text (bare library, ${SAMPLE} texts, scaled)`,
    value: `${(ms / 1000).toFixed(2)} s; ${(naive / 1000).toFixed(0)} s; ${faster.toFixed(0)} × as fast`,
    goal: "≥ 20 ×",
    met: faster >= 20,
  };
}

function callRows({ lost }: Measured, server: RemoteModel): Row[] {
  const { answered, failed, limited, calls } = server.counters;
  const least = Math.ceil(UNIQUE / BATCH);
  const twice = server.paidTwice().length;
  return [
    {
      measure: `Embedding calls, ${TEXTS.toLocaleString("en")} texts, 95 % repeats, 10 % failures, rate limits`,
      value: `${calls}: ${answered} answered, ${failed} failed, ${limited} limited; ceil(${UNIQUE}/${BATCH}) = ${least}`,
      goal: `${least} answered`,
      met: answered === least,
    },
    {
      measure: "Texts lost and paid twice",
      value: `${lost} and ${twice}`,
      goal: "0 and 0",
      met: lost === 0 && twice === 0,
    },
  ];
}
