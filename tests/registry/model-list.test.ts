import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { filterModels, parseFilters } from "../../src/course/filter-models.ts";
import type { Course } from "../../src/course/model.ts";
import { courseRows } from "../../src/registry/course-timeline.ts";
import type { BlockOf } from "../../src/replies/reply.ts";
import { cellText } from "../../src/replies/text-table.ts";
import { toText } from "../../src/replies/to-text.ts";
import { registryArg } from "../../src/router/registry-args.ts";
import { course, model } from "../course/registry.ts";
import { buttonsOf, replyOf, routerWorld, said } from "../support/router.ts";

const { ask } = routerWorld(course);

async function table(line: string): Promise<BlockOf<"table">> {
  const found = replyOf(await ask(line)).blocks.find((block) => block.kind === "table");
  if (found === undefined) throw new Error(`no table for ${line}`);
  return found;
}
const firstColumn = async (line: string): Promise<string[]> =>
  (await table(line)).rows.map(([name = ""]) => cellText(name));
const idsOf = (words: string[]): string[] =>
  filterModels(course, parseFilters(words)).models.map(({ id }) => id);

describe("a minus in front of a filter", () => {
  test("keeps out what the filter would let through", () => {
    const all = idsOf(["params>100b"]);
    expect(all.filter((id) => model(id).organisation === "OpenAI").length).toBeGreaterThan(0);
    expect(idsOf(["params>100b", "-openai"])).toEqual(
      all.filter((id) => model(id).organisation !== "OpenAI"),
    );
    expect(idsOf(["-org:openai"])).toEqual(idsOf(["org!=openai"]));
    expect(idsOf(["-moe:yes"])).toEqual(idsOf(["moe:no"]));
    expect(idsOf(["-params>100b"])).toEqual(idsOf(["params<=100b"]));
    expect(idsOf(["-year:2022"])).toEqual(idsOf(["year!=2022"]));
  });

  test("a negative number is a word like others", () => {
    expect(idsOf(["-5"])).toEqual(idsOf(["5"]));
  });
});

describe("columns", () => {
  test("are shown in the order asked for, twice named once shown", async () => {
    const { columns } = await table("models gopher columns:mfu,params,mfu");
    expect(columns.map(({ label }) => label)).toEqual(["Model", "Model FLOPs utilisation", "Parameters"]);
  });

  test("their figures are in the data, with sources", async () => {
    const { data } = replyOf(await ask("models chinchilla columns:tokens"));
    expect(data).toMatchObject({
      figures: [
        { model: "chinchilla-70b", figures: { training_tokens: { value: 1.4e12, source: "chinchilla" } } },
      ],
    });
  });

  test.each([
    ["columns:params,sizes-of-hats", /No field is called sizes-of-hats/],
    ["columns:paramters", /Did you mean parameters\?/],
    ["columns:params,tokens,mfu,layers,heads,vocab,ffn", /at most 6 columns, and these are 7/],
  ])("%s is a mistake", async (words, message) => {
    const reply = replyOf(await ask(`models ${words}`));
    expect(reply.error).toBe(true);
    expect(toText(reply)).toMatch(message);
  });

  test("completion goes on after the last comma and leaves out what is there", () => {
    const vocabulary = { course, commands };
    const values = (typed: string) =>
      registryArg
        .columns()
        .complete?.(typed, vocabulary)
        .map(({ value }) => value) ?? [];
    expect(values("param")).toContain("parameters");
    expect(values("parameters,tok")).toContain("parameters,training_tokens");
    expect(values("parameters,")).not.toContain("parameters,parameters");
    expect(values("parameters,").every((value) => value.startsWith("parameters,"))).toBe(true);
  });
});

describe("/models asof:", () => {
  test("leaves out what came later and marks what was published later", async () => {
    const names = await firstColumn("models org:google asof:2022-04");
    expect(names).toContain("PaLM 540B");
    expect(names).not.toContain("PaLM 2");
    const text = toText(replyOf(await ask("models org:google columns:mfu asof:2022-04")));
    expect(text).toMatch(/BERT-Large +28 %‡/);
    expect(text).toMatch(/LaMDA 137B +unknown/);
    expect(text).toMatch(/PaLM 540B +46\.2 %(?!‡)/);
    expect(text).toContain("‡ published later than April 2022");
  });

  test("before everything there is nothing, and it says so", async () => {
    expect(said(await ask("models asof:2001"))).toMatch(/^0 of 0 models that were out by 2001/);
  });
});

