import type { Accuracy } from "../labs/classifier.ts";
import { shorten } from "../replies/limits.ts";

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** "47 to 91 %". */
export const intervalWords = ({ interval: { low, high } }: Accuracy): string =>
  `${Math.round(low * 100)} to ${percent(high)}`;

/** "9 of 12 texts (75 %; 47 to 91 %)": the interval holds 95 %, which the reply says once. */
export function shareWords(accuracy: Accuracy, what: string): string {
  const { right, trials, share = 0 } = accuracy;
  return `${right} of ${trials} ${what} (${percent(share)}; ${intervalWords(accuracy)})`;
}

/** "once", "twice", "3 times". */
export const times = (count: number): string => ["never", "once", "twice"][count] ?? `${count} times`;

const LONGEST_QUOTE = 80;

/** A text as a cell, a label or in quotation marks: one line of it. */
export const inShort = (text: string, longest: number = LONGEST_QUOTE): string =>
  shorten(text.replace(/\s+/g, " ").trim(), longest);

/** A text as a name in a title: one line of it, cut at the end of a word where there is one. */
export function asName(text: string, longest: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= longest) return line;
  const cut = shorten(line, longest).slice(0, -1);
  const end = line.charAt(cut.length) === " " ? cut.length : cut.lastIndexOf(" ");
  const whole = cut.slice(0, end < longest / 2 ? cut.length : end);
  return `${whole.replace(/[\s,;:.–-]+$/, "")}…`;
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

/** "German, French and Spanish". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
