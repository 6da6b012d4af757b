import { beforeEach, describe, expect, test } from "vitest";
import { Pack } from "../support/pack.ts";

let pack = new Pack();
beforeEach(() => {
  pack = new Pack();
});

describe("one mistake in the YAML or in an entry, one message", () => {
  test.each<[string, () => string]>([
    [
      "a quote that is not closed",
      () => {
        const line = pack.change("glossary.yaml", 'term: "Kneading"', 'term: "Kneading');
        return `glossary.yaml:${line} the YAML cannot be read: a quote that opens here is not closed`;
      },
    ],
    [
      "a bracket that is not closed",
      () => {
        const line = pack.change(
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
        const line = pack.change("tables.yaml", "    rows:", "   rows:");
        return `tables.yaml:${line} the YAML cannot be read`;
      },
    ],
    [
      "an alias of YAML",
      () => {
        const line = pack.change("glossary.yaml", 'term: "Gluten"', "term: *Gluten*");
        return `glossary.yaml:${line} the YAML cannot be read: *Gluten* refers to another place`;
      },
    ],
    [
      "a field twice",
      () => {
        const line = pack.change("glossary.yaml", '    term: "Steam"', '    id: "steam"\n    term: "Steam"');
        return `glossary.yaml:${line} the field id is there twice`;
      },
    ],
    [
      "an unknown field",
      () =>
        `glossary.yaml:${pack.change("glossary.yaml", "lesson: baking-a-loaf", "leson: baking-a-loaf")} oven-spring: unknown field leson`,
    ],
    [
      "a required field misspelt",
      () =>
        `glossary.yaml:${pack.change("glossary.yaml", 'term: "Steam"', 'therm: "Steam"')} steam: unknown field therm`,
    ],
    [
      "a missing field",
      () =>
        `glossary.yaml:${pack.change("glossary.yaml", '  - id: "yeast"\n    term: "Yeast"\n', '  - id: "yeast"\n')} yeast: term is missing`,
    ],
    [
      "a missing id",
      () =>
        `glossary.yaml:${pack.change("glossary.yaml", '  - id: "yeast"\n    term', "  - term")} an entry without id: id is missing`,
    ],
    [
      "a wrong type",
      () =>
        `glossary.yaml:${pack.change("glossary.yaml", '["baker\'s yeast"]', '"baker\'s yeast"')} yeast: aliases must be a list, not text`,
    ],
    [
      "a number in quotes",
      () =>
        `lessons/baking-a-loaf.md:${pack.change("lessons/baking-a-loaf.md", "order: 10", 'order: "10"')} baking-a-loaf: order must be a number, not text`,
    ],
    [
      "an unknown status",
      () =>
        `tables.yaml:${pack.change("tables.yaml", 'verified: "seen"', 'verified: "sure"')} rising-times: verified must be one of`,
    ],
    [
      "a broken source",
      () =>
        `sources.yaml:${pack.change("sources.yaml", '  test-bakery: {title: "Notes of the test bakery", ', "  test-bakery: {")} test-bakery: title is missing`,
    ],
    [
      "a date that is none",
      () =>
        `sources.yaml:${pack.change("sources.yaml", "2025-01-15", "15 January 2025")} flour-bag: date must be a date, not "15 January 2025"`,
    ],
    [
      "a day that is none",
      () =>
        `sources.yaml:${pack.change("sources.yaml", "2025-01-15", "2025-02-30")} flour-bag: date is no day of the calendar`,
    ],
  ])("%s", async (_, make) => {
    const wanted = make();
    const all = await pack.problems();
    expect(all).toEqual([expect.stringContaining(wanted)]);
  });
});
