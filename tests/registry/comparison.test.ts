import { beforeAll, describe, expect, test } from "vitest";
import { FIELDS, findField } from "../../src/course/fields.ts";
import { findModel } from "../../src/course/find-model.ts";
import type { Course, Model } from "../../src/course/model.ts";
import { modelCard } from "../../src/registry/card.ts";
import { comparison } from "../../src/registry/comparison.ts";
import { finding, shortNames } from "../../src/registry/finding.ts";
import type { BlockOf, Reply } from "../../src/replies/reply.ts";
import { toText } from "../../src/replies/to-text.ts";
import { realCourse } from "../support/course.ts";
import { buttonsOf, replyOf, routerWorld, said } from "../support/router.ts";

let course: Course;
beforeAll(async () => {
  course = await realCourse();
});

function named(...names: string[]): Model[] {
  return names.map((name) => {
    const match = findModel(course, name);
    if (match.kind !== "found") throw new Error(`${name} is ${match.kind}`);
    return match.model;
  });
}
const sizes = FIELDS.filter(({ id }) =>
  ["parameters", "training_tokens", "tokens_per_parameter"].includes(id),
);
const tableOf = (reply: Reply): BlockOf<"table"> => {
  const table = reply.blocks.find((block) => block.kind === "table");
  if (table === undefined) throw new Error("no table");
  return table;
};

describe("the finding", () => {
  test.each([
    [["gpt-3", "gopher", "chinchilla"], "Chinchilla: a quarter of Gopher's size, 4.7 times its tokens"],
    [["gpt-3", "opt-175b"], "OPT: the size of GPT-3, as many tokens"],
    [["llama-7b", "llama-65b"], "LLaMA 65B: 9.7 times LLaMA 7B's size, 1.4 times its tokens"],
    [
      ["gpt-4o", "claude-3.5-sonnet"],
      "Parameters, Training tokens, Tokens per parameter: GPT-4o, Claude 3.5 Sonnet",
    ],
    [["gpt-3", "instructgpt"], "InstructGPT: the size of GPT-3"],
  ])("%j", (names, sentence) => {
    expect(finding(named(...names), sizes)).toBe(sentence);
  });

  test("of one field", () => {
    const by = (field: string) => FIELDS.filter(({ id }) => id === findField(field)?.id);
    expect(finding(named("gpt-3", "palm"), by("mfu"))).toBe(
      "Model FLOPs utilisation: PaLM 46.2 %, GPT-3 21.3 %",
    );
    expect(finding(named("gpt-3", "llama-3.1-8b"), by("context"))).toBe(
      "Context length: Llama 3.1 has 131,072 (128K), 64 times GPT-3's 2,048",
    );
    expect(finding(named("gpt-3", "gopher"), by("context"))).toBe(
      "Context length: 2,048 in all that are known",
    );
  });

  test("names lose their size only where they stay different", () => {
    expect(shortNames(named("opt-13b", "opt-66b", "gopher"))).toEqual(["OPT 13B", "OPT 66B", "Gopher"]);
  });
});

describe("a comparison", () => {
  test("has every figure with its source, in table, data and CSV", () => {
    const reply = comparison(course, named("gpt-3", "gopher", "chinchilla"));
    expect(tableOf(reply).rows.map(([model, , parameters]) => [model, parameters])).toEqual([
      ["GPT-3 175B", { text: expect.stringMatching(/^175B [¹²³⁴⁵]+$/), value: 175e9 }],
      ["Gopher 280B", { text: expect.stringMatching(/^280B [¹²³⁴⁵]+$/), value: 280e9 }],
      ["Chinchilla 70B", { text: expect.stringMatching(/^70B [¹²³⁴⁵]+$/), value: 70e9 }],
    ]);
    expect(reply.data).toMatchObject({
      models: [
        {
          model: "gpt-3-175b",
          figures: { parameters: { value: 175e9, unit: "parameters", source: "gpt3" } },
        },
        { model: "gopher-280b" },
        {
          model: "chinchilla-70b",
          figures: {
            training_tokens: { value: 1.4e12, unit: "tokens", source: "chinchilla" },
            tokens_per_parameter: { value: 20 },
          },
        },
      ],
    });
    const csv = reply.files?.[0]?.text ?? "";
    expect(csv).toContain(
      "chinchilla-70b,Chinchilla 70B,DeepMind,training_tokens,1400000000000,tokens,chinchilla,seen,",
    );
  });

  test("unknown stays unknown in table, chart, data and CSV", () => {
    const reply = comparison(course, named("gpt-3", "gpt-4"));
    expect(tableOf(reply).rows[1]?.slice(2)).toEqual(["unknown", "unknown", "unknown"]);
    const chart = reply.blocks.find((block) => block.kind === "chart");
    expect(chart?.spec).toMatchObject({ panels: [{ series: [{ values: [175e9, null] }] }, {}, {}] });
    expect(reply.files?.[0]?.text).toMatch(/gpt-4,GPT-4,OpenAI,parameters,,/);
  });

  test("without any known size shows what the models share, and says what is unknown", () => {
    const reply = comparison(course, named("gpt-4.1", "gemini-2.5-pro"));
    const labels = tableOf(reply).columns.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(["Context length", "Licence", "Open weights"]));
    expect(labels.at(-1)).toMatch(/^Price for a million tokens/);
    expect(toText(reply)).toContain("Parameters, training tokens and tokens per parameter are unknown");
    expect(toText(reply)).not.toContain("1 times");
    expect(tableOf(reply).caption).toBe("Two models side by side");
  });

  test("draws only what is a number", () => {
    const by = findField("licence");
    if (by === undefined) throw new Error("no field");
    const kinds = comparison(course, named("gpt-3", "opt"), { by }).blocks.map(({ kind }) => kind);
    expect(kinds).not.toContain("chart");
    expect(kinds).toContain("table");
  });

  test("says where the slides are wrong about a figure it shows", () => {
    const by = findField("tokens");
    const text = toText(comparison(course, named("phi-3-mini", "phi-2"), { by }));
    expect(text).toMatch(/Slide: Phi-3-mini was trained on 3\.3M tokens/);
    expect(toText(comparison(course, named("phi-3-mini", "phi-2"), { by: findField("layers") }))).not.toMatch(
      /Slide:/,
    );
  });
});

