import type { Course, Fact } from "../course/model.ts";
import { type Piece, piecesOf, type Reference } from "../course/references.ts";
import { Citations, figureData, RECALLED_MARK, RECALLED_NOTE } from "../registry/sources.ts";
import { plain } from "../replies/markdown.ts";
import type { Json } from "../replies/reply.ts";
import { type Looked, lookUp } from "./look-up.ts";

/** What is shown where a reference leads nowhere: a broken course still has readable lessons. */
const UNKNOWN = "unknown";
/** Keeps a sign on the line of its number; words may go to the next. */
const joined = (words: string, unit: string): string =>
  unit.startsWith("%") ? `${words}\u00a0${unit}` : `${words} ${unit}`;

/** Text of the course as it is shown: references resolved, with the sources of all that was written with it. */
export class Prose {
  readonly #course: Course;
  readonly #citations: Citations;
  #recalled = false;
  /** The figures that were written, in order. */
  readonly figures: Json[] = [];

  constructor(course: Course) {
    this.#course = course;
    this.#citations = new Citations(course);
  }

  /** Markdown with references as Markdown without; lines of a paragraph become one, as Markdown has it. */
  write(text: string): string {
    return unwrapped(text)
      .split("\n")
      .map((line) => this.#line(line))
      .join("\n");
  }

  /** What stands behind a figure: that it is from memory, and the number of its source. */
  mark(fact: Fact): string {
    const recalled = fact.verified === "recalled";
    this.#recalled ||= recalled;
    return (recalled ? RECALLED_MARK : "") + this.#citations.mark(fact);
  }

  /** "Sources: ¹ …" and what the mark of recalled figures means; "" when neither is needed. */
  note(): string {
    return [this.#citations.note(), this.#recalled ? RECALLED_NOTE : ""].filter(Boolean).join("\n");
  }

  #line(line: string): string {
    const pieces = piecesOf(line);
    const said = pieces.map((piece) => ("text" in piece ? piece.text : "")).join("");
    let written = "";
    let setting: string | undefined;
    for (const [at, piece] of pieces.entries()) {
      if ("text" in piece) {
        written += piece.text;
        continue;
      }
      const looked = lookUp(piece.reference, this.#course);
      if (looked === undefined) written += this.#link(piece.reference, written);
      else {
        const told = looked.setting === setting ? "" : unsaid(looked.setting ?? "", said);
        written += this.#figure(
          piece,
          { ...looked, setting: told },
          {
            before: written,
            after: followingText(pieces, at),
          },
        );
        setting = looked.setting ?? setting;
      }
    }
    return written;
  }

  #figure(
    piece: Extract<Piece, { written: string }>,
    { words, unit, setting = "", fact }: Looked,
    { before, after }: { before: string; after: string },
  ): string {
    // "{{…layers}} layers": the sentence says the unit itself.
    const shown = unit === "" || startsWithWord(after, unit) ? words : joined(words, unit);
    const text = setting === "" ? shown : `${shown} (${setting})`;
    const mark = fact === undefined ? "" : this.mark(fact);
    if (fact !== undefined) this.figures.push({ reference: piece.written, figure: figureData(fact) });
    return (placeOf(before) === "code" ? text : plain(text)) + mark;
  }

  /** Terms, lessons and tables by their names in italics. */
  #link(reference: Reference, before: string): string {
    const name = this.#nameOf(reference, before);
    if (name === undefined) return UNKNOWN;
    const place = placeOf(before);
    if (place === "code") return name;
    return place === "text" ? `*${plain(name)}*` : plain(name);
  }

  #nameOf(reference: Reference, before: string): string | undefined {
    switch (reference.kind) {
      case "term": {
        const term = this.#course.terms.find(({ id }) => id === reference.id);
        return reference.words ?? (term && inSentence(term.term, before));
      }
      case "lesson":
        return reference.words ?? this.#course.lessons.find(({ id }) => id === reference.id)?.title;
      case "table":
        return this.#course.tables.find(({ id }) => id === reference.id)?.title;
      default:
        return undefined;
    }
  }
}

/** Each paragraph and each point of a list on one line. */
function unwrapped(text: string): string {
  return text.replace(/(\S)[ \t]*\n(?!\s*\n|- )[ \t]*(?=\S)/g, "$1 ");
}

function followingText(pieces: readonly Piece[], at: number): string {
  const next = pieces[at + 1];
  return next !== undefined && "text" in next ? next.text : "";
}

function startsWithWord(text: string, word: string): boolean {
  const start = text
    .trimStart()
    .slice(0, word.length + 1)
    .toLowerCase();
  return start.startsWith(word.toLowerCase()) && !/[\p{L}\p{N}]$/u.test(start.slice(word.length));
}

/** The parts of a setting that a sentence does not say itself: of "64-shot, closed book" the latter where it says 64-shot. */
function unsaid(setting: string, sentence: string): string {
  const said = (part: string): boolean => {
    const before = part === "CoT" ? "(?<!no )" : "";
    const words = part.replace(/[^\p{L}\p{N}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
    return new RegExp(`${before}(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, "iu").test(sentence);
  };
  const parts = setting.split(", ");
  return parts.filter((part) => !said(part)).join(", ");
}

/** Where the end of a line is: in a code span, inside bold or italics, or in plain text. */
function placeOf(line: string): "code" | "emphasis" | "text" {
  const marks = line.replace(/\\./g, "").replace(/`[^`]*`/g, "");
  if (marks.includes("`")) return "code";
  const stars = marks.replaceAll("**", "");
  const bold = (marks.length - stars.length) / 2;
  return bold % 2 === 1 || stars.split("*").length % 2 === 0 ? "emphasis" : "text";
}

/** "Dot product" is "dot product" inside a sentence; "RLHF", "LoRA" and "t-SNE" stay as they are. */
function inSentence(term: string, before: string): string {
  const [first = ""] = term.split(/[\s-]/);
  const begins = /(^|[.?]\s+|^- )[*\s]*$/.test(before);
  return begins || /[^a-z]/.test(first.slice(1)) || first.length < 2
    ? term
    : term.charAt(0).toLowerCase() + term.slice(1);
}
