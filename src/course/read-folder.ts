import { isUtf8 } from "node:buffer";
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Problem } from "./model.ts";
import { FOLDERS, meantBy, TOP_LEVEL_FILES } from "./stray-files.ts";

/** One file of a course folder. */
export interface CourseFile {
  /** As problems name it. */
  file: string;
  /** Relative to its folder, with `/`; of a misnamed file what it was meant to be, "" where nobody knows. */
  path: string;
  /** With `\n` at the ends of lines. */
  text: string;
  /** In a course folder of one's own, rather than built in. */
  own: boolean;
  /** Set where the file is not to be parsed, with the reasons; the text is then what could be read, perhaps nothing. */
  unread?: Problem[];
}

/** A file that holds more was not written by hand, and would keep the start waiting. */
export const MOST_BYTES = 500_000;
export const MOST_LINES = 20_000;
/** Files in one folder, with those of its subfolders. */
export const MOST_FILES = 2_000;

interface Folder {
  dir: string;
  /** Without links. */
  root: string;
  /** Put before the names of files. */
  prefix: string;
  own: boolean;
  left: number;
}

interface Names {
  files: string[];
  folders: string[];
}

/**
 * Reads every file that is a part of a course, and says which others are lying about. Read synchronously, which for many
 * small files takes a fifth of the time; nothing else happens yet.
 */
export function readFolder(dir: string, own: boolean): CourseFile[] {
  const prefix = own ? `${dir}/` : "";
  const names = attempt(() => namesIn(dir));
  const root = attempt(() => realpathSync(dir));
  if (names instanceof Error || root instanceof Error) {
    const reason = names instanceof Error ? names : (root as Error);
    // What the built-in data lack is said by parsing, name by name.
    return own ? [unreadFile({ file: dir, path: "", own }, whyNot(reason, "folder"))] : [];
  }
  const folder = { dir, root, prefix, own, left: MOST_FILES };
  const tops = names.files.filter((name) => TOP_LEVEL_FILES.includes(name));
  const subfolders = names.folders.filter((name) => Object.hasOwn(FOLDERS, name));
  const read = [
    ...TOP_LEVEL_FILES.filter((name) => tops.includes(name)).map((name) => readOne(folder, name)),
    ...Object.keys(FOLDERS).flatMap((name) => (subfolders.includes(name) ? readSubfolder(folder, name) : [])),
  ];
  const strays = [
    ...names.files.filter((name) => !tops.includes(name)).flatMap((name) => stray(folder, name)),
    ...names.folders
      .filter((name) => !subfolders.includes(name))
      .flatMap((name) => strayFolder(folder, name)),
  ];
  if (own && read.length + strays.length === 0) {
    const mend = "name the folder that holds course.yaml, lessons and the like; see docs/course-pack.md";
    return [unreadFile({ file: dir, path: "", own }, { message: "holds no file of a course", mend })];
  }
  return [...read, ...strays];
}

function readSubfolder(folder: Folder, name: string): CourseFile[] {
  const ending = FOLDERS[name] ?? "";
  const names = attempt(() => {
    if (isOutside(folder, name)) throw new Error(OUTSIDE);
    return namesIn(join(folder.dir, name));
  });
  const path = `${name}/unknown${ending}`;
  if (names instanceof Error) {
    return [unreadFile({ file: folder.prefix + name, path, own: folder.own }, whyNot(names, "folder"))];
  }
  return [
    ...names.files.flatMap((file) =>
      file.endsWith(ending) ? [readOne(folder, `${name}/${file}`)] : stray(folder, `${name}/${file}`),
    ),
    ...names.folders.flatMap((inner) => strayFolder(folder, `${name}/${inner}`)),
  ];
}