describe("a list that cannot be made", () => {
  test.each(["models (((", "models -", "models org:---"])("%s has nothing to look for", async (line) => {
    expect(said(await ask(line))).toContain("no letter or digit");
  });

  test("a bare year is explained, and the advice is about the filters that were used", async () => {
    const text = said(await ask("models date>2025 org:openai"));
    expect(text).toContain("date>2025 means from 2026 on; date>=2025 has 2025 in it.");
    expect(text).toMatch(/There are \d+ without date>2025\.$/);
    expect(said(await ask("models date<2018"))).toContain("means up to the end of 2017");
    expect(said(await ask("models params>900t"))).not.toContain("means");
  });
});

describe("/models course", () => {
  test("names no source that no figure refers to", async () => {
    const blocks = replyOf(await ask("models course")).blocks;
    const cells = JSON.stringify(blocks.find(({ kind }) => kind === "table"));
    const note = blocks.find((block) => block.kind === "note");
    const marks = note?.text.match(/[⁰¹²³⁴-⁹]+(?= )/g) ?? [];
    expect(marks.length).toBeGreaterThan(5);
    for (const mark of marks) expect(cells).toMatch(new RegExp(`[^⁰¹²³⁴-⁹]${mark}(?![⁰¹²³⁴-⁹])`));
  });

  test("has the models of the lecture by release, with the registry's figures", async () => {
    const names = await firstColumn("models course");
    expect([...names].sort()).toEqual(
      courseRows(course)
        .map(({ name }) => name)
        .sort(),
    );
    expect(names.slice(0, 5)).toEqual(["BERT", "GPT-3", "MT-NLG", "Gopher", "GLaM"]);
    const [, , parameters] = (await table("models course upto:gpt-3")).rows[1] ?? [];
    expect(parameters).toMatchObject({ value: 175e9 });
  });

  test("grows with the lecture, by model or by date", async () => {
    expect(await firstColumn("models course upto:palm")).toEqual([
      "BERT",
      "GPT-3",
      "MT-NLG",
      "Gopher",
      "GLaM",
      "Chinchilla",
      "PaLM",
    ]);
    expect(await firstColumn("models upto:gpt-3")).toEqual(["BERT", "GPT-3"]);
    expect(await firstColumn("models course upto:")).toHaveLength(13);
    expect(await firstColumn("models course asof:2021-11")).toEqual(["BERT", "GPT-3", "MT-NLG"]);
    expect(await firstColumn("models course upto:gopher asof:2021-11")).toEqual(["BERT", "GPT-3", "MT-NLG"]);
  });

  test("keeps the table's words where a row speaks of several sizes", async () => {
    const bert = (await table("models course upto:bert")).rows[0]?.map(cellText) ?? [];
    expect(bert[2]).toMatch(/^110M base, 340M large/);
    expect(bert[3]).toMatch(/§$/);
  });

  test("marks and shows where the slides differ, and only for the rows that are shown", async () => {
    const text = toText(replyOf(await ask("models course")));
    expect(text).toMatch(/Phi-3-mini .*3\.3T [⁰¹²³⁴-⁹]+ §/);
    expect(text).toContain("Slide: Phi-3-mini was trained on 3.3M tokens");
    expect(toText(replyOf(await ask("models course upto:palm")))).not.toContain("3.3M");
  });

  test("takes filters, sorting and columns", async () => {
    expect(await firstColumn("models course org:deepmind sort:-date")).toEqual(["Chinchilla", "Gopher"]);
    const { columns } = await table("models course columns:mfu");
    expect(columns.map(({ label }) => label)).toEqual(["Model", "Model FLOPs utilisation", "Company"]);
    expect(said(await ask("models course org:nobody"))).toMatch(/^0 of the 13 models/);
  });

  test("an unknown model and a course without the table are mistakes with a way out", async () => {
    const outcome = await ask("models course upto:banana");
    expect(replyOf(outcome).error).toBe(true);
    expect(said(outcome)).toContain("It has: BERT, GPT-3");
    expect(buttonsOf(outcome)[0]?.value).toBe("models course upto:bert-base");
    const bare: Course = { ...course, tables: [] };
    const nothing = await routerWorld(bare).ask("models course");
    expect(said(nothing)).toContain("no comparison table");
    expect(buttonsOf(nothing).map(({ value }) => value)).toEqual(["models"]);
  });
});
