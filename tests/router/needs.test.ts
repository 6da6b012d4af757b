import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCourse } from "../../src/course/load.ts";
import { DATA } from "../course/registry.ts";
import { buttonsOf, replyOf, routerWorld, said } from "../support/router.ts";

const bread = await loadCourse({ dir: DATA, own: join(import.meta.dirname, "../../docs/examples/bread") });
const { ask } = routerWorld(bread);

describe("a course about bread", () => {
  test("help names the commands that have something to show", async () => {
    const { commands } = replyOf(await ask("/help")).data as { commands: string[] };
    // Labs need nothing of a course.
    const ofCourse = commands.filter((name) => !name.startsWith("lab "));
    expect(ofCourse).toEqual(["help", "lesson", "glossary", "table"]);
  });

  test.each([
    ["/models", "models"],
    ["/model gpt-3", "models"],
    ["/compare a b", "models"],
    ["/timeline", "models"],
    ["/choose", "models"],
    ["/benchmark", "benchmarks"],
    ["/leaderboard", "benchmarks or leaderboards"],
  ])("%s says what there is not, and leads on", async (line, what) => {
    const outcome = await ask(line);
    expect(said(outcome)).toBe(`This course has no ${what}. /lesson shows what it has.`);
    expect(buttonsOf(outcome).map(({ value }) => value)).toEqual(["lesson", "glossary", "help"]);
  });

  test("one table is one table, and the subject itself leads to the lessons", async () => {
    expect(said(await ask("/table"))).toContain("1 table of the course, 1 with a chart.");
    expect(replyOf(await ask("/lesson bread")).data).toMatchObject({ lessons: expect.any(Array) });
  });
});
