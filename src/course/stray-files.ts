import { nearestWords } from "./edit-distance.ts";

/** The files and folders that a course consists of; folders with the ending of their files. */
export const TOP_LEVEL_FILES: readonly string[] = [
  "course.yaml",
  "sources.yaml",
  "errata.yaml",
  "entrants.yaml",
  "tables.yaml",
  "leaderboards.yaml",
  "glossary.yaml",
  "prices.yaml",
];
export const FOLDERS: Readonly<Record<string, string>> = {
  models: ".yaml",
  benchmarks: ".yaml",
  scores: ".yaml",
  figures: ".yaml",
  lessons: ".md",
};

/** Which file holds a list, by the list's key. */
const BY_KEY: Readonly<Record<string, string>> = {
  sources: "sources.yaml",
  errata: "errata.yaml",
  entrants: "entrants.yaml",
  tables: "tables.yaml",
  leaderboards: "leaderboards.yaml",
  terms: "glossary.yaml",
  offers: "prices.yaml",
  models: "models/",
  benchmarks: "benchmarks/",
  scores: "scores/",
  figures: "figures/",
};

const MOST_TYPOS = 3;
const LEAVE_ALONE = "move it elsewhere, or begin its name with _ to have it left alone";

/** What a file that no part reads was meant to be, by its name or by what it holds; `path` is "" where nobody knows. */
export function meantBy(path: string, text: string): { path: string; mend: string } {
  // In a folder the name says what all its files are; elsewhere what a file holds is surer than how it is called.
  const meant = path.includes("/")
    ? (byName(path) ?? byContent(path, text))
    : (byContent(path, text) ?? byName(path));
  return meant === undefined
    ? { path: "", mend: LEAVE_ALONE }
    : { path: meant, mend: `did you mean ${meant}?` };
}

function byName(path: string): string | undefined {
  const [folder, name, ...deeper] = path.split("/");
  if (folder === undefined) return undefined;
  if (name === undefined) return near(folder, TOP_LEVEL_FILES);
  if (deeper.length > 0) {
    const ending = FOLDERS[folder];
    return ending === undefined ? undefined : `${folder}/${stemOf(deeper.at(-1) ?? "")}${ending}`;
  }
  const known = near(folder, Object.keys(FOLDERS));
  if (known !== undefined) return `${known}/${stemOf(name)}${FOLDERS[known]}`;
  return near(`${folder}.yaml`, TOP_LEVEL_FILES);
}

function byContent(path: string, text: string): string | undefined {
  const stem = stemOf(path.replace(/^.*\//, ""));
  if (text.startsWith("---\n") && /\.(md|markdown)$/i.test(path)) return `lessons/${stem}.md`;
  const key = /^([a-z]+):/m.exec(text)?.[1] ?? "";
  const file = Object.hasOwn(BY_KEY, key) ? BY_KEY[key] : undefined;
  return file?.endsWith("/") ? `${file}${stem}.yaml` : file;
}

const stemOf = (name: string): string => name.replace(/\.\w+$/, "");

function near(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  return nearestWords(lower, known, Math.min(MOST_TYPOS, Math.floor(lower.length / 3)))[0];
}
