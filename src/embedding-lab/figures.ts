import { plain } from "../replies/markdown.ts";
import type { Block, Button, Cell } from "../replies/reply.ts";
import { asName } from "./wording.ts";

/** What is smaller counts as nothing. */
const MOST_DECIMALS = 8;

const withSign = (text: string): string => text.replace("-", "−").replace(/^−(0(?:\.0*)?)$/, "$1");

/** A number with so many decimals and a real minus sign; what rounds to nothing has none. */
export const decimals = (number: number, digits = 2): string => withSign(number.toFixed(digits));

/** As short as the number is: 8, −0.5, 0.333. */
export const asGiven = (number: number): string => withSign(String(Number(number.toFixed(3))));

/** A number with three significant digits: 0.00622, −2.41, 134. */
export function significant(number: number): string {
  const size = number === 0 ? 0 : Math.floor(Math.log10(Math.abs(number)));
  return decimals(number, Math.max(0, Math.min(MOST_DECIMALS, 2 - size)));
}

/** A factor within a sum: what is negative stands in brackets. */
export const factor = (text: string): string => (text.startsWith("−") ? `(${text})` : text);

/** Terms added up, those with a minus sign subtracted: 72 + 2, −6 − 2. */
export const sumOf = (terms: readonly string[]): string => terms.join(" + ").replaceAll("+ −", "− ");

export const numberCell = (number: number | undefined, digits = 2): Cell =>
  number === undefined
    ? "none"
    : { text: decimals(number, digits), value: Number(number.toFixed(digits + 4)) };

/** A text as an answer cites it. */
export const cited = (text: string): string => `*${plain(asName(text, 60))}*`;

export const listed = (words: readonly string[], last = "and"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;

/** A button that types a line. */
export const runs = (label: string, value: string): Button => ({ action: "run", label, value });

/** A row of buttons; none where there is no button. */
export const row = (buttons: Button[]): Block[] =>
  buttons.length === 0 ? [] : [{ kind: "actions", buttons }];
