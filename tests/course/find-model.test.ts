import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completeModels } from "../../src/course/complete-models.ts";
import { findModel, mentionsIn } from "../../src/course/find-model.ts";
import type { Course } from "../../src/course/model.ts";
import { emptyCourse } from "../support/course.ts";
import { course } from "./registry.ts";

const find = (text: string) => findModel(course, text);
const mentioned = (text: string) => mentionsIn(course, text, 10).map((model) => model.id);
/** "gopher-280b" exactly, "~gopher-280b" by part or despite a slip, "? …" for a question back, "-" for unknown. */
function answer(text: string): string {
  const result = find(text);
  if (result.kind === "found") return (result.exact ? "" : "~") + result.model.id;
  return result.kind === "unknown" ? "-" : `? ${result.candidates.map((model) => model.id).join(" ")}`;
}

describe("names as people type them", () => {
  test.each([
    ["gpt-3", "gpt-3-175b"],
    ["GPT 3", "gpt-3-175b"],
    ["gpt3", "gpt-3-175b"],
    ["gopher", "gopher-280b"],
    ["Palm", "palm-540b"],
    ["chinchilla", "chinchilla-70b"],
    ["the chinchilla model", "chinchilla-70b"],
    ["llama 405b", "llama-3.1-405b"],
    ["Llama 3 405B", "llama-3.1-405b"],
    ["LLaMA-65B", "llama-65b"],
    ["llama 65b", "llama-65b"],
    ["llama 1 65b", "llama-65b"],
    ["llama 30b", "llama-33b"],
    ["llama2 7b", "llama-2-7b"],
    ["llama-2-70B", "llama-2-70b"],
    ["llama 3.1 8b", "llama-3.1-8b"],
    ["llama3.1-8b", "llama-3.1-8b"],
    ["llama-3-1-8b", "llama-3.1-8b"],
    ["llama 31 8b", "llama-3.1-8b"],
    ["llama-3.1-8b instruct", "llama-3.1-8b-instruct"],
    ["Llama 3.1 405B Instruct", "llama-3.1-405b-instruct"],
    ["meta-llama/Llama-2-7b-hf", "llama-2-7b"],
    ["meta-llama/Meta-Llama-3-8B", "llama-3-8b"],
    ["Meta Llama 3 70B", "llama-3-70b"],
    ["mistralai/Mistral-7B-v0.1", "mistral-7b"],
    ["openai/gpt-oss-20b", "gpt-oss-20b"],
    ["OpenAI GPT-4", "gpt-4"],
    ["Qwen/Qwen2-72B", "qwen2-72b"],
    ["mixtral", "mixtral-8x7b"],
    ["mixtral 8x22b", "mixtral-8x22b"],
    ["gpt-3.5 turbo", "gpt-3.5-turbo"],
    ["gpt-35-turbo", "gpt-3.5-turbo"],
    ["chat gpt", "chatgpt"],
    ["gpt4o", "gpt-4o"],
    ["gpt 4 o", "gpt-4o"],
    ["gpt-4o mini", "gpt-4o-mini"],
    ["gpt-4 turbo", "gpt-4-turbo-2024-04-09"],
    ["gpt 4.5", "gpt-4.5-preview"],
    ["claude-3-5-sonnet", "claude-3.5-sonnet"],
    ["claude 3 opus", "claude-3-opus"],
    ["codellama 70b", "code-llama-70b"],
    ["Code-Llama-34B", "code-llama-34b"],
    ["command r+", "command-r-plus"],
    ["command r", "command-r"],
    ["Command R Plus", "command-r-plus"],
    ["deep seek v3", "deepseek-v3"],
    ["R1", "deepseek-r1"],
    ["o1", "o1"],
    ["palm2", "palm-2"],
    ["flan t5", "flan-t5-xxl"],
    ["mt nlg", "mt-nlg-530b"],
    ["gpt-neox 20b", "gpt-neox-20b"],
    ["gptj", "gpt-j-6b"],
    ["opt-6-7b", "opt-6.7b"],
    ["phi3 mini", "phi-3-mini"],
    ["gemini ultra", "gemini-1.0-ultra"],
    ["gemini 2 flash", "gemini-2.0-flash"],
    ["davinci", "gpt-3-175b"],
    ["jurassic", "jurassic-1-jumbo"],
  ])("%s is %s", (text, id) => {
    expect(answer(text)).toBe(id);
  });

  test.each([
    ["chinchila", "chinchilla-70b"],
    ["Chinchilaa 70b", "chinchilla-70b"],
    ["gohper", "gopher-280b"],
    ["bloon", "bloom-176b"],
    ["mixtrl 8x22b", "mixtral-8x22b"],
    ["Megatraon-Turing", "mt-nlg-530b"],
    ["cluade 3 opus", "claude-3-opus"],
    ["codelama 7b", "code-llama-7b"],
    ["405b llama", "llama-3.1-405b"],
    ["llama 405b instruct", "llama-3.1-405b-instruct"],
    ["claude 4 opus", "claude-opus-4"],
    ["sonnet 3.7", "claude-3.7-sonnet"],
    ["gemma 9b", "gemma-2-9b"],
    ["gopher 280", "gopher-280b"],
    ["grok", "grok-1"],
    ["mistral", "mistral-7b"],
    ["roberta", "roberta-large"],
    ["llama maverick", "llama-4-maverick"],
    ["phi 3.8b", "phi-3-mini"],
  ])("%s is taken for %s, and says that it was", (text, id) => {
    expect(answer(text)).toBe(`~${id}`);
  });
});

