import type { ParallelSentence } from "../embedding-lab/lab-data.ts";
import type { AskedPair } from "../embedding-lab/language-pair.ts";
import { multilingualTexts } from "../embedding-lab/multilingual.ts";
import type { MapColour } from "../embedding-lab/multilingual-map.ts";
import { testSentences } from "../embedding-lab/translations.ts";
import type { ModelChoice } from "../embeddings/choose.ts";
import type { MapKind } from "../labs/maps.ts";
import type { Reply } from "../replies/reply.ts";
import type { Job } from "./index.ts";
import { labAnswer } from "./lab-answer.ts";

export interface CompareLanguages {
  /** A person's own; those of the course where there are none. */
  own?: ParallelSentence[];
  /** The languages whose sentences meet in a matrix. */
  pair?: AskedPair;
  map?: MapKind;
  colour?: MapColour;
  model: ModelChoice;
}

/** Embeds the same sentences in several languages and shows whether they find each other. */
export async function compareLanguages(request: CompareLanguages, job: Job): Promise<Reply> {
  const { own, model, pair, map, colour } = request;
  const { sentences: builtIn, tasks } = await job.labData();
  const sentences = own ?? builtIn;
  // A figure of a few sentences says little without those of others.
  const beside = own === undefined ? testSentences(tasks) : builtIn;
  const work = {
    kind: "languages" as const,
    sentences,
    beside,
    own: own !== undefined,
    ...(pair === undefined ? {} : { pair }),
    ...(map === undefined ? {} : { map }),
    ...(colour === undefined ? {} : { colour }),
  };
  return labAnswer(multilingualTexts([...sentences, ...beside]), work, {
    job,
    model,
    local: "concepts",
    purpose: "clustering",
  });
}
