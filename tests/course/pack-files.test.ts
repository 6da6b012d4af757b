import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { loadCourse } from "../../src/course/load.ts";
import { MOST_BYTES, MOST_LINES } from "../../src/course/read-folder.ts";
import { Pack } from "../support/pack.ts";
import { DATA } from "./registry.ts";

let pack = new Pack();
beforeEach(() => {
  pack = new Pack();
});

describe("one mistake with a file, one message", () => {
  test.each<[string, () => string]>([
    [
      "an empty file",
      () => {
        pack.write("glossary.yaml", "\n");
        return "glossary.yaml:1 is empty";
      },
    ],
    [
      "a file with its key alone",
      () => {
        pack.write("sources.yaml", "sources:\n");
        return "sources.yaml:1 sources has no entries";
      },
    ],
    [
      "a misspelt key",
      () => `glossary.yaml:${pack.change("glossary.yaml", "terms:", "term:")} unknown field term`,
    ],
    [
      "a file that no part reads",
      () => {
        pack.write("glosary.yaml", pack.read("glossary.yaml"));
        pack.write("glossary.yaml", "terms: []\n");
        return "glosary.yaml:1 is read by no part";
      },
    ],
    [
      "a folder that no part reads",
      () => {
        cpSync(pack.path("lessons"), pack.path("lesson"), { recursive: true });
        pack.write("lessons/flour-and-water.md", "");
        return "lesson/baking-a-loaf.md:1 is read by no part, nor is the rest of lesson";
      },
    ],
    [
      "Windows text",
      () => {
        const line = pack.change("glossary.yaml", "soft inside", "caf\u00e9");
        pack.write("glossary.yaml", Buffer.from(pack.read("glossary.yaml"), "latin1"));
        return `glossary.yaml:${line} is not UTF-8 text`;
      },
    ],
    [
      "a huge file",
      () => {
        pack.write("figures/bread.yaml", pack.read("figures/bread.yaml").padEnd(MOST_BYTES + 1, " "));
        return "figures/bread.yaml:1 is larger than 500 KB";
      },
    ],
    [
      "a long file",
      () => {
        pack.write("figures/bread.yaml", pack.read("figures/bread.yaml") + "\n".repeat(MOST_LINES));
        return "figures/bread.yaml:1 has more than 20,000 lines";
      },
    ],
    [
      "a link out of the folder",
      () => {
        pack.write("../outside.yaml", "figures: []\n");
        symlinkSync("../../outside.yaml", pack.path("figures/more.yaml"));
        return "figures/more.yaml:1 leads out of the course folder through a link";
      },
    ],
    [
      "a link to nothing",
      () => {
        symlinkSync("nowhere.yaml", pack.path("figures/more.yaml"));
        return "figures/more.yaml:1 is not there";
      },
    ],
    [
      "nothing but brackets",
      () => {
        pack.write("prices.yaml", "[".repeat(20_000));
        return "prices.yaml:1 the YAML cannot be read: it is nested too deeply";
      },
    ],
    [
      "nothing but dashes",
      () => {
        pack.write("prices.yaml", "- ".repeat(100_000));
        return "prices.yaml:1 the YAML cannot be read: it is nested too deeply";
      },
    ],
    [
      "an unknown part to keep",
      () =>
        `course.yaml:${pack.change("course.yaml", "keep: []", "keep: [modles]")} the course: keep 1 must be one of`,
    ],
  ])("%s", async (name, make) => {
    const wanted = make();
    const all = await pack.problems();
    const others = name === "a folder that no part reads" ? ["lessons/flour-and-water.md:1 is empty"] : [];
    expect(all.filter((line) => !others.includes(line))).toEqual([expect.stringContaining(wanted)]);
  });
});

describe("files as people have them", () => {
  test("Windows line ends and byte order marks, with the right lines", async () => {
    for (const path of readdirSync(pack.dir, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.\w+$/.test(name),
    )) {
      pack.write(path, `\uFEFF${pack.read(path).replaceAll("\n", "\r\n")}`);
    }
    const course = await pack.load();
    expect(course.problems).toEqual([]);
    expect(course.lessons).toHaveLength(3);
    expect(JSON.stringify(course.lessons)).not.toContain("\\r");
    const line = pack.change("lessons/baking-a-loaf.md", "{{figure core-heat}}", "{{figure heat}}");
    expect(await pack.problems()).toEqual([expect.stringContaining(`lessons/baking-a-loaf.md:${line} `)]);
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
      pack.write(name, "x");
    expect(await pack.problems()).toEqual([]);
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
    pack.write(name, text);
    expect((await pack.load()).problems).toMatchObject([
      { file: `${pack.dir}/${name}`, mend: `did you mean ${meant}?` },
    ]);
  });

  test("a link inside the folder is followed, the folder itself may be one", async () => {
    pack.write("lessons/_linked.md", pack.read("lessons/baking-a-loaf.md"));
    symlinkSync("_linked.md", pack.path("lessons/again.md"));
    const link = `${pack.dir}-link`;
    symlinkSync(pack.dir, link);
    const course = await loadCourse({ dir: DATA, own: link });
    expect(course.lessons.map(({ id }) => id)).toContain("again");
  });

  test.each([
    ["missing", () => pack.path("nowhere"), "is not there"],
    ["a file", () => pack.path("course.yaml"), "is no folder"],
    [
      "empty",
      () => {
        mkdirSync(pack.path("img"), { recursive: true });
        return pack.path("img");
      },
      "holds no file of a course",
    ],
  ])("a folder that is %s: the built-in course, and a word about it", async (_, name, message) => {
    const course = await loadCourse({ dir: DATA, own: name() });
    expect(course.problems).toMatchObject([{ file: name(), message }]);
    expect(course.models).toHaveLength(151);
    expect(course.info.title).toBe("Fundamentals of Large Language Models");
  });

  test("the built-in data named as own are the built-in data", async () => {
    expect(await loadCourse({ dir: DATA, own: `${DATA}/../data` })).toEqual(await loadCourse({ dir: DATA }));
  });
});