describe("what must not be taken for a model", () => {
  test.each(
    "gpt-6|gpt-7|llama 9b|llama27b|llama 2.7b|llama 5|llama 3.2|gopher 500b|gopher 14b|banana|claude 9|claude 5|claude 7|gpt-3.6|gpt 4.2|gpt 3.1 3b|gpt-40|phi-9|phi 1.5|opt 67b|gemma 22b|o4|o4 mini|o1-mini|o1 17|gpt-4 mini|gpt-4 32k|palm 3|gemini 3|chinchilla 7b|chinchila 7b|chinchilla 700b|mixtral 7b|mistral large|qwen 7b|grok 2|yi 6b|falcon 7b|t5 3b|bert small|gpt-2 medium|llama 2 7b chat|deepseek v4|command r 7b|claude opus 4.1|llama 3.3 8b|nemotron 70b|text-davinci-003|bart|albert|deberta|llava|llemma|pixtral|ministral|bloomz|olmoe|gpt-neo|turing-nlg|openai claude 3 opus|meta gpt-4|mini|instruct|llm|moe|transformer|3|2024|.|the||🙂".split(
      "|",
    ),
  )("%s", (text) => {
    expect(answer(text)).toBe("-");
  });

  test.each([
    ["llama", "llama-65b"],
    ["llama 3", "llama-3-8b"],
    ["llama 8b", "llama-3.1-8b"],
    ["llama 70b", "llama-2-70b"],
    ["gpt", "gpt-4"],
    ["claude", "claude-3-opus"],
    ["claude sonnet", "claude-sonnet-4"],
    ["gpt-3.5", "chatgpt"],
    ["gemma 27b", "gemma-3-27b"],
    ["llama 34b", "code-llama-34b"],
    ["lama", "llama-65b"],
    ["70b", "chinchilla-70b"],
    ["gemini flash", "gemini-2.0-flash"],
    ["mixtral instruct", "mixtral-8x22b-instruct"],
  ])("%s is a question back, with %s among the candidates", (text, id) => {
    const result = find(text);
    expect(result.kind).toBe("ambiguous");
    expect(result.kind === "ambiguous" && result.candidates.map((model) => model.id)).toContain(id);
  });

  test("near names are offered, the nearest number first", () => {
    const nearest = (text: string) => {
      const result = find(text);
      return result.kind === "unknown" ? result.nearest.map((model) => model.id) : [];
    };
    expect(nearest("gopher 500b")[0]).toBe("gopher-280b");
    expect(nearest("gpt-6")[0]).toBe("gpt-5");
    expect(nearest("llama 9b")[0]).toMatch(/llama-3.*8b/);
    expect(nearest("bart")).toContain("bert-base");
    expect(nearest("banana")).toEqual([]);
    expect(nearest("text-davinci-003")).not.toContain("palm-2");
  });
});

/** An alias that whoever types it means more broadly than its model. */
const DOCUMENTED_AS_AMBIGUOUS = new Set(["GPT"]);

const names = course.models.flatMap((model) =>
  [model.id, model.name, ...model.aliases]
    .filter((name) => !DOCUMENTED_AS_AMBIGUOUS.has(name))
    .map((name) => ({ name, id: model.id })),
);

