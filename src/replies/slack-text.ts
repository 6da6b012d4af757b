import type { MrkdwnElement, PlainTextElement } from "@slack/types";
import { SLACK, shorten } from "./limits.ts";
import { type Line, parseLines, type Span, withoutMarkup } from "./markdown.ts";
import type { Block, Reply } from "./reply.ts";
import { cellText } from "./text-table.ts";

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Slack's three escapes: they defuse `<!channel>`, `<@U…>` and links. */
export function escapeSlack(text: string): string {
  return !/[&<>]/.test(text) ? text : text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}

const MARKERS = /[*_~`:>]/;
const LOOK_ALIKE: Record<string, string> = { "*": "∗", _: "＿", "~": "∼", "`": "ˋ" };

/**
 * Slack's mrkdwn has no escape for its own markers, so a marker that could open a format becomes a character that
 * looks the same; so do the colon of an emoji code and the ">" that would open a quotation.
 */
function literal(text: string): string {
  return !MARKERS.test(text)
    ? text
    : text
        .replace(/(?<![\p{L}\p{N}])[*_~](?=\S)|`/gu, (marker) => LOOK_ALIKE[marker] ?? marker)
        .replace(/:(?=[a-z0-9_+'-]+:)/gi, "∶")
        .replace(/^>/gm, "＞");
}

const prose = (text: string): string => escapeSlack(literal(text));

function spanMarkup(span: Span): string {
  switch (span.kind) {
    case "text":
      return prose(span.text);
    case "bold":
      return `*${prose(span.text)}*`;
    case "italic":
      return `_${prose(span.text)}_`;
    case "code":
      return `\`${escapeSlack(span.text)}\``;
    case "link":
      return `<${escapeSlack(span.url.replace(/[<>|]/g, encodeURIComponent))}|${prose(span.text)}>`;
    default:
      return span satisfies never;
  }
}

const PIECE = 300;
const LONGEST_URL = 800;

/** One span as markup of at most `limit` characters each; escaping makes one character at most five. */
function spanPieces(span: Span, limit: number): string[] {
  const whole = spanMarkup(span);
  if (whole.length <= limit) return [whole];
  const kind = span.kind === "link" && escapeSlack(span.url).length > LONGEST_URL ? "text" : span.kind;
  return (span.text.match(new RegExp(`[^]{1,${PIECE}}`, "gu")) ?? []).map((text) =>
    spanMarkup(kind === "link" && span.kind === "link" ? { ...span, text } : ({ kind, text } as Span)),
  );
}

function linePieces(line: Line, limit: number): string[] {
  const pieces = line.spans.flatMap((span) => spanPieces(span, limit));
  return line.bullet ? ["• ", ...pieces] : pieces;
}

/** The Markdown subset as Slack's mrkdwn, in parts of at most `limit` (≥ 2,500) characters, broken at lines where possible. */
export function toMrkdwn(text: string, limit: number): string[] {
  const parts: string[] = [];
  let part = "";
  // What is longer is cut for the whole message anyway.
  for (const line of parseLines(text.slice(0, SLACK.messageText + limit))) {
    const pieces = linePieces(line, limit);
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (part !== "" && part.length + 1 + length > limit) {
      parts.push(part);
      part = "";
    } else if (part !== "") part += "\n";
    for (const piece of pieces) {
      if (part.length + piece.length > limit) {
        parts.push(part);
        part = "";
      }
      part += piece;
    }
  }
  parts.push(part);
  return parts.map((each) => each.replace(/^\n+|\n+$/g, "")).filter((each) => each.trim() !== "");
}

/** As `toMrkdwn`, but one part of at most `limit`: what does not fit is cut visibly, without its markup. */
export function mrkdwnWithin(text: string, limit: number): string {
  const [whole, more] = toMrkdwn(text, Math.max(limit, 2_500));
  if (whole === undefined) return "";
  return more === undefined && whole.length <= limit ? whole : escapedWithin(withoutMarkup(text), limit);
}

/** Plain words, escaped, cut visibly so that the escaped text has at most `limit` characters. */
export function escapedWithin(text: string, limit: number): string {
  const whole = prose(text.slice(0, limit + 1));
  if (whole.length <= limit) return whole;
  let cut = "";
  for (const character of literal(text.slice(0, limit + 1))) {
    const escaped = escapeSlack(character);
    if (cut.length + escaped.length > limit - 1) break;
    cut += escaped;
  }
  return `${cut.trimEnd()}…`;
}

/** Foreign bare addresses stay text: `verbatim` switches off Slack's own link and channel finding. */
export const mrkdwn = (text: string): MrkdwnElement => ({ type: "mrkdwn", text, verbatim: true });

export const plainText = (text: string): PlainTextElement => ({ type: "plain_text", text, emoji: false });

export function progressText(block: { text: string; done?: number; total?: number }): string {
  const { text, done, total } = block;
  if (done === undefined || total === undefined || !(total > 0)) return text;
  const full = Math.max(0, Math.min(10, Math.round((done / total) * 10)));
  return `${text} ${"▰".repeat(full)}${"▱".repeat(10 - full)} ${done} of ${total}`;
}

function words(block: Block): string {
  switch (block.kind) {
    case "heading":
      return block.text;
    case "text":
    case "note":
      return withoutMarkup(block.text);
    case "table": {
      const rows = [
        block.columns.map((column) => column.label),
        ...block.rows.map((row) => row.map(cellText)),
      ];
      const lines = rows
        .slice(0, SLACK.tableRows)
        .map((row) => row.map((cell) => shorten(cell, SLACK.caption)).join(", "));
      return [block.caption, ...lines].join("\n");
    }
    case "fields":
      return block.fields.map((field) => `${field.label}: ${withoutMarkup(field.value)}`).join("\n");
    case "chart":
      return block.spec.title;
    case "image":
      return block.alt;
    case "actions":
      return "";
    case "progress":
      return progressText({ ...block, text: withoutMarkup(block.text) });
    default:
      return block satisfies never;
  }
}

/** What screen readers and notifications say: stands alone without the blocks. */
export function slackFallback(reply: Reply, limit: number): string {
  let text = "";
  for (const block of reply.blocks) {
    const part = words(block);
    if (part.trim() !== "") text += text === "" ? part : `\n${part}`;
    if (text.length > limit) break;
  }
  return escapedWithin(text, limit) || "Lectern";
}
