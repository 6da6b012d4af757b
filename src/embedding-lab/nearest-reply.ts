import type { BarSpec } from "../charts/spec.ts";
import { nearestWords, rankOf, vectorOf, type WordTable } from "../embeddings/words.ts";
import { cosine } from "../labs/vectors.ts";
import type { Json, Reply } from "../replies/reply.ts";
import { cited, decimals, listed, runs } from "./figures.ts";
import { type KnownWord, knownWord } from "./known-words.ts";
import { WORD_VECTORS } from "./model-note.ts";

const NAMED = 3;

/** The words of the table nearest to one of them by cosine, and where a guess stands among all. */
export function nearestReply(
  table: WordTable,
  typed: string,
  { count, guess }: { count: number; guess?: string },
): Reply {
  const known = knownWord(table, typed, "word");
  const guessed = guess === undefined ? undefined : knownWord(table, guess, "guess");
  const { word, vector } = known;
  const near = nearestWords(table, vector, { count, without: [word] });
  const first = near.slice(0, NAMED).map((one) => `**${one.word}** (${decimals(one.cosine)})`);
  const judged = guessed === undefined ? undefined : judge(table, known, guessed);
  return {
    blocks: [
      { kind: "text", text: `Nearest to ${cited(word)}: ${listed(first)}.` },
      ...(judged === undefined ? [] : [{ kind: "text", text: judged.text } as const]),
      { kind: "chart", spec: bars(word, near) },
      {
        kind: "note",
        text: `${aboutNearness(table)}\nVectors: ${WORD_VECTORS}; ${table.dimension} numbers each.`,
      },
      {
        kind: "actions",
        buttons: [
          ...near
            .slice(0, 1)
            .map((one) => runs("Multiply with the nearest", `lab similar ${word} | ${one.word}`)),
          runs("The vector", `lab vector ${word}`),
        ],
      },
    ],
    data: {
      word,
      words: table.words.length,
      nearest: near.map((one): Json => ({ word: one.word, cosine: one.cosine })),
      ...(judged === undefined ? {} : { guess: judged.data }),
    },
  };
}

function bars(word: string, near: readonly { word: string; cosine: number }[]): BarSpec {
  return {
    kind: "bar",
    orientation: "horizontal",
    title: `Nearest to ${word}: ${listed(near.slice(0, NAMED).map((one) => one.word))}`,
    source: WORD_VECTORS,
    categories: near.map((one) => ({ label: one.word })),
    panels: [
      {
        axis: { label: "cosine similarity", scale: "linear", format: "plain" },
        series: [{ label: "Cosine similarity", values: near.map((one) => Number(one.cosine.toFixed(3))) }],
      },
    ],
  };
}

function judge(
  table: WordTable,
  { word, vector }: KnownWord,
  guess: KnownWord,
): { text: string; data: Json } | undefined {
  if (guess.word === word)
    return {
      text: `**Your guess** ${cited(word)} is the word itself: its cosine is 1, and it is left out.`,
      data: { word, rank: 0, cosine: 1 },
    };
  const found = rankOf(table, guess.word, { vector, without: [word] });
  if (found === undefined) return undefined;
  const { rank, cosine: near, of } = found;
  return {
    text: `**Your guess** ${cited(guess.word)} is number ${rank.toLocaleString("en")} of ${of.toLocaleString("en")} words, cosine ${decimals(near)}.`,
    data: { word: guess.word, rank, cosine: near },
  };
}

/** Measured in the table itself, so that it is true of it. */
function aboutNearness(table: WordTable): string {
  const [old, young] = ["old", "new"].map((word) => vectorOf(table, word));
  const near = old === undefined || young === undefined ? undefined : cosine(old, young);
  const measured =
    near === undefined ? "" : `: *old* and *new* are opposites, yet their cosine is ${decimals(near)}`;
  return `Two words are near where texts use them beside the same other words. They need not mean the same${measured}. A word has one vector, whatever its meanings: the fruit and the company *apple* share theirs.`;
}
