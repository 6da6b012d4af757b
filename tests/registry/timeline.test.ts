import { describe, expect, test } from "vitest";
import type { BarSpec, ScatterSpec } from "../../src/charts/spec.ts";
import { readAsOf } from "../../src/course/as-of.ts";
import { isMixtureOfExperts } from "../../src/course/fields.ts";
import { readAsked, timelineFinding, timelineOf, yearOf } from "../../src/registry/timeline.ts";
import { timelineReply } from "../../src/registry/timeline-reply.ts";
import { toText } from "../../src/replies/to-text.ts";
import { course, model } from "../course/registry.ts";
import { buttonsOf, replyOf, routerWorld, said } from "../support/router.ts";

const { ask } = routerWorld(course);
const timeline = (words: string, asOf?: string) =>
  timelineOf(
    course,
    readAsked(words.split(" ").filter(Boolean)),
    asOf === undefined ? undefined : readAsOf(asOf),
  );
const idsOf = (words: string, asOf?: string): string[] =>
  timeline(words, asOf).moments.map(({ model: { id } }) => id);
function chart<Spec extends BarSpec | ScatterSpec>(words: string, kind: Spec["kind"]): Spec {
  const block = timelineReply(course, timeline(words)).blocks.find((one) => one.kind === "chart");
  if (block?.spec.kind !== kind) throw new Error(`no ${kind} for ${words}`);
  return block.spec as Spec;
}

describe("what is asked", () => {
  test.each([
    ["", "parameters", [], false],
    ["tokens", "tokens", [], false],
    ["tokens training-tokens", "tokens", [], false],
    ["size org:google", "parameters", ["org:google"], false],
    ["org:google year:2022 context", "context", ["org:google", "year:2022"], false],
    ["Tokens-Per-Parameter all", "tokens-per-parameter", [], true],
    ["mfu params>100b", "mfu", ["params>100b"], false],
    ["openai", "parameters", ["openai"], false],
  ])("%j", (words, measure, filters, all) => {
    const asked = readAsked(words.split(" ").filter(Boolean));
    expect(asked).toMatchObject({ measure: { word: measure }, filters, all });
  });

  test("a field that is not followed over time is a mistake with buttons", async () => {
    const outcome = await ask("timeline layers");
    expect(replyOf(outcome).error).toBe(true);
    expect(said(outcome)).toContain("A timeline of layers is not drawn");
    expect(buttonsOf(outcome).map(({ value }) => value)).toContain("timeline tokens");
  });
});

test("two measures at once are a mistake", async () => {
  const outcome = await ask("timeline tokens context org:google");
  expect(said(outcome)).toBe("A timeline shows one measure: tokens or context?");
  expect(buttonsOf(outcome).map(({ value }) => value)).toEqual(["timeline tokens", "timeline context"]);
});

test.each([
  ["2020", 2020.5],
  ["2022-01-01", 2022],
  ["2022-07-01", 2022.5],
])("%s is %d on the axis", (date, at) => {
  expect(yearOf(date)).toBeCloseTo(at, 2);
});

describe("the selection", () => {
  test("is the course's models and one of every other release", () => {
    const ids = idsOf("parameters");
    expect(ids).toEqual(expect.arrayContaining(["gpt-3-175b", "phi-3-mini", "opt-175b", "bert-large"]));
    for (const id of ["gpt-3-13b", "phi-3-medium", "opt-66b", "llama-3.1-8b"]) expect(ids).not.toContain(id);
  });

  test("with `all` every model but the tunes of shown ones", () => {
    const { moments, unknown, tunes } = timeline("parameters all");
    expect(moments.length + unknown + tunes).toBe(course.models.length);
    expect(moments.map(({ model: one }) => one.id)).toContain("opt-66b");
    expect(moments.filter(({ model: { base } }) => base !== undefined)).toEqual([]);
  });

  test("a tune stays where its base is filtered out", () => {
    expect(idsOf("parameters all instruct")).toContain("llama-3.1-405b-instruct");
  });

  test("the highest figure of a release stands for it, so that the title is true of the registry", () => {
    const highest = (id: "context_length" | "training_tokens"): number =>
      Math.max(...course.models.map(({ facts }) => Number(facts[id]?.value ?? 0)));
    const shown = (words: string): number => Math.max(...timeline(words).moments.map(({ value }) => value));
    expect(shown("context")).toBe(highest("context_length"));
    expect(shown("tokens")).toBe(highest("training_tokens"));
  });

  test("of a date has nothing that came later", () => {
    const { moments } = timeline("parameters", "2021-12-08");
    expect(moments.at(-1)?.model.id).toBe("gopher-280b");
    expect(idsOf("parameters", "2010")).toEqual([]);
  });

  test("what is unknown is counted and said, never drawn", () => {
    const { moments, unknown } = timeline("parameters org:anthropic");
    expect(moments).toEqual([]);
    expect(unknown).toBeGreaterThan(3);
    const text = toText(timelineReply(course, timeline("parameters org:openai")));
    expect(text).toMatch(/\d+ more releases have no published size/);
    expect(text).toMatch(/1 tuned version of shown models is left out/);
  });
});

