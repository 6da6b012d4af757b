import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { courseStatus, openCourse } from "../src/open-course.ts";
import { SEED } from "../src/seed.ts";
import { Pack } from "./support/pack.ts";

interface Line {
  level: number;
  msg: string;
  [field: string]: unknown;
}

/** The course as a process opens it with this `COURSE_DIR`, and what it logs. */
async function opened(courseDir?: string, home = mkdtempSync(join(tmpdir(), "lectern-home-"))) {
  const lines: Line[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line) as Line) });
  const config = readConfig({
    LECTERN_HOME: home,
    ...(courseDir === undefined ? {} : { COURSE_DIR: courseDir }),
  });
  return { course: await openCourse(config, log), lines, home };
}

const ERROR = 50;
const WARN = 40;

test("without a folder of one's own it is the built-in course, and nothing is logged", async () => {
  const { course, lines, home } = await opened();
  expect(lines).toEqual([]);
  expect(courseStatus(course)).toMatchObject({
    course: "Fundamentals of Large Language Models",
    "course from": "built in",
    models: "151",
    "course problems": "none",
  });
  expect(existsSync(join(home, "course.json"))).toBe(false);
});

test("a folder of one's own: title, counts, and a cache of its own in the home folder", async () => {
  const pack = new Pack();
  const builtInCache = statSync(SEED.course).mtimeMs;
  const { course, lines, home } = await opened(pack.dir);
  expect(lines).toMatchObject([{ course: "Bread baking for beginners", from: pack.dir, lessons: 3 }]);
  expect(courseStatus(course, pack.dir)).toEqual({
    course: "Bread baking for beginners",
    "course from": pack.dir,
    lessons: "3",
    terms: "11",
    models: "0",
    "course problems": "none",
  });
  expect(statSync(SEED.course).mtimeMs).toBe(builtInCache);
  const cache = join(home, "course.json");
  writeFileSync(cache, readFileSync(cache, "utf8").replace("Bread baking", "Cached baking"));
  expect((await opened(pack.dir, home)).course.info.title).toBe("Cached baking for beginners");
  // A file that no part reads is news as well.
  pack.write("glosary.yaml", "terms: []\n");
  const again = await opened(pack.dir, home);
  expect(again.course.info.title).toBe("Bread baking for beginners");
  expect(again.course.problems).toHaveLength(1);
});

test("problems are logged, a few of them, and counted", async () => {
  const pack = new Pack();
  pack.change("glossary.yaml", 'term: "Steam"', "term: 3");
  const { course, lines } = await opened(pack.dir);
  const warnings = lines.filter(({ level }) => level === WARN);
  expect(warnings).toMatchObject([
    { problems: 1, first: [expect.stringMatching(/glossary\.yaml:\d+: steam: term must be text/)] },
  ]);
  expect(courseStatus(course, pack.dir)["course problems"]).toBe("1, see npm run course:check");
});

test("a folder that is missing: the built-in course, said loudly", async () => {
  const { course, lines } = await opened("/nowhere/course");
  expect(lines.filter(({ level }) => level === ERROR)).toMatchObject([
    { folder: "/nowhere/course", msg: expect.stringContaining("the built-in course runs instead") },
  ]);
  expect(course.models).toHaveLength(151);
  expect(courseStatus(course, "/nowhere/course")["course from"]).toContain("built in");
});

test("a home folder that cannot be written costs time only", async () => {
  const pack = new Pack();
  const { course } = await opened(pack.dir, join(pack.dir, "course.yaml"));
  expect(course.lessons).toHaveLength(3);
});
