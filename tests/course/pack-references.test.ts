import { beforeEach, describe, expect, test } from "vitest";
import { Pack } from "../support/pack.ts";

let pack = new Pack();
beforeEach(() => {
  pack = new Pack();
});

describe("one mistake between entries, one message", () => {
  test.each<[string, () => string]>([
    [
      "an unknown source",
      () =>
        `figures/bread.yaml:${pack.change("figures/bread.yaml", 'source: "flour-bag"', 'source: "flower-bag"')} flour-protein: the source "flower-bag" is not in sources.yaml`,
    ],
    [
      "an id twice",
      () =>
        `glossary.yaml:${pack.change("glossary.yaml", '- id: "crumb"', '- {id: "crust", term: "Rind", meaning: "The crust."}\n  - id: "crumb"')} the id crust is already taken`,
    ],
    [
      "an ambiguous alias",
      () =>
        `glossary.yaml:${pack.change("glossary.yaml", '["final rise", "proofing"]', '["final rise", "first rise"]')} proof: the alias "first rise" already means Bulk rise`,
    ],
    [
      "an unknown term in see",
      () =>
        `glossary.yaml:${pack.change("glossary.yaml", "see: [steam]", "see: [steem]")} oven-spring: "steem" is no term's id`,
    ],
    [
      "a bad reference in a term of several lines",
      () => {
        const line = pack.change(
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
        `lessons/baking-a-loaf.md:${pack.change("lessons/baking-a-loaf.md", "{{figure core-heat}}", "{{figure coreheat}}")} baking-a-loaf: {{figure coreheat}} names no figure`,
    ],
    [
      "a reference that is not closed",
      () =>
        `lessons/baking-a-loaf.md:${pack.change("lessons/baking-a-loaf.md", "{{figure core-heat}}", "{{figure core-heat}")} baking-a-loaf: {{figure core-heat}`,
    ],
    [
      "a reference to a column that is not there",
      () =>
        `lessons/letting-dough-rise.md:${pack.change("lessons/letting-dough-rise.md", '{{cell rising-times "22 °C" "bulk"}}', '{{cell rising-times "22 °C" "rise"}}')} letting-dough-rise: {{cell rising-times "22 °C" "rise"}} names no column`,
    ],
    [
      "an unknown topic",
      () =>
        `lessons/baking-a-loaf.md:${pack.change("lessons/baking-a-loaf.md", "topic: oven", "topic: ovens")} baking-a-loaf: "ovens" is no topic's id`,
    ],
    [
      "a topic that is misspelt where it is defined",
      () =>
        `course.yaml:${pack.change("course.yaml", 'title: "In the oven"', 'titel: "In the oven"')} the course: unknown field topics 2.titel`,
    ],
    [
      "an answer out of range",
      () =>
        `lessons/baking-a-loaf.md:${pack.change("lessons/baking-a-loaf.md", "answer: 2", "answer: 4")} baking-a-loaf: check 1 has 3 options`,
    ],
    [
      "an option that is too long",
      () =>
        `lessons/baking-a-loaf.md:${pack.change("lessons/baking-a-loaf.md", "It saves time", "x".repeat(71))} baking-a-loaf: check 1.options 3 is 71 characters long`,
    ],
    [
      "a row with a cell too few",
      () =>
        `tables.yaml:${pack.change("tables.yaml", '["30 °C", 50, null]', '["30 °C", 50]')} rising-times: row 4 has 2 cells for 3 columns`,
    ],
    [
      "broken columns",
      () =>
        `tables.yaml:${pack.change("tables.yaml", '{key: "bulk", label:', '{key: "bulk", lable:')} rising-times: unknown field columns 2.lable`,
    ],
    [
      "a chart of an unknown column",
      () =>
        `tables.yaml:${pack.change("tables.yaml", 'values: ["bulk"]', 'values: ["bulky"]')} rising-times: the chart's "bulky" is no column`,
    ],
    [
      "a lesson without front matter",
      () => {
        pack.write("lessons/baking-a-loaf.md", "A hot oven.\n");
        return "lessons/baking-a-loaf.md:1 has no front matter";
      },
    ],
    [
      "a lesson without text",
      () => {
        const lesson = pack.read("lessons/baking-a-loaf.md");
        pack.write("lessons/baking-a-loaf.md", lesson.slice(0, lesson.lastIndexOf("---\n") + 4));
        return `lessons/baking-a-loaf.md:${lesson.slice(0, lesson.lastIndexOf("---\n")).split("\n").length} baking-a-loaf: sections is empty`;
      },
    ],
    [
      "a lesson whose front matter names its id",
      () =>
        `lessons/baking-a-loaf.md:${pack.change("lessons/baking-a-loaf.md", "topic: oven", "id: loaf\ntopic: oven") + 0} baking-a-loaf: unknown field id`,
    ],
    [
      "a lesson that is followed by none",
      () =>
        `lessons/flour-and-water.md:${pack.change("lessons/flour-and-water.md", "order: 10\n", "next: letting-dough-rest\norder: 10\n")} flour-and-water: "letting-dough-rest" is no lesson's id`,
    ],
  ])("%s", async (_, make) => {
    const wanted = make();
    const all = await pack.problems();
    expect(all).toEqual([expect.stringContaining(wanted)]);
  });
});
