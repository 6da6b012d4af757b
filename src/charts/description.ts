/** No alt text is longer, whatever the chart holds. */
export const LONGEST_DESCRIPTION = 1000;
const LONGEST_NAME = 80;

export type NamedList = readonly [name: string, items: readonly string[]];

/** Sentences up to the limit; a list that does not fit says how many items it leaves out. */
export class Description {
  #text: string;

  constructor(start: string) {
    this.#text = start;
  }

  add(words: string): void {
    this.#text = `${this.#text} ${words}`;
  }

  /** Lists that share the room that is left, so that a long one does not use up that of those behind it. */
  lists(all: readonly NamedList[]): void {
    const lengths = all.map(([name, items]) =>
      items.reduce((sum, item) => sum + item.length + 2, name.length + 4),
    );
    let wanted = lengths.reduce((sum, length) => sum + length, 0);
    for (const [at, [name, items]] of all.entries()) {
      const room = LONGEST_DESCRIPTION - this.#text.length;
      const share = Math.floor(room / (all.length - at));
      this.list(name, items, { room: wanted <= room ? room : share });
      wanted -= lengths[at] ?? 0;
    }
  }

  list(
    name: string,
    items: readonly string[],
    { separator = ", ", room = LONGEST_DESCRIPTION - this.#text.length } = {},
  ): void {
    if (items.length === 0) return;
    const start = name === "" ? "" : `${name}: `;
    let length = start.length + 1;
    let shown = 0;
    // Counts lengths instead of joining: there may be a hundred thousand items.
    for (const [at, item] of items.entries()) {
      length += item.length + (at > 0 ? separator.length : 0);
      const left = items.length - at - 1;
      const end = left === 0 ? 1 : `${separator}and ${left} more.`.length;
      if (length + end <= room) shown = at + 1;
      if (length > room) break;
    }
    const rest = items.length - shown;
    const words = [...items.slice(0, shown), ...(rest > 0 && shown > 0 ? [`and ${rest} more`] : [])];
    this.add(`${start}${shown === 0 ? `${rest} more` : words.join(separator)}.`);
  }

  toString(): string {
    return cutAt(this.#text.replace(/\s+/g, " ").trim(), LONGEST_DESCRIPTION);
  }
}

/** One line, cut with an ellipsis where it is long. */
export const short = (text: string, length = LONGEST_NAME): string =>
  cutAt(text.replace(/\s+/g, " ").trim(), length);
export const sentence = (text: string): string =>
  text === "" ? "" : ` ${text}${/[.…?]$/.test(text) ? "" : "."}`;

function cutAt(text: string, length: number): string {
  const whole = text.replace(/\p{Cs}/gu, "");
  if (whole.length <= length) return whole;
  return `${whole
    .slice(0, length - 1)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd()}…`;
}
