import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dateOfSource } from "../../src/course/as-of.ts";
import { FACTS } from "../../src/course/model.ts";
import { piecesOf } from "../../src/course/references.ts";
import { schemaFiles } from "../../src/course/schema.ts";
import { course, DATA, model } from "./registry.ts";

describe("the registry", () => {
  test("loads whole and without problems", () => {
    expect(course.problems).toEqual([]);
    expect(course.models).toHaveLength(151);
    expect(Object.keys(course.sources)).toHaveLength(142);
    expect(course.errata.map((erratum) => erratum.id)).toEqual(Array.from({ length: 47 }, (_, at) => at + 1));
  });

  test("keeps every fact: 3,186 figures, 113 of them on a slide, 1,450 with a note", () => {
    const facts = course.models.flatMap((entry) => FACTS.flatMap((name) => entry.facts[name] ?? []));
    expect(facts).toHaveLength(3186);
    expect(facts.filter((fact) => fact.slideSays !== undefined)).toHaveLength(113);
    expect(facts.filter((fact) => fact.note !== undefined)).toHaveLength(1450);
    expect(facts.filter((fact) => fact.verified === "seen")).toHaveLength(1279);
  });

  test("keeps a figure, its source and what the slide says apart", () => {
    expect(model("phi-3-mini").facts.training_tokens).toMatchObject({
      value: 3.3e12,
      unit: "tokens",
      verified: "seen",
      slideSays: "3.3M",
    });
    expect(model("chinchilla-70b").facts.training_tokens?.value).toBe(1.4e12);
    expect(model("gopher-280b").facts.mfu).toMatchObject({ value: 32.5, slideSays: "32.5%" });
  });

  test("leaves unknown figures unknown", () => {
    expect(model("gpt-4").facts.parameters?.value).toBeNull();
    expect(model("gpt-2-xl").facts.training_tokens?.value).toBeNull();
    expect(course.models.filter((entry) => entry.facts.parameters?.value === null)).toHaveLength(25);
  });

  test("lists models oldest first", () => {
    expect(course.models[0]?.id).toBe("gpt-1");
    const dates = course.models.map((entry) => String(entry.facts.release_date?.value));
    expect(dates).toEqual([...dates].sort());
  });

  test("the errata point at the figures they correct", () => {
    const about = (id: string, field: string) =>
      course.errata.filter((erratum) => erratum.models.includes(id) && erratum.field === field);
    expect(about("phi-3-mini", "training_tokens")).toMatchObject([
      { id: 1, severity: "wrong", status: "seen" },
    ]);
    expect(about("chinchilla-70b", "release_date")).toMatchObject([{ id: 10, sourceSays: "29 March 2022" }]);
    for (const erratum of course.errata.filter((entry) => entry.field !== undefined)) {
      const said = erratum.models.some((id) => {
        const facts = model(id).facts;
        return erratum.field !== undefined && facts[erratum.field] !== undefined;
      });
      expect(said, `erratum ${erratum.id} names a figure of its models`).toBe(true);
    }
  });
});

describe("what is known besides the models", () => {
  test("is whole: 1,174 scores on 63 benchmarks, 40 tables, 44 entrants, 2 leaderboards", () => {
    expect(course.benchmarks).toHaveLength(63);
    expect(course.scores).toHaveLength(1174);
    expect(course.entrants).toHaveLength(44);
    expect(course.leaderboards.map(({ id }) => id)).toEqual(["open-llm", "helm"]);
    expect(course.tables.filter(({ models }) => models === undefined)).toHaveLength(35);
    expect(course.tables.filter(({ models }) => models !== undefined)).toHaveLength(5);
  });

  test("no row of a table has a cell too many or too few, no benchmark table is without scores", () => {
    const lengths = course.tables.flatMap(({ id, columns, rows }) =>
      rows.filter((row) => row.length !== columns.length).map((row) => `${id}: ${row.length}`),
    );
    expect(lengths).toEqual([]);
    const empty = course.tables.flatMap(({ id, source, models = [] }) =>
      models
        .filter((of) => !course.scores.some((score) => score.model === of && score.source === source))
        .map((of) => `${id}: ${of}`),
    );
    expect(empty).toEqual([]);
  });

  test("every score's source has a date, or is listed here without one", () => {
    const undated = [...new Set(course.scores.map(({ source }) => source))].filter(
      (source) => dateOfSource(course, source) === undefined,
    );
    expect(undated.sort()).toEqual(UNDATED);
  });

  test("every score names its benchmark and its model or entrant, with a unit", () => {
    const models = new Set([...course.models, ...course.entrants].map(({ id }) => id));
    const benchmarks = new Set(course.benchmarks.map(({ id }) => id));
    expect(
      course.scores.filter(
        (score) => !models.has(score.model) || !benchmarks.has(score.benchmark) || score.unit === "",
      ),
    ).toEqual([]);
  });

  test("every figure is looked up by a lesson or a term", () => {
    const texts = [
      ...course.lessons.flatMap(({ sections }) => sections.map(({ text }) => text)),
      ...course.terms.map(({ meaning }) => meaning),
    ];
    const used = new Set(
      texts
        .flatMap(piecesOf)
        .flatMap((piece) =>
          "reference" in piece && piece.reference.kind === "figure" ? piece.reference.id : [],
        ),
    );
    expect(Object.keys(course.figures).filter((id) => !used.has(id))).toEqual([]);
  });
});

/** Pages and slides that say no date, and change. */
const UNDATED = ["glam-notes", "leh", "mmlu-repo"];

describe("data/schema", () => {
  const dir = join(DATA, "schema");

  test("is what `npm run data:schema` writes", () => {
    const files = schemaFiles();
    expect(readdirSync(dir).sort()).toEqual(expect.arrayContaining(Object.keys(files)));
    for (const [name, content] of Object.entries(files)) {
      expect(readFileSync(join(dir, name), "utf8"), `${name}: run npm run data:schema`).toBe(content);
    }
  });

  test("every data file names its schema", () => {
    const kinds = Object.keys(schemaFiles()).map((name) => name.replace(".schema.json", ""));
    const files = readdirSync(DATA, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".yaml"),
    );
    expect(files.length).toBeGreaterThan(80);
    for (const name of files) {
      const [first] = readFileSync(join(DATA, name), "utf8").split("\n");
      const [folder, inside] = name.split("/");
      const beside = /^labs\/(exercise)-/.exec(name)?.[1];
      const kind = beside ?? (inside === undefined ? name : (folder ?? "")).replace(".yaml", "");
      expect(kinds, name).toContain(kind);
      const up = inside === undefined ? "" : "../";
      expect(first, name).toBe(`# yaml-language-server: $schema=${up}schema/${kind}.schema.json`);
    }
  });
});
