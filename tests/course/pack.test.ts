import { mkdirSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { courseReport } from "../../src/course/check.ts";
import { loadCourse } from "../../src/course/load.ts";
import { Pack } from "../support/pack.ts";
import { DATA } from "./registry.ts";

let pack = new Pack();
beforeEach(() => {
  pack = new Pack();
});

describe("many mistakes at once", () => {
  test("as many messages as mistakes, each in its place", async () => {
    pack.change("course.yaml", "keep: []", "keep: [models, benchmarks, bench]");
    const wanted = [
      "course.yaml:2 the course: keep 3 must be one of",
      `glossary.yaml:${pack.change("glossary.yaml", "lesson: baking-a-loaf", "leson: baking-a-loaf")} oven-spring: unknown field leson`,
      `glossary.yaml:${pack.change("glossary.yaml", "see: [steam]", "see: [steem]")} oven-spring: "steem" is no term's id`,
      `glossary.yaml:${pack.change("glossary.yaml", '["to knead"]', '["bulk rise"]')} kneading: the alias "bulk rise" already means Bulk rise`,
      `sources.yaml:${pack.change("sources.yaml", "2025-01-15", "2025-13")} flour-bag: date must be a date`,
      `tables.yaml:${pack.change("tables.yaml", '["22 °C", 120, 60]', '["22 °C", 120]')} rising-times: row 2 has 2 cells for 3 columns`,
      `lessons/baking-a-loaf.md:${pack.change("lessons/baking-a-loaf.md", "topic: oven", "topic: kitchen")} baking-a-loaf: "kitchen" is no topic's id`,
      `lessons/baking-a-loaf.md:${pack.change("lessons/baking-a-loaf.md", "answer: 2", "answer: 4")} baking-a-loaf: check 1 has 3 options`,
      `lessons/letting-dough-rise.md:${pack.change("lessons/letting-dough-rise.md", "[[lesson:flour-and-water|", "[[lesson:flour|")} letting-dough-rise: [[lesson:flour|the first lesson]] names no lesson`,
    ];
    pack.write("lessons/last.md", "No front matter.\n");
    pack.write("lessons/notes.txt", "Notes.\n");
    pack.write("prices.yaml", PRICES);
    pack.write("scores/own.yaml", SCORES);
    pack.write("leaderboards.yaml", LEADERBOARD);
    pack.write("entrants.yaml", "");
    pack.write("figures/more.yaml", 'figures:\n  - {id: "a", label: "A, value: 3}\n');
    wanted.push(
      "lessons/last.md:1 has no front matter",
      "lessons/notes.txt:1 is read by no part",
      'prices.yaml:2 gpt-99: "gpt-99" is no model',
      'prices.yaml:4 gpt-4o: the source "shop" is not in sources.yaml',
      'scores/own.yaml:2 gpt-98: "gpt-98" is no model or entrant',
      "scores/own.yaml:3 gpt-4o: score must be a number, not text",
      'leaderboards.yaml:12 tasting: "taste" is no benchmark',
      "entrants.yaml:1 is empty",
      "figures/more.yaml:2 the YAML cannot be read: a quote that opens here is not closed",
    );
    const all = await pack.problems();
    for (const line of wanted) expect(all).toContainEqual(expect.stringContaining(line));
    expect(all).toHaveLength(wanted.length);
    expect(new Set(all).size).toBe(all.length);
  });

  test("what is good of it loads", async () => {
    pack.change("glossary.yaml", 'term: "Steam"', "term: 3");
    pack.change("tables.yaml", "chart: {title", "chart: {titel");
    pack.write("lessons/baking-a-loaf.md", "\0");
    const course = await pack.load();
    expect(course.problems).toHaveLength(3);
    expect(course.lessons.map(({ id }) => id)).toEqual(["flour-and-water", "letting-dough-rise"]);
    expect(course.terms.map(({ id }) => id)).not.toContain("steam");
    expect(course.terms).toHaveLength(10);
    expect(course.tables[0]).not.toHaveProperty("chart");
    expect(course.tables[0]?.rows).toHaveLength(4);
  });

  test.each(["missing", "empty"])(
    "course:check of a folder that is %s says so, and nothing of the built-in course",
    async (how) => {
      const own = pack.path(how);
      if (how === "empty") mkdirSync(own);
      const { lines, ok } = await courseReport({ dir: DATA, own }, "data");
      expect(ok).toBe(false);
      expect(lines).toEqual([
        expect.stringMatching(how === "empty" ? /holds no file of a course/ : /is not there/),
      ]);
    },
  );

  test("a course.yaml that cannot be read leaves the own course alone, with one message", async () => {
    pack.write("course.yaml", "title: Bread: for all\nkeep: []\n");
    const course = await pack.load();
    expect(course.problems).toEqual([
      {
        ...{ file: pack.path("course.yaml"), line: 1 },
        message: expect.stringMatching(/^the title holds a colon.*nothing of the built-in course is kept$/),
        mend: 'put the title in quotes: title: "Bread: for all"',
      },
    ]);
    expect(course.models).toEqual([]);
    expect(course.lessons).toHaveLength(3);
    expect(course.info.title).toBe("");
  });

  test("an id with a sign in it is one problem, and nobody is told to write it so", async () => {
    pack.change("glossary.yaml", 'id: "hydration"', 'id: "Hydration!"');
    expect(await pack.problems()).toEqual([expect.stringContaining("Hydration!: id")]);
  });

  test("course:check prints a line for each and what was loaded", async () => {
    pack.change("glossary.yaml", "see: [steam]", "see: [steem]");
    pack.write("glosary.yaml", "terms: []\n");
    const { lines, ok } = await courseReport({ dir: DATA, own: pack.dir }, "data");
    expect(ok).toBe(false);
    expect(lines).toEqual([
      `${pack.dir}/glosary.yaml:1: is read by no part – did you mean glossary.yaml?`,
      expect.stringMatching(
        /glossary\.yaml:\d+: oven-spring: "steem" is no term's id – did you mean steam\?/,
      ),
      expect.stringMatching(/^Bread baking for beginners: 3 lessons, 11 terms, .*; 2 problems$/),
    ]);
    expect(lines.join("")).not.toContain("\n");
  });
});

const PRICES = `offers:
  - {model: "gpt-99", provider: "Nobody", offer: "x", input: 1, output: 2, context: null,
     longest_output: null, date: "2025-01", source: "flour-bag"}
  - {model: "gpt-4o", provider: "Nobody", offer: "x", input: 1, output: 2, context: null, longest_output: null, date: "2025-01", source: "shop"}
`;
const SCORES = `scores:
  - {model: "gpt-98", benchmark: "mmlu", setting: {}, score: 1, unit: "%", source: "flour-bag", verified: "seen"}
  - {model: "gpt-4o", benchmark: "mmlu", setting: {}, score: "1 %", unit: "%", source: "flour-bag", verified: "seen"}
`;
const LEADERBOARD = `leaderboards:
  - id: "tasting"
    kind: "average"
    name: "Tasting"
    operator: "The bakery"
    about: "Who bakes best."
    closed: {value: null, unit: "date", source: "flour-bag", verified: "seen"}
    snapshot: {value: "2025", unit: "date", source: "flour-bag", verified: "seen"}
    average: "mmlu"
    columns:
      - {benchmark: "mmlu", setting: {}}
      - {benchmark: "taste", setting: {}}
`;

describe("over the built-in course", () => {
  const builtIn = loadCourse({ dir: DATA });

  test("keep names the built-in parts that stay", async () => {
    const { models, benchmarks, scores, entrants, tables } = await builtIn;
    pack.change("course.yaml", "keep: []", "keep: [models, benchmarks]");
    const course = await pack.load();
    expect(course.problems).toEqual([]);
    expect(course.models).toEqual(models);
    expect([course.benchmarks.length, course.scores.length]).toEqual([benchmarks.length, scores.length]);
    expect(course.entrants).toEqual(entrants);
    expect(course.tables.map(({ id }) => id)).toEqual(["rising-times"]);
    expect([course.errata.length, course.leaderboards.length]).toEqual([0, 0]);
    expect(tables.length).toBeGreaterThan(0);
  });

  test("keep: [] keeps none, without keep all stays; sources are joined either way", async () => {
    const { sources, models, tables, info } = await builtIn;
    const alone = await pack.load();
    expect([alone.models.length, alone.benchmarks.length, alone.errata.length]).toEqual([0, 0, 0]);
    expect(alone.info).toMatchObject({
      title: "Bread baking for beginners",
      topics: [{ id: "dough" }, { id: "oven" }],
    });
    expect(Object.keys(alone.sources)).toEqual(
      expect.arrayContaining([...Object.keys(sources), "flour-bag"]),
    );
    pack.change("course.yaml", "keep: []\n", "");
    const both = await pack.load();
    expect(both.models).toEqual(models);
    expect(both.tables).toHaveLength(tables.length + 1);
    expect(both.info.topics).toHaveLength(info.topics.length + 2);
  });

  test("an entry with a built-in id replaces it, a source too", async () => {
    const { tables } = await builtIn;
    pack.change("course.yaml", "keep: []", "keep: [tables, models, benchmarks]");
    pack.change("tables.yaml", '"rising-times"', '"massivetext"');
    pack.change("sources.yaml", "flour-bag:", "gpt3:");
    pack.write("figures/bread.yaml", pack.read("figures/bread.yaml").replaceAll("flour-bag", "gpt3"));
    const course = await pack.load();
    expect(course.tables).toHaveLength(tables.length);
    expect(course.tables.find(({ id }) => id === "massivetext")).toMatchObject({
      title: "How long dough rises",
    });
    expect(course.sources.gpt3?.title).toBe("Label of the flour bag");
    // What named the table by its old id is the pack's own mistake.
    expect(course.problems.map(({ file }) => file.replace(`${pack.dir}/`, ""))).toEqual(
      Array(3).fill("lessons/letting-dough-rise.md"),
    );
  });

  test("scores and errata go with the models they are about", async () => {
    pack.change("course.yaml", "keep: []", "keep: [benchmarks, errata]");
    const course = await pack.load();
    const entrants = new Set(course.entrants.map(({ id }) => id));
    expect(course.problems).toEqual([]);
    expect(course.benchmarks.length).toBeGreaterThan(50);
    expect(course.scores.filter(({ model }) => !entrants.has(model))).toEqual([]);
    expect(course.errata).toHaveLength(47);
    expect(course.errata.flatMap(({ models }) => models)).toEqual([]);
  });

  test("parts that need what is not kept: one message where keep stands", async () => {
    pack.change("course.yaml", "keep: []", "keep: [leaderboards]");
    pack.change(
      "lessons/baking-a-loaf.md",
      "Without a thermometer",
      '{{gpt-4o.context_length}} {{score gpt-4o mmlu "" gpt4}} Without',
    );
    const { problems: found } = await pack.load();
    expect(found.map((problem) => pack.said(problem))).toEqual([
      expect.stringMatching(
        /^course\.yaml:2 the course: keep leaves out the built-in benchmarks, but \d+ places name/,
      ),
      expect.stringMatching(
        /^course\.yaml:2 the course: keep leaves out the built-in models, but 2 places name something of it, first .*baking-a-loaf\.md, line \d+ \(gpt-4o\)/,
      ),
    ]);
    expect(found[1]?.mend).toBe("add models to keep, or change what names it");
  });

  test("an own name that is a built-in one is told in the own file", async () => {
    pack.change("course.yaml", "keep: []", "keep: [tables, models, benchmarks]");
    const line = pack.change("tables.yaml", '["rising time"', '["massivetext"');
    expect(await pack.problems()).toEqual([
      expect.stringContaining(`tables.yaml:${line} rising-times: the alias "massivetext" already means`),
    ]);
  });
});
