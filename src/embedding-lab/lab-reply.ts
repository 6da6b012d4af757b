import { languageOf } from "../embeddings/data-files.ts";
import { UserError } from "../errors.ts";
import type { MapKind } from "../labs/maps.ts";
import type { Reply } from "../replies/reply.ts";
import { classificationReply } from "./classification.ts";
import { evaluationReply } from "./evaluation.ts";
import type { ClassifyTask, ParallelSentence } from "./lab-data.ts";
import type { AskedPair } from "./language-pair.ts";
import { multilingualReply } from "./multilingual.ts";
import type { MapColour } from "./multilingual-map.ts";
import type { VectorSource } from "./provider-note.ts";

/** A lab's texts with their vectors, as data that passes to a thread: training takes seconds. */
export type LabWork = {
  vectors: ReadonlyMap<string, Float32Array | null>;
  provider: VectorSource;
} & (
  | { kind: "classify"; task: ClassifyTask; texts: string[] }
  | { kind: "evaluate"; task: ClassifyTask }
  | {
      kind: "languages";
      sentences: ParallelSentence[];
      /** Others, to compare figures with. */
      beside: ParallelSentence[];
      own: boolean;
      pair?: AskedPair;
      map?: MapKind;
      colour?: MapColour;
    }
);

/** The answer, or what the person is to do otherwise: kinds of errors do not pass between threads. */
export type LabOutcome = { reply: Reply } | { mistake: string };

/** What the labs on languages and on classifying say of vectors. */
export function labReply({ vectors, ...work }: LabWork): LabOutcome {
  const vectorsOf = (text: string): Float32Array | null => vectors.get(text) ?? null;
  try {
    switch (work.kind) {
      case "classify":
        return { reply: classificationReply({ ...work, vectorsOf, languageOf }) };
      case "evaluate":
        return { reply: evaluationReply({ ...work, vectorsOf }) };
      case "languages":
        return { reply: multilingualReply({ ...work, vectorsOf }) };
      default:
        return work satisfies never;
    }
  } catch (error) {
    if (error instanceof UserError) return { mistake: error.message };
    throw error;
  }
}
