import type { ModelChoice } from "../embeddings/choose.ts";
import { knowsWord, type WordTable } from "../embeddings/words.ts";
import { UserError } from "../errors.ts";
import { LONGEST_TEXT } from "../labs/read-rows.ts";
import type { Reply } from "../replies/reply.ts";
import type { Later } from "../router/command.ts";
import { type Compared, comparedWords, unknownWords } from "./compared.ts";
import { matrixReply } from "./matrix-reply.ts";
import { similarReply } from "./similar-reply.ts";
import { vectorReply } from "./vector-reply.ts";

/** A few texts whose vectors are shown, or multiplied with each other. */
export interface CompareTexts {
  texts: string[];
  model: ModelChoice;
  show: "vector" | "similar";
  /** The cosine that somebody expects of two texts. */
  guess?: number;
  /** Said to the person beside what the model says of itself; in the Markdown of replies. */
  hint?: string;
}

/** The answer, once there are vectors. */
export function compareReply({ show, guess }: CompareTexts, shown: Compared): Reply {
  if (show === "vector") return vectorReply(shown);
  return shown.texts.length > 2 ? matrixReply(shown) : similarReply(shown, guess);
}

/** The answer at once where the table has all words and no other model is asked for; a job otherwise. */
export function compareOrLater(table: WordTable, request: CompareTexts): Reply | Later<"compare-texts"> {
  const { texts, model } = request;
  const long = texts.find((text) => text.length > LONGEST_TEXT);
  if (long !== undefined)
    throw new UserError(
      `One text has ${long.length.toLocaleString("en")} characters; ${LONGEST_TEXT.toLocaleString("en")} is the most.`,
    );
  const tabled = (model === "auto" || model === "words") && texts.every((text) => knowsWord(table, text));
  if (tabled) return compareReply(request, comparedWords(table, texts));
  const hint = model === "auto" ? unknownWords(table, texts) : "";
  return {
    job: "compare-texts",
    payload: { ...request, ...(hint === "" ? {} : { hint }) },
    meanwhile: { blocks: [{ kind: "progress", text: "Reading the texts…" }] },
  };
}
