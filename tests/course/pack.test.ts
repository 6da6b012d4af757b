import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { courseReport } from "../../src/course/check.ts";
import { loadCourse } from "../../src/course/load.ts";
import type { Problem } from "../../src/course/model.ts";
import { MOST_BYTES, MOST_LINES } from "../../src/course/read-folder.ts";
import { DATA } from "./registry.ts";

const BREAD = join(import.meta.dirname, "../../docs/examples/bread");
const root = mkdtempSync(join(tmpdir(), "lectern-pack-"));

/** A copy of the example course, without mistakes. */
let own = "";
let count = 0;
beforeEach(() => {
  own = join(root, `pack-${count++}`);
  cpSync(BREAD, own, { recursive: true });
});

const read = (path: string): string => readFileSync(join(own, path), "utf8");

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(own, path)), { recursive: true });
  writeFileSync(join(own, path), content);
}

/** Replaces `old` in a file and returns the line on which it stood. */
function change(path: string, old: string, by: string): number {
  const text = read(path);
  expect(text).toContain(old);
  write(path, text.replace(old, by));
  return text.slice(0, text.indexOf(old)).split("\n").length;
}

const load = () => loadCourse({ dir: DATA, own });

/** "glossary.yaml:4 the message", by the pack's own names. */
const said = ({ file, line, message }: Problem): string =>
  `${file.replace(`${own}/`, "")}:${line} ${message}`;

const problems = async (): Promise<string[]> => (await load()).problems.map(said);

