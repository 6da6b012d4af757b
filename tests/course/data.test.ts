import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FACTS } from "../../src/course/model.ts";
import { schemaFiles } from "../../src/course/schema.ts";
import { course, DATA, model } from "./registry.ts";

describe("the registry", () => {
  test("loads whole and without problems", () => {
    expect(course.problems).toEqual([]);
    expect(course.models).toHaveLength(137);
    expect(Object.keys(course.sources)).toHaveLength(122);
    expect(course.errata.map((erratum) => erratum.id)).toEqual(Array.from({ length: 47 }, (_, at) => at + 1));
  });

  test("keeps every fact: 2,892 figures, 113 of them on a slide, 1,195 with a note", () => {
    const facts = course.models.flatMap((entry) => FACTS.flatMap((name) => entry.facts[name] ?? []));
    expect(facts).toHaveLength(2892);
    expect(facts.filter((fact) => fact.slideSays !== undefined)).toHaveLength(113);
    expect(facts.filter((fact) => fact.note !== undefined)).toHaveLength(1195);
    expect(facts.filter((fact) => fact.verified === "seen")).toHaveLength(1229);
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
    const models = readdirSync(join(DATA, "models"));
    expect(models.length).toBeGreaterThan(40);
    for (const name of models) {
      const [first] = readFileSync(join(DATA, "models", name), "utf8").split("\n");
      expect(first, name).toBe("# yaml-language-server: $schema=../schema/models.schema.json");
    }
  });
});