describe("a card", () => {
  test("of every model renders, hides nothing unknown, and invents nothing", () => {
    for (const model of course.models) {
      const reply = modelCard(course, model);
      const figures = (reply.data?.figures ?? {}) as Record<
        string,
        { value: unknown; source: string | null }
      >;
      for (const [name, fact] of Object.entries(model.facts))
        expect(figures[name]?.value, `${model.id} ${name}`).toBe(fact.value);
      const unknown = Object.values(figures).filter(({ value }) => value === null);
      const text = toText(reply);
      expect(text.includes("Unknown:")).toBe(unknown.length > 0);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test("says a reason that several figures share once, and no formula as a reason", () => {
    const text = toText(modelCard(course, named("gpt-4")[0] as Model));
    expect(text.match(/not disclosed by the developer:/g)).toHaveLength(1);
    expect(text).toMatch(/not disclosed by the developer: Architecture, Parameters/);
    expect(text).not.toContain("derived: training");
    expect(text).toMatch(/Training compute \(.*2\.1e25 FLOPs/);
    expect(text).not.toMatch(/Released .*FLOPs/);
  });

  test("phi-3-mini says 3.3T tokens and the slide's misprint", () => {
    const text = toText(modelCard(course, named("phi-3-mini")[0] as Model));
    expect(text).toMatch(/Training tokens +3\.3T tokens/);
    expect(text).toMatch(/Slide: Phi-3-mini was trained on 3\.3M tokens\. Source: 3\.3 trillion tokens/);
  });

  test("figures from memory are marked", () => {
    const text = toText(modelCard(course, named("chinchilla")[0] as Model));
    expect(text).toMatch(/Context length +2,048 †/);
    expect(text).toMatch(/Parameters +70B ²/);
    expect(text).toContain("† from memory");
  });
});

test("a comparison as of a date names what was published later; force: needs scores", async () => {
  const { ask } = routerWorld(course);
  expect(toText(replyOf(await ask("compare gpt-3 palm-540b by:params asof:2022-04")))).toContain("published");
  expect(toText(replyOf(await ask("compare gpt-3 gopher by:mfu asof:2021-12")))).toMatch(
    /Published later than December 2021.*GPT-3/,
  );
  expect(said(await ask("compare gpt-3 gopher by:params force:yes"))).toContain("by:benchmarks");
});

test("buttons of an answer as of a date keep the date and the filters", async () => {
  const { ask } = routerWorld(course);
  for (const line of [
    "timeline context org:openai asof:2023",
    "leaderboard mmlu asof:2022-04",
    "compare gpt-3 gopher chinchilla by:mmlu asof:2022-04",
  ]) {
    const lines = buttonsOf(await ask(line)).filter(
      ({ action, value }) => action === "run" && !value.startsWith("benchmark"),
    );
    for (const { value } of lines) expect(value, line).toContain("asof:");
  }
  expect(buttonsOf(await ask("timeline context org:openai asof:2023")).map(({ value }) => value)).toContain(
    "timeline parameters org:openai asof:2023-12",
  );
});
