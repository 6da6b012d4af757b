import type { ParallelSentence } from "../embedding-lab/lab-data.ts";
import { multilingualTexts } from "../embedding-lab/multilingual.ts";
import type { MapColour } from "../embedding-lab/multilingual-charts.ts";
import type { ModelChoice } from "../embeddings/choose.ts";
import type { MapKind } from "../labs/maps.ts";
import type { Reply } from "../replies/reply.ts";
import type { Job } from "./index.ts";
import { labAnswer } from "./lab-answer.ts";

export interface CompareLanguages {
  /** A person's own; those of the course where there are none. */
  own?: ParallelSentence[];
  map?: MapKind;
  colour?: MapColour;
  model: ModelChoice;
}

/** Embeds the same sentences in several languages and shows whether they find each other. */
export async function compareLanguages(request: CompareLanguages, job: Job): Promise<Reply> {
  const { own, map, colour, model } = request;
  const sentences = own ?? (await job.labData()).sentences;
  const work = {
    kind: "languages" as const,
    sentences,
    own: own !== undefined,
    ...(map === undefined ? {} : { map }),
    ...(colour === undefined ? {} : { colour }),
  };
  return labAnswer(multilingualTexts(sentences), work, {
    job,
    model,
    local: "concepts",
    purpose: "clustering",
  });
}
