import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { courseReport } from "../../src/course/check.ts";
import { loadCourse } from "../../src/course/load.ts";
import { VERIFIED } from "../../src/course/model.ts";
import { parseCourse } from "../../src/course/parse-course.ts";
import { readFolder } from "../../src/course/read-folder.ts";
import { piecesOf } from "../../src/course/references.ts";
import { PARTS } from "../../src/course/schema.ts";
import { FOLDERS, TOP_LEVEL_FILES } from "../../src/course/stray-files.ts";
import { DATA } from "./registry.ts";

const ROOT = join(import.meta.dirname, "../..");
const BREAD = join(ROOT, "docs/examples/bread");
const guide = readFileSync(join(ROOT, "docs/course-pack.md"), "utf8");
const bread = await loadCourse({ dir: DATA, own: BREAD });

/** The guide's blocks of file contents, by the name that stands in the line before them: "`glossary.yaml`:". */
const BLOCK = /^`([\w./-]+\.(?:yaml|md))`:(?:(?!\n\n)[\s\S])*\n\n(`{3,4})\w*\n([\s\S]*?)\n\2\n/gm;
const blocks = [...guide.matchAll(BLOCK)].map(([, path = "", , text = ""]) => ({ path, text: `${text}\n` }));

describe("the example course", () => {
  test("has no problems, and everything of a small course", () => {
    expect(bread.problems).toEqual([]);
    expect(bread.info.title).toBe("Bread baking for beginners");
    expect(bread.lessons.map(({ id }) => id)).toEqual([
      "flour-and-water",
      "letting-dough-rise",
      "baking-a-loaf",
    ]);
    expect(bread.lessons.every(({ check }) => check.length > 0)).toBe(true);
    expect(bread.terms.length).toBeGreaterThanOrEqual(10);
    expect(bread.tables).toMatchObject([{ id: "rising-times", chart: { values: ["bulk"] } }]);
    expect(bread.models).toEqual([]);
  });

  test("every figure is looked up by a lesson or a term, every reference is readable", () => {
    const texts = [
      ...bread.lessons.flatMap(({ sections }) => sections.map(({ text }) => text)),
      ...bread.terms.map(({ meaning }) => meaning),
    ];
    const references = texts.flatMap((text) =>
      piecesOf(text).flatMap((piece) => ("reference" in piece ? piece.reference : [])),
    );
    const figures = references.flatMap((reference) => (reference.kind === "figure" ? reference.id : []));
    expect(new Set(figures)).toEqual(new Set(Object.keys(bread.figures)));
    expect(references.map(({ kind }) => kind)).not.toContain("unreadable");
  });

  test("every source has a date", () => {
    expect([bread.sources["test-bakery"]?.date, bread.sources["flour-bag"]?.date]).toEqual([
      "2025-03",
      "2025-01-15",
    ]);
  });
});

describe("docs/course-pack.md", () => {
  test("shows a block for every kind of file", () => {
    const kinds = new Set(blocks.map(({ path }) => path.replace(/\/.*/, "/")));
    expect([...kinds].sort()).toEqual(
      [...TOP_LEVEL_FILES, ...Object.keys(FOLDERS).map((name) => `${name}/`)].sort(),
    );
  });

  test("its blocks, copied word for word, are a course without problems", async () => {
    const own = mkdtempSync(join(tmpdir(), "lectern-guide-"));
    for (const { path, text } of blocks) {
      mkdirSync(dirname(join(own, path)), { recursive: true });
      writeFileSync(join(own, path), text);
    }
    const { lines, ok } = await courseReport({ dir: DATA, own });
    expect(lines).toEqual([expect.stringMatching(/^Bread baking for beginners: 1 lesson, .*no problems$/)]);
    expect(ok).toBe(true);
  });

  test("its blocks lie over the example without problems", () => {
    const needed = ["sources.yaml", "models/gpt-4.yaml"].map((path) => ({
      ...{ file: path, path, own: false },
      text: readFileSync(join(DATA, path), "utf8"),
    }));
    const errata = { file: "errata.yaml", path: "errata.yaml", own: false, text: "errata: []" };
    const example = readFolder(BREAD, false);
    const own = blocks.map(({ path, text }) => ({
      ...{ file: `guide/${path}`, path, own: true },
      text: text.replace(/^keep:.*\n/m, ""),
    }));
    const { problems, ...course } = parseCourse([...needed, errata, ...example, ...own]);
    expect(problems).toEqual([]);
    expect(course.models.map(({ id }) => id)).toContain("crumb-1b");
    expect([course.scores.length, course.offers.length, course.leaderboards.length]).toEqual([1, 1, 1]);
    expect([course.lessons.length, course.terms.length, course.tables.length]).toEqual([3, 11, 1]);
  });

  test.each(["lessons/flour-and-water.md", "tables.yaml"])(
    "its block of %s is that of the example",
    (path) => {
      expect(blocks.find((block) => block.path === path)?.text).toBe(readFileSync(join(BREAD, path), "utf8"));
    },
  );

  test("names every part that can be kept, and every word for how sure a figure is", () => {
    for (const name of [...PARTS, ...VERIFIED]) expect(guide).toContain(`\`${name}\``);
  });
});
