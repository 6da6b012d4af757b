import { shorten } from "./limits.ts";
import { parseLines, parseSpans, type Span } from "./markdown.ts";

/** Text that knows how to become shorter: at most `limit` characters, "…" where something is missing. */
export interface Cuttable {
  length: number;
  upTo: (limit: number) => string;
}

const LONGEST_MARKED_SPAN = 1_000;

/** A mention is found in the raw text, even behind a backslash and inside code, so the letters themselves are parted. */
export function unping(text: string): string {
  return text.replace(/@(?=everyone|here|[!&]?\d)/gi, "@\u200b");
}

const SPECIAL = /[\\*_~`|[\]<@:]/;

/** Foreign text as literal Discord text: no formatting, no masked or bare links, no mentions. */
export function escapeDiscord(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return unping(text.replace(/[\\*_~`|[\]<]/g, "\\$&").replace(/:(?=\/\/)/g, "\\:"));
}

/** Headings, quotes, lists and small print are recognised only where a line begins. */
function escapeLineStart(escaped: string): string {
  return escaped.replace(/^(\s*)([#>+-])/, "$1\\$2").replace(/^(\s*\d+)([.)])/, "$1\\$2");
}

/** Text for inside back-ticks, where a backslash would show: a look-alike replaces the back-tick. */
export function literal(text: string): string {
  return unping(text.replaceAll("`", "\u02cb"));
}

const safeUrl = (url: string): string =>
  url
    .replace(/[<>`|\\]/g, (character) => encodeURIComponent(character))
    .replace(/@(?=everyone|here)/gi, "%40");

/** Pieces of the escaped text that may be parted without breaking an escape. */
const parted = (escaped: string): string[] => escaped.match(/(?:\\.|[^\\\s]){1,60}\s*|\s+|\\/gsu) ?? [];

/** What is kept or left out as a whole when text is cut, or text that may be parted at the end of a word. */
type Atom = string | { partable: string };

const worded = (atom: Atom): string => (typeof atom === "string" ? atom : atom.partable);

function spanAtoms(span: Span, startsLine: boolean): Atom[] {
  const text = shorten(span.text, LONGEST_MARKED_SPAN);
  switch (span.kind) {
    case "text":
      return [
        { partable: startsLine ? escapeLineStart(escapeDiscord(span.text)) : escapeDiscord(span.text) },
      ];
    case "bold":
      return [`**${escapeDiscord(text)}**`];
    case "italic":
      return [`*${escapeDiscord(text)}*`];
    case "code":
      return [`\`${literal(text)}\``];
    case "link":
      return [`[${escapeDiscord(text)}](${safeUrl(span.url)})`];
    default:
      return span satisfies never;
  }
}

export function cuttable(atoms: Atom[]): Cuttable {
  const whole = atoms.map(worded).join("");
  return {
    length: whole.length,
    upTo: (limit) => {
      if (whole.length <= limit) return whole;
      let kept = "";
      for (const atom of atoms.flatMap((each) => (typeof each === "string" ? each : parted(each.partable)))) {
        if (kept.length + atom.length + 1 > limit) break;
        kept += atom;
      }
      return `${kept.trimEnd()}…`;
    },
  };
}

const lineAtoms = (spans: Span[], startsLine: boolean): Atom[] =>
  spans.flatMap((span, at) => spanAtoms(span, startsLine && at === 0));

/** The Markdown subset as Discord Markdown; `prefix` goes before every line. */
export function discordMarkdown(text: string, prefix = ""): Cuttable {
  const lines = parseLines(text.replaceAll("\r", ""));
  const atoms = lines.flatMap(({ bullet, spans }, at) => {
    const atStart = lineAtoms(spans, true);
    return [`${at > 0 ? "\n" : ""}${prefix}${bullet ? "- " : ""}`, ...atStart];
  });
  return cuttable(lines.every(({ spans }) => spans.every((span) => span.text.trim() === "")) ? [] : atoms);
}

/** "**Label:** value", one line a field. */
export function discordFields(fields: readonly { label: string; value: string }[]): Cuttable {
  return cuttable(
    fields.flatMap(({ label, value }, at) => [
      `${at > 0 ? "\n" : ""}**${escapeDiscord(shorten(oneLine(label), 200))}:** `,
      ...lineAtoms(parseSpans(oneLine(value)), false),
    ]),
  );
}

/** Plain text as one line of its own, after a `prefix` such as "## ". */
export function discordLine(prefix: string, text: string): Cuttable {
  const line = oneLine(text);
  return cuttable(line === "" ? [] : [prefix, { partable: escapeLineStart(escapeDiscord(line)) }]);
}

export const oneLine = (text: string): string => text.replace(/\s*[\r\n]\s*/g, " ").trim();
