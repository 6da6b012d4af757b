import { type DataFile, lineIn, type Path, parseYaml } from "./data-file.ts";

const MARK = "---";

/** What the file's name and its text say is not said again. */
const NOT_IN_FRONT: Record<string, string> = {
  id: "the id of a lesson is the name of its file: remove the line",
  sections: "write the text after the second ---",
};

/**
 * Reads a lesson: front matter between two lines of `---`, then text in sections that begin with `## `. The entry is
 * the front matter plus `id` (the file's name) and `sections`.
 */
export function readLessonFile(file: string, text: string): DataFile {
  const lines = text.split("\n");
  const end = lines.findIndex((line, at) => at > 0 && line.trimEnd() === MARK);
  if (text.trim() === "") return unread(file, "is empty", "write a lesson into it, or remove it");
  if (lines[0]?.trimEnd() !== MARK || end === -1) {
    return unread(
      file,
      "has no front matter",
      "start the file with ---, title: and topic:, and end that part with another ---",
    );
  }
  // An empty first line keeps the numbers of the lines.
  const parsed = parseYaml(file, `\n${lines.slice(1, end).join("\n")}\n`);
  const { document, problems } = parsed;
  if (Number.isFinite(parsed.brokenAt)) return { entries: [], problems, cut: true };
  const front: unknown = document.toJS();
  if (typeof front !== "object" || front === null || Array.isArray(front)) {
    const mend = "write it as key: value lines, texts with colons in quotes";
    return unread(file, "the front matter is no list of fields", mend);
  }
  const sections = sectionsOf(lines, end + 1);
  const id = file.replace(/^.*\//, "").replace(/\.md$/, "");
  const lineOf = (path: Path): number => {
    if (path[0] !== "sections") return lineIn(document, parsed.lines, path);
    return sections[Number(path[1] ?? 0)]?.line ?? end + 1;
  };
  for (const [name, mend] of Object.entries(NOT_IN_FRONT)) {
    if (name in front)
      problems.push({
        file,
        line: lineIn(document, parsed.lines, [name]),
        message: `${id}: unknown field ${name}`,
        mend,
      });
  }
  const value = {
    ...front,
    id,
    sections: sections.map(({ heading, text: words }) => ({ heading, text: words })),
  };
  return { entries: [{ value, lineOf }], problems, cut: false };
}

const unread = (file: string, message: string, mend: string): DataFile => ({
  entries: [],
  problems: [{ file, line: 1, message, mend }],
  cut: true,
});

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
