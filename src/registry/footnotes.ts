const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Letters for cells that need a word of explanation, in the order they are first used; equal words share a letter. */
export class Footnotes {
  readonly #texts: string[] = [];

  /** The mark that goes behind the figure: "(a)". */
  mark(text: string): string {
    const known = this.#texts.indexOf(text);
    return letter(known === -1 ? this.#texts.push(text) - 1 : known);
  }

  /** Every mark with its words. */
  all(): { mark: string; text: string }[] {
    return this.#texts.map((text, at) => ({ mark: letter(at), text }));
  }

  /** "(a) 5-shot, no CoT. (b) 0-shot."; "" when nothing was marked. */
  note(): string {
    return this.all()
      .map(({ mark, text }) => `${mark} ${text}.`)
      .join(" ");
  }
}

/** "(a)" to "(z)", then "(aa)". */
function letter(at: number): string {
  const round = Math.floor(at / LETTERS.length) + 1;
  return `(${LETTERS.charAt(at % LETTERS.length).repeat(round)})`;
}