describe("one mistake, one message", () => {
  test.each<[string, () => string]>([
    [
      "a quote that is not closed",
      () => {
        const line = change("glossary.yaml", 'term: "Kneading"', 'term: "Kneading');
        return `glossary.yaml:${line} the YAML cannot be read: a quote that opens here is not closed`;
      },
    ],
    [
      "a bracket that is not closed",
      () => {
        const line = change(
          "figures/bread.yaml",
          'verified: "recalled", note: "the notes of that batch are lost"}',
          "",
        );
        return `figures/bread.yaml:${line} the YAML cannot be read: Flow map`;
      },
    ],
    [
      "wrong indentation",
      () => {
        const line = change("tables.yaml", "    rows:", "   rows:");
        return `tables.yaml:${line} the YAML cannot be read`;
      },
    ],
    [
      "an alias of YAML",
      () => {
        const line = change("glossary.yaml", 'term: "Gluten"', "term: *Gluten*");
        return `glossary.yaml:${line} the YAML cannot be read: *Gluten* refers to another place`;
      },
    ],
    [
      "a field twice",
      () => {
        const line = change("glossary.yaml", '    term: "Steam"', '    id: "steam"\n    term: "Steam"');
        return `glossary.yaml:${line} the field id is there twice`;
      },
    ],
    [
      "an unknown field",
      () =>
        `glossary.yaml:${change("glossary.yaml", "lesson: baking-a-loaf", "leson: baking-a-loaf")} oven-spring: unknown field leson`,
    ],
    [
      "a required field misspelt",
      () =>
        `glossary.yaml:${change("glossary.yaml", 'term: "Steam"', 'therm: "Steam"')} steam: unknown field therm`,
    ],
    [
      "a missing field",
      () =>
        `glossary.yaml:${change("glossary.yaml", '  - id: "yeast"\n    term: "Yeast"\n', '  - id: "yeast"\n')} yeast: term is missing`,
    ],
    [
      "a missing id",
      () =>
        `glossary.yaml:${change("glossary.yaml", '  - id: "yeast"\n    term', "  - term")} an entry without id: id is missing`,
    ],
    [
      "a wrong type",
      () =>
        `glossary.yaml:${change("glossary.yaml", '["baker\'s yeast"]', '"baker\'s yeast"')} yeast: aliases must be a list, not text`,
    ],
    [
      "a number in quotes",
      () =>
        `lessons/baking-a-loaf.md:${change("lessons/baking-a-loaf.md", "order: 10", 'order: "10"')} baking-a-loaf: order must be a number, not text`,
    ],
    [
      "an unknown status",
      () =>
        `tables.yaml:${change("tables.yaml", 'verified: "seen"', 'verified: "sure"')} rising-times: verified must be one of`,
    ],
    [
      "a broken source",
      () =>
        `sources.yaml:${change("sources.yaml", '  test-bakery: {title: "Notes of the test bakery", ', "  test-bakery: {")} test-bakery: title is missing`,
    ],
    [
      "a date that is none",
      () =>
        `sources.yaml:${change("sources.yaml", "2025-01-15", "15 January 2025")} flour-bag: date must be a date, not "15 January 2025"`,
    ],
    [
      "a day that is none",
      () =>
        `sources.yaml:${change("sources.yaml", "2025-01-15", "2025-02-30")} flour-bag: date is no day of the calendar`,
    ],
    [
      "an unknown source",
      () =>
        `figures/bread.yaml:${change("figures/bread.yaml", 'source: "flour-bag"', 'source: "flower-bag"')} flour-protein: the source "flower-bag" is not in sources.yaml`,
    ],
    [
      "an id twice",
      () =>
        `glossary.yaml:${change("glossary.yaml", '- id: "crumb"', '- {id: "crust", term: "Rind", meaning: "The crust."}\n  - id: "crumb"')} the id crust is already taken`,
    ],
    [
      "an ambiguous alias",
      () =>
        `glossary.yaml:${change("glossary.yaml", '["final rise", "proofing"]', '["final rise", "first rise"]')} proof: the alias "first rise" already means Bulk rise`,
    ],
    [
      "an unknown term in see",
      () =>
        `glossary.yaml:${change("glossary.yaml", "see: [steam]", "see: [steem]")} oven-spring: "steem" is no term's id`,
    ],
    [
      "a bad reference in a term of several lines",
      () => {
        const line = change(
          "glossary.yaml",
          'meaning: "The soft inside of a loaf."',
          "meaning: |\n      The soft\n      inside, see [[crst]].",
        );
        return `glossary.yaml:${line + 2} crumb: [[crst]] names no term of the glossary`;
      },
    ],
    [
      "a bad reference inside a lesson",
      () =>
        `lessons/baking-a-loaf.md:${change("lessons/baking-a-loaf.md", "{{figure core-heat}}", "{{figure coreheat}}")} baking-a-loaf: {{figure coreheat}} names no figure`,
    ],
    [
      "a reference that is not closed",
      () =>
        `lessons/baking-a-loaf.md:${change("lessons/baking-a-loaf.md", "{{figure core-heat}}", "{{figure core-heat}")} baking-a-loaf: {{figure core-heat}`,
    ],
    [
      "a reference to a column that is not there",
      () =>
        `lessons/letting-dough-rise.md:${change("lessons/letting-dough-rise.md", '{{cell rising-times "22 °C" "bulk"}}', '{{cell rising-times "22 °C" "rise"}}')} letting-dough-rise: {{cell rising-times "22 °C" "rise"}} names no column`,
    ],
    [
      "an unknown topic",
      () =>
        `lessons/baking-a-loaf.md:${change("lessons/baking-a-loaf.md", "topic: oven", "topic: ovens")} baking-a-loaf: "ovens" is no topic's id`,
    ],
    [
      "a topic that is misspelt where it is defined",
      () =>
        `course.yaml:${change("course.yaml", 'title: "In the oven"', 'titel: "In the oven"')} the course: unknown field topics 2.titel`,
    ],
    [
      "an answer out of range",
      () =>
        `lessons/baking-a-loaf.md:${change("lessons/baking-a-loaf.md", "answer: 2", "answer: 4")} baking-a-loaf: check 1 has 3 options`,
    ],
    [
      "an option that is too long",
      () =>
        `lessons/baking-a-loaf.md:${change("lessons/baking-a-loaf.md", "It saves time", "x".repeat(71))} baking-a-loaf: check 1.options 3 is 71 characters long`,
    ],
    [
      "a row with a cell too few",
      () =>
        `tables.yaml:${change("tables.yaml", '["30 °C", 50, null]', '["30 °C", 50]')} rising-times: row 4 has 2 cells for 3 columns`,
    ],
    [
      "broken columns",
      () =>
        `tables.yaml:${change("tables.yaml", '{key: "bulk", label:', '{key: "bulk", lable:')} rising-times: unknown field columns 2.lable`,
    ],
    [
      "a chart of an unknown column",
      () =>
        `tables.yaml:${change("tables.yaml", 'values: ["bulk"]', 'values: ["bulky"]')} rising-times: the chart's "bulky" is no column`,
    ],
    [
      "a lesson without front matter",
      () => {
        write("lessons/baking-a-loaf.md", "A hot oven.\n");
        return "lessons/baking-a-loaf.md:1 has no front matter";
      },
    ],
    [
      "a lesson without text",
      () => {
        const lesson = read("lessons/baking-a-loaf.md");
        write("lessons/baking-a-loaf.md", lesson.slice(0, lesson.lastIndexOf("---\n") + 4));
        return `lessons/baking-a-loaf.md:${lesson.slice(0, lesson.lastIndexOf("---\n")).split("\n").length} baking-a-loaf: sections is empty`;
      },
    ],
    [
      "a lesson whose front matter names its id",
      () =>
        `lessons/baking-a-loaf.md:${change("lessons/baking-a-loaf.md", "topic: oven", "id: loaf\ntopic: oven") + 0} baking-a-loaf: unknown field id`,
    ],
    [
      "a lesson that is followed by none",
      () =>
        `lessons/flour-and-water.md:${change("lessons/flour-and-water.md", "next: letting-dough-rise", "next: letting-dough-rest")} flour-and-water: "letting-dough-rest" is no lesson's id`,
    ],
    [
      "an empty file",
      () => {
        write("glossary.yaml", "\n");
        return "glossary.yaml:1 is empty";
      },
    ],
    [
      "a file with its key alone",
      () => {
        write("sources.yaml", "sources:\n");
        return "sources.yaml:1 sources has no entries";
      },
    ],
    [
      "a misspelt key",
      () => `glossary.yaml:${change("glossary.yaml", "terms:", "term:")} unknown field term`,
    ],
    [
      "a file that no part reads",
      () => {
        write("glosary.yaml", read("glossary.yaml"));
        write("glossary.yaml", "terms: []\n");
        return "glosary.yaml:1 is read by no part";
      },
    ],
    [
      "a folder that no part reads",
      () => {
        cpSync(join(own, "lessons"), join(own, "lesson"), { recursive: true });
        write("lessons/flour-and-water.md", "");
        return "lesson/baking-a-loaf.md:1 is read by no part, nor is the rest of lesson";
      },
    ],
    [
      "Windows text",
      () => {
        const line = change("glossary.yaml", "soft inside", "caf\u00e9");
        write("glossary.yaml", Buffer.from(read("glossary.yaml"), "latin1"));
        return `glossary.yaml:${line} is not UTF-8 text`;
      },
    ],
    [
      "a huge file",
      () => {
        write("figures/bread.yaml", read("figures/bread.yaml").padEnd(MOST_BYTES + 1, " "));
        return "figures/bread.yaml:1 is larger than 500 KB";
      },
    ],
    [
      "a long file",
      () => {
        write("figures/bread.yaml", read("figures/bread.yaml") + "\n".repeat(MOST_LINES));
        return "figures/bread.yaml:1 has more than 20,000 lines";
      },
    ],
    [
      "a link out of the folder",
      () => {
        write("../outside.yaml", "figures: []\n");
        symlinkSync("../../outside.yaml", join(own, "figures/more.yaml"));
        return "figures/more.yaml:1 leads out of the course folder through a link";
      },
    ],
    [
      "a link to nothing",
      () => {
        symlinkSync("nowhere.yaml", join(own, "figures/more.yaml"));
        return "figures/more.yaml:1 is not there";
      },
    ],
    [
      "nothing but brackets",
      () => {
        write("prices.yaml", "[".repeat(20_000));
        return "prices.yaml:1 the YAML cannot be read: it is nested too deeply";
      },
    ],
    [
      "nothing but dashes",
      () => {
        write("prices.yaml", "- ".repeat(100_000));
        return "prices.yaml:1 the YAML cannot be read: it is nested too deeply";
      },
    ],
    [
      "an unknown part to keep",
      () =>
        `course.yaml:${change("course.yaml", "keep: []", "keep: [modles]")} the course: keep 1 must be one of`,
    ],
  ])("%s", async (name, make) => {
    const wanted = make();
    const all = await problems();
    const others = name === "a folder that no part reads" ? ["lessons/flour-and-water.md:1 is empty"] : [];
    expect(all.filter((line) => !others.includes(line))).toEqual([expect.stringContaining(wanted)]);
  });
});

