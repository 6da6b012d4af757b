import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
import { nearestWords } from "./edit-distance.ts";
import type { Problem } from "./model.ts";

export type Path = readonly PropertyKey[];

/** One entry of a list in a data file. */
export interface Entry {
  value: unknown;
  /**
   * The line of a value inside the entry, or of the nearest thing around it that has one; with `words` the line in that
   * value on which they stand.
   */
  lineOf: (path: Path, words?: string) => number;
}

export interface DataFile {
  /** The entries under the file's one key, up to the first syntax error. */
  entries: Entry[];
  problems: Problem[];
  /** Entries after some place could not be read: what refers to them is no second problem. */
  cut: boolean;
}

/** A file's YAML, and where its first error is. */
interface Parsed {
  document: Document;
  lines: LineCounter;
  text: string;
  problems: Problem[];
  /** Offset from which nothing is to be trusted. */
  brokenAt: number;
}

const MOST_OPEN = 100;
/** More dashes than that before a value are a mistake, and cost the parser its memory. */
const TOO_DEEP = /^[ \t]*(?:[-?:][ \t]+){20}/m;
const MOST_TYPOS = 3;

/**
 * Reads a file of the shape `key: [entries]`, or `sources: {name: entry}` where each entry is then `[name, value]`; with
 * the key null the whole file is one entry.
 */
export function readDataFile(file: string, text: string, key: string | null): DataFile {
  if (text.trim() === "") return unread(file, "is empty", "write something into it, or remove it");
  const parsed = parseYaml(file, text);
  const { document, problems, brokenAt } = parsed;
  const cut = Number.isFinite(brokenAt);
  if (!isMap(document.contents)) {
    const mend = key === null ? "write lines of key: value" : `start the file with "${key}:"`;
    const none =
      isScalar(document.contents) || document.contents === null ? "holds no entries" : "begins with a list";
    return cut ? { entries: [], problems, cut } : unread(file, none, mend);
  }
  if (key === null) return { entries: [wholeOf(parsed)], problems, cut };
  problems.push(...strangeKeys(file, parsed, key));
  const list = document.get(key);
  const isList = key === "sources" ? isMap(list) : isSeq(list);
  if (!isList) {
    if (problems.length === 0) problems.push(noList(file, parsed, key));
    return { entries: [], problems, cut: true };
  }
  return { entries: entriesOf(list, parsed), problems, cut };
}

const unread = (file: string, message: string, mend: string): DataFile => ({
  entries: [],
  problems: [{ file, line: 1, message, mend }],
  cut: true,
});

/** Such a file would take the parser minutes, or all memory. */
function isTooDeep(text: string): boolean {
  let open = 0;
  for (const sign of text.match(/[[\]{}]/g) ?? []) {
    open += sign === "[" || sign === "{" ? 1 : -1;
    if (open > MOST_OPEN) return true;
    if (open < 0) open = 0;
  }
  return TOO_DEEP.test(text);
}

/** The YAML of a file: its first syntax error is a problem, and every key that stands there twice before it. */
export function parseYaml(file: string, text: string): Parsed {
  const lines = new LineCounter();
  const tooDeep = isTooDeep(text);
  const document = parseDocument(tooDeep ? "" : text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
  });
  const lineAt = (offset: number) => Math.min(lines.linePos(offset).line || 1, lines.lineStarts.length || 1);
  // After a key that is there twice everything still reads as it was meant.
  const breaks = document.errors.filter(({ code }) => code !== "DUPLICATE_KEY");
  const wrong = [
    ...breaks.map(({ pos: [at], message }) => ({ at: causeOf(document, text, { at, message }), message })),
    ...aliasesIn(document),
    ...(tooDeep ? [{ at: 0, message: "it is nested too deeply" }] : []),
  ].sort((a, b) => a.at - b.at)[0];
  const brokenAt = wrong?.at ?? Number.POSITIVE_INFINITY;
  const problems = document.errors
    .filter(({ code, pos }) => code === "DUPLICATE_KEY" && pos[0] < brokenAt)
    .map(({ pos }) => ({
      ...{ file, line: lineAt(pos[0]) },
      message: `the field ${keyAt(text, pos[0])} is there twice`,
      mend: "keep one of the two",
    }));
  if (wrong !== undefined) {
    const unclosed =
      /^Missing closing/.test(wrong.message) || openQuote(document, text, wrong.at) === wrong.at;
    const quote = unclosed ? "a quote that opens here is not closed" : wrong.message;
    const line = lineAt(wrong.at);
    problems.push(
      unquotedColon(file, line, text) ?? {
        ...{ file, line },
        message: `the YAML cannot be read: ${quote}`,
        mend: "check the indentation, quotes and brackets here; entries after this line are not loaded",
      },
    );
  }
  return { document, lines, text, problems, brokenAt };
}

