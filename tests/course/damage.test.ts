import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadCourse } from "../../src/course/load.ts";
import { parseCourse } from "../../src/course/parse-course.ts";
import { readFolder } from "../../src/course/read-folder.ts";
import { DATA } from "./registry.ts";

/** Of computing, for other tests may keep the machine busy. */
const LONGEST_MS = 3_000;
const root = mkdtempSync(join(tmpdir(), "lectern-damage-"));
const data = join(root, "data");
const bread = join(root, "bread");
cpSync(DATA, data, { recursive: true });
cpSync(join(import.meta.dirname, "../../docs/examples/bread"), bread, { recursive: true });

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(yaml|md)$/.test(name) && name !== "README.md")
    .sort();

/** One to six places, each with bytes that replace as many as they are, are put in, or take some away. */
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat(40),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc
        .constantFrom(
          "\n",
          '"',
          "{{",
          "[[",
          "- ",
          "  ",
          "---\n",
          "*a",
          "&a ",
          "\t",
          "}",
          "]",
          ": ",
          "null",
          "|\n",
          "\r",
          "#",
          "? ",
        )
        .map((words) => Buffer.from(words)),
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

function damaged(
  bytes: Buffer,
  places: readonly { at: number; removed: number; bytes: Uint8Array }[],
): Buffer {
  return places.reduce((whole, { at, removed, bytes: added }) => {
    const start = Math.floor(at * whole.length);
    return Buffer.concat([whole.subarray(0, start), added, whole.subarray(start + removed)]);
  }, bytes);
}

/** Loads with one file damaged, and holds every problem against the files. */
async function check(dir: string, path: string, bytes: Buffer): Promise<void> {
  const whole = readFileSync(join(dir, path));
  writeFileSync(join(dir, path), bytes);
  try {
    const started = process.cpuUsage();
    const { problems } = await loadCourse(dir === data ? { dir } : { dir: data, own: dir });
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(LONGEST_MS);
    for (const { file, line, message, mend } of problems) {
      const at = file.startsWith("/") ? file : join(data, file);
      expect(existsSync(at), file).toBe(true);
      const lines = readFileSync(at, "utf8").split(/\r\n?|\n/).length;
      expect(line, `${file}: ${message}`).toBeGreaterThanOrEqual(1);
      expect(line, `${file}: ${message}`).toBeLessThanOrEqual(lines);
      expect(mend).not.toBe("");
    }
  } finally {
    writeFileSync(join(dir, path), whole);
  }
}

describe("damage at random never throws, never hangs, and is found in a line that exists", () => {
  test("of the built-in data", { timeout: 300_000 }, async () => {
    const property = fc.asyncProperty(fc.constantFrom(...filesIn(data)), damage, async (path, places) =>
      check(data, path, damaged(readFileSync(join(data, path)), places)),
    );
    await fc.assert(property, { numRuns: 12 });
  });

  test("of a course folder", { timeout: 300_000 }, async () => {
    const property = fc.asyncProperty(fc.constantFrom(...filesIn(bread)), damage, async (path, places) =>
      check(bread, path, damaged(readFileSync(join(bread, path)), places)),
    );
    await fc.assert(property, { numRuns: 60 });
  });

  test("of what a file holds, whatever it is called", () => {
    const words = fc.string({
      maxLength: 300,
      unit: fc.constantFrom(..."[]{}-:?&*!|>'\"#%@ \n\tab1,".split("")),
    });
    const paths = fc.constantFrom(
      "course.yaml",
      "sources.yaml",
      "glossary.yaml",
      "lessons/a.md",
      "scores/a.yaml",
      "tables.yaml",
    );
    const property = fc.property(paths, words, (path, text) => {
      const { problems } = parseCourse([{ file: `own/${path}`, path, text, own: true }]);
      const lines = text.split("\n").length;
      for (const { file, line } of problems)
        if (file.startsWith("own/")) expect(line).toBeLessThanOrEqual(lines);
    });
    fc.assert(property, { numRuns: 1_000 });
  });
});

test("reading a folder takes every file of it, once, but the texts of labs", () => {
  const read = readFolder(data, false);
  expect(read.filter(({ unread }) => unread !== undefined)).toEqual([]);
  const wanted = filesIn(data).filter((path) => !path.startsWith("labs/"));
  expect(read.map(({ path }) => path).sort()).toEqual(wanted);
});
