import { describe, expect, test } from "vitest";
import {
  FIELDS,
  fieldChoices,
  figureOf,
  findField,
  isMixtureOfExperts,
  nearestField,
  sourceKeys,
  wordCount,
  wordDate,
  wordFact,
} from "../../src/course/fields.ts";
import { FACTS, type Fact } from "../../src/course/model.ts";
import { course, model } from "./registry.ts";

function field(text: string) {
  const found = findField(text);
  if (found === undefined) throw new Error(`no field ${text}`);
  return found;
}

const said = (id: string, name: string) => wordFact(figureOf(model(id), field(name)), field(name));
const number = (value: number): Fact => ({ value, unit: "", source: "x", verified: "seen" });

describe("fields", () => {
  test("there is one for every fact, and the ratio", () => {
    expect(FIELDS.map((entry) => entry.id).sort()).toEqual([...FACTS, "tokens_per_parameter"].sort());
  });

  test.each([
    ["params", "parameters"],
    ["Size", "parameters"],
    ["TOKENS", "training_tokens"],
    ["data", "training_tokens"],
    ["context", "context_length"],
    ["ctx", "context_length"],
    ["compute", "training_compute"],
    ["flops", "training_compute"],
    ["date", "release_date"],
    ["released", "release_date"],
    ["license", "licence"],
    ["Licence", "licence"],
    ["open", "weights_open"],
    ["ratio", "tokens_per_parameter"],
    ["tokens per parameter", "tokens_per_parameter"],
    ["kv-heads", "kv_heads"],
    ["d_model", "d_model"],
    ["Training tokens", "training_tokens"],
  ])("%s is %s", (text, id) => {
    expect(findField(text)?.id).toBe(id);
  });

  test("no name means two fields", () => {
    for (const entry of FIELDS) {
      for (const name of [entry.id, entry.label, ...entry.aliases])
        expect(findField(name)?.id, name).toBe(entry.id);
    }
  });

  test("what is no field is none, with a hint where one is near", () => {
    expect(findField("banana")).toBeUndefined();
    expect(findField("")).toBeUndefined();
    expect(nearestField("paramters")?.id).toBe("parameters");
    expect(nearestField("lisence")?.id).toBe("licence");
    expect(nearestField("banana")).toBeUndefined();
  });

  test("choices complete what is typed", () => {
    expect(fieldChoices()).toHaveLength(FIELDS.length);
    expect(fieldChoices("tok").map((choice) => choice.value)).toEqual([
      "training_tokens",
      "tokens_per_parameter",
    ]);
    expect(fieldChoices("lic")).toEqual([{ label: "Licence", value: "licence" }]);
  });
});

describe("wording", () => {
  test.each([
    ["gopher-280b", "params", "280B"],
    ["chinchilla-70b", "tokens", "1.4T tokens"],
    ["gopher-280b", "date", "8 December 2021"],
    ["gpt-1", "date", "June 2018"],
    ["gpt-3-6.7b", "params", "6.7B"],
    ["glam-64b-64e", "active", "96.6B"],
    ["switch-c", "params", "1.57T"],
    ["gpt-3-175b", "context", "2,048"],
    ["llama-3.1-8b", "context", "131,072 (128K)"],
    ["llama-3-8b", "context", "8,192"],
    ["gpt-3-175b", "mfu", "21.3 %"],
    ["gpt-4", "params", "unknown"],
    ["gpt-4", "ratio", "unknown"],
    ["gpt-3-175b", "d_model", "12,288"],
    ["chinchilla-70b", "ratio", "20 tokens per parameter"],
    ["gpt-3-175b", "ratio", "1.71 tokens per parameter"],
    ["gpt-3-175b", "open", "no"],
    ["bert-base", "open", "yes"],
    ["bert-base", "licence", "Apache 2.0"],
    ["bert-large", "chips", "64 chips"],
    ["phi-3-mini", "tokens", "3.3T tokens"],
    ["bert-large", "compute", "2.85e20 FLOPs"],
  ])("%s, %s: %s", (id, name, expected) => {
    expect(said(id, name)).toBe(expected);
  });

  test("numbers at the edges", () => {
    expect([0, 999, 2048, 999_400, 1e6, 44e6, 999.6e9, 1e12, 540.35e9, 15.6e12].map(wordCount)).toEqual([
      "0",
      "999",
      "2,048",
      "999,400",
      "1M",
      "44M",
      "1T",
      "1T",
      "540B",
      "15.6T",
    ]);
    expect(wordFact(number(1_048_576), field("context"))).toBe("1,048,576 (1M)");
    expect(wordFact(number(128_000), field("context"))).toBe("128,000");
    expect(wordFact(number(5.76e23), field("compute"))).toBe("5.76e23 FLOPs");
    expect(wordFact(undefined, field("compute"))).toBe("unknown");
    expect(wordDate("2018")).toBe("2018");
  });

  test("every figure of every model has words", () => {
    for (const entry of course.models) {
      for (const each of FIELDS) {
        const words = wordFact(figureOf(entry, each), each);
        expect(words, `${entry.id} ${each.id}`).not.toMatch(/undefined|null|NaN|Infinity|^$/);
      }
    }
  });
});

describe("tokens per parameter", () => {
  const ratio = field("ratio");

  test("is derived, says so and names both sources", () => {
    const figure = figureOf(model("chinchilla-70b"), ratio);
    expect(figure).toEqual({
      value: 20,
      unit: "tokens per parameter",
      source: "chinchilla",
      verified: "derived",
      note: "derived: training tokens ÷ parameters",
    });
    const bert = figureOf(model("bert-base"), ratio);
    expect(bert && sourceKeys(bert)).toEqual(["bert", "bert-repo"]);
  });

  test("is no surer than either part", () => {
    for (const entry of course.models) {
      const { training_tokens: tokens, parameters } = entry.facts;
      const recalled = tokens?.verified === "recalled" || parameters?.verified === "recalled";
      expect(figureOf(entry, ratio)?.verified, entry.id).toBe(recalled ? "recalled" : "derived");
    }
  });

  test("is unknown where a part is, and uses all parameters of a mixture", () => {
    expect(figureOf(model("gpt-4"), ratio)?.value).toBeNull();
    const { facts } = model("glam-64b-64e");
    const glam = figureOf(model("glam-64b-64e"), ratio);
    expect(glam?.value).toBe(Number(facts.training_tokens?.value) / 1.2e12);
    expect(glam?.note).toContain("total, not active");
  });
});

test("a mixture of experts is told apart from dense and from undisclosed", () => {
  expect(isMixtureOfExperts(model("mixtral-8x7b"))).toBe(true);
  expect(isMixtureOfExperts(model("gpt-3-175b"))).toBe(false);
  expect(isMixtureOfExperts(model("gpt-4"))).toBeUndefined();
  expect(isMixtureOfExperts(model("palm-2"))).toBeUndefined();
});