describe("many mistakes at once", () => {
  test("as many messages as mistakes, each in its place", async () => {
    change("course.yaml", "keep: []", "keep: [models, benchmarks, bench]");
    const wanted = [
      "course.yaml:2 the course: keep 3 must be one of",
      `glossary.yaml:${change("glossary.yaml", "lesson: baking-a-loaf", "leson: baking-a-loaf")} oven-spring: unknown field leson`,
      `glossary.yaml:${change("glossary.yaml", "see: [steam]", "see: [steem]")} oven-spring: "steem" is no term's id`,
      `glossary.yaml:${change("glossary.yaml", '["to knead"]', '["bulk rise"]')} kneading: the alias "bulk rise" already means Bulk rise`,
      `sources.yaml:${change("sources.yaml", "2025-01-15", "2025-13")} flour-bag: date must be a date`,
      `tables.yaml:${change("tables.yaml", '["22 °C", 120, 60]', '["22 °C", 120]')} rising-times: row 2 has 2 cells for 3 columns`,
      `lessons/baking-a-loaf.md:${change("lessons/baking-a-loaf.md", "topic: oven", "topic: kitchen")} baking-a-loaf: "kitchen" is no topic's id`,
      `lessons/baking-a-loaf.md:${change("lessons/baking-a-loaf.md", "answer: 2", "answer: 4")} baking-a-loaf: check 1 has 3 options`,
      `lessons/letting-dough-rise.md:${change("lessons/letting-dough-rise.md", "[[lesson:flour-and-water|", "[[lesson:flour|")} letting-dough-rise: [[lesson:flour|the first lesson]] names no lesson`,
    ];
    write("lessons/last.md", "No front matter.\n");
    write("lessons/notes.txt", "Notes.\n");
    write("prices.yaml", PRICES);
    write("scores/own.yaml", SCORES);
    write("leaderboards.yaml", LEADERBOARD);
    write("entrants.yaml", "");
    write("figures/more.yaml", 'figures:\n  - {id: "a", label: "A, value: 3}\n');
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
    const all = await problems();
    for (const line of wanted) expect(all).toContainEqual(expect.stringContaining(line));
    expect(all).toHaveLength(wanted.length);
    expect(new Set(all).size).toBe(all.length);
  });

  test("what is good of it loads", async () => {
    change("glossary.yaml", 'term: "Steam"', "term: 3");
    change("tables.yaml", "chart: {title", "chart: {titel");
    write("lessons/baking-a-loaf.md", "\0");
    const course = await load();
    expect(course.problems).toHaveLength(3);
    expect(course.lessons.map(({ id }) => id)).toEqual(["flour-and-water", "letting-dough-rise"]);
    expect(course.terms.map(({ id }) => id)).not.toContain("steam");
    expect(course.terms).toHaveLength(10);
    expect(course.tables[0]).not.toHaveProperty("chart");
    expect(course.tables[0]?.rows).toHaveLength(4);
  });

  test("course:check prints a line for each and what was loaded", async () => {
    change("glossary.yaml", "see: [steam]", "see: [steem]");
    write("glosary.yaml", "terms: []\n");
    const { lines, ok } = await courseReport({ dir: DATA, own }, "data");
    expect(ok).toBe(false);
    expect(lines).toEqual([
      `${own}/glosary.yaml:1: is read by no part – did you mean glossary.yaml?`,
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
    change("course.yaml", "keep: []", "keep: [models, benchmarks]");
    const course = await load();
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
    const alone = await load();
    expect([alone.models.length, alone.benchmarks.length, alone.errata.length]).toEqual([0, 0, 0]);
    expect(alone.info).toMatchObject({
      title: "Bread baking for beginners",
      topics: [{ id: "dough" }, { id: "oven" }],
    });
    expect(Object.keys(alone.sources)).toEqual(
      expect.arrayContaining([...Object.keys(sources), "flour-bag"]),
    );
    change("course.yaml", "keep: []\n", "");
    const both = await load();
    expect(both.models).toEqual(models);
    expect(both.tables).toHaveLength(tables.length + 1);
    expect(both.info.topics).toHaveLength(info.topics.length + 2);
  });

  test("an entry with a built-in id replaces it, a source too", async () => {
    const { tables } = await builtIn;
    change("course.yaml", "keep: []", "keep: [tables, models, benchmarks]");
    change("tables.yaml", '"rising-times"', '"massivetext"');
    change("sources.yaml", "flour-bag:", "gpt3:");
    write("figures/bread.yaml", read("figures/bread.yaml").replaceAll("flour-bag", "gpt3"));
    const course = await load();
    expect(course.tables).toHaveLength(tables.length);
    expect(course.tables.find(({ id }) => id === "massivetext")).toMatchObject({
      title: "How long dough rises",
    });
    expect(course.sources.gpt3?.title).toBe("Label of the flour bag");
    // What named the table by its old id is the pack's own mistake.
    expect(course.problems.map(({ file }) => file.replace(`${own}/`, ""))).toEqual(
      Array(3).fill("lessons/letting-dough-rise.md"),
    );
  });

  test("scores and errata go with the models they are about", async () => {
    change("course.yaml", "keep: []", "keep: [benchmarks, errata]");
    const course = await load();
    const entrants = new Set(course.entrants.map(({ id }) => id));
    expect(course.problems).toEqual([]);
    expect(course.benchmarks.length).toBeGreaterThan(50);
    expect(course.scores.filter(({ model }) => !entrants.has(model))).toEqual([]);
    expect(course.errata).toHaveLength(47);
    expect(course.errata.flatMap(({ models }) => models)).toEqual([]);
  });

  test("parts that need what is not kept: one message where keep stands", async () => {
    change("course.yaml", "keep: []", "keep: [leaderboards]");
    change(
      "lessons/baking-a-loaf.md",
      "Without a thermometer",
      '{{gpt-4o.context_length}} {{score gpt-4o mmlu "" gpt4}} Without',
    );
    const { problems: found } = await load();
    expect(found.map(said)).toEqual([
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
    change("course.yaml", "keep: []", "keep: [tables, models, benchmarks]");
    const line = change("tables.yaml", '["rising time"', '["massivetext"');
    expect(await problems()).toEqual([
      expect.stringContaining(`tables.yaml:${line} rising-times: the alias "massivetext" already means`),
    ]);
  });
});

describe("files as people have them", () => {
  test("Windows line ends and byte order marks, with the right lines", async () => {
    for (const path of readdirSync(own, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.\w+$/.test(name),
    )) {
      write(path, `\uFEFF${read(path).replaceAll("\n", "\r\n")}`);
    }
    const course = await load();
    expect(course.problems).toEqual([]);
    expect(course.lessons).toHaveLength(3);
    expect(JSON.stringify(course.lessons)).not.toContain("\\r");
    const line = change("lessons/baking-a-loaf.md", "{{figure core-heat}}", "{{figure heat}}");
    expect(await problems()).toEqual([expect.stringContaining(`lessons/baking-a-loaf.md:${line} `)]);
  });

  test("what belongs to no course may lie about: notes with _, read-me, pictures, hidden files", async () => {
    for (const name of [
      "_draft.md",
      "lessons/_draft.md",
      "README.md",
      "LICENSE",
      "loaf.jpg",
      ".git/x.yaml",
      "img/a.png",
      "glossary.yaml~",
    ])
      write(name, "x");
    expect(await problems()).toEqual([]);
  });

  test.each([
    ["prices.yml", "offers: []", "prices.yaml"],
    ["Leaderboards.yaml", "", "leaderboards.yaml"],
    ["dictionary.yaml", "terms: []", "glossary.yaml"],
    ["figures.yaml", "figures: []", "figures/figures.yaml"],
    ["intro.md", "---\ntitle: x\n---\n", "lessons/intro.md"],
    ["lessons/part-1/intro.md", "---\n---\n", "lessons/intro.md"],
    ["figures/more.yml", "figures: []", "figures/more.yaml"],
    ["Lessons.d/x.md", "x", "lessons/x.md"],
  ])("%s: did you mean", async (name, text, meant) => {
    write(name, text);
    expect((await load()).problems).toMatchObject([
      { file: `${own}/${name}`, mend: `did you mean ${meant}?` },
    ]);
  });

  test("a link inside the folder is followed, the folder itself may be one", async () => {
    write("lessons/_linked.md", read("lessons/baking-a-loaf.md"));
    symlinkSync("_linked.md", join(own, "lessons/again.md"));
    const link = `${own}-link`;
    symlinkSync(own, link);
    const course = await loadCourse({ dir: DATA, own: link });
    expect(course.lessons.map(({ id }) => id)).toContain("again");
  });

  test.each([
    ["missing", () => join(own, "nowhere"), "is not there"],
    ["a file", () => join(own, "course.yaml"), "is no folder"],
    [
      "empty",
      () => {
        mkdirSync(join(own, "img"), { recursive: true });
        return join(own, "img");
      },
      "holds no file of a course",
    ],
  ])("a folder that is %s: the built-in course, and a word about it", async (_, name, message) => {
    const course = await loadCourse({ dir: DATA, own: name() });
    expect(course.problems).toMatchObject([{ file: name(), message }]);
    expect(course.models).toHaveLength(137);
    expect(course.info.title).toBe("Fundamentals of Large Language Models");
  });

  test("the built-in data named as own are the built-in data", async () => {
    expect(await loadCourse({ dir: DATA, own: `${DATA}/../data` })).toEqual(await loadCourse({ dir: DATA }));
  });
});