/** What is in a folder, without what course folders hold for other reasons (the texts of labs, say); links count as what they lead to. */
function namesIn(dir: string): Names {
  const entries = readdirSync(dir, { withFileTypes: true })
    .filter(
      ({ name }) =>
        !/^[._]|~$|^(readme|licen[cs]e|changelog|contributing)\b|^(schema|labs|node_modules)$/i.test(name),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const isFolder = (entry: Dirent): boolean =>
    entry.isDirectory() ||
    (entry.isSymbolicLink() && attempt(() => statSync(join(dir, entry.name)).isDirectory()) === true);
  return {
    files: entries.filter((entry) => !isFolder(entry)).map(({ name }) => name),
    folders: entries.filter(isFolder).map(({ name }) => name),
  };
}

const NO_FILE = "is no ordinary file";
const OUTSIDE = "leads out of the course folder";

/** Others may be able to write what a link leads to, and it is missing where only the folder is copied. */
function isOutside({ dir, root }: Folder, path: string): boolean {
  return !`${realpathSync.native(join(dir, path))}${sep}`.startsWith(`${root}${sep}`);
}

function readOne(folder: Folder, path: string): CourseFile {
  const { dir, prefix, own } = folder;
  const place = { file: prefix + path, path, own };
  const bytes = attempt(() => {
    if (own && isOutside(folder, path)) throw new Error(OUTSIDE);
    const stat = statSync(join(dir, path));
    if (!stat.isFile()) throw new Error(NO_FILE);
    if (stat.size > MOST_BYTES) throw new Error(`is larger than ${MOST_BYTES / 1000} KB`);
    if (folder.left-- <= 0) throw new Error(`is one file too many: ${MOST_FILES} are read`);
    return readFileSync(join(dir, path));
  });
  return bytes instanceof Error ? unreadFile(place, whyNot(bytes, "file")) : decoded(place, bytes);
}

function decoded(place: Omit<CourseFile, "text">, bytes: Buffer): CourseFile {
  const text = bytes
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n");
  if (!isUtf8(bytes)) {
    const mend = "save it as UTF-8";
    return unreadFile(place, { line: lineOfBadByte(bytes), message: "is not UTF-8 text", mend }, text);
  }
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  if (lines > MOST_LINES) {
    const message = `has more than ${MOST_LINES.toLocaleString("en-US")} lines`;
    return unreadFile(place, { message, mend: "split it into several files" });
  }
  return { ...place, text };
}

function lineOfBadByte(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    const stop = end === -1 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(start, stop))) break;
    start = stop;
  }
  return line;
}

/** A file that no part reads, if it looks like a part of a course: pictures and the like may lie about. */
function stray(folder: Folder, path: string): CourseFile[] {
  const inFolder = path.includes("/");
  if (!inFolder && !LOOKS_LIKE_DATA.test(path)) return [];
  const read = readOne(folder, path);
  const meant = meantBy(path, read.text);
  const { mend, path: meantPath } = meant;
  return [unreadFile({ ...read, path: meantPath }, { message: "is read by no part", mend }, read.text)];
}

const LOOKS_LIKE_DATA = /\.(ya?ml|md|markdown)$/i;

/** A folder that no part reads is one mistake, however many files are in it. */
function strayFolder(folder: Folder, path: string): CourseFile[] {
  const found = attempt(() => (isOutside(folder, path) ? [] : namesIn(join(folder.dir, path)).files));
  const names = found instanceof Error ? [] : found.filter((name) => LOOKS_LIKE_DATA.test(name));
  return names.map((name, at) => {
    const read = readOne(folder, `${path}/${name}`);
    const meant = meantBy(`${path}/${name}`, read.text);
    const more = names.length === 1 ? "" : `, nor is the rest of ${path}`;
    const reasons = { message: `is read by no part${more}`, mend: meant.mend };
    const file = unreadFile({ ...read, path: meant.path }, reasons, read.text);
    return at === 0 ? file : { ...file, unread: [] };
  });
}

interface Reason {
  line?: number;
  message: string;
  mend: string;
}

function unreadFile(place: Omit<CourseFile, "text">, reason: Reason, text = ""): CourseFile {
  const { file, path, own } = place;
  return { file, path, own, text, unread: [{ file, line: 1, ...reason }] };
}

const MENDS: Record<string, Reason> = {
  ENOENT: { message: "is not there", mend: "check the name" },
  ENOTDIR: { message: "is no folder", mend: "name a folder" },
  EISDIR: { message: "is a folder", mend: "put a file there" },
  EACCES: { message: "may not be read by Lectern", mend: "give it the right to read (chmod a+r)" },
  ELOOP: { message: "is a link that leads to itself", mend: "put the file itself there" },
};

function whyNot(error: Error, what: "file" | "folder"): Reason {
  const code = "code" in error ? String(error.code) : "";
  const known = MENDS[code];
  if (known !== undefined) return known;
  if (code !== "") return { message: `cannot be read (${code})`, mend: "look after the disk" };
  if (error.message === OUTSIDE)
    return { message: `${OUTSIDE} through a link`, mend: `put the ${what} itself there` };
  const mend = error.message === NO_FILE ? "remove it" : "split it into several files, or remove it";
  return { message: error.message, mend };
}

function attempt<Value>(read: () => Value): Value | Error {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
