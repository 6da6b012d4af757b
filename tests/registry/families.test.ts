import { describe, expect, test } from "vitest";
import { readAsOf } from "../../src/course/as-of.ts";
import type { Course, Model } from "../../src/course/model.ts";
import { familyBy, familyOf, releaseName, tunedFrom } from "../../src/registry/families.ts";
import { familyFinding, familyReply, familyTree } from "../../src/registry/family-tree.ts";
import { course, model } from "../course/registry.ts";

const ids = (models: readonly Model[]): string[] => models.map(({ id }) => id);
const by = (text: string) => {
  const asOf = readAsOf(text);
  if (asOf === undefined) throw new Error(text);
  return asOf;
};

describe("the name of a release", () => {
  test.each([
    ["Llama 3.1 8B Instruct", "Llama 3.1"],
    ["GPT-3 XL 1.3B", "GPT-3"],
    ["GPT-4o mini", "GPT-4o"],
    ["Gopher family 44M", "Gopher"],
    ["Phi-3.5-MoE 16x3.8B", "Phi-3.5"],
    ["Mixtral 8x22B Instruct", "Mixtral"],
    ["GLaM 64B/64E", "GLaM"],
    ["T5-11B", "T5"],
    ["BERT-Large", "BERT"],
    ["ChatGPT (GPT-3.5)", "ChatGPT"],
    ["Qwen3 235B-A22B", "Qwen3"],
  ])("%s is %s", (name, release) => {
    expect(releaseName({ name })).toBe(release);
  });
});

describe("a family", () => {
  test("is what was tuned from each other and the sizes of one release", () => {
    expect(ids(familyOf(course, model("instructgpt-175b")))).toEqual([
      "gpt-3-1.3b",
      "gpt-3-6.7b",
      "gpt-3-13b",
      "gpt-3-175b",
      "instructgpt-175b",
    ]);
    expect(ids(familyOf(course, model("llama-2-13b")))).toContain("code-llama-34b");
    expect(ids(familyOf(course, model("llama-3.1-8b")))).not.toContain("llama-3-8b");
    expect(ids(familyOf(course, model("bloom-176b")))).toEqual(["bloom-176b"]);
  });

  test("two tunes with one name stay with what each was tuned from", () => {
    expect(ids(familyOf(course, model("wizardlm-7b")))).toContain("stablevicuna-13b");
    expect(ids(familyOf(course, model("wizardlm-7b")))).not.toContain("wizardlm-70b");
    expect(ids(familyOf(course, model("wizardlm-70b")))).toContain("llama-2-7b");
  });

  test("is the same whoever of it is asked for", () => {
    for (const one of course.models)
      for (const member of familyOf(course, one))
        expect(familyOf(course, member)).toBe(familyOf(course, one));
  });

  test("survives a circle of bases and a base that is not there", () => {
    const [a, b, c] = ["opt-66b", "palm-2", "yi-34b"].map(model) as [Model, Model, Model];
    const odd: Pick<Course, "models"> = {
      models: [
        { ...a, base: b.id },
        { ...b, base: a.id },
        { ...c, base: "nobody" },
      ],
    };
    expect(odd.models.map((one) => ids(familyOf(odd, one)))).toEqual([[a.id, b.id], [a.id, b.id], [c.id]]);
  });

  test("knows what was tuned from a model", () => {
    expect(ids(tunedFrom(course, model("palm-540b")))).toEqual(["flan-palm-540b"]);
    expect(tunedFrom(course, model("flan-palm-540b"))).toEqual([]);
  });

  test("is cut at a date, but never loses the one who is asked for", () => {
    expect(ids(familyBy(course, model("palm-540b"), by("2022-05")))).not.toContain("flan-palm-540b");
    expect(ids(familyBy(course, model("flan-palm-540b"), by("2020")))).toEqual(["flan-palm-540b"]);
  });
});

describe("the tree", () => {
  const family = familyOf(course, model("llama-2-7b"));
  const tree = familyTree(course, family, model("code-llama-7b"));
  const node = (id: string) => tree.nodes.find((one) => one.id === id);

  test("goes from the release over its sizes to what was tuned from them", () => {
    expect(node("code-llama-7b")).toMatchObject({ parent: "llama-2-7b", highlight: true, group: "Meta" });
    const root = node(node("llama-2-7b")?.parent ?? "");
    expect(root).toMatchObject({ label: "Llama 2", detail: "3 sizes here" });
    expect(root).not.toHaveProperty("parent");
    expect(node("code-llama-34b")).not.toHaveProperty("parent");
    expect(node("vicuna-1.5-13b")).toMatchObject({ parent: "llama-2-13b", group: "LMSYS" });
  });

  test("every parent is there, and nobody is missing", () => {
    for (const one of course.models) {
      const members = familyOf(course, one);
      const { nodes } = familyTree(course, members, one);
      const known = new Set(nodes.map(({ id }) => id));
      expect(nodes.filter(({ parent }) => parent !== undefined && !known.has(parent))).toEqual([]);
      expect(ids(members).filter((id) => !known.has(id))).toEqual([]);
      expect(nodes.filter(({ highlight }) => highlight === true).map(({ id }) => id)).toEqual([one.id]);
    }
  });

  test("its title counts", () => {
    expect(familyFinding(family)).toBe(
      "Llama 2, Code Llama and their descendants: 12 models from 7B to 70B, 8 tuned from another one",
    );
    expect(familyFinding(familyOf(course, model("vicuna-7b")))).toBe(
      "LLaMA and its descendants: 11 models from 6.7B to 65.2B, 7 tuned from another one",
    );
    expect(familyFinding(familyOf(course, model("zephyr-7b-beta")))).toBe(
      "Mistral, Zephyr and OpenHermes 2.5: 4 models, 3 tuned from another one",
    );
    const wizards = ["alpaca-7b", "koala-13b", "wizardlm-7b", "guanaco-65b"].map(model);
    expect(familyFinding(wizards)).toContain("Alpaca, Koala, WizardLM and Guanaco: 4 models");
    expect(familyFinding(familyOf(course, model("opt-66b")))).toBe("OPT: 9 models from 125M to 175B");
    expect(familyFinding(familyOf(course, model("claude-3-opus")))).toBe("Claude 3: 3 models");
  });

  test("is drawn from three members on; a single model says that it is alone", () => {
    const kinds = (id: string) => familyReply(course, model(id)).blocks.map(({ kind }) => kind);
    expect(kinds("llama-3.1-8b")).toEqual(["heading", "chart", "table", "note"]);
    expect(kinds("deepseek-v3")).toEqual(["heading", "table", "note"]);
    expect(kinds("bloom-176b")).toEqual(["text"]);
  });
});
