/** How wide a text is at the size and weight in question. */
export type Measure = (text: string) => number;

const LONGEST = 400;
const ELLIPSIS = "…";

/**
 * What of a text can be drawn: one line, without control characters and without emoji, for which there is no font.
 */
export function drawable(text: string): string {
  const kept = text
    .slice(0, LONGEST)
    .replace(/\p{Cs}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu, "")
    .replace(/\u200d|\ufe0f|\u20e3|\ufffd/gu, "")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\s]+/gu, " ")
    .trim();
  return kept === "" && text.trim() !== "" ? "–" : kept;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The text, cut with an ellipsis where it is too wide. */
export function clipped(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const letters = Array.from(text);
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(cut(letters, middle)) <= width) low = middle;
    else high = middle - 1;
  }
  return cut(letters, low);
}

const cut = (letters: string[], length: number): string =>
  letters.slice(0, length).join("").trimEnd() + ELLIPSIS;

/** The text in at most `most` lines broken at spaces; what does not fit is cut with an ellipsis. */
export function wrapped(text: string, width: number, options: { measure: Measure; most: number }): string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.split(" ");
  for (const [at, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || options.measure(longer) <= width) {
      line = longer;
    } else if (lines.length + 1 === options.most) {
      line = `${line} ${words.slice(at).join(" ")}`;
      break;
    } else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  return lines.map((one) => clipped(one, width, options.measure));
}

/** Whether the text fits in that many lines without a cut. */
export function fitsIn(text: string, width: number, options: { measure: Measure; most: number }): boolean {
  return wrapped(text, width, options).join(" ") === text;
}
