import { LineCounter, parseDocument } from "yaml";
import { type DataFile, lineIn, type Path, yamlProblems } from "./data-file.ts";

const MARK = "---";

/**
 * Reads a lesson: front matter between two lines of `---`, then text in sections that begin with `## `. The entry is
 * the front matter plus `id` (the file's name) and `sections`.
 */
export function readLessonFile(file: string, text: string): DataFile {
  const lines = text.split(/\r?\n/);
  const end = lines.indexOf(MARK, 1);
  if (lines[0]?.trim() !== MARK || end === -1) {
    const mend = "start the file with ---, title: and topic:, and end that part with another ---";
    return { entries: [], problems: [{ file, line: 1, message: "has no front matter", mend }] };
  }
  const counter = new LineCounter();
  // An empty first line keeps the numbers of the lines.
  const document = parseDocument(`\n${lines.slice(1, end).join("\n")}\n`, {
    lineCounter: counter,
    prettyErrors: false,
  });
  const problems = yamlProblems(file, document, counter);
  const front: unknown = document.toJS();
  if (problems.length > 0 || typeof front !== "object" || front === null || Array.isArray(front)) {
    const mend = "write it as key: value lines, texts with colons in quotes";
    const unreadable = { file, line: 1, message: "the front matter is no list of fields", mend };
    return { entries: [], problems: problems.length > 0 ? problems : [unreadable] };
  }
  const sections = sectionsOf(lines, end + 1);
  const id = file.replace(/^.*\//, "").replace(/\.md$/, "");
  const lineOf = (path: Path): number => {
    if (path[0] !== "sections") return lineIn(document, counter, path);
    return sections[Number(path[1] ?? 0)]?.line ?? end + 2;
  };
  const value = {
    ...front,
    id,
    sections: sections.map(({ heading, text: words }) => ({ heading, text: words })),
  };
  return { entries: [{ value, lineOf }], problems };
}

interface Cut {
  heading: string | null;
  text: string;
  /** Of the text's first line. */
  line: number;
}

function sectionsOf(lines: readonly string[], from: number): Cut[] {
  const starts = lines.flatMap((line, at) => (at >= from && line.startsWith("## ") ? [at] : []));
  const cut = (start: number, end: number, heading: string | null): Cut[] => {
    const words = lines.slice(start, end);
    const blank = words.findIndex((line) => line.trim() !== "");
    const text = words.join("\n").trim();
    return text === "" && heading === null ? [] : [{ heading, text, line: start + Math.max(0, blank) + 1 }];
  };
  const first = cut(from, starts[0] ?? lines.length, null);
  const rest = starts.flatMap((at, nth) =>
    cut(at + 1, starts[nth + 1] ?? lines.length, (lines[at] ?? "").slice(3).trim()),
  );
  return [...first, ...rest];
}
