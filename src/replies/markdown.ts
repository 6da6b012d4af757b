import { shorten } from "./limits.ts";

/** A piece of a line of the Markdown subset: `**bold**`, `*italic*`, `` `code` ``, `[label](https://…)`. */
export type Span =
  | { kind: "text" | "bold" | "italic" | "code"; text: string }
  | { kind: "link"; text: string; url: string };

const PATTERN =
  /\\([\\*_`[\]()~<>|#-])|\*\*((?:\\.|[^*\\])+)\*\*|\*((?:\\.|[^*\\])+)\*|`([^`]+)`|\[((?:\\.|[^\]\\])+)\]\((https?:\/\/[^\s)]+)\)/g;

const unescaped = (text: string): string => text.replace(/\\([\\*_`[\]()~<>|#-])/g, "$1");

const MAYBE_MARKUP = /[\\*`[]/;

/** Splits one line into spans. Total: whatever is not markup is text. */
export function parseSpans(line: string): Span[] {
  if (!MAYBE_MARKUP.test(line)) return line === "" ? [] : [{ kind: "text", text: line }];
  const spans: Span[] = [];
  const add = (span: Span): void => {
    const last = spans.at(-1);
    if (span.kind === "text" && last?.kind === "text") last.text += span.text;
    else if (span.text !== "") spans.push(span);
  };
  let end = 0;
  for (const match of line.matchAll(PATTERN)) {
    add({ kind: "text", text: line.slice(end, match.index) });
    const [, escaped, bold, italic, code, label, url] = match;
    if (escaped !== undefined) add({ kind: "text", text: escaped });
    else if (bold !== undefined) add({ kind: "bold", text: unescaped(bold) });
    else if (italic !== undefined) add({ kind: "italic", text: unescaped(italic) });
    else if (code !== undefined) add({ kind: "code", text: code });
    else if (label !== undefined && url !== undefined) add({ kind: "link", text: unescaped(label), url });
    end = match.index + match[0].length;
  }
  add({ kind: "text", text: line.slice(end) });
  return spans;
}

/** A line of a text block: a bullet when it starts with "- ". */
export interface Line {
  bullet: boolean;
  spans: Span[];
}

export function parseLines(text: string): Line[] {
  return text.split("\n").map((line) => {
    const bullet = line.startsWith("- ");
    return { bullet, spans: parseSpans(bullet ? line.slice(2) : line) };
  });
}

/** They turn the direction of what follows them, also of Lectern's own words. */
const TURNS_DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

/** Foreign text made safe inside a text, fields or note block: it formats nothing and links nowhere. */
export function plain(text: string): string {
  const straight = text.replace(TURNS_DIRECTION, "");
  const line = /\n/.test(straight) ? straight.replace(/\s*\n\s*/g, " ") : straight;
  const escaped = MAYBE_MARKUP.test(line) ? line.replace(/[\\*`[\]]/g, "\\$&") : line;
  return escaped.startsWith("- ") ? `\\${escaped}` : escaped;
}

const MOST_ECHOED = 60;

/** What a person typed, said back in an error: enough of it to be recognised. */
export const echoed = (text: string): string => plain(shorten(text, MOST_ECHOED));

/** The words alone, for places that take plain text. */
export function withoutMarkup(text: string): string {
  return parseLines(text)
    .map(({ bullet, spans }) => (bullet ? "- " : "") + spans.map((span) => span.text).join(""))
    .join("\n");
}
