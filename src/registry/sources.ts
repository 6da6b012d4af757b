import { sourceKeys } from "../course/fields.ts";
import type { Course, Fact, Source, Verified } from "../course/model.ts";
import { sourceOf } from "../course/source-of.ts";
import { plain } from "../replies/markdown.ts";
import type { Json } from "../replies/reply.ts";

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function superscript(number: number): string {
  return [...String(number)].map((digit) => SUPERSCRIPTS.charAt(Number(digit))).join("");
}

function sourceWords(source: Source | undefined, key: string): string {
  if (source === undefined) return plain(key);
  const { title, arxiv, where } = source;
  const name = arxiv === undefined ? plain(title) : `[${plain(title)}](https://arxiv.org/abs/${arxiv})`;
  return where === undefined ? name : `${name}, ${plain(where)}`;
}

/** Numbers the sources of the figures that are shown, in the order they are first cited. */
export class Citations {
  readonly #course: Course;
  readonly #numbers = new Map<string, number>();

  constructor(course: Course) {
    this.#course = course;
  }

  /** The mark that goes behind a figure: "¹". */
  mark(fact: Pick<Fact, "source">): string {
    return this.marks([fact]);
  }

  /** The marks of all of them, each source once: "¹˒²". */
  marks(facts: readonly Pick<Fact, "source">[]): string {
    const numbers = [...new Set(facts.flatMap(sourceKeys))].map((key) => {
      const number = this.#numbers.get(key) ?? this.#numbers.size + 1;
      this.#numbers.set(key, number);
      return superscript(number);
    });
    return numbers.join("˒");
  }

  /** "Sources: ¹ Training Compute-Optimal …, Tables 1-9. ² …" */
  note(): string {
    const entries = [...this.#numbers].map(
      ([key, number]) => `${superscript(number)} ${sourceWords(sourceOf(this.#course, key), key)}`,
    );
    return entries.length === 0 ? "" : `Sources: ${entries.join(" · ")}`;
  }

  /** The same with arXiv numbers instead of titles, where there are many. */
  shortNote(): string {
    const entries = [...this.#numbers].map(
      ([key, number]) => `${superscript(number)} ${plain(shortName(this.#course, key))}`,
    );
    return entries.length === 0 ? "" : `Sources: ${entries.join(" · ")}`;
  }
}

/** An arXiv number, else the title. */
function shortName(course: Course, key: string): string {
  const source = sourceOf(course, key);
  return source?.arxiv === undefined ? (source?.title ?? key) : `arXiv ${source.arxiv}`;
}

/** Titles of the sources of some figures, for the foot of a chart. */
export function sourceLine(course: Course, facts: readonly Pick<Fact, "source">[]): string {
  const keys = [...new Set(facts.flatMap(sourceKeys))];
  const names = keys.map((key) => shortName(course, key));
  return names.length === 0 ? "" : `Sources: ${[...new Set(names)].join(", ")}`;
}

/** A figure as `data` carries it. */
export function figureData(fact: Fact): Json {
  const { value, unit, source, verified, note, slideSays } = fact;
  return {
    value,
    unit,
    source,
    verified,
    ...(note === undefined ? {} : { note }),
    ...(slideSays === undefined ? {} : { slideSays }),
  };
}

/** Stands behind a figure from memory, and is explained in a note. */
export const RECALLED_MARK = "†";
export const RECALLED_NOTE = `${RECALLED_MARK} from memory, not checked against its source: less certain.`;

/** Stands behind a figure that only the course's slide gives. */
const SLIDE_ONLY_MARK = "¶";
const STATUS_MARKS: Partial<Record<Verified, { mark: string; note: string }>> = {
  recalled: { mark: RECALLED_MARK, note: RECALLED_NOTE },
  "slide-only": {
    mark: SLIDE_ONLY_MARK,
    note: `${SLIDE_ONLY_MARK} only on the slide, found nowhere else: less certain.`,
  },
};

/** What stands behind a figure of this status: "†" from memory, "¶" only on the slide, nothing where it was seen. */
export const statusMark = (verified: Verified): string => STATUS_MARKS[verified]?.mark ?? "";

/** Explains the marks that were used; "" when there are none. */
export function statusNote(facts: readonly { verified: Verified }[]): string {
  const used = new Set(facts.map(({ verified }) => STATUS_MARKS[verified]?.note));
  return Object.values(STATUS_MARKS)
    .flatMap(({ note }) => (used.has(note) ? [note] : []))
    .join("\n");
}