describe("properties", () => {
  test("every id, name and alias finds its own model exactly", () => {
    for (const { name, id } of names) expect(`${name} → ${answer(name)}`).toBe(`${name} → ${id}`);
  });

  test("in any case and with any separators", () => {
    const separator = fc.constantFrom(" ", "-", "_", "  ", "–");
    fc.assert(
      fc.property(fc.constantFrom(...names), separator, fc.boolean(), ({ name, id }, gap, upper) => {
        const typed = name.replace(/[- ]/g, gap);
        expect(answer(upper ? typed.toUpperCase() : typed.toLowerCase())).toBe(id);
      }),
      { numRuns: 500 },
    );
  });

  test("no name with one digit changed finds the model it was changed from", () => {
    const plain = (name: string) => name.toLowerCase().replace(/[ -]|\.0/g, "");
    const known = new Set(names.map(({ name, id }) => `${plain(name)} ${id}`));
    const wrong: string[] = [];
    for (const { name, id } of names) {
      for (const digit of name.matchAll(/\d/g)) {
        for (const other of "0123456789".replace(digit[0], "")) {
          const typed = name.slice(0, digit.index) + other + name.slice(digit.index + 1);
          // LLaMA 33B is also called LLaMA 30B, and Llama 3.1 405B Llama 3 405B.
          if (known.has(`${plain(typed)} ${id}`)) continue;
          const result = find(typed);
          if (result.kind === "found" && result.model.id === id) wrong.push(`${typed} found ${id}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("no text makes it fail", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom("llama", "gpt", "3.1", "70b", "8x", "/", "-", "+", "İ", "ﬁ"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        for (const text of [pieces.join(""), pieces.join(" ")]) {
          const result = find(text);
          if (result.kind === "ambiguous") expect(result.candidates.length).toBeGreaterThan(0);
          expect(completeModels(course, text, 7).length).toBeLessThanOrEqual(7);
          expect(mentionsIn(course, text, 3).length).toBeLessThanOrEqual(3);
        }
      }),
      { numRuns: 500 },
    );
    expect(find("a".repeat(1_000_000)).kind).toBe("unknown");
  });

  test("an empty course knows nothing", () => {
    const empty: Course = emptyCourse;
    expect(findModel(empty, "gpt-3")).toEqual({ kind: "unknown", nearest: [] });
    expect(completeModels(empty, "", 5)).toEqual([]);
  });
});

describe("speed", () => {
  const queries = ["gpt-3", "llama", "llama 70b", "chinchila", "banana", "gpt-6", "meta-llama/Llama-2-7b-hf"];
  const averageMs = (inside: Course, runs: number) => {
    for (const query of queries) findModel(inside, query);
    const start = performance.now();
    for (let run = 0; run < runs; run++) for (const query of queries) findModel(inside, query);
    return (performance.now() - start) / (runs * queries.length);
  };

  test("well under a millisecond on the registry, a few on 10,000 models", () => {
    expect(averageMs(course, 100)).toBeLessThan(1);
    const many: Course = {
      ...course,
      models: Array.from({ length: 10_000 }, (_, at) => {
        const model = course.models[at % course.models.length] ?? course.models[0];
        if (model === undefined) throw new Error("no models");
        const edition = `edition ${Math.floor(at / course.models.length)}`;
        return { ...model, id: `${model.id}-${edition}`, name: `${model.name} ${edition}`, aliases: [] };
      }),
    };
    expect(averageMs(many, 3)).toBeLessThan(100);
  });
});

describe("mentions in a message", () => {
  test.each([
    ["How does GPT-3 compare with Chinchilla and Gopher 280B?", "gpt-3-175b chinchilla-70b gopher-280b"],
    ["chinchilla, chinchilla and CHINCHILLA 70B", "chinchilla-70b"],
    ["GPT-4-based, Chinchilla-optimal", "gpt-4 chinchilla-70b"],
    ["is llama 3.1 405b better than gpt-4 turbo?", "llama-3.1-405b gpt-4-turbo-2024-04-09"],
    ["LLaMA-65B vs. LLaMA 2 70B", "llama-65b llama-2-70b"],
    ["OPT and PaLM", "opt-175b palm-540b"],
    ["GPT-4o mini and GPT-4o", "gpt-4o-mini gpt-4o"],
    ["you can opt out under the palm trees in bloom", ""],
    ["Gopher 500B, Llama-2-7b-chat and GPT-3.6", ""],
    ["a GPT is a kind of model", ""],
    ["Gopher. 3 of them", "gopher-280b"],
    ["", ""],
  ])("%s", (text, ids) => {
    expect(mentioned(text).join(" ")).toBe(ids);
  });

  test("keeps to the limit", () => {
    expect(mentionsIn(course, "GPT-3, Gopher, Chinchilla", 2).map((model) => model.id)).toEqual([
      "gpt-3-175b",
      "gopher-280b",
    ]);
  });
});
