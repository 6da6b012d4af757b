import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import { decimals } from "./figures.ts";

/** The cosine that somebody typed, with a point or a comma; undefined for nothing. Throws UserError. */
export function guessedCosine(words: readonly string[]): number | undefined {
  const typed = words.join("").replace(/[−–]/, "-").replace(",", ".");
  if (typed === "") return undefined;
  const guess = Number(typed);
  if (guess >= -1 && guess <= 1) return guess;
  throw new UserError(
    `*${echoed(words.join(" "))}* is no cosine, and a cosine is no percentage. Guess a number from −1 to 1, such as \`guess:0.8\`.`,
  );
}

/** How near a guess was. */
export interface Score {
  off: number;
  /** 0 to 100. */
  points: number;
  verdict: string;
}

const VERDICTS: readonly [number, string][] = [
  [0.05, "almost exact"],
  [0.15, "close"],
  [0.3, "some way off"],
];

/** 0.8 − 0.75 is a little more than 0.05 in a computer. */
const ROUNDING = 1e-9;

/** One point is lost for each hundredth by which the guessed cosine is off. */
export function scoreOf(guess: number, cosine: number): Score {
  const off = Math.abs(guess - cosine);
  return {
    off,
    points: Math.max(0, Math.round(100 * (1 - off))),
    verdict: VERDICTS.find(([most]) => off <= most + ROUNDING)?.[1] ?? "far off",
  };
}

/** The score in words, with its formula. */
export function scoreWords(guess: number, cosine: number): string {
  const { off, points, verdict } = scoreOf(guess, cosine);
  return `**Your guess ${decimals(guess)}** is ${verdict}: ${decimals(off)} from ${decimals(cosine)}, ${points} of 100 points (100 × (1 − the difference), not below 0).`;
}
