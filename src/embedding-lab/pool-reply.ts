import type { Block, BlockOf, Reply } from "../replies/reply.ts";
import type { Platform } from "../router/invocation.ts";
import { dataOf, howTheyLie } from "./embed-reply.ts";
import type { EmbeddedTexts } from "./embedded-texts.ts";
import { FEWEST_DRAWN, inPool, type PoolSentence } from "./pool.ts";

const ADD: BlockOf<"actions"> = {
  kind: "actions",
  buttons: [{ action: "form", label: "Add a sentence", value: "lab add", style: "primary" }],
};

const countOf = (sentences: readonly PoolSentence[]): { sentences: number; people: number } => ({
  sentences: sentences.length,
  people: new Set(sentences.map(({ person }) => person)).size,
});

/** How many different sentences a chart still needs; 0 where there are enough. */
export const missing = (sentences: readonly PoolSentence[]): number =>
  Math.max(0, FEWEST_DRAWN - new Set(sentences.map(({ sentence }) => sentence)).size);

/** The pool while it is too small for a chart. What a terminal has printed does not change. */
export function smallPoolReply(sentences: readonly PoolSentence[], platform: Platform): Reply {
  const count = countOf(sentences);
  const more = missing(sentences);
  const terminal = platform === "terminal";
  const has = count.sentences === 0 ? "This pool is empty." : `This pool has ${inPool(count)}.`;
  const then = terminal ? "then `/lab pool` draws it" : "and it appears here";
  const text = `${has} The chart needs ${FEWEST_DRAWN} different sentences: ${more} more, ${then}.`;
  const how = `${terminal ? "Type" : "Press the button or type"} \`/lab add\` and a sentence. Sentences are shown without names.`;
  return {
    blocks: [{ kind: "text", text }, { kind: "note", text: how }, ADD],
    data: { ...count, missing: more },
  };
}

/** How everyone's sentences lie, labelled with the sentence and never with the person. */
export function poolReply(sentences: readonly PoolSentence[], shown: EmbeddedTexts): Reply {
  const count = countOf(sentences);
  const [first, ...rest] = howTheyLie(shown);
  const said = first?.kind === "text" ? ` ${first.text}` : "";
  const finding: Block = { kind: "text", text: `The pool has ${inPool(count)}.${said}` };
  return { blocks: [finding, ...rest, ADD], data: { ...dataOf(shown), ...count } };
}
