/**
 * What stands between double braces or brackets in the text of lessons and glossary: a figure is never typed there, it
 * is looked up.
 *
 * `{{chinchilla-70b.parameters}}` · `{{score gpt-4o mmlu "5-shot" llama3}}` · `{{benchmark mmlu.size}}` ·
 * `{{cell <table> "<first cell of the row>" "<column key>"}}` · `{{figure <id>}}` · `{{table <id>}}` on a line of its own ·
 * `[[term]]`, `[[term|words]]` · `[[lesson:id]]`, `[[lesson:id|words]]`
 */
export type Reference =
  | { kind: "fact"; model: string; field: string }
  | { kind: "score"; model: string; benchmark: string; setting: string; source: string }
  | { kind: "benchmark"; benchmark: string; field: string }
  | { kind: "cell"; table: string; row: string; column: string }
  | { kind: "figure"; id: string }
  | { kind: "table"; id: string }
  | { kind: "term"; id: string; words?: string }
  | { kind: "lesson"; id: string; words?: string }
  | { kind: "unreadable" };

/** Text, or what stands in its place; `written` is the reference as it was typed. */
export type Piece = { text: string } | { reference: Reference; written: string };

const REFERENCE = /\{\{([^{}\n]*)\}\}|\[\[([^[\]\n]*)\]\]/g;

/** The text cut at its references, in order. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    const [written, looked, link] = match;
    pieces.push({ reference: looked === undefined ? readLink(link ?? "") : readLookUp(looked), written });
    end = match.index + written.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

function readLookUp(inside: string): Reference {
  const words = [...inside.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
  const [kind = "", first = "", second = "", third = "", fourth = ""] = words;
  const takes: Record<string, () => Reference> = {
    "score 5": () => ({ kind: "score", model: first, benchmark: second, setting: third, source: fourth }),
    "benchmark 2": () => ({ kind: "benchmark", ...dotted(first, "benchmark") }),
    "cell 4": () => ({ kind: "cell", table: first, row: second, column: third }),
    "figure 2": () => ({ kind: "figure", id: first }),
    "table 2": () => ({ kind: "table", id: first }),
  };
  const take = takes[`${kind} ${words.length}`];
  if (take !== undefined) return take();
  return words.length === 1 && kind.includes(".")
    ? { kind: "fact", ...dotted(kind, "model") }
    : { kind: "unreadable" };
}

/** "llama-3.1-8b.parameters" is cut at the last dot. */
function dotted<Name extends "model" | "benchmark">(text: string, name: Name) {
  const dot = text.lastIndexOf(".");
  return { [name]: text.slice(0, dot), field: text.slice(dot + 1) } as Record<Name, string> & {
    field: string;
  };
}

function readLink(inside: string): Reference {
  const [target = "", ...rest] = inside.split("|");
  const words = rest.join("|").trim();
  const named = words === "" ? {} : { words };
  const id = target.trim();
  if (id === "") return { kind: "unreadable" };
  return id.startsWith("lesson:")
    ? { kind: "lesson", id: id.slice("lesson:".length), ...named }
    : { kind: "term", id, ...named };
}