describe("the chart", () => {
  test("of sizes: bubbles are tokens, mixtures are hollow, organisations have colours", () => {
    const spec = chart<ScatterSpec>("parameters", "scatter");
    expect(spec).toMatchObject({
      y: { scale: "log", format: "count" },
      sizeLabel: "training tokens",
      hollowLabel: "mixture of experts",
    });
    const { moments } = timeline("parameters");
    for (const [at, point] of spec.points.entries()) {
      const one = moments[at]?.model;
      if (one === undefined) throw new Error("more points than models");
      expect(point.y).toBe(one.facts.parameters?.value);
      expect(point.hollow === true, one.id).toBe(isMixtureOfExperts(one) === true);
      expect(point.size ?? null, one.id).toBe(one.facts.training_tokens?.value ?? null);
    }
    const gpt3 = spec.points.find(({ label }) => label === "GPT-3");
    expect(gpt3).toMatchObject({ group: "OpenAI", priority: 2 });
  });

  test("of the ratio names the ratio of the Chinchilla paper", () => {
    const spec = chart<ScatterSpec>("tokens-per-parameter", "scatter");
    expect(spec.subtitle).toContain("20 is the ratio of the Chinchilla paper");
    expect(spec.title).toMatch(
      /^20 tokens per parameter or more: \d+ of \d+ models before 2023, \d+ of \d+ since$/,
    );
  });

  test("of utilisation: bars with the four figures of PaLM's table", () => {
    const { categories, panels } = chart<BarSpec>("mfu", "bar");
    const values = panels[0]?.series[0]?.values ?? [];
    expect(panels[0]?.axis).toMatchObject({ format: "percent", scale: "linear" });
    const figure = (name: string) => values[categories.findIndex(({ label }) => label.startsWith(name))];
    const palm = course.tables.find(({ id }) => id === "palm-mfu");
    expect(["GPT-3", "Gopher", "Megatron-Turing NLG", "PaLM"].map(figure)).toEqual(
      palm?.rows.map((row) => row.at(-1)),
    );
  });

  test("figures from memory carry their mark", () => {
    const spec = chart<ScatterSpec>("context", "scatter");
    const { facts } = model("chinchilla-70b");
    expect(facts.context_length?.verified).toBe("recalled");
    expect(spec.points.map(({ label }) => label)).toContain("Chinchilla †");
  });
});

describe("figures that are no measurement of the makers", () => {
  test("a utilisation of the hardware is none of the model, and estimates are marked", () => {
    const text = toText(timelineReply(course, timeline("mfu")));
    expect(text).not.toContain("LaMDA");
    expect(text).toMatch(/LLaMA 65B .*47\.5 % ≈/);
    expect(text).not.toMatch(/PaLM 540B .*≈/);
    expect(text).toContain("≈ estimated by others");
    expect(timelineFinding(timeline("mfu"))).toContain("LLaMA about 47.5 %");
    expect(chart<BarSpec>("mfu", "bar").categories.map(({ label }) => label)).toContain(
      "BERT-Large ≈ (2018)",
    );
  });

  test("tokens of a tuning alone make no ratio, which is said", () => {
    const ids = idsOf("tokens-per-parameter all");
    expect(ids.filter((id) => /^(code-llama|codex)/.test(id))).toEqual([]);
    expect(ids).toContain("llama-2-7b");
    expect(toText(timelineReply(course, timeline("tokens-per-parameter")))).toMatch(
      /only the tokens of the tuning are counted (is|are) left out/,
    );
  });

  test("a word that is neither measure nor name is refused with one list of measures", async () => {
    for (const word of ["price", "banana"]) {
      const outcome = await ask(`timeline ${word}`);
      expect(said(outcome)).toContain(`${word} is no measure`);
      expect(buttonsOf(outcome)[0]?.value).toBe("timeline parameters");
    }
    expect(said(await ask("timeline parametrs"))).toContain("Did you mean parameters?");
    const nothing = replyOf(await ask("timeline org:anthropic")).blocks;
    expect(nothing.filter(({ kind }) => kind === "actions")).toHaveLength(1);
  });
});

describe("the title", () => {
  test.each([
    ["parameters", /^Parameters: GPT-1 117M in 2018, Switch-C 1\.57T in 2021, none here above that by 2025$/],
    ["parameters org:deepmind", /^Parameters: Gopher 280B in 2021, and none here above that by 2025$/],
    ["parameters chinchilla", /^Parameters: Chinchilla 70B$/],
    ["context gopher all", /^Context length: 2,048 in all 6 that are known$/],
  ])("%s", (words, title) => {
    expect(timelineFinding(timeline(words))).toMatch(title);
  });
});

describe("the reply", () => {
  test("carries every point with unit, source and status", () => {
    const reply = timelineReply(course, timeline("tokens org:deepmind"));
    expect(reply.data).toMatchObject({
      measure: "tokens",
      points: expect.arrayContaining([
        {
          model: "chinchilla-70b",
          released: "2022-03-29",
          figure: expect.objectContaining({ value: 1.4e12, unit: "tokens", source: "chinchilla" }),
        },
      ]),
    });
    expect(reply.files?.[0]?.text).toContain(
      "chinchilla-70b,Chinchilla 70B,DeepMind,training_tokens,1400000000000",
    );
    expect(reply.blocks.map(({ kind }) => kind)).toContain("table");
  });

  test("many points come as CSV alone", () => {
    const reply = timelineReply(course, timeline("parameters"));
    expect(reply.blocks.map(({ kind }) => kind)).not.toContain("table");
    expect(reply.files?.[0]?.text).toContain("gpt-3-175b,GPT-3 175B,OpenAI,training_tokens,300000000000");
  });

  test("nothing to draw says why and where to go", async () => {
    const none = await ask("timeline org:nobody");
    expect(said(none)).toMatch(/^No model matching org:nobody has a point/);
    expect(said(await ask("timeline asof:2010"))).toContain("that was out by 2010");
    expect(said(await ask("timeline org:anthropic"))).toMatch(/have no published size/);
  });

  test("figures that were published later are counted", () => {
    const text = toText(timelineReply(course, timeline("parameters", "2021")));
    expect(text).toMatch(/\d figures of these were published later\./);
    expect(text).toContain("‡ published later than 2021");
  });
});
