import { type Document, isMap, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Problem } from "./model.ts";

export type Path = readonly PropertyKey[];

/** One entry of a list in a data file. */
export interface Entry {
  value: unknown;
  /** The line of a value inside the entry, or of the nearest thing around it that has one. */
  lineOf: (path: Path) => number;
}

export interface DataFile {
  /** The entries under the file's one key, up to the first syntax error. */
  entries: Entry[];
  problems: Problem[];
}

/**
 * Reads a file of the shape `key: [entries]`, or `key: {name: entry}` where each entry is then `[name, value]`; with the
 * key null the whole file is one entry.
 */
export function readDataFile(file: string, text: string, key: string | null): DataFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line || 1;
  const problems = yamlProblems(file, document, lines);
  // After a key that is there twice everything still reads as it was meant.
  const breaks = document.errors.filter((error) => error.code !== "DUPLICATE_KEY");
  const brokenAt = Math.min(...breaks.map((error) => error.pos[0]), Number.POSITIVE_INFINITY);
  if (key === null) {
    const whole = isMap(document.contents) && Number.isFinite(brokenAt) === false;
    const lineOf = (path: Path) => lineIn(document, lines, path);
    return { entries: whole ? [{ value: document.toJS() as unknown, lineOf }] : [], problems };
  }
  const list = document.get(key);
  if (!isSeq(list) && !isMap(list)) {
    if (problems.length === 0) {
      problems.push({ file, line: 1, message: `has no ${key}`, mend: `start the file with "${key}:"` });
    }
    return { entries: [], problems };
  }
  const entries: Entry[] = [];
  for (const item of list.items) {
    const [name, node] = pairOf(item);
    const end = node?.range?.[1];
    if (node === undefined || end === undefined || end > brokenAt) continue;
    const lineOf = (path: Path) => lineAt(offsetOf(node, path));
    const value: unknown = node.toJS(document);
    entries.push({ value: name === undefined ? value : [name, value], lineOf });
  }
  return { entries, problems };
}

/** The syntax errors of a document. */
export function yamlProblems(file: string, document: Document, lines: LineCounter): Problem[] {
  return document.errors.map((error) => ({
    file,
    line: lines.linePos(error.pos[0]).line || 1,
    message: `the YAML cannot be read: ${error.message}`,
    mend:
      error.code === "DUPLICATE_KEY"
        ? "keep one of the two"
        : "check the indentation, quotes and brackets here; entries after this line are not loaded",
  }));
}

/** The line of a value in a document of one entry, or of the nearest thing around it. */
export function lineIn(document: Document, lines: LineCounter, path: Path): number {
  const node = document.contents;
  return isMap(node) ? lines.linePos(offsetOf(node as Node, path)).line || 1 : 1;
}

function pairOf(item: unknown): [string | undefined, Node | undefined] {
  if (typeof item !== "object" || item === null) return [undefined, undefined];
  if ("key" in item && "value" in item) return [String(item.key), item.value as Node];
  return [undefined, item as Node];
}

/** Where the value at `path` begins; where it is missing, the innermost thing around it. A key begins its value. */
function offsetOf(node: Node, path: Path): number {
  let here: Node = node;
  let offset = node.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(here)) {
      const pair = here.items.find((item) => String(item.key) === String(step));
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
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