/** `title: Bread: for all`: the likeliest mistake of all, in words that name the cure. */
function unquotedColon(file: string, line: number, text: string): Problem | undefined {
  const written = text.split("\n")[line - 1] ?? "";
  const [, key, value] = /^\s*(?:- )?(\w+): +([^"'[{|>&*#\s].*?: .*?)\s*$/.exec(written) ?? [];
  if (key === undefined || value === undefined) return undefined;
  const message = `the ${key} holds a colon and has no quotes; what comes after this line is not loaded`;
  return { file, line, message, mend: `put the ${key} in quotes: ${key}: ${JSON.stringify(value)}` };
}

/** What was not closed is the mistake, rather than what comes after it. */
function causeOf(document: Document, text: string, { at, message }: { at: number; message: string }): number {
  const open = /^Flow (map|sequence)/.test(message);
  return open ? Math.max(0, text.slice(0, at).trimEnd().length - 1) : (openQuote(document, text, at) ?? at);
}

const keyAt = (text: string, at: number): string =>
  /^["']?([\w.-]+)/.exec(text.slice(at, at + 80))?.[1] ?? "here";

/** Where the quoted text begins that runs over line ends up to an error: its end is what was forgotten, as a rule. */
function openQuote(document: Document, text: string, at: number): number | undefined {
  let found: number | undefined;
  visit(document, {
    Scalar(_, node) {
      const [from = 0, to = 0] = node.range ?? [];
      if (node.type !== "QUOTE_DOUBLE" && node.type !== "QUOTE_SINGLE") return;
      const severalLines = text.slice(from, to).includes("\n");
      if (from <= at && severalLines && !text.slice(to, Math.max(to, at)).includes("\n")) found = from;
    },
  });
  return found;
}

/** Nobody means an alias by `*`, and some cannot be resolved or never end. */
function aliasesIn(document: Document): { at: number; message: string }[] {
  const found: { at: number; message: string }[] = [];
  visit(document, {
    Alias(_, node) {
      const message = `*${node.source.slice(0, 40)} refers to another place, which course files do not do; put text that begins with * in quotes`;
      found.push({ at: node.range?.[0] ?? 0, message });
    },
  });
  return found;
}

/** Keys besides the one that a kind of file has; with the right one misspelt this is what is said. */
function strangeKeys(file: string, { document, lines, brokenAt }: Parsed, key: string): Problem[] {
  if (!isMap(document.contents)) return [];
  return document.contents.items.flatMap(({ key: node }) => {
    const name = String(node);
    const at = (node as Node | null)?.range?.[0] ?? 0;
    if (name === key || at >= brokenAt) return [];
    const [nearest] = nearestWords(name, [key], Math.min(MOST_TYPOS, Math.floor(key.length / 3)));
    const mend = nearest === undefined ? `only "${key}:" stands in this file` : `did you mean ${nearest}?`;
    return [{ file, line: lines.linePos(at).line || 1, message: `unknown field ${name}`, mend }];
  });
}

function noList(file: string, { document, lines }: Parsed, key: string): Problem {
  const there = isMap(document.contents) && document.contents.items.find((pair) => String(pair.key) === key);
  if (!there) return { file, line: 1, message: `has no ${key}`, mend: `start the file with "${key}:"` };
  const line = lines.linePos((there.key as Node).range?.[0] ?? 0).line || 1;
  const value = there.value as Node | null;
  if (value === null || (isScalar(value) && value.value === null)) {
    const mend = `write an entry under it, or "${key}: ${key === "sources" ? "{}" : "[]"}"`;
    return { file, line, message: `${key} has no entries`, mend };
  }
  const mend = key === "sources" ? "write name: {title: …} lines" : 'begin every entry with "- "';
  return { file, line, message: `${key} is no list of entries`, mend };
}

/** The whole file as one entry; without what stands after a syntax error. */
function wholeOf({ document, lines, brokenAt }: Parsed): Entry {
  const map = document.contents;
  const value: Record<string, unknown> = {};
  for (const pair of isMap(map) ? map.items : []) {
    const node = pair.value as Node | null;
    if ((node?.range?.[1] ?? 0) >= brokenAt) break;
    value[String(pair.key)] = node === null ? null : node.toJS(document);
  }
  return { value, lineOf: (path) => lineIn(document, lines, path) };
}

function entriesOf(list: unknown, { document, lines, text, brokenAt }: Parsed): Entry[] {
  const entries: Entry[] = [];
  for (const item of isSeq(list) || isMap(list) ? list.items : []) {
    const { name, node, start } = placeOf(item);
    const end = node?.range?.[1] ?? start;
    // An entry that ends where the error is goes on in truth.
    if (end >= brokenAt) continue;
    const lineOf = (path: Path, words?: string) => {
      const at = node === undefined ? start : offsetOf(node, path);
      const found = words === undefined ? -1 : text.slice(at, end).indexOf(words);
      return lines.linePos(found === -1 ? at : at + found).line || 1;
    };
    const value: unknown = node === undefined ? null : node.toJS(document);
    entries.push({ value: name === undefined ? value : [name, value], lineOf });
  }
  return entries;
}

/** The line of a value in a document of one entry, or of the nearest thing around it. */
export function lineIn(document: Document, lines: LineCounter, path: Path): number {
  const node = document.contents;
  return isMap(node) ? lines.linePos(offsetOf(node as Node, path)).line || 1 : 1;
}

function placeOf(item: unknown): { name: string | undefined; node: Node | undefined; start: number } {
  if (typeof item === "object" && item !== null && "key" in item && "value" in item) {
    const node = (item.value as Node | null) ?? undefined;
    const start = (item.key as Node | null)?.range?.[0] ?? 0;
    return { name: String(item.key), node, start };
  }
  const node = (item as Node | null) ?? undefined;
  return { name: undefined, node, start: node?.range?.[0] ?? 0 };
}

/** Where the value at `path` begins; where it is missing, the innermost thing around it. A key begins its value. */
function offsetOf(node: Node, path: Path): number {
  let here: Node = node;
  let offset = node.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(here)) {
      const pair = here.items.find((item) => String(item.key) === String(step));
      if (pair === undefined) break;
      offset = (pair.key as Node | null)?.range?.[0] ?? offset;
      if (pair.value === null) break;
      here = pair.value as Node;
    } else if (isSeq(here)) {
      const next = here.items[Number(step)] as Node | undefined;
      if (next === undefined) break;
      offset = next.range?.[0] ?? offset;
      here = next;
    } else break;
  }
  return offset;
}
