import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { checkCourse, courseReport } from "../../src/course/check.ts";
import { loadCourse } from "../../src/course/load.ts";
import { DATA } from "./registry.ts";

const root = mkdtempSync(join(tmpdir(), "lectern-course-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A small course: two families, the sources, one erratum. */
let dir = "";
let count = 0;
beforeEach(() => {
  dir = join(root, `course-${count++}`);
  for (const name of ["chinchilla", "gopher"]) {
    cpSync(join(DATA, "models", `${name}.yaml`), join(dir, "models", `${name}.yaml`), { recursive: true });
  }
  cpSync(join(DATA, "sources.yaml"), join(dir, "sources.yaml"));
  writeFileSync(join(dir, "errata.yaml"), ERRATA);
});

const ERRATA = `errata:
  - id: 10
    severity: imprecise
    slide_says: "April 2022"
    source_says: "29 March 2022"
    source: "arXiv 2203.15556"
    status: seen
    models: ["chinchilla-70b"]
`;
const CHINCHILLA = "models/chinchilla.yaml";
const read = (file: string) => readFileSync(join(dir, file), "utf8");

/** Replaces `old` in a file and returns the line on which it stood. */
function breakFile(file: string, old: string, by: string): number {
  const text = read(file);
  expect(text).toContain(old);
  writeFileSync(join(dir, file), text.replace(old, by));
  return text.slice(0, text.indexOf(old)).split("\n").length;
}

describe("loading with a cache", () => {
  test("a hit equals a cold parse", async () => {
    const cache = join(dir, "cache", "course.json");
    const cold = await loadCourse({ dir, cache });
    const hit = await loadCourse({ dir, cache });
    expect(hit).toStrictEqual(cold);
    expect(hit).toStrictEqual(await loadCourse({ dir }));
    expect(hit).not.toBe(cold);
  });

  test("a hit is read from the cache, and nothing is left lying about", async () => {
    const cache = join(dir, "cache", "course.json");
    await loadCourse({ dir, cache });
    writeFileSync(cache, readFileSync(cache, "utf8").replace("Chinchilla 70B", "From the cache"));
    expect((await loadCourse({ dir, cache })).models.map((model) => model.name)).toContain("From the cache");
    expect(readdirSync(join(dir, "cache"))).toEqual(["course.json"]);
  });

  test("a changed, renamed or removed file makes it stale", async () => {
    const cache = join(dir, "course.json");
    await loadCourse({ dir, cache });
    breakFile(CHINCHILLA, 'name: "Chinchilla 70B"', 'name: "Chinchilla seventy"');
    expect((await loadCourse({ dir, cache })).models.map((model) => model.name)).toContain(
      "Chinchilla seventy",
    );
    rmSync(join(dir, CHINCHILLA));
    expect((await loadCourse({ dir, cache })).models.map((model) => model.id)).not.toContain(
      "chinchilla-70b",
    );
  });

  test("a broken cache or one that cannot be written does no harm", async () => {
    const cache = join(dir, "course.json");
    writeFileSync(cache, '{"hash": "');
    expect((await loadCourse({ dir, cache })).models).toHaveLength(7);
    const impossible = join(dir, "errata.yaml", "course.json");
    expect((await loadCourse({ dir, cache: impossible })).models).toHaveLength(7);
  });

  test("problems come out of the cache as well", async () => {
    breakFile(CHINCHILLA, "value: 1400000000000", 'value: "1.4T"');
    const cache = join(dir, "course.json");
    const cold = await loadCourse({ dir, cache });
    expect(cold.problems).toHaveLength(1);
    expect(await loadCourse({ dir, cache })).toStrictEqual(cold);
  });
});

describe("broken files", () => {
  test("a small course is fine as it is", async () => {
    expect(await checkCourse({ dir })).toEqual([]);
  });

  test("a number in words: file, line, what to write; the rest of the model loads", async () => {
    const line = breakFile(CHINCHILLA, "value: 1400000000000", 'value: "1.4T"');
    const { problems, models } = await loadCourse({ dir });
    expect(problems).toEqual([
      {
        file: CHINCHILLA,
        line,
        message: "chinchilla-70b: training_tokens.value must be a number or null",
        mend: 'write 1400000000000, not "1.4T"',
      },
    ]);
    const chinchilla = models.find((model) => model.id === "chinchilla-70b");
    expect(chinchilla?.facts.parameters?.value).toBe(70e9);
    expect(chinchilla?.facts.training_tokens).toBeUndefined();
  });

  test("a misspelt field is named, with the right one", async () => {
    const line = breakFile(CHINCHILLA, "training_tokens:", "trainig_tokens:");
    expect(await checkCourse({ dir })).toMatchObject([
      {
        line,
        message: "chinchilla-70b: unknown field trainig_tokens",
        mend: "did you mean training_tokens?",
      },
    ]);
  });

  test("a misspelt part of a fact", async () => {
    const line = breakFile(CHINCHILLA, 'slide_says: "70B"', 'slide_say: "70B"');
    expect(await checkCourse({ dir })).toMatchObject([
      {
        line,
        message: "chinchilla-70b: unknown field parameters.slide_say",
        mend: "did you mean slide_says?",
      },
    ]);
  });

  test.each([
    ['name: "Chinchilla 70B"', "", /name is missing/],
    ['name: "Chinchilla 70B"', "name: 70", /name must be text, not the number 70/],
    ['value: "2022-03-29"', 'value: "29 March"', /release_date\.value must be a date/],
    ["value: 70000000000, ", "", /parameters\.value is missing/],
    ['unit: "tokens"', 'unit: "words"', /training_tokens\.unit must be "tokens"/],
    ['verified: "seen"', 'verified: "sure"', /release_date\.verified must be one of: seen/],
    ["layers: {", "layers: 80 # {", /layers must be a fact/],
  ])("%s → %s", async (old, by, message) => {
    const line = breakFile(CHINCHILLA, old, by);
    const [problem] = await checkCourse({ dir });
    expect(problem?.message).toMatch(message);
    expect(problem?.file).toBe(CHINCHILLA);
    expect(problem?.mend).not.toBe("");
    // What is missing is reported where its surroundings begin.
    if (by !== "") expect(problem?.line).toBe(line);
  });

  test("a syntax error spares what stands before it and the other files", async () => {
    const line = breakFile("models/gopher.yaml", 'id: "gopher-417m"', 'id: "gopher-417m');
    const { models, problems } = await loadCourse({ dir });
    expect(models.map((model) => model.id)).toEqual(
      expect.arrayContaining(["gopher-44m", "gopher-117m", "chinchilla-70b"]),
    );
    expect(models.map((model) => model.id)).not.toContain("gopher-417m");
    expect(problems[0]?.file).toBe("models/gopher.yaml");
    expect(problems[0]?.line).toBeGreaterThanOrEqual(line);
    expect(problems[0]?.message).toContain("the YAML cannot be read");
  });

  test("a field twice: the model and those after it load", async () => {
    const line = breakFile(
      "models/gopher.yaml",
      'name: "Gopher family 117M"',
      'id: "again"\n    name: "Gopher family 117M"',
    );
    const { models, problems } = await loadCourse({ dir });
    expect(problems).toMatchObject([{ file: "models/gopher.yaml", line, mend: "keep one of the two" }]);
    expect(models).toHaveLength(7);
  });

  test("an id twice", async () => {
    const line = breakFile("models/gopher.yaml", 'id: "gopher-44m"', 'id: "chinchilla-70b"');
    const { problems, models } = await loadCourse({ dir });
    expect(problems).toMatchObject([
      { file: "models/gopher.yaml", line, message: expect.stringContaining(`${CHINCHILLA}, line 4`) },
    ]);
    expect(models.filter((model) => model.id === "chinchilla-70b")).toMatchObject([
      { name: "Chinchilla 70B" },
    ]);
  });

  test("a source that is not in the list, with the nearest", async () => {
    const line = breakFile(CHINCHILLA, 'source: "eco"', 'source: "ecoo"');
    expect(await checkCourse({ dir })).toMatchObject([
      { line, message: expect.stringContaining('"ecoo" is not in sources.yaml'), mend: /did you mean eco\?/ },
    ]);
  });

  test("an unknown base, an alias of another model, an erratum of no model", async () => {
    breakFile(CHINCHILLA, 'aliases: ["Chinchilla"]', 'aliases: ["Chinchilla", "gopher 280b"]');
    breakFile(CHINCHILLA, "    organisation:", '    base: "gopher-28b"\n    organisation:');
    breakFile("errata.yaml", '["chinchilla-70b"]', '["chinchila-70b"]');
    const problems = await checkCourse({ dir });
    expect(problems.map(({ file, line, message }) => ({ file, line, message }))).toEqual([
      { file: "errata.yaml", line: 8, message: 'erratum 10: "chinchila-70b" is no model\'s id' },
      {
        file: CHINCHILLA,
        line: 6,
        message: 'chinchilla-70b: the alias "gopher 280b" already means Gopher 280B',
      },
      { file: CHINCHILLA, line: 7, message: 'chinchilla-70b: base "gopher-28b" is no model\'s id' },
    ]);
    expect(problems[2]?.mend).toContain("did you mean gopher-280b?");
  });

  test.each(["", "models: 3", "- a\n- b", "models:\n  - 3\n  -\n", "{", "\0", "models: [[[", "&a [*a]"])(
    "a file that holds %j",
    async (content) => {
      writeFileSync(join(dir, CHINCHILLA), content);
      const { models, problems } = await loadCourse({ dir });
      expect(models).toHaveLength(6);
      expect(problems.filter((problem) => problem.file === CHINCHILLA).length).toBeGreaterThan(0);
    },
  );

  test("no directory at all", async () => {
    const { models, problems } = await loadCourse({ dir: join(dir, "nowhere") });
    expect(models).toEqual([]);
    expect(problems.map((problem) => problem.file)).toEqual(["errata.yaml", "models", "sources.yaml"]);
  });
});

describe("course:check", () => {
  test("says how much it checked", async () => {
    expect(await courseReport({ dir })).toEqual({
      lines: ["7 models, 1 erratum, 142 sources; no problems"],
      ok: true,
    });
  });

  test("prints file:line: message – mend", async () => {
    const line = breakFile(CHINCHILLA, "value: 1400000000000", 'value: "1.4T"');
    expect(await courseReport({ dir }, "data")).toEqual({
      lines: [
        `data/${CHINCHILLA}:${line}: chinchilla-70b: training_tokens.value must be a number or null – write 1400000000000, not "1.4T"`,
        "7 models, 1 erratum, 142 sources; 1 problem",
      ],
      ok: false,
    });
  });
});
