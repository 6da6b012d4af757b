import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { createAnalysisPool } from "./embedding-lab/analysis-pool.ts";
import { type LabData, loadLabData } from "./embedding-lab/lab-data.ts";
import { openEmbeddings } from "./embeddings/open.ts";
import type { EmbeddingCache } from "./storage/embeddings.ts";
import type { Hands } from "./workers/index.ts";

/** The texts of the labs, a course's own among them; says once what could not be read. */
export function labDataOf({ courseDir }: Pick<Config, "courseDir">, log: Logger): () => Promise<LabData> {
  let opened: Promise<LabData> | undefined;
  return () => {
    opened ??= loadLabData(courseDir).then((data) => {
      if (data.problems.length > 0) log.warn({ problems: data.problems }, "texts of labs are left out");
      return data;
    });
    return opened;
  };
}

/** What jobs work with, but for what the database holds. Threads and libraries start with the first job that needs them. */
export function openHands(
  config: Config,
  {
    cache,
    log,
    ...held
  }: { cache: EmbeddingCache; log: Logger } & Pick<Hands, "kept" | "poolSentences" | "labData">,
): { hands: Hands; close: () => Promise<void> } {
  const embeddings = openEmbeddings(config.embeddings, { cache, log });
  const analyses = createAnalysisPool();
  return {
    hands: { ...held, embeddings, compute: analyses.run },
    close: async () => {
      await Promise.allSettled([embeddings.close(), analyses.close()]);
    },
  };
}
